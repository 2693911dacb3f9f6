"""The days that a member was with each municipality: each gets its own, and no others.

Who changes client manager stays with the municipality, and in one report. Who moves to
another has a report for each.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.reports.papers.municipality.grounds import NoReport, grounds_of
from paraplu.reports.papers.period import PaperPeriod

if TYPE_CHECKING:
    from paraplu.base.dates import Month
    from paraplu.register.benefit import Contact
    from paraplu.register.membership import Member
    from paraplu.reports.papers.material import Material


@dataclass(frozen=True)
class Stretch:
    """The days of a period that a member was with one municipality.

    `contacts` are its client managers, one after the other; none where the register has
    no municipality. `period` has these days, and the name of the `asked` one. `name` is
    empty where the member has one municipality in the period, and else tells its papers
    apart.
    """

    member: str
    asked: PaperPeriod
    period: PaperPeriod
    contacts: tuple[Contact, ...]
    name: str = ""

    @property
    def municipality(self) -> str:
        """The name of the municipality, empty where the register has none."""
        return self.contacts[-1].municipality if self.contacts else ""

    @property
    def manager(self) -> str:
        """The client manager who has the file at the end, empty where none is told."""
        return self.contacts[-1].client_manager if self.contacts else ""

    def cuts(self, month: Month) -> bool:
        """Tell whether the member was with another municipality for a part of a month.

        A month that the period itself has only a part of is something else.
        """
        first, last = self.period.first, self.period.last
        begins = first != self.asked.first and month.first < first <= month.last
        ends = last != self.asked.last and month.first <= last < month.last
        return begins or ends


def stretches_of(member: Member, period: PaperPeriod) -> tuple[Stretch, ...]:
    """Return the stretches of a period, one after the other; together they are it.

    What is booked before somebody joined or after they left goes to the municipality of
    the first or the last of their days.
    """
    first = max(period.first, member.joined)
    last = min(period.last, member.left or dt.date.max)
    if first > last:
        first, last = period.first, period.last
    contacts = member.benefit.contacts_in(first, last)
    each = [tuple(some) for _, some in groupby(contacts, lambda one: one.municipality)]
    if len(each) < 2:  # noqa: PLR2004 - one municipality, or none
        return (Stretch(member.code, period, period, contacts),)
    begins = [period.first, *(some[0].start for some in each[1:])]
    ends = [*(day - dt.timedelta(days=1) for day in begins[1:]), period.last]
    found: list[Stretch] = []
    for begin, end, some in zip(begins, ends, each, strict=True):
        days = PaperPeriod(begin, end, period.code)
        name = _slug(some[0].municipality)
        again = sum(one.municipality == some[0].municipality for one in found)
        name = f"{name}-{again + 1}" if again else name
        found.append(Stretch(member.code, period, days, some, name))
    same = {one.name for one in found}
    if len(same) < len(found):
        # Two municipalities whose names have the same letters.
        found = [replace(one, name=f"{n}") for n, one in enumerate(found, 1)]
    return tuple(found)


def stretches_in(
    material: Material, code: str, period: PaperPeriod
) -> tuple[Stretch, ...]:
    """Return the stretches of a member that have begun.

    Raises:
        NoReport: the register does not know the member, it was none then, or the
            period has not begun.
    """
    member = material.register.members.get(code)
    if member is None:
        raise NoReport(
            say("The register has no member {member}.", member=code),
        )
    today = material.books.today
    if period.first > today:
        raise NoReport(
            say(
                "{period} begins on {begin}, and the books go to {today}: there is "
                "nothing to report yet.",
                period=period.code,
                begin=period.first,
                today=today,
            )
        )
    if not grounds_of(material).concerns(member, period.span):
        raise NoReport(
            say(
                "{member} was not a member in {period}, and nothing was booked.",
                member=code,
                period=period.code,
            )
        )
    every = stretches_of(member, period)
    return tuple(one for one in every if one.period.first <= today)


def _slug(name: str) -> str:
    """Return a name as a part of a file's name."""
    return "-".join("".join(c if c.isalnum() else " " for c in name).split())
