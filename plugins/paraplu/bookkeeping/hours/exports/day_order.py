"""Days as programs write them: 03/04/2026 is in March or in April.

What a file allows both ways is asked, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.hours.exports.session import DayOrder, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_OTHER = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_TIME = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE
)
_NOON = 12
_A_MINUTE = 60
_LAST_HOUR = 23


def read_days(
    said: Sequence[tuple[int, str]], order: DayOrder | None, program: str
) -> list[dt.date]:
    """Return the days of a file, each given with its line.

    Raises:
        CannotReadExport: one is no day, or they can be read in two ways.
    """
    tried = [order] if order else list(DayOrder)
    readings = {one: [_day(text, one) for _, text in said] for one in tried}
    whole = {
        one: [day for day in days if day]
        for one, days in readings.items()
        if None not in days
    }
    if not whole:
        # The one that comes farthest tells best what is wrong.
        days = max(readings.values(), key=lambda days: [*days, None].index(None))
        line, text = said[days.index(None)]
        raise refused(program, line, say("“{text}” is not a day.", text=text[:60]))
    first, *others = whole.values()
    if any(other != first for other in others):
        line, text = next(
            one for n, one in enumerate(said) if any(o[n] != first[n] for o in others)
        )
        raise refused(
            program,
            line,
            say(
                "{text} can be read in two ways. Say which comes first: {options}.",
                text=text,
                options="--dates day-first, --dates month-first",
            ),
        )
    return first


def _day(text: str, order: DayOrder) -> dt.date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _OTHER.fullmatch(text):
        one, two, year = map(int, found.groups())
        day, month = (one, two) if order is DayOrder.DAY_FIRST else (two, one)
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> dt.time | None:
    """Return a time such as 9:05, 09:05:30 or 9:05 PM; None where it is none."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if found[4].casefold() == "p" else 0)
    if hour > _LAST_HOUR or minute >= _A_MINUTE or second >= _A_MINUTE:
        return None
    return dt.time(hour, minute, second)
