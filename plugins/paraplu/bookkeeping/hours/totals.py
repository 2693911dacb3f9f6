"""Sums of hours: by member, week, kind, month and year, all of the same rows.

Every sum is of whole minutes, so those of the parts add up to that of the whole.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from paraplu.base.dates import shifted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paraplu.bookkeeping.hours.model import HoursRow

K = TypeVar("K")


class Week(NamedTuple):
    """A week from Monday to Sunday, as ISO 8601 numbers it."""

    year: int
    number: int

    @property
    def first(self) -> dt.date:
        """Its Monday."""
        return dt.date.fromisocalendar(self.year, self.number, 1)

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


def week_of(day: dt.date) -> Week:
    """Return the week that a day is in; the first days of January may be of another."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def week_days(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the Monday and the Sunday of the week that a day is in."""
    monday = shifted(day, -day.weekday())
    return monday, shifted(monday, 6)


def totals(rows: Iterable[HoursRow], by: Callable[[HoursRow], K]) -> dict[K, int]:
    """Return the minutes of rows by what a function says of each, in that order.

    `totals(rows, lambda row: (row.member, week_of(row.date)))` is the week grid.
    """
    found: Counter[K] = Counter()
    for row in rows:
        found[by(row)] += row.minutes
    return dict(sorted(found.items()))


def worked(
    rows: Iterable[HoursRow],
    begin: dt.date,
    end: dt.date,
    counts: Callable[[str], bool] = lambda _kind: True,
) -> int:
    """Return the minutes of the kinds that count, from one day to another, included."""
    return sum(
        row.minutes for row in rows if begin <= row.date <= end and counts(row.kind)
    )
