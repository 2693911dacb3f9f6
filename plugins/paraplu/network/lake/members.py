"""The times of members as rows for a lake: the register's, under other codes.

What was heard of somebody who left, and the day of a return, are as
`paraplu.reports.outflow_cases` has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.register.outflow import BenefitHeard
from paraplu.reports.outflow_cases import (
    LATER,
    RETURNS_WITHIN,
    SOON,
    later,
    whole_months,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.network.lake.pseudonyms import Pseudonyms
    from paraplu.register.membership import Member, Spell
    from paraplu.register.model import Register

MEMBERSHIP, PERMISSION = "membership", "permission"
# Up to how many members a cooperative is small, and up to how many it is not large.
_SMALL, _MIDDLE = 9, 25


class SpellRow(NamedTuple):
    """One row of the table of spells, without its cooperative."""

    kind: str
    member: str
    number: int
    first: dt.date
    last: dt.date | None = None
    left_to: str = ""
    months: int | None = None
    year_after: dt.date | None = None
    return_by: dt.date | None = None
    soon: str = ""
    soon_day: dt.date | None = None
    later: str = ""
    later_day: dt.date | None = None
    returned: dt.date | None = None


def spells_of(
    register: Register, coop: str, pseudonyms: Pseudonyms
) -> Iterator[SpellRow]:
    """Yield the times as a member and the permissions of all that are known.

    It is of a register without a fault in what it says of members.
    """
    returns = {
        one.formerly: one.joined for one in register.members.values() if one.formerly
    }
    for code, member in register.members.items():
        name = pseudonyms.of(coop, code)
        spells = member.spells
        following = [one.period.start for one in spells[1:]]
        back = [*following, returns.get(code)]
        for number, (spell, returned) in enumerate(zip(spells, back, strict=True)):
            yield _membership(name, number, member, spell, returned)
        for number, permission in enumerate(member.permissions):
            period = permission.period
            yield SpellRow(PERMISSION, name, number, period.start, period.end)


def _membership(
    name: str, number: int, member: Member, spell: Spell, returned: dt.date | None
) -> SpellRow:
    first, left = spell.period.start, spell.period.end
    row = SpellRow(MEMBERSHIP, name, number, first, left)
    if left is None:
        return row
    heard_soon = _heard(member, later(left, SOON), later(left, LATER), returned)
    heard_later = _heard(member, later(left, LATER), None, returned)
    return row._replace(
        left_to=spell.left_to or "unknown",
        months=whole_months(first, left),
        year_after=later(left, LATER),
        soon=heard_soon[0],
        soon_day=heard_soon[1],
        later=heard_later[0],
        later_day=heard_later[1],
        returned=returned,
        return_by=later(left, RETURNS_WITHIN),
    )


def _heard(
    member: Member, begin: dt.date, end: dt.date | None, returned: dt.date | None
) -> tuple[str, dt.date | None]:
    """Return what was first heard from a day on, and when; before an end and a return.

    What was heard after a return is of the next time away.
    """
    for one in member.follow_ups:
        within = begin <= one.day and (end is None or one.day < end)
        if within and (returned is None or one.day <= returned):
            without = one.benefit is BenefitHeard.NONE
            return ("without" if without else "with"), one.day
    return "", None


def size_of(register: Register, day: dt.date) -> str:
    """Return the class of size of a cooperative by its members on a day."""
    many = sum(one.time_on(day) is not None for one in register.members.values())
    if many <= _SMALL:
        return "<10"
    return "10-25" if many <= _MIDDLE else ">25"


def base_of(register: Register, day: dt.date) -> str:
    """Return what the contribution is a share of on a day; empty where of several."""
    bases = {str(one.base) for one in register.policy(day).contribution}
    return bases.pop() if len(bases) == 1 else ""
