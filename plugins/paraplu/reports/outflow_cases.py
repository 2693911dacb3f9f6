"""Members as an evaluation counts them: when they came and went, and what came of it.

Here they are still one by one. `paraplu.reports.outflow` makes groups of them, and only
those leave the books.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.ledger.figures import figures_by
from paraplu.register.outflow import BenefitHeard

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.register.membership import Member, Spell
    from paraplu.register.model import Register

_YEAR = 12
# Who is back by then has come back (indicator 16 of the networks: within 24 months).
RETURNS_WITHIN = 24
# Outflow lasts where there is no benefit one month and twelve months later.
SOON, LATER = 1, 12


class Heard(StrEnum):
    """What is known of the benefit of somebody who left, so many months later."""

    WITHOUT = "without"
    WITH = "with"
    UNKNOWN = "unknown"


class Return(StrEnum):
    """Whether somebody who left is back within two years."""

    BACK = "back"
    NOT_BACK = "not-back"
    TOO_EARLY = "too-early"


@dataclass(frozen=True)
class Gone:
    """What became of a member who left, as far as it was known on the day asked.

    `way` is where to, empty where nobody wrote it down. Amounts are in EUR without VAT;
    None where the books begin too late to know: `turnover` of the twelve months before
    leaving, or since joining, `training` of all the time as a member.
    """

    day: dt.date
    way: str
    soon: Heard
    later: Heard
    back: Return
    turnover: Decimal | None
    training: Decimal | None


@dataclass(frozen=True)
class Case:
    """One membership: the day it began, its whole months, and its end if it has one."""

    joined: dt.date
    months: int
    gone: Gone | None


def cases(books: Books, register: Register, closing: dt.date) -> Iterator[Case]:
    """Yield the members who had joined by the end of a day, as they were known then.

    Who came back counts again. Of whom the register has a fault about joining or
    leaving, nothing is counted.
    """
    returns = {
        one.formerly: one.joined
        for one in register.members.values()
        if one.formerly and one.joined <= closing
    }
    for member in known_members(register, closing):
        spells = [one for one in member.spells if one.period.start <= closing]
        following = [one.period.start for one in spells[1:]]
        back = [*following, returns.get(member.code)]
        for spell, returned in zip(spells, back, strict=True):
            joined, end = spell.period.start, spell.period.end
            left = end if end and end <= closing else None
            months = whole_months(joined, left or closing)
            gone = _gone(books, member, spell, closing, returned) if left else None
            yield Case(joined, months, gone)


def known_members(register: Register, closing: dt.date) -> Iterator[Member]:
    """Yield who had joined by the end of a day, but of whom there is a fault."""
    for code, member in register.members.items():
        known = all(
            register.knows(f"members.{key}", code) for key in ("joined", "left")
        )
        if known and member.joined <= closing:
            yield member


def _gone(
    books: Books,
    member: Member,
    spell: Spell,
    closing: dt.date,
    returned: dt.date | None,
) -> Gone:
    joined, left = spell.period.start, spell.period.end or closing
    year_before = max(joined, later(left, -_YEAR))
    first = books.first_day
    spans = [(year_before, left), (joined, left)]
    # What was heard after a return is of the next time away.
    until = min(closing, returned or closing)
    last_year, all_time = figures_by(books, member.code, spans)
    return Gone(
        left,
        spell.left_to,
        _heard(member, left, until, SOON, LATER),
        _heard(member, left, until, LATER),
        _back(left, closing, returned),
        last_year.turnover if first and first <= year_before else None,
        all_time.training if first and first <= joined else None,
    )


def _heard(
    member: Member,
    left: dt.date,
    closing: dt.date,
    months: int,
    before: int | None = None,
) -> Heard:
    """Return what was first heard so many months after leaving, `before` so many."""
    begin = later(left, months)
    end = later(left, before) if before else None
    for one in member.follow_ups:
        if begin <= one.day <= closing and (end is None or one.day < end):
            return Heard.WITHOUT if one.benefit is BenefitHeard.NONE else Heard.WITH
    return Heard.UNKNOWN


def _back(left: dt.date, closing: dt.date, returned: dt.date | None) -> Return:
    end = later(left, RETURNS_WITHIN)
    if returned and returned <= end:
        return Return.BACK
    return Return.NOT_BACK if end < closing else Return.TOO_EARLY


def whole_months(begin: dt.date, end: dt.date) -> int:
    """Return how many whole months there are from one day to another."""
    months = (end.year - begin.year) * _YEAR + end.month - begin.month
    return months - (later(begin, months) > end)


def later(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later; in a month without it, the month's last."""
    number = day.year * _YEAR + day.month - 1 + months
    month = Month(number // _YEAR, number % _YEAR + 1)
    return month.first.replace(day=min(day.day, month.last.day))
