"""What the rules forbid is not paid, and the rest is."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bookkeeping.payments.conftest import (
    PRINTER,
    REGISTER,
    Prepare,
    bill,
    reasons,
    told,
)

L02 = "Liabilities:Members:L02:Payable"
L02_COSTS = "Expenses:Members:L02:Costs"
GROWTH = "Expenses:Members:L01:Growth"
FINE = bill("5.00", receipt="f.txt")


def test_a_frozen_member(prepared: Prepare) -> None:
    ledger = FINE + bill("50.00", "2025-05-02", account=L02, spent=L02_COSTS)
    batch = prepared(ledger)
    assert told(batch) == [f"5.00 {PRINTER}"]
    assert reasons(batch) == [
        (
            "MB05: 50.00 leaves the ring of L02, which is frozen from 2025-06-01 until "
            "2025-06-30: dispute."
        )
    ]
    thawed = prepared(ledger, day=dt.date(2025, 7, 1))
    assert told(thawed) == [f"50.00 {PRINTER}", f"5.00 {PRINTER}"]


def test_no_receipt(prepared: Prepare) -> None:
    bare = bill("50.00").replace('  receipt: "a.txt"\n', "")
    batch = prepared(FINE + bare)
    assert told(batch) == [f"5.00 {PRINTER}"]
    assert reasons(batch) == [
        (
            "EV01: There is no receipt for 50.00 on Expenses:Members:L01:Costs. Every "
            "expense of 10.00 or more needs one."
        )
    ]


def test_a_receipt_that_is_not_there(prepared: Prepare) -> None:
    (why,) = reasons(prepared(bill("50.00", receipt="gone.txt")))
    assert why.startswith("EV02: ")


def test_a_receipt_that_was_waived(prepared: Prepare) -> None:
    waived = bill("50.00").replace('receipt: "a.txt"', 'waiver: "EV01: lost"')
    assert told(prepared(waived)) == [f"50.00 {PRINTER}"]


def test_one_receipt_behind_two_bills(prepared: Prepare) -> None:
    batch = prepared(bill("50.00") + bill("50.00", "2025-06-03"))
    assert told(batch) == [f"50.00 {PRINTER}"]
    (why,) = reasons(batch)
    assert why.startswith("EV05: ")


def test_a_bill_that_was_entered_twice(prepared: Prepare) -> None:
    number = 'reference: "2025-184"'
    twice = bill("50.00", "2025-06-02", "Printer", "", "a.txt", number) + bill(
        "50.00", "2025-06-03", "Printer", "", "b.txt", number
    )
    batch = prepared(twice)
    assert told(batch) == [f"50.00 {PRINTER}"]
    (why,) = reasons(batch)
    assert why.startswith("IN09: 50.00 to Printer seems to be entered twice: here, and")
    waived = twice.replace("b.txt", 'b.txt"\n  waiver: "IN09: two boxes')
    assert told(prepared(waived)) == [f"50.00 {PRINTER}"] * 2


def test_no_approval(prepared: Prepare) -> None:
    approved = bill("300.00", "2025-06-02", "Printer", "", "a.txt", spent=GROWTH)
    (why,) = reasons(prepared(approved))
    assert why == "EV03: There is no approval for spending 300.00."
    board = approved.replace("  receipt", '  approved: "board 2025-06-01"\n  receipt')
    assert told(prepared(board)) == [f"300.00 {PRINTER}"]
    alone = approved.replace("  receipt", '  approved: "L01 2025-06-01"\n  receipt')
    (why,) = reasons(prepared(alone))
    assert why.startswith("EV04: ")


def test_two_payments_do_not_share_one_receipt(prepared: Prepare) -> None:
    """Each alone is right, and both are not: PF04 allows the receipt once."""
    register = REGISTER.replace("L01:", "L01:", 1)
    ledger = """\
2025-06-02 * "Advanced by L01" ^x
  counterparty: "L01"
  receipt: "a.txt"
  Expenses:Members:L01:Costs  25.00 EUR
  Liabilities:Members:L01:Payable

2025-06-03 * "Advanced by L01, once more" ^y
  counterparty: "L01"
  Expenses:Members:L01:Costs  9.00 EUR
  Liabilities:Members:L01:Payable

"""
    batch = prepared(ledger, register=register)
    assert [str(payment.amount) for payment in batch.payments] == ["25.00"]
    assert reasons(batch) == [
        (
            "PF04: 9.00 goes to L01's private account, but there is no receipt for "
            "9.00 of it. A member is never paid, only paid back."
        )
    ]


def test_a_bill_that_breaks_another_rule(prepared: Prepare) -> None:
    late = REGISTER.replace("permission: [{from: 2025-01-01}]}", "permission: []}", 1)
    batch = prepared(bill("50.00"), register=late)
    assert told(batch) == []
    assert reasons(batch)[0].startswith("MB02: ")


def test_errors_elsewhere_stop_nothing(prepared: Prepare) -> None:
    lunch = """\
2025-03-01 * "Lunch"
  Expenses:Coop:Lunch  20.00 EUR
  Assets:Members:L01:Cash

"""
    assert told(prepared(lunch + bill("50.00"))) == [f"50.00 {PRINTER}"]


_MEMBER = st.sampled_from(["L01", "L02"])
_CENTS = st.integers(1, 400_00)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(_MEMBER, _CENTS, st.booleans()), max_size=6))
def test_what_is_paid_and_what_is_refused_is_all_that_is_open(
    prepared: Prepare, bills: list[tuple[str, int, bool]]
) -> None:
    ledger = "".join(
        bill(
            f"{cents / 100:.2f}",
            link=f"b{n}",
            receipt=f"{'abcdef'[n]}.txt" if shown else "gone.txt",
            account=f"Liabilities:Members:{code}:Payable",
            spent=f"Expenses:Members:{code}:Costs",
        )
        for n, (code, cents, shown) in enumerate(bills)
    )
    batch = prepared(ledger)
    paid = {link for p in batch.payments for link in p.payable.links}
    assert paid == {
        f"b{n}" for n, (code, _, shown) in enumerate(bills) if code == "L01" and shown
    }
    assert len(batch.payments) + len(batch.refused) == len(bills)
