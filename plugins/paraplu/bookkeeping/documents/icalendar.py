"""A calendar file (iCalendar, RFC 5545): days on which something is due.

Only whole days and words are in it: no times, zones or repetitions. The same days give
the same bytes, and the same thing keeps its UID when its day changes, so that a
calendar program moves it and does not show it twice.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

# Under which names become UIDs; made once, at random.
_NAMESPACE = uuid.UUID("5f0d6f53-3b56-4d6c-9a3c-6d7a3c1f0e52")
_PRODUCT = "-//paraplu//paraplu//EN"
# RFC 5545, 3.1: no line is longer than so many octets, its break not counted.
_OCTETS = 75
# RFC 5545, 3.3.11: what has a meaning in a text gets a backslash before it.
_SPECIAL = re.compile(r"[\\;,]")


class Event(NamedTuple):
    """Something on a whole day; `key` is what it is known by, whatever its day."""

    key: tuple[str, ...]
    day: dt.date
    summary: str
    category: str


def icalendar(events: Iterable[Event], name: str, made: dt.date) -> bytes:
    """Return a calendar file in UTF-8; it is dated by the day `made`, not by a clock.

    Raises:
        ValueError: two events have one key, and so would be one in a calendar.
    """
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}"),
        *("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"NAME:{_text(name)}"),
    ]
    known: set[str] = set()
    for event in events:
        uid = str(uuid.uuid5(_NAMESPACE, "\n".join(event.key)))
        if uid in known:
            raise ValueError(event.key)
        known.add(uid)
        lines += [
            *("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{_day(made)}T000000Z"),
            f"DTSTART;VALUE=DATE:{_day(event.day)}",
            f"SUMMARY:{_text(event.summary)}",
            f"CATEGORIES:{_text(event.category)}",
            *("TRANSP:TRANSPARENT", "END:VEVENT"),
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _text(text: str) -> str:
    """Return words as a value of type TEXT; what cannot be seen is made visible."""
    return _SPECIAL.sub(r"\\\g<0>", printable(text))


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces that are short enough; all but the first have a space.

    A character of several octets stays whole.
    """
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _OCTETS:
            yield piece
            piece, octets = " ", 1
        piece += character
        octets += size
    yield piece
