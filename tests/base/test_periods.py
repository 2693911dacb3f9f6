from __future__ import annotations

import datetime as dt

import pytest
from tests.bookkeeping.vat.small import period

from paraplu.base.periods import Period, PeriodLength


@pytest.mark.parametrize(
    ("text", "first", "last", "due"),
    [
        ("2026-Q1", "2026-01-01", "2026-03-31", "2026-04-30"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "2027-01-31"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-03-31"),
        ("2026", "2026-01-01", "2026-12-31", "2027-03-31"),
    ],
)
def test_a_period(text: str, first: str, last: str, due: str) -> None:
    found = period(text)
    days = (found.first, found.last, found.due)
    assert tuple(map(str, days)) == (first, last, due)
    assert str(found) == text
    assert Period.of(found.last, found.span) == found


@pytest.mark.parametrize(
    "text", ["", "2026-Q5", "2026-q1", "2026Q1", "2026-13", "2026-1", "0000", "9999"]
)
def test_what_is_no_period(text: str) -> None:
    assert Period.read(text) is None


def test_what_is_before() -> None:
    assert str(period("2026-Q1").before) == "2025-Q4"
    assert str(period("2026-01").before) == "2025-12"
    assert str(period("2026").before) == "2025"


def test_what_overlaps() -> None:
    assert period("2026-02").overlaps(period("2026-Q1"))
    assert not period("2026-04").overlaps(period("2026-Q1"))
    assert dt.date(2026, 3, 31) in period("2026-Q1")
    assert Period.of(dt.date(2026, 5, 5), PeriodLength.YEAR) == period("2026")
