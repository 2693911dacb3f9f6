"""What is open: bills less what was paid and credited, and nothing is paid twice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bookkeeping.payments.conftest import (
    PRINTER,
    Prepare,
    bill,
    paid,
    reasons,
    told,
)
from tests.support import report_on

from paraplu.bookkeeping.payments.payables import payables

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


def nothing(link: str) -> str:
    """A bill of nothing; Beancount leaves out a posting that it finds to be nil."""
    return bill("0.00", link=link).replace("Payable\n", "Payable  0.00 EUR\n")


def test_a_bill_of_nothing(prepared: Prepare) -> None:
    batch = prepared(nothing("a") + bill("5.00", link="b", receipt="b.txt"))
    assert told(batch) == [f"5.00 {PRINTER}"]
    assert reasons(batch) == ["A bill of 0.00 cannot be paid."]


def test_nothing_beside_a_bill_is_no_bill_of_its_own(prepared: Prepare) -> None:
    batch = prepared(nothing("a") + bill("5.00", link="a", receipt="b.txt"))
    assert (told(batch), reasons(batch)) == ([f"5.00 {PRINTER}"], [])
    settled = bill("5.00") + paid("5.00")
    assert prepared(settled).refused == ()


def test_a_credit_note_of_more_than_the_bills(prepared: Prepare) -> None:
    more = bill("-80.00", "2025-06-03", receipt="b.txt", account=COOP, spent=PRINT)
    batch = prepared(bill("50.00", account=COOP, spent=PRINT) + more)
    assert told(batch) == []
    assert [len(one.faults) for one in batch.refused] == [1]
    (why,) = reasons(batch)
    assert why.startswith("Printer owes 30.00: more was paid or credited")


def test_a_credit_note_that_goes_with_no_bill(prepared: Prepare) -> None:
    credit = bill("-20.00", payee="Grocer", link="a", account=COOP, spent=PRINT)
    batch = prepared(credit + bill("5.00", account=COOP, spent=PRINT, receipt="b.txt"))
    assert told(batch) == [f"5.00 {PRINTER}"]
    (owes,) = reasons(batch)
    assert owes.startswith("Grocer owes 20.00: more was paid or credited")


def test_a_debt_that_moves_is_no_credit_note(prepared: Prepare) -> None:
    moved = """\
2025-06-02 * "Bills of before, written off"
  Liabilities:Payable   50.00 EUR
  Income:Coop:Other
"""
    assert prepared(moved).refused == ()


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
        "60.00 left Liabilities:Members:L01:Payable on 2025-06-05 (main.beancount, "
        "line 24), and it is not clear which bill it paid. Link it to its bill, with "
        "the same ^link on both."
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
    assert why.startswith("There is no account number (IBAN) for the payee.")


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


@dataclass(frozen=True)
class Move:
    """A bill or, below nil, a payment or credit note."""

    cents: int
    payee: str
    link: str
    day: int

    def written(self) -> str:
        amount = f"{abs(self.cents) / 100:.2f}"
        if self.cents > 0:
            return bill(
                amount,
                f"2025-03-{self.day:02}",
                self.payee,
                self.link,
                account=COOP,
                spent=PRINT,
            )
        day = f"2025-03-{self.day:02}"
        return paid(amount, day, self.payee, self.link, account=COOP)


_MOVES = st.builds(
    Move,
    st.sampled_from([-70, -50, -20, 20, 50, 70, 120]),
    st.sampled_from(["Printer", "Bakery", ""]),
    st.sampled_from(["", "a", "b"]),
    st.integers(1, 9),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(_MOVES, max_size=8))
def test_nobody_is_ever_paid_more_than_is_owed(
    tmp_path: Path, moves: list[Move]
) -> None:
    """What is open, with what went with no bill, is what the account has."""
    ledger = "".join(move.written() for move in moves)
    report = report_on(tmp_path, ledger)
    found = payables(report.books)
    stray = sum(booked.amount for every in found.stray.values() for booked in every)
    owed = sum(move.cents for move in moves)
    assert sum(one.open for one in found.bills) - stray == Decimal(owed) / 100
    for payee in ("Printer", "Bakery", ""):
        mine = [one.open for one in found.bills if one.payee == payee]
        assert not (any(n < 0 for n in mine) and any(n > 0 for n in mine))
