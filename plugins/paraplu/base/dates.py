"""Days and months, in a calendar that begins and ends.

A ledger may have any day from 0001-01-01 until 9999-12-31, and terms run from it.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_MONTHS = 12

# A year mistyped makes an entry lie more than so many days after the one before it ...
LEAP = 366
# ... and so many entries that follow show that the books rested and went on.
FEW = 5
# Books that began with little may rest at once, so a leap there is a longer one.
LONG = 5 * LEAP


class Month(NamedTuple):
    """One month, as people write it: 2026-03. Months are in order."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Return the month that a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the month that is written as 2026-03, or None where none is."""
        found = _MONTH.fullmatch(text)
        if not found or not 1 <= int(found[2]) <= _MONTHS or not int(found[1]):
            return None
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return _last(self)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@cache  # of few months, each asked for once a member
def _last(month: Month) -> dt.date:
    return month.first.replace(day=monthrange(*month)[1])


def months_before(day: dt.date, months: int) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of so many whole months before that of a day.

    None where the calendar does not have them.
    """
    begin = (day.year * _MONTHS + day.month - 1) - months
    if begin < _MONTHS:
        return None
    first = dt.date(begin // _MONTHS, begin % _MONTHS + 1, 1)
    return first, shifted(day.replace(day=1), -1)


def shifted(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, before it where that is below nil.

    Beyond the calendar that is its last day, or its first.
    """
    number = day.toordinal() + days
    first, last = dt.date.min.toordinal(), dt.date.max.toordinal()
    return dt.date.fromordinal(max(first, min(number, last)))


def far_ahead(last: Sequence[dt.date], before: int) -> int:
    """Return how many entries at the end of the books have a day that is mistyped.

    `last` are the days of the last entries, in order, `FEW` of them where there are
    so many, and `before` is how many entries come before those. An entry that lies
    more than `LEAP` days after the one before it is mistyped, with all that follow,
    unless `FEW` or more do, or more than there are before it: then the books rested.
    """
    for n in range(1, len(last)):
        after = len(last) - n
        if after < FEW and after <= before + n and (last[n] - last[n - 1]).days > LEAP:
            return after
    return 0


def far_behind(first: Sequence[dt.date], after: int) -> int:
    """Return how many entries at the beginning of the books have a mistyped day.

    `first` are the days of the first entries, in order, `FEW` of them where there are
    so many, and `after` is how many entries come after those. Fewer than `FEW` that
    lie more than `LONG` before the next are mistyped, where more come after them.
    """
    for n in range(len(first) - 1, 0, -1):
        rest = after + len(first) - n
        if n < FEW and n < rest and (first[n] - first[n - 1]).days > LONG:
            return n
    return 0
