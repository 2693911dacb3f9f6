"""The thermometer over time, drawn in steps: it stays what it is until it is touched.

Fava's own line would slope from one day to the next, and has no threshold.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date

from paraplu.base.money import ZERO
from paraplu.fava.scale import HUNDRED, Scale, days_scale, percent, rounded_scale

if TYPE_CHECKING:
    from paraplu.reports.member import MemberReport
    from paraplu.reports.timeline import Band, Timeline, TimelineEvent

# Of more months than these only quarters are named, of more years only years.
_MONTHS_NAMED = 14
_YEARS_BY_QUARTER = 3
_YEARS_NAMED = 10
_QUARTERS = (1, 4, 7, 10)


# A threshold further away than so many times the highest level is told, not drawn:
# the line would lie flat at nil.
_FAR = 4


@dataclass(frozen=True)
class Levels:
    """The picture: paths in a square of 1000 by 1000, places and words around it.

    `threshold` is None where there is none or it is too far away to be drawn. An event
    has its place across and up, a band its beginning and its length.
    """

    line: str
    area: str
    nil: str
    threshold: str | None
    amounts: tuple[tuple[str, Decimal], ...]
    days: tuple[tuple[str, str, bool], ...]
    lowest: Decimal
    highest: Decimal
    events: tuple[tuple[str, str, TimelineEvent], ...] = ()
    bands: tuple[tuple[str, str, Band], ...] = ()


def levels_of(story: MemberReport, timeline: Timeline, language: str) -> Levels | None:
    """Return the picture of a member's thermometer; None where nothing moved."""
    if not story.levels:
        return None
    first, last = story.levels[0][0], story.closing
    amounts = [level for _, level in story.levels]
    threshold = story.standing.threshold
    if threshold and threshold > max(amounts) * _FAR:
        threshold = None
    scale, marks = rounded_scale([*amounts, threshold or ZERO])
    across = days_scale(first, last)
    line = _line(story, scale, across)
    floor = _unit(1 - scale.share(ZERO))
    return Levels(
        line=line,
        area=f"{line}V{floor}H0Z",
        nil=scale.below(ZERO),
        threshold=scale.below(threshold) if threshold else None,
        amounts=tuple((scale.below(mark), mark) for mark in marks),
        days=tuple(
            (across.at(Decimal(day.toordinal())), words, day.month == 1)
            for day, words in _named_days(first, last, language)
        ),
        lowest=min(amounts),
        highest=max(amounts),
        events=tuple(
            (
                across.at(Decimal(one.day.toordinal())),
                scale.below(_level_on(story, one.day)),
                one,
            )
            for one in timeline.events
        ),
        bands=tuple(
            (
                across.at(Decimal(one.begin.toordinal())),
                _long(across, one),
                one,
            )
            for one in timeline.bands
        ),
    )


def _long(across: Scale, band: Band) -> str:
    """Return how long a band is, up to the end of its last day or of the picture."""
    begin = across.share(Decimal(band.begin.toordinal()))
    return percent(across.share(Decimal(band.end.toordinal() + 1)) - begin)


def _level_on(story: MemberReport, day: dt.date) -> Decimal:
    """Return the thermometer at the end of a day."""
    at = bisect_right(story.levels, day, key=lambda level: level[0])
    return story.levels[at - 1][1] if at else ZERO


def _line(story: MemberReport, scale: Scale, across: Scale) -> str:
    path = ""
    for day, level in story.levels:
        x = _unit(across.share(Decimal(day.toordinal())))
        y = _unit(1 - scale.share(level))
        path += f"H{x}V{y}" if path else f"M{x} {y}"
    return path + "H1000"


def _unit(share: Decimal) -> int:
    return int(share * HUNDRED * 10)


def _named_days(
    first: dt.date, last: dt.date, language: str
) -> list[tuple[dt.date, str]]:
    """Return the days that have a name: where a month, a quarter or a year begins."""
    if last.year - first.year > _YEARS_BY_QUARTER:
        years = range(first.year + 1, last.year + 1)
        return [
            (dt.date(year, 1, 1), str(year))
            for year in years[:: len(years) // _YEARS_NAMED + 1]
        ]
    months = [
        dt.date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= dt.date(year, month, 1) <= last
    ]
    if len(months) > _MONTHS_NAMED:
        months = [day for day in months if day.month in _QUARTERS]
    return [(day, month_name(day, language)) for day in months]


def month_name(day: dt.date, language: str) -> str:
    """Return the short name of a month, with the year where it begins one."""
    name = format_date(day, "LLL", locale=language)
    return f"{name} {day.year}" if day.month == 1 else name
