"""Time worked: whole minutes, so that nothing is lost; hours only where people read.

Two times one minute is two minutes: hours with decimals would make it 0.04 hours, and
that is more (simonmichael/hledger#2062).
"""

from __future__ import annotations

import re

from paraplu.base.language import Message, say
from paraplu.base.late_patterns import late

# In minutes.
AN_HOUR = 60
A_DAY = 24 * AN_HOUR

_CLOCK = late(r"(\d{1,4}):([0-5]\d)", re.ASCII)
_HOURS = late(r"(\d{1,4})(?:[.,](\d{1,2}))? ?[hu]", re.ASCII)
_MINUTES = late(r"(\d{1,5}) ?m(?:in)?", re.ASCII)
_BOTH = late(r"(\d{1,4}) ?[hu] ?([0-5]?\d) ?m(?:in)?", re.ASCII)


def hours_said(minutes: int) -> Message:
    """Return minutes as people say them: 25 h 10 min."""
    hours, rest = divmod(abs(minutes), AN_HOUR)
    if not rest:
        return say("{hours} h", hours=hours)
    if not hours:
        return say("{minutes} min", minutes=rest)
    return say("{hours} h {minutes} min", hours=hours, minutes=rest)


def clock_text(minutes: int) -> str:
    """Return minutes as a table has them, in both languages: 25:10."""
    hours, rest = divmod(abs(minutes), AN_HOUR)
    return f"{'−' if minutes < 0 else ''}{hours}:{rest:02}"


def read_duration(text: str) -> int | None:
    """Return the minutes of `1:30`, `90m`, `1.5h`, `1,5u` or `1h30m`.

    None for anything else: of a bare number nobody can tell whether it is hours, and of
    hours that are no whole minutes, such as 0.33h, what was meant.
    """
    text = text.strip().casefold()
    if found := _CLOCK.fullmatch(text) or _BOTH.fullmatch(text):
        return int(found[1]) * AN_HOUR + int(found[2])
    if found := _MINUTES.fullmatch(text):
        return int(found[1])
    if found := _HOURS.fullmatch(text):
        hundredths = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
        minutes, rest = divmod(hundredths * AN_HOUR, 100)
        return None if rest else minutes
    return None
