"""How much of what the municipality is owed a transaction takes for something else.

What is debited there has to be paid, in money, or come off a claim on the municipality.
A transaction is routed as those of rings are: as much as can be is taken to be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ROUNDING, ZERO
from paraplu.rules.flows.routing import Edge, route

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction

# Where the cooperative, or a fund, would keep it.
_EARNED = frozenset(
    {Kind.COOP_INCOME, Kind.COOP_CONTRIBUTION, Kind.COOP_EQUITY}
    | {Kind.FUND_INCOME, Kind.FUND_EQUITY, Kind.FUND_LIABILITIES}
)
_SPENT = frozenset({Kind.COOP_EXPENSES, Kind.ROUNDING, Kind.FUND_EXPENSES})
OWN = _EARNED | _SPENT
# Accounts on which it may wait for the payment: what becomes of it is looked at there.
HOLDING = frozenset({Kind.CLEARING, Kind.COOP_PAYABLE})
PAID = frozenset({Kind.BANK, Kind.COOP_CASH, Kind.EXTRA})
# What an account outside the chart holds, nobody knows: MB07.
_RIGHT = HOLDING | PAID | {Kind.MUNICIPALITY, Kind.COOP_RECEIVABLE, Kind.UNKNOWN}


def released(transaction: Transaction, *, opening: bool) -> Decimal:
    """Return how much of the debited debt of an entry is not paid to whom it is owed.

    `opening` tells that the transaction is of the ledger's first day, on which the
    opening account may stand against it.
    """
    moved = list(enumerate(transaction.postings))
    credits = {n: -posting.amount for n, posting in moved if posting.amount < 0}
    debits = {n: posting.amount for n, posting in moved if posting.amount > 0}
    owed = _sum(debits, transaction, frozenset({Kind.MUNICIPALITY}))
    back = _sum(credits, transaction, frozenset({Kind.MUNICIPALITY}))
    left = route(
        credits, debits, _channels(transaction, credits, debits, opening=opening)
    )
    return min(left.amount, max(owed - back, ZERO))


def _sum(
    amounts: dict[int, Decimal], transaction: Transaction, kinds: frozenset[Kind]
) -> Decimal:
    roles = transaction.signature.roles
    return sum((amounts[n] for n in amounts if roles[n].kind in kinds), ZERO)


def _channels(
    transaction: Transaction,
    credits: dict[int, Decimal],
    debits: dict[int, Decimal],
    *,
    opening: bool,
) -> Iterator[Edge[str]]:
    """Yield the ways of a transaction: to the municipality, and between all else.

    What was earned does not make up for a cost beside it: else a cost that is paid in
    the same transaction would hide what was kept.
    """
    kinds = [role.kind for role in transaction.signature.roles]

    def of(side: dict[int, Decimal], wanted: frozenset[Kind]) -> tuple[int, ...]:
        return tuple(n for n in side if kinds[n] in wanted)

    def but(side: dict[int, Decimal], unwanted: frozenset[Kind]) -> tuple[int, ...]:
        return tuple(n for n in side if kinds[n] not in unwanted)

    owed = frozenset({Kind.MUNICIPALITY})
    right = _RIGHT | {Kind.OPENING} if opening else _RIGHT
    yield Edge("paid", of(credits, right), of(debits, owed))
    cents = frozenset({Kind.ROUNDING})
    yield Edge("cents", of(credits, cents), of(debits, owed), ROUNDING)
    yield Edge("other", but(credits, OWN), but(debits, owed))
    yield Edge("costs", of(credits, _SPENT), but(debits, owed))
    yield Edge("earned", of(credits, _EARNED), but(debits, owed | _SPENT))
