"""A span in steps of a month, or of a year where there would be too many months."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# More months than these cannot be told apart in a picture.
MOST_MONTHS = 36


def steps_of(days: Collection[dt.date]) -> list[Span]:
    """Return the months from the first of these days to the last, or the years.

    The first begins on the first day and the last ends on the last. Years without a day
    are left out: a date with a typing error may lie centuries away.
    """
    if not days:
        return []
    first, last = min(days), max(days)
    if (last.year - first.year) * 12 + last.month - first.month < MOST_MONTHS:
        return list(_months(first, last))
    return [
        Span(
            max(dt.date(year, 1, 1), first),
            min(Month(year, 12).last, last),
        )
        for year in sorted({day.year for day in days})
    ]


def _months(first: dt.date, last: dt.date) -> Iterator[Span]:
    begin = first
    while (end := Month.of(begin).last) < last:
        yield Span(begin, end)
        begin = end + dt.timedelta(days=1)
    yield Span(begin, last)
