"""PF06: money that stands on a clearing account for too long."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Account, Kind
from paraplu.episodes import HALF_A_CENT
from paraplu.findings import Finding, Severity, in_cents
from paraplu.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.books import Books, Entry
    from paraplu.register.model import Register

PF06 = Rule(
    "PF06", Severity.ERROR, say("Money stands on a clearing account for too long")
)


class Lot(NamedTuple):
    """What is left of one posting on a clearing account; a credit is negative."""

    amount: Decimal
    entry: Entry
    leg: int


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what stands longer than `clearing_days`, seen from today."""
    limit = register.policy(books.today).clearing_days
    for account, lots in standing(books).items():
        for lot in lots:
            days = (books.today - lot.entry.date).days
            if days > limit and abs(lot.amount) >= HALF_A_CENT:
                yield _too_long(books, account, lot, days, limit)


def standing(books: Books) -> dict[Account, deque[Lot]]:
    """Return what stands on each clearing account today.

    What came in first is taken to leave first. It works both ways: money that left a
    clearing account before it came in stands there as well, as a credit.
    """
    entries = [
        entry
        for shape, alike in books.shapes.items()
        if any(account.kind is Kind.CLEARING for account in shape.accounts)
        for entry in alike
        if entry.date <= books.today
    ]
    found: dict[Account, deque[Lot]] = {}
    for entry in sorted(entries, key=lambda entry: entry.number):
        for leg, (account, amount) in enumerate(entry.legs()):
            if account.kind is Kind.CLEARING:
                _take(found.setdefault(account, deque()), Lot(amount, entry, leg))
    return found


def _take(lots: deque[Lot], lot: Lot) -> None:
    amount = lot.amount
    while amount and lots and (lots[0].amount > 0) != (amount > 0):
        first = lots.popleft()
        left = first.amount + amount
        if left and (left > 0) == (first.amount > 0):
            lots.appendleft(first._replace(amount=left))
            return
        amount = left
    if amount:
        lots.append(lot._replace(amount=amount))


def _too_long(
    books: Books, account: Account, lot: Lot, days: int, limit: int
) -> Finding:
    came = say(
        "{amount} has stood on {account} for {days} days; {limit} days is the most.",
        amount=lot.amount,
        account=account.name,
        days=days,
        limit=limit,
    )
    went = say(
        "{amount} left {account} {days} days ago and never came in; {limit} days is "
        "the most.",
        amount=-lot.amount,
        account=account.name,
        days=days,
        limit=limit,
    )
    return Finding(
        "PF06",
        Severity.ERROR,
        came if lot.amount > 0 else went,
        lot.entry.leg_source(lot.leg),
        hint=say(
            "Find out where it belongs and book it there: on the bank, or on the "
            "member whose sale or purchase it was."
        ),
        member=min(lot.entry.shape.members, default=None),
        amount=in_cents(abs(lot.amount)),
        currency=books.currency,
        date=lot.entry.date,
    )


FAMILY = Family((PF06,), judge)
