"""Days that are reckoned from others, as far as the calendar goes."""

from __future__ import annotations

import datetime as dt

import pytest

from paraplu.base.dates import Month, shifted
from paraplu.base.dutch_law import last_day_to_issue

LAST, FIRST = dt.date.max, dt.date.min


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (dt.date(2024, 2, 28), 1, dt.date(2024, 2, 29)),
        (dt.date(2024, 3, 1), -1, dt.date(2024, 2, 29)),
        (dt.date(9999, 12, 20), 11, LAST),
        (dt.date(9999, 12, 20), 12, LAST),
        (LAST, 10**9, LAST),
        (dt.date(1, 1, 2), -1, FIRST),
        (FIRST, -1, FIRST),
    ],
)
def test_a_day_so_many_days_later(day: dt.date, days: int, then: dt.date) -> None:
    assert shifted(day, days) == then


def test_the_last_month_ends() -> None:
    assert Month(9999, 12).last == LAST
    assert Month(2024, 2).last == dt.date(2024, 2, 29)


def test_the_last_day_to_issue() -> None:
    assert last_day_to_issue(dt.date(2024, 1, 31)) == dt.date(2024, 2, 15)
    assert last_day_to_issue(dt.date(2025, 12, 1)) == dt.date(2026, 1, 15)
    assert last_day_to_issue(dt.date(9999, 12, 1)) == LAST
