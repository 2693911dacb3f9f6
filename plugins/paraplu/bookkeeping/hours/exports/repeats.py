"""When an event of a calendar begins that repeats, within the days that are asked for.

dateutil reads the rule. What is left out of it, added to it or moved by itself counts
as calendars have it (RFC 5545, 3.8.4.4 and 3.8.5).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.bookkeeping.hours.exports.session import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.bookkeeping.hours.exports.session import DaySpan

# Whoever repeats something each hour did not work it; and one rule costs no minutes.
_OFTEN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_ODD = ("BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP")
_A_WEEK = dt.timedelta(days=7)


class CannotRepeat(Problem):
    """How an event repeats cannot be told; `message` says why."""


def repeats(event: Any) -> bool:  # noqa: ANN401 - as icalendar has it
    """Tell whether an event is more than one."""
    return any(key in event for key in ("RRULE", "RDATE", "EXRULE"))


def begins_of(
    event: Any,  # noqa: ANN401 - as icalendar has it
    begin: dt.datetime,
    span: DaySpan | None,
    moved: Iterable[dt.date],
) -> list[dt.datetime]:
    """Return when an event begins that first does so at `begin`, in order.

    A week before the span counts too, for what began then and went on. `moved` are
    begins of it that stand in the calendar as events by themselves.

    Raises:
        CannotRepeat: no days are asked for, or the rule cannot be read.
    """
    if span is None:
        raise CannotRepeat(
            say("it repeats. Say of which days: --from DATE --until DATE")
        )
    rules = _listed(event.get("RRULE"))
    if len(rules) > 1 or "EXRULE" in event:
        raise CannotRepeat(say("it repeats by more than one rule"))
    found = set(_added(event, begin))
    if rules:
        found.update(_by_rule(rules[0], begin, span))
    else:
        found.add(begin)
    less = [*moved, *_days_of(event, "EXDATE")]
    days = {one for one in less if not isinstance(one, dt.datetime)}
    moments = {_moment(one) for one in less if isinstance(one, dt.datetime)}
    return sorted(
        one
        for one in found
        if one.date() not in days
        and _moment(one) not in moments
        and span.first - _A_WEEK <= one.date() <= span.last
    )


def _by_rule(rule: Any, begin: dt.datetime, span: DaySpan) -> Iterator[dt.datetime]:  # noqa: ANN401 - as icalendar has it
    """Yield the begins by a rule; the clock of the place says the same all year."""
    from dateutil.rrule import rrulestr

    often = str(rule.get("FREQ", [""])[0]).upper()
    if often not in _OFTEN or any(key in rule for key in _ODD):
        raise CannotRepeat(say("it repeats by a rule that is not read here"))
    until = next(iter(_listed(rule.get("UNTIL"))), None)
    parts = rule.to_ical().decode().split(";")
    text = ";".join(part for part in parts if not part.upper().startswith("UNTIL="))
    try:
        dates = rrulestr(text, dtstart=begin.replace(tzinfo=None))
        first = dt.datetime.combine(span.first - _A_WEEK, dt.time.min)
        last = dt.datetime.combine(span.last, dt.time.max)
        clocks = dates.between(first, last, inc=True)
    except (ValueError, OverflowError) as error:
        raise CannotRepeat(say("it repeats by a rule that is not read here")) from error
    for clock in clocks:
        one = clock.replace(tzinfo=begin.tzinfo)
        if until is None or _not_after(one, until):
            yield one


def _not_after(one: dt.datetime, until: dt.date) -> bool:
    if isinstance(until, dt.datetime):
        return _moment(one) <= _moment(until)
    return one.date() <= until


def _added(event: Any, begin: dt.datetime) -> Iterator[dt.datetime]:  # noqa: ANN401 - as icalendar has it
    for one in _days_of(event, "RDATE"):
        if not isinstance(one, dt.datetime):
            raise CannotRepeat(say("it repeats on days without a time"))
        yield one if one.tzinfo else one.replace(tzinfo=begin.tzinfo)


def _days_of(event: Any, key: str) -> Iterator[dt.date]:  # noqa: ANN401 - as icalendar has it
    for listed in _listed(event.get(key)):
        for one in listed.dts:
            if not isinstance(one.dt, dt.date):
                raise CannotRepeat(say("it repeats on days without a time"))
            yield one.dt


def _moment(one: dt.datetime) -> dt.datetime:
    """Return a time as all can be compared; one without a zone is of here."""
    return (one if one.tzinfo else one.replace(tzinfo=ZoneInfo(HERE))).astimezone(
        dt.UTC
    )


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - as icalendar has it
    if value is None:
        return []
    return (
        list(value)
        if isinstance(value, list) and not hasattr(value, "dts")
        else [value]
    )
