"""When an event of a calendar begins that repeats, within the days that are asked for.

dateutil reads the rule. What is left out of it, added to it or moved by itself counts
as calendars have it (RFC 5545, 3.8.4.4 and 3.8.5).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.bookkeeping.hours.exports.session import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.bookkeeping.hours.exports.session import DaySpan

# Whoever repeats something each hour did not work it; and one rule costs no minutes.
_OFTEN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_ODD = ("BYEASTER", "BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP")
# Each day of a year by its number has room in it twice over.
_LONGEST_RULE = 3_000
# Of all rules of a calendar: three hundred that began ten years ago, each day, thrice.
# It takes some seconds.
MOST_DAYS = 3_000_000
_A_WEEK = dt.timedelta(days=7)
# After so many the calendar is the same again, with its weeks.
_YEARS_AROUND, _DAYS_AROUND = 400, 146_097


class CannotRepeat(Problem):
    """How an event repeats cannot be told; `message` says why."""


class Walked:
    """How many days the rules of one calendar were walked over: not too many."""

    def __init__(self) -> None:
        """Begin with none."""
        self._days = 0

    def check(self) -> None:
        """Raise CannotRepeat where no more rules can be worked out."""
        if self._days > MOST_DAYS:
            raise CannotRepeat(
                say("it takes too long to work out on which days it repeats")
            )

    def add(self, time: dt.timedelta) -> None:
        """Count the days that a rule was walked over."""
        self._days += time.days


class Without(NamedTuple):
    """On which days, and at which moments, an event is not that repeats."""

    days: frozenset[dt.date] = frozenset()
    moments: frozenset[dt.datetime] = frozenset()

    @classmethod
    def of(cls, begins: Iterable[dt.date]) -> Without:
        """Return those of begins, which are days or times."""
        listed = list(begins)
        return cls(
            frozenset(one for one in listed if not isinstance(one, dt.datetime)),
            frozenset(_moment(one) for one in listed if isinstance(one, dt.datetime)),
        )

    def has(self, begin: dt.datetime) -> bool:
        """Tell whether an event is not there that would begin then."""
        return begin.date() in self.days or _moment(begin) in self.moments


def repeats(event: Any) -> bool:  # noqa: ANN401 - as icalendar has it
    """Tell whether an event is more than one."""
    return any(key in event for key in ("RRULE", "RDATE", "EXRULE"))


def begins_of(
    event: Any,  # noqa: ANN401 - as icalendar has it
    begin: dt.datetime,
    span: DaySpan | None,
    moved: Without,
    walked: Walked,
) -> list[dt.datetime]:
    """Return when an event begins that first does so at `begin`, in order.

    A week before the span counts too, for what began then and went on. `moved` are
    begins of it that stand in the calendar as events by themselves.

    Raises:
        CannotRepeat: no days are asked for, the rule cannot be read, or the rules
            before it took so long already.
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
        found.update(_by_rule(rules[0], begin, span, walked))
    else:
        found.add(begin)
    left_out = Without.of(_days_of(event, "EXDATE"))
    return sorted(
        one
        for one in found
        if not (moved.has(one) or left_out.has(one))
        and span.first - _A_WEEK <= one.date() <= span.last
    )


def _by_rule(
    rule: Any,  # noqa: ANN401 - as icalendar has it
    begin: dt.datetime,
    span: DaySpan,
    walked: Walked,
) -> Iterator[dt.datetime]:
    """Yield the begins by a rule; the clock of the place says the same all year."""
    often = str(rule.get("FREQ", [""])[0]).upper()
    parts = rule.to_ical().decode().split(";")
    text = ";".join(part for part in parts if not part.upper().startswith("UNTIL="))
    if (
        often not in _OFTEN
        or any(key in rule for key in _ODD)
        or rule.get("INTERVAL", [1])[0] < 1
        or len(text) > _LONGEST_RULE
    ):
        raise CannotRepeat(say("it repeats by a rule that is not read here"))
    until = next(iter(_listed(rule.get("UNTIL"))), None)
    days = span if until is None else span._replace(last=_last(span, until))
    try:
        most = rule.get("COUNT", [None])[0]
        clocks = _clocks(text, most, begin.replace(tzinfo=None), days, walked)
    except (ValueError, OverflowError) as error:
        raise CannotRepeat(say("it repeats by a rule that is not read here")) from error
    for clock in clocks:
        one = clock.replace(tzinfo=begin.tzinfo)
        if until is None or _not_after(one, until):
            yield one


def _clocks(
    text: str, most: int | None, begin: dt.datetime, span: DaySpan, walked: Walked
) -> list[dt.datetime]:
    """Return when a rule has it begin, from a week before the span until its end.

    `most` is how often it begins at most, by the rule itself.

    dateutil looks for one more until the year 9999, also where there is none. So that
    this is not eight thousand years away, all is moved there by whole rounds.
    """
    from dateutil.rrule import rrulestr

    walked.check()
    if begin.date() > span.last:
        return []
    rounds = (dt.MAXYEAR - span.last.year) // _YEARS_AROUND
    ahead = dt.timedelta(days=rounds * _DAYS_AROUND)
    first, last = span.first - _A_WEEK + ahead, span.last + ahead
    found, seen, day = [], 0, begin.date() + ahead
    for clock in rrulestr(text, dtstart=begin + ahead):
        seen, day = seen + 1, clock.date()
        if day > last:
            break
        if day >= first:
            found.append(clock - ahead)
    else:
        if seen != most:
            day = dt.date.max
    # The more a rule lists, the longer it looks at each day.
    walked.add((day - (begin.date() + ahead)) * (1 + len(text) // 100))
    return found


def _last(span: DaySpan, until: dt.date) -> dt.date:
    """Return the last day of a span that can count; the zone may make a day of it."""
    day = until.date() if isinstance(until, dt.datetime) else until
    return span.last if day >= span.last else day + dt.timedelta(days=1)


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
