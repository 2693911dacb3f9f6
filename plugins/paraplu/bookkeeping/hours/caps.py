"""The hours of a member against what the permission allows, and where they lead.

A week and a calendar year count all hours in them, whichever permission they fall
under: a new permission does not begin a new year. A year of the permission counts what
falls under it. A cap is judged on the days of its own permission.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.bookkeeping.hours.totals import week_days
from paraplu.register.working_hours import HoursWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.register.membership import Member, Permission
    from paraplu.register.working_hours import HoursCap

# From here on it is time to look at what is left, in percent.
NEARLY = 80
# Before that a pace says more about one week than about a year.
_SETTLED_DAYS = 28
_LEAP_DAY = (2, 29)

_date = attrgetter("date")


class CapStanding(Struct, frozen=True):
    """A cap in one window, from `begin` to `end`: what was worked, and where it leads.

    `minutes` are all that count, and `over` is the row that went over the cap. At the
    pace until today it will be `expected` at the end; None where that tells nothing: in
    a week, in a window that is over, and in the first four weeks.
    """

    member: str
    cap: HoursCap
    begin: dt.date
    end: dt.date
    minutes: int
    over: HoursRow | None = None
    expected: int | None = None
    running: bool = False

    @property
    def left(self) -> int:
        """The minutes that may still be worked; below zero where it is over."""
        return self.cap.most - self.minutes

    @property
    def near(self) -> bool:
        """Tell whether four fifths of the cap are used."""
        return self.minutes * 100 >= self.cap.most * NEARLY

    @property
    def too_fast(self) -> bool:
        """Tell whether the pace leads over the cap."""
        return self.expected is not None and self.expected > self.cap.most


def standings(
    member: Member, rows: Sequence[HoursRow], today: dt.date
) -> list[CapStanding]:
    """Return how a member stands in every window with hours, and in those of today.

    `rows` are the member's, in order of days.
    """
    found: dict[tuple[object, ...], CapStanding] = {}
    for permission in member.permissions:
        for cap in permission.hours:
            for begin, end in _windows(permission, cap, rows, today):
                standing = _standing(member, permission, cap, (begin, end), rows, today)
                # Where permissions follow each other, the same cap says it once.
                key = (cap.window, cap.kinds, cap.most, begin)
                before = found.get(key)
                if before is None or (standing.over and not before.over):
                    found[key] = standing
    return sorted(found.values(), key=lambda one: (one.begin, one.end, one.cap.most))


def _windows(
    permission: Permission, cap: HoursCap, rows: Iterable[HoursRow], today: dt.date
) -> list[tuple[dt.date, dt.date]]:
    days = {row.date for row in rows if cap.counts(row.kind)} | {today}
    inside = (day for day in days if day in permission.period)
    return sorted({window_of(cap, permission, day) for day in inside})


def window_of(
    cap: HoursCap, permission: Permission, day: dt.date
) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the window of a cap that a day is in."""
    if cap.window is HoursWindow.WEEK:
        return week_days(day)
    if cap.window is HoursWindow.YEAR:
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    start, last = permission.period.start, permission.period.end or dt.date.max
    years = day.year - start.year
    if _anniversary(start, years) > day:
        years -= 1
    begin = _anniversary(start, years)
    if begin.year == dt.date.max.year:
        return begin, last
    end = _anniversary(start, years + 1) - dt.timedelta(days=1)
    return begin, min(end, last)


def _anniversary(start: dt.date, years: int) -> dt.date:
    year = start.year + years
    if (start.month, start.day) == _LEAP_DAY:
        # The day after the last of February, in a year that has no 29th.
        return dt.date(year, 2, 28) + dt.timedelta(days=1)
    return start.replace(year=year)


def _standing(
    member: Member,
    permission: Permission,
    cap: HoursCap,
    window: tuple[dt.date, dt.date],
    rows: Sequence[HoursRow],
    today: dt.date,
) -> CapStanding:
    begin, end = window
    minutes, until_today, over = 0, 0, None
    first = bisect_left(rows, begin, key=_date)
    for row in rows[first : bisect_right(rows, end, first, key=_date)]:
        if cap.counts(row.kind):
            minutes += row.minutes
            if row.date <= today:
                until_today += row.minutes
            if over is None and minutes > cap.most and row.date in permission.period:
                over = row
    expected = None
    if cap.window is not HoursWindow.WEEK and begin <= today < end:
        expected = _expected(member, window, until_today, today)
    running = begin <= today <= end
    return CapStanding(
        *(member.code, cap, begin, end, minutes, over, expected, running)
    )


def _expected(
    member: Member, window: tuple[dt.date, dt.date], minutes: int, today: dt.date
) -> int | None:
    """Return where the pace leads, over the days on which the member may work."""
    last = member.permitted_until(today)
    if last is None:
        return None
    begin = max(window[0], member.permissions[0].period.start)
    end = min(window[1], last.period.end or window[1])
    gone = (today - begin).days + 1
    if gone < _SETTLED_DAYS or end <= today:
        return None
    return minutes * ((end - begin).days + 1) // gone
