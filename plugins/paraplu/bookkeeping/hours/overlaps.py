"""Rows of one member that say to be of the same time, by the times in their evidence.

What was corrected in the other program after it was imported is a new row there, and so
the time of both would count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from paraplu.bookkeeping.hours.model import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.bookkeeping.hours.model import HoursRow

_TIMES = re.compile(r"([a-z]+) ([0-9:]+)-([0-9:]+)", re.ASCII)


class Overlap(NamedTuple):
    """A new row, and another one that is partly of the same time."""

    new: HoursRow
    other: HoursRow


class _Timed(NamedTuple):
    """A row with when it began and ended."""

    begin: str
    end: str
    row: HoursRow


def overlaps(there: Iterable[HoursRow], new: Iterable[HoursRow]) -> Iterator[Overlap]:
    """Yield each new row with a row, new or there before, of the same time.

    One is enough to look at; of a thousand rows of one hour there are a million.
    """
    days: defaultdict[tuple[object, str], _Day] = defaultdict(_Day)
    for row in there:
        if timed := _timed(row):
            days[row.date, row.member].add(timed)
    for row in new:
        if timed := _timed(row):
            day = days[row.date, row.member]
            if other := day.at_the_time_of(timed):
                yield Overlap(row, other.row)
            day.add(timed)


class _Day:
    """Rows of a member and a day, but for those that are within another.

    So they begin in the order in which they end, and the last that begins before some
    moment is the one that ends last: no other has to be looked at.
    """

    def __init__(self) -> None:
        self._rows: list[_Timed] = []

    def at_the_time_of(self, one: _Timed) -> _Timed | None:
        """Return a row that is partly of the same time as this one."""
        before = bisect_left(self._rows, one.end, key=_begin)
        last = self._rows[before - 1] if before else None
        return last if last and last.end > one.begin else None

    def add(self, one: _Timed) -> None:
        """Keep a row, unless it is within another, and no more what is within it."""
        after = bisect_right(self._rows, one.begin, key=_begin)
        if after and self._rows[after - 1].end >= one.end:
            return
        within = bisect_right(self._rows, one.end, key=_end)
        self._rows[bisect_left(self._rows, one.begin, key=_begin) : within] = [one]


_begin = attrgetter("begin")
_end = attrgetter("end")


def _timed(row: HoursRow) -> _Timed | None:
    """Return when a row began and ended, in an order that text has too: 09:00:00."""
    found = _TIMES.fullmatch(row.evidence)
    if not found or found[1] not in EXPORTS:
        return None
    begin, end = (f"{time}:00"[:8] for time in found.groups()[1:])
    return _Timed(begin, end, row)
