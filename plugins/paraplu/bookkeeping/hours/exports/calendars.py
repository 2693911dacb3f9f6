"""A calendar (.ics): its events with a time, in the time of the Netherlands.

icalendar reads the folds, the escapes and the time zones. What repeats is read within
the days that somebody asks for, and else refused by name: which of its days were
worked, nobody can tell from the rule.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from paraplu.base.language import say
from paraplu.bookkeeping.hours.exports.repeats import (
    CannotRepeat,
    Walked,
    Without,
    begins_of,
    repeats,
)
from paraplu.bookkeeping.hours.exports.session import (
    HERE,
    Found,
    Session,
    by_day,
    check_length,
    refused,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.base.language import Message
    from paraplu.bookkeeping.hours.exports.session import DaySpan

_PROGRAM = "calendar"
_MOST_EVENTS = 20_000
# A reminder in an event in a calendar is three; each level takes the library longer.
_DEEPEST = 10
_NOT_WHOLE = say("it is not whole, or not as calendars are written. Export it again.")
# What the library raises on a line that it cannot read.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, OverflowError)


def looks_like_calendar(lines: list[str]) -> bool:
    """Tell whether a text begins as a calendar does."""
    return bool(lines) and lines[0].strip().upper() == "BEGIN:VCALENDAR"


def read_calendar(text: str, span: DaySpan | None = None) -> Found:
    """Return the events of a calendar; CannotReadExport with the name of one.

    Events that repeat are those within the span; of which that cannot be told, is told
    beside the others.
    """
    from icalendar import Calendar

    if _deepest(text) > _DEEPEST:
        raise refused(_PROGRAM, 0, _NOT_WHOLE)
    try:
        events = Calendar.from_ical(text).walk("VEVENT")
    except _BROKEN as error:
        raise refused(_PROGRAM, 0, _NOT_WHOLE) from error
    if len(events) > _MOST_EVENTS:
        raise refused(_PROGRAM, 0, say("it has more than {n} events.", n=_MOST_EVENTS))
    others = _Others(_moved(events), Walked())
    found: list[Session] = []
    refusals: list[Message] = []
    whole_days = 0
    for number, event in enumerate(events, 1):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            sessions = list(_sessions(event, number, span, others))
            whole_days += not isinstance(_when(event, "DTSTART"), dt.datetime)
            found += sessions
        except CannotRepeat as fault:
            name = _shown(event, number)
            refusals.append(say("“{event}”: {why}.", event=name, why=fault.message))
        if len(found) > _MOST_EVENTS:
            raise refused(
                _PROGRAM, 0, say("it has more than {n} events.", n=_MOST_EVENTS)
            )
    return Found(found, whole_days, tuple(refusals))


def _deepest(text: str) -> int:
    """Return in how many others a part of a calendar is, at most."""
    depth = deepest = 0
    for line in text.splitlines():
        begun = line[:6].upper()
        depth += (begun == "BEGIN:") - begun.startswith("END:")
        deepest = max(deepest, depth)
    return deepest


class _Others(NamedTuple):
    """What the others of its calendar say of an event that repeats.

    `moved` are begins of each, by its UID, that are events by themselves.
    """

    moved: Mapping[str, Without]
    walked: Walked


def _moved(events: Iterable[Any]) -> Mapping[str, Without]:
    """Return the begins of each event that repeats which are events by themselves."""
    found: defaultdict[str, list[dt.date]] = defaultdict(list)
    for event in events:
        instead = _when(event, "RECURRENCE-ID")
        if instead is not None:
            found[str(event.get("UID", ""))].append(instead)
    return {uid: Without.of(begins) for uid, begins in found.items()}


def _sessions(
    event: Any,  # noqa: ANN401 - as icalendar has it
    number: int,
    span: DaySpan | None,
    others: _Others,
) -> Iterator[Session]:
    """Yield what was worked by an event; nothing where it is of whole days.

    CannotReadExport where its times are none that a clock can have.
    """
    try:
        lasts = _first(event, number)
        if lasts is not None:
            for begin in _begins(event, lasts[0], span, others):
                yield from _spans(event, begin, lasts[1])
    except _BROKEN as error:
        why = say(
            "“{event}” has a time that cannot be read.", event=_shown(event, number)
        )
        raise refused(_PROGRAM, 0, why) from error


def _begins(
    event: Any,  # noqa: ANN401 - as icalendar has it
    begin: dt.datetime,
    span: DaySpan | None,
    others: _Others,
) -> list[dt.datetime]:
    instead = event.get("RECURRENCE-ID")
    if instead is not None and "RANGE" in getattr(instead, "params", {}):
        raise CannotRepeat(say("it was changed for all days from then on"))
    if not repeats(event):
        return [begin]
    moved = others.moved.get(str(event.get("UID", "")), Without())
    return begins_of(event, begin, span, moved, others.walked)


def _shown(event: Any, number: int) -> str:  # noqa: ANN401 - as icalendar has it
    return _name(event)[:60] or f"VEVENT {number}"


def _name(event: Any) -> str:  # noqa: ANN401 - as icalendar has it
    """Return what an event is called; the first where it says that twice."""
    said = event.get("SUMMARY", "")
    return str(said[0] if isinstance(said, list) else said).strip()


def _first(event: Any, number: int) -> tuple[dt.datetime, int] | None:  # noqa: ANN401 - as icalendar has it
    """Return when an event begins the first time, and how many seconds it lasts.

    None where it is of whole days.
    """
    shown = _shown(event, number)
    begin, end = _when(event, "DTSTART"), _when(event, "DTEND")
    if begin is None:
        raise refused(_PROGRAM, 0, say("“{event}” has no beginning.", event=shown))
    if not isinstance(begin, dt.datetime):
        return None
    lasts = event.get("DURATION")
    if end is None and lasts is not None:
        end = begin + lasts.dt
    if not isinstance(end, dt.datetime):
        raise refused(_PROGRAM, 0, say("“{event}” has no end.", event=shown))
    _check_zones(event, shown, begin, end)
    if begin.tzinfo is None:
        seconds = int((end - begin).total_seconds())
    else:
        # Between two times of one zone Python counts the hands of the clock.
        between = end.astimezone(dt.UTC) - begin.astimezone(dt.UTC)
        seconds = int(between.total_seconds())
    check_length(seconds, _PROGRAM, 0)
    return begin, seconds


def _spans(event: Any, begin: dt.datetime, seconds: int) -> Iterator[Session]:  # noqa: ANN401 - as icalendar has it
    if begin.tzinfo is not None:
        begin = begin.astimezone(ZoneInfo(HERE)).replace(tzinfo=None)
    about = Session(begin.date(), 0, _name(event), "", tuple(_categories(event)))
    yield from by_day(begin, seconds, about)


def _check_zones(
    event: Any,  # noqa: ANN401 - as icalendar has it
    shown: str,
    begin: dt.datetime,
    end: dt.datetime,
) -> None:
    """Refuse a zone that nobody knows, and one time with a zone and one without."""
    for key in ("DTSTART", "DTEND"):
        zone = _zone(event, key)
        if zone and begin.tzinfo is None:
            raise refused(
                _PROGRAM,
                0,
                say("“{event}” has the unknown zone {zone}.", event=shown, zone=zone),
            )
    if (begin.tzinfo is None) != (end.tzinfo is None):
        raise refused(
            _PROGRAM, 0, say("“{event}” has one time with a zone.", event=shown)
        )


def _when(event: Any, key: str) -> dt.date | None:  # noqa: ANN401 - as icalendar has it
    value = event.get(key)
    when = getattr(value, "dt", None)
    return when if isinstance(when, dt.date) else None


def _zone(event: Any, key: str) -> str:  # noqa: ANN401 - as icalendar has it
    """Return the name of the zone that a time is said to be in, or nothing."""
    return str(getattr(event.get(key), "params", {}).get("TZID", ""))[:60]


def _categories(event: Any) -> Iterator[str]:  # noqa: ANN401 - as icalendar has it
    value = event.get("CATEGORIES", [])
    for one in value if isinstance(value, list) else [value]:
        yield from map(str, getattr(one, "cats", [one]))
