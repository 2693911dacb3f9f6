"""Rows of one member that say to be of the same time, by the times in their evidence.

What was corrected in the other program after it was imported is a new row there, and so
the time of both would count.
"""

from __future__ import annotations

import re
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


def overlaps(there: Iterable[HoursRow], new: Iterable[HoursRow]) -> Iterator[Overlap]:
    """Yield each new row with the first row, new or there before, of the same time.

    One is enough to look at; of a thousand rows of one hour there are a million.
    """
    known: dict[tuple[object, str], list[tuple[tuple[str, str], HoursRow]]] = {}
    for row in there:
        if times := _times(row):
            known.setdefault((row.date, row.member), []).append((times, row))
    for row in new:
        if times := _times(row):
            others = known.setdefault((row.date, row.member), [])
            for (begin, end), other in others:
                if begin < times[1] and times[0] < end:
                    yield Overlap(row, other)
                    break
            others.append((times, row))


def _times(row: HoursRow) -> tuple[str, str] | None:
    """Return when a row began and ended, in an order that text has too: 09:00:00."""
    found = _TIMES.fullmatch(row.evidence)
    if not found or found[1] not in EXPORTS:
        return None
    begin, end = (f"{time}:00"[:8] for time in found.groups()[1:])
    return begin, end
