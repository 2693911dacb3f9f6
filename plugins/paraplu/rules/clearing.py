"""PF06: money that stands on a clearing account for too long."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Account, Kind
from paraplu.books import ZERO, Books
from paraplu.episodes import HALF_A_CENT
from paraplu.findings import Finding, Severity, in_cents
from paraplu.flows.table import MONEY
from paraplu.language import in_days, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.batches import Batch
    from paraplu.entries import Entry
    from paraplu.register.model import Register

PF06 = Rule(
    "PF06",
    Severity.ERROR,
    say("Money stands on a clearing account for too long"),
    reads=("policies.clearing_days",),
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


def standing(books: Books) -> dict[Account, list[Lot]]:
    """Return what stands on each clearing account today, in the order of the ledger.

    What came in first is taken to leave first. It works both ways: money that left a
    clearing account before it came in stands there as well, as a credit.
    """
    booked: defaultdict[Account, list[tuple[int, int, Batch, int]]] = defaultdict(list)
    for batch in books.batches:
        for leg in batch.pattern.where(lambda leg: leg.kind is Kind.CLEARING):
            for row, (account, day, _amount) in enumerate(batch.booked(leg)):
                if day <= books.today:
                    booked[account].append((batch.numbers[row], leg, batch, row))
    return {account: _last(sorted(postings)) for account, postings in booked.items()}


def _last(postings: list[tuple[int, int, Batch, int]]) -> list[Lot]:
    """Return the last postings that together make up the balance.

    Where the first to come is the first to leave, it is those that are left.
    """
    left = sum((batch.amounts[leg][row] for _, leg, batch, row in postings), ZERO)
    lots: list[Lot] = []
    for _, leg, batch, row in reversed(postings):
        amount = batch.amounts[leg][row]
        if left and (amount > 0) == (left > 0):
            amount = min(amount, left, key=abs)
            lots.append(Lot(amount, batch.entry(row), leg))
            left -= amount
    return lots[::-1]


def _too_long(
    books: Books, account: Account, lot: Lot, days: int, limit: int
) -> Finding:
    if lot.amount > 0:
        message = say(
            "{amount} has stood on {account} for {days}; {limit} is the most.",
            amount=lot.amount,
            account=account.name,
            days=in_days(days),
            limit=in_days(limit),
        )
    elif _came_in(lot):
        message = say(
            "{amount} came in by way of {account} {days} ago, and what it was for is "
            "not booked; {limit} is the most.",
            amount=-lot.amount,
            account=account.name,
            days=in_days(days),
            limit=in_days(limit),
        )
    else:
        message = say(
            "{amount} left {account} {days} ago and never came in; {limit} is "
            "the most.",
            amount=-lot.amount,
            account=account.name,
            days=in_days(days),
            limit=in_days(limit),
        )
    return Finding(
        "PF06",
        Severity.ERROR,
        message,
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


def _came_in(lot: Lot) -> bool:
    """Tell whether a credit stands against money that came in beside it."""
    return any(
        account.kind in MONEY and account.kind is not Kind.CLEARING and amount > 0
        for account, amount in lot.entry.legs()
    )


FAMILY = Family((PF06,), judge)
