"""What is open: bills less what was paid and credited, and nothing is paid twice."""

from __future__ import annotations

import pytest
from tests.payments.conftest import PRINTER, Prepare, bill, paid, reasons, told

COOP, PRINT = "Liabilities:Payable", "Expenses:Coop:Print"
TWO = bill("40.00", "2025-06-02") + bill("60.00", "2025-06-03", receipt="b.txt")

OPEN = {
    "nothing is owed": ("", []),
    "a bill": (bill("100.00"), ["100.00"]),
    "a bill that was paid": (bill("100.00") + paid("100.00"), []),
    "a part of it was paid": (bill("100.00") + paid("30.00"), ["70.00"]),
    "the part has the link": (
        bill("100.00", link="a") + paid("30.00", link="a"),
        ["70.00"],
    ),
    "paid by the link, under another name": (
        bill("100.00", link="a") + paid("100.00", payee="PRINTER BV UTRECHT", link="a"),
        [],
    ),
    "paid on a day before the bill was booked": (
        bill("100.00", "2025-06-06", link="a") + paid("100.00", link="a"),
        [],
    ),
    "capitals and blanks in a payee": (
        bill("100.00") + paid("100.00", payee="PRINTER "),
        [],
    ),
    "two bills, each by itself": (TWO, ["40.00", "60.00"]),
    "of two, that of the amount that was paid": (TWO + paid("60.00"), ["40.00"]),
    "of two, else the oldest first": (TWO + paid("50.00"), ["50.00"]),
    "two bills with one link are one payment": (
        bill("40.00", link="a") + bill("60.00", link="a", receipt="b.txt"),
        ["100.00"],
    ),
    "a credit note with the link": (
        bill("100.00", link="a") + bill("-20.00", link="a", receipt="b.txt"),
        ["80.00"],
    ),
    "a credit note without a link, where rules allow that": (
        bill("100.00", account=COOP, spent=PRINT)
        + bill("-20.00", receipt="b.txt", account=COOP, spent=PRINT),
        ["80.00"],
    ),
    "a bill of 0.00": (bill("0.00"), []),
    "a cent": (bill("0.01"), ["0.01"]),
}


@pytest.mark.parametrize(("ledger", "amounts"), OPEN.values(), ids=OPEN)
def test_open(prepared: Prepare, ledger: str, amounts: list[str]) -> None:
    batch = prepared(ledger)
    assert told(batch) == [f"{amount} {PRINTER}" for amount in amounts]
    assert reasons(batch) == []


def test_what_one_bill_has_too_much_is_netted_with_the_next(prepared: Prepare) -> None:
    ledger = bill("50.00", link="a") + paid("80.00", link="a")
    ledger += bill("100.00", "2025-06-06", receipt="b.txt")
    assert told(prepared(ledger)) == [f"70.00 {PRINTER}"]


def test_who_owes_us_is_not_paid(prepared: Prepare) -> None:
    batch = prepared(bill("50.00", link="a") + paid("80.00", link="a"))
    assert told(batch) == []
    assert "Printer owes 30.00: more was paid or credited" in reasons(batch)[0]


def test_one_members_credit_pays_no_other_members_bill(prepared: Prepare) -> None:
    ledger = bill("50.00", link="a") + paid("80.00", link="a")
    ledger += bill("100.00", account=COOP, spent=PRINT, link="b")
    assert told(prepared(ledger)) == [f"100.00 {PRINTER}"]


def test_a_payment_for_no_one_knows_what_stops_the_bills_before_it(
    prepared: Prepare,
) -> None:
    stray = paid("60.00", payee="Transfer")
    later = bill("70.00", "2025-06-09", receipt="c.txt")
    batch = prepared(TWO + stray + later)
    assert told(batch) == [f"70.00 {PRINTER}"]
    why = (
        "60.00 went off Liabilities:Members:L01:Payable on 2025-06-05 "
        "(main.beancount, line 24), and no one can tell for which bill. Link it to "
        "its bill, with the same ^link on both."
    )
    assert reasons(batch) == [why, why]


def test_opening_balances_are_settled_by_what_has_no_bill(prepared: Prepare) -> None:
    opening = """\
2025-01-02 * "Opening balances"
  Liabilities:Members:L01:Payable  -60.50 EUR
  Equity:Opening-Balances

"""
    settled = paid("60.50", "2025-01-09", payee="Woodshop")
    assert told(prepared(opening + settled + bill("5.00"))) == [f"5.00 {PRINTER}"]
    (why,) = reasons(prepared(opening))
    assert why.startswith("There is no account number (IBAN) of the payee.")


def test_a_bill_of_after_the_payment_waits(prepared: Prepare) -> None:
    batch = prepared(bill("100.00", "2025-06-11"))
    assert reasons(batch) == ["It is booked on 2025-06-11, after the payment."]


def test_what_an_entry_puts_there_and_takes_off_is_no_bill(prepared: Prepare) -> None:
    ledger = """\
2025-06-02 * "Printer" "Booked and corrected"
  Liabilities:Payable   50.00 EUR
  Liabilities:Payable  -50.00 EUR
"""
    batch = prepared(ledger)
    assert (told(batch), reasons(batch)) == ([], [])
