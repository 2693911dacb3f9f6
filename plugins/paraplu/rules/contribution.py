"""PF07: the contribution is what was agreed, and is booked in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.books import ZERO
from paraplu.contributions.booked import contributed
from paraplu.contributions.dues import Due, dues
from paraplu.findings import CENT, Finding, Severity
from paraplu.language import in_days, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.books import Books
    from paraplu.contributions.booked import Contributed
    from paraplu.months import Month
    from paraplu.register.model import Register

PF07 = Rule(
    "PF07",
    Severity.ERROR,
    say("A contribution that was not agreed"),
    reads=("policies.contribution",),
)

# A member must know soon what is left; the VAT of a quarter is filed within a month.
_DAYS_TO_BOOK = 45


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the contributions that differ from the policy, or were not booked.

    A month is judged when it is over. One cent more or less is rounding.
    """
    every = [due for found in dues(books, register).values() for due in found]
    if not every:
        return
    booked = contributed(books, register)
    known = {(due.member, due.month, due.purpose) for due in every}
    every += [_nothing(*key) for key in booked if key not in known]
    lasts = {month: month.last for month in {due.month for due in every}}
    for due in every:
        last = lasts[due.month]
        if last > books.today:
            continue
        postings = booked.get((due.member, due.month, due.purpose))
        if postings:
            amount = sum((posting.amount for posting in postings), ZERO)
            if abs(amount - due.amount) > CENT:
                yield _differs(books, due, amount, postings[-1])
        elif due.amount > CENT and (books.today - last).days > _DAYS_TO_BOOK:
            yield _missing(books, register, due)


def _nothing(member: str, month: Month, purpose: str) -> Due:
    """Return what is due over a month in which nothing came in or went out."""
    return Due(member, month, purpose, ZERO, ZERO, ZERO, ZERO)


def _differs(books: Books, due: Due, amount: Decimal, last: Contributed) -> Finding:
    return Finding(
        "PF07",
        Severity.ERROR,
        say(
            "{amount} is booked as {member}'s contribution for {month}, but {due} was "
            "agreed: {difference} {direction}.",
            amount=amount,
            member=due.member,
            month=str(due.month),
            due=due.amount,
            difference=abs(amount - due.amount),
            direction=say("too much") if amount > due.amount else say("too little"),
        ),
        last.entry.leg_source(last.leg),
        hint=say(
            "Run paraplu contribution {month} to see how it is computed, and book the "
            "difference.",
            month=str(due.month),
        ),
        member=due.member,
        amount=abs(amount - due.amount),
        currency=books.currency,
        date=last.entry.date,
    )


def _missing(books: Books, register: Register, due: Due) -> Finding:
    return Finding(
        "PF07",
        Severity.WARNING,
        say(
            "{member}'s contribution for {month}, {due}, is not booked, and the month "
            "ended {days} ago.",
            member=due.member,
            month=str(due.month),
            due=due.amount,
            days=in_days((books.today - due.month.last).days),
        ),
        register.members[due.member].source,
        hint=say("Book it with paraplu contribution {month}.", month=str(due.month)),
        member=due.member,
        amount=due.amount,
        currency=books.currency,
        date=due.month.last,
    )


FAMILY = Family((PF07,), judge)
