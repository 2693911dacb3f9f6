"""The days that the books cover, and which of them banks and shops are open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = dt.date(2025, 1, 1)
LAST = dt.date(2026, 10, 31)
ONE_DAY = dt.timedelta(days=1)

_SUNDAY = 7
_CLOSED = frozenset(
    dt.date.fromisoformat(day)
    for day in (
        *("2025-01-01", "2025-04-21", "2025-04-26", "2025-05-29", "2025-06-09"),
        *("2025-12-25", "2025-12-26", "2026-01-01", "2026-04-06", "2026-04-27"),
        *("2026-05-14", "2026-05-25"),
    )
)


@dataclass(frozen=True, order=True)
class Month:
    """A month of the books."""

    year: int
    number: int

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.following.first - ONE_DAY

    @property
    def following(self) -> Month:
        """The month after it."""
        return month_of(self.first + dt.timedelta(days=31))

    @property
    def ends_quarter(self) -> bool:
        """Whether a quarter ends with it."""
        return self.number % 3 == 0

    @property
    def ends_year(self) -> bool:
        """Whether a year ends with it."""
        return self.number == 12  # noqa: PLR2004 - December

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{NAMES[self.number - 1]} {self.year}"


NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def month_of(day: dt.date) -> Month:
    """Return the month that a day is in."""
    return Month(day.year, day.month)


def months() -> Iterator[Month]:
    """Yield the months of the books in order."""
    month = month_of(FIRST)
    while month.first <= LAST:
        yield month
        month = month.following


def day(text: str) -> dt.date:
    """Return the day that is written as `2025-03-14`."""
    return dt.date.fromisoformat(text)


def working(when: dt.date, later: int = 0) -> dt.date:
    """Return the first day from `later` days after on that is no Sunday or holiday."""
    when += dt.timedelta(days=later)
    while when.isoweekday() == _SUNDAY or when in _CLOSED:
        when += ONE_DAY
    return when
