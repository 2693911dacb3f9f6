"""HR03: a member with a cap on hours wrote nothing down for three weeks.

What is written from memory is wrong, and the municipality asks for all of it.

    members:
      L01:
        joined: 2025-01-01
        permission: [{from: 2025-01-01, hours: [{most: 20, per: week}]}]  # HR03 L01

    date,member,for,minutes,what,kind,evidence,agreed
    2025-03-03,L01,,60,a chair,direct,,

    2025-03-25 * "Market" "A chair"
      Assets:Bank               60.00 EUR
      Income:Members:L01:Sales -60.00 EUR
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import in_days, say
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.register.membership import Member, Permission

HR03 = Rule(
    "HR03",
    Severity.SIGNAL,
    say("No hours written for three weeks"),
    reads=(
        "hours.kinds",
        "members.frozen",
        "members.left",
        "members.membership",
        "members.permission",
    ),
)

_DAYS = 21


def judge_silence(
    member: Member, rows: Sequence[HoursRow], today: dt.date
) -> Iterator[Finding]:
    """Yield a signal of a member who may trade today, and has long written nothing."""
    permission = member.permission_on(today)
    if permission is None or not permission.hours or member.frozen_on(today):
        return
    time = member.time_on(today)
    if time is None:
        return
    last = max((row.date for row in rows if row.date <= today), default=None)
    thawed = [
        one.period.end
        for one in member.frozen
        if one.period.end and one.period.end < today
    ]
    since = max([last or _begun(member, permission), time.start, *thawed])
    days = (today - since).days
    if days <= _DAYS:
        return
    yield HR03.found(
        say(
            "{member} last wrote hours on {last}, {days} ago.",
            member=member.code,
            last=last,
            days=in_days((today - last).days),
        )
        if last
        else say(
            "{member} has written no hours, {days} after the permission began.",
            member=member.code,
            days=in_days(days),
        ),
        permission.hours[0].source,
        hint=say(
            "Ask the member. If nothing was done there is nothing to write; say so in "
            "the report to the municipality."
        ),
        member=member.code,
        date=since,
    )


def _begun(member: Member, permission: Permission) -> dt.date:
    """Return the first day of the permissions with a cap that led up to this one."""
    begun = permission.period.start
    for one in reversed(member.permissions):
        end = one.period.end
        if one.hours and end and end + dt.timedelta(days=1) == begun:
            begun = one.period.start
    return begun
