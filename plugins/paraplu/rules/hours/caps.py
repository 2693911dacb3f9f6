"""HR01 and HR02: more hours than the permission allows, or nearly so.

Whoever works more may lose the benefit, and it is the cooperative that told the
municipality how many it would be (contract, sections 3 and 5).

    members:
      L01:
        joined: 2025-01-01
        permission: [{from: 2025-01-01, hours: [{most: 20, per: week}]}]
      L02:
        joined: 2025-01-01
        permission: [{from: 2025-01-01, hours: [{most: 10, per: year}]}]  # HR02 L02

    date,member,for,minutes,what,kind,evidence,agreed
    2025-03-03,L01,,900,a cupboard,direct,,
    2025-03-04,L01,,301,a cupboard,direct,,  # HR01 L01

    date,member,for,minutes,what,kind,evidence,agreed
    2025-03-03,L02,,480,cakes,direct,,

    2025-03-05 * "Market" "A cupboard"
      Assets:Bank               360.00 EUR
      Income:Members:L01:Sales -360.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.durations import hours_said
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.bookkeeping.hours.caps import CapStanding, standings
from paraplu.bookkeeping.hours.totals import week_of
from paraplu.register.working_hours import HoursWindow
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from paraplu.base.language import Message
    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.register.membership import Member

HR01 = Rule(
    "HR01",
    Severity.ERROR,
    say("More hours than the permission allows"),
    reads=("hours.kinds", "members.permission"),
)
HR02 = Rule(
    "HR02",
    Severity.WARNING,
    say("Nearly as many hours as the permission allows"),
    reads=("hours.kinds", "members.permission"),
)


def judge_caps(
    member: Member, rows: Sequence[HoursRow], today: dt.date
) -> Iterator[Finding]:
    """Yield every cap that a member went over, and those of today that come near."""
    for one in standings(member, rows, today):
        if one.over:
            yield _over(one, one.over)
        elif one.running and (one.near or one.too_fast):
            yield _near(one)


def window_said(one: CapStanding) -> Message:
    """Return the window of a cap as people say it."""
    match one.cap.window:
        case HoursWindow.WEEK:
            return say(
                "week {number} ({begin} to {end})",
                number=week_of(one.begin).number,
                begin=one.begin,
                end=one.end,
            )
        case HoursWindow.YEAR:
            return say("the year {year}", year=f"{one.begin.year:04}")
        case HoursWindow.PERMISSION_YEAR:
            return say(
                "the permission's year from {begin} to {end}",
                begin=one.begin,
                end=one.end,
            )


def _over(one: CapStanding, row: HoursRow) -> Finding:
    return HR01.found(
        say(
            "{member} has {worked}{kinds} in {window}. The permission allows {most}, "
            "and this row goes over it.",
            member=one.member,
            worked=hours_said(one.minutes),
            kinds=_kinds(one),
            window=window_said(one),
            most=hours_said(one.cap.most),
        ),
        row.source,
        hint=say(
            "If the hours are right, tell the client manager. Correct the row if they "
            "are not: hours are never made to fit."
        ),
        member=one.member,
        date=row.date,
    )


def _near(one: CapStanding) -> Finding:
    used = one.minutes * 100 // one.cap.most if one.cap.most else 100
    message = say(
        "{member} has {worked}{kinds} in {window}: {used}% of the {most} that the "
        "permission allows.",
        member=one.member,
        worked=hours_said(one.minutes),
        kinds=_kinds(one),
        window=window_said(one),
        used=used,
        most=hours_said(one.cap.most),
    )
    if one.too_fast and one.expected is not None:
        message = say(
            "{said} At this pace it will be {expected}.",
            said=message,
            expected=hours_said(one.expected),
        )
    return HR02.found(
        message,
        one.cap.source,
        hint=say("Plan what is left, or ask the client manager for more hours."),
        member=one.member,
        date=one.end,
    )


def _kinds(one: CapStanding) -> str:
    return f" ({', '.join(one.cap.kinds)})" if one.cap.kinds else ""
