"""A bill says by which day it has to be paid, and can wait until then."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.bookkeeping.payments.conftest import PRINTER, Prepare, bill, reasons, told

DUE = (
    bill("5.00", "2025-06-02", "Printer", "one", "a.txt", "due: 2025-06-20")
    + bill("6.00", "2025-06-02", "Printer", "two", "b.txt", "due: 2025-06-21")
    + bill("7.00", "2025-06-02", "Printer", "three", "c.txt")
)


def test_without_a_day_all_is_paid(prepared: Prepare) -> None:
    batch = prepared(DUE)
    assert [payment.payable.due for payment in batch.payments] == [
        dt.date(2025, 6, 20),
        dt.date(2025, 6, 21),
        None,
    ]
    assert batch.waiting == ()


@pytest.mark.parametrize(
    ("day", "paid"),
    [(19, ["7.00"]), (20, ["5.00", "7.00"]), (21, ["5.00", "6.00", "7.00"])],
)
def test_what_is_due_later_waits(day: int, paid: list[str], prepared: Prepare) -> None:
    """What says no day is paid at once."""
    batch = prepared(DUE, due_by=dt.date(2025, 6, day))
    assert told(batch) == [f"{amount} {PRINTER}" for amount in paid]
    assert len(batch.waiting) == 3 - len(paid)
    assert reasons(batch) == []


def test_of_bills_with_one_link_the_first_day_counts(prepared: Prepare) -> None:
    ledger = bill("5.00", "2025-06-02", "Printer", "x", "a.txt", "due: 2025-06-30")
    ledger += bill("6.00", "2025-06-03", "Printer", "x", "b.txt", "due: 2025-06-12")
    batch = prepared(ledger, due_by=dt.date(2025, 6, 12))
    assert told(batch) == [f"11.00 {PRINTER}"]


@pytest.mark.parametrize("said", ['"soon"', "12", '"2025-06-30"'])
def test_what_is_no_day_is_none(said: str, prepared: Prepare) -> None:
    ledger = bill("5.00", "2025-06-02", "Printer", "x", "a.txt", f"due: {said}")
    batch = prepared(ledger, due_by=dt.date(2025, 6, 12))
    assert told(batch) == [f"5.00 {PRINTER}"]
