"""What the cooperative charged each member, charge by charge.

A charge is an account below `Income:Coop`, credited against a member's Costs. A
transaction may have several members and several charges in it; whose is which follows
from their names, from their amounts, and else from their order.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from paraplu.ledger.as_written import Posting
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction


class Charged(NamedTuple):
    """One charge to one member in a transaction; what was given back is below zero.

    `position` is the member's cost, and `since` the day that it counts on: what is
    given back counts on that of the charge that it is linked to.
    """

    transaction: Transaction
    position: int
    member: str
    charge: str
    amount: Decimal
    since: dt.date


def charged(books: Books) -> list[Charged]:
    """Return every charge, in the order of the ledger."""
    charging = books.with_signature(_charges)
    found = [one for transaction in charging for one in _in(transaction)]
    found.sort(key=lambda one: (one.transaction.number, one.position))
    return _since(found)


def _charges(signature: Signature) -> bool:
    """Tell whether there are members in transactions, and charges."""
    return bool(signature.rings) and any(role.charge for role in signature.roles)


def _in(transaction: Transaction) -> Iterator[Charged]:
    """Yield the charges of a transaction, and what it gives back."""
    postings = transaction.postings
    for sign in (1, -1):
        left = {
            n: sign * posting.amount
            for n, posting in enumerate(postings)
            if _has(posting, sign)
        }
        sums: defaultdict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        largest: dict[tuple[str, str], int] = {}
        for cost, charge, amount in _paired(transaction, left):
            key = postings[cost].account.member, postings[charge].account.charge
            sums[key] += amount
            known = largest.setdefault(key, cost)
            largest[key] = max(known, cost, key=lambda n: abs(postings[n].amount))
        for (member, name), amount in sums.items():
            position = largest[member, name]
            day = transaction.date
            yield Charged(transaction, position, member, name, sign * amount, day)


def _has(posting: Posting, sign: int) -> bool:
    """Tell whether a posting is a cost or a charge, on the side that is looked at."""
    account, amount = posting.account, posting.amount
    if account.kind is Kind.COSTS and account.member:
        return sign * amount > 0
    return bool(account.charge) and sign * amount < 0


def _paired(
    transaction: Transaction, left: dict[int, Decimal]
) -> Iterator[tuple[int, int, Decimal]]:
    """Yield cost, charge and amount; `left` has costs above zero and charges below."""
    accounts = transaction.accounts

    def named(cost: int, charge: int) -> bool:
        return accounts[charge].charge in accounts[cost].detail

    def equal(cost: int, charge: int) -> bool:
        return left[cost] == -left[charge]

    fits: tuple[Callable[[int, int], bool], ...]
    fits = (
        lambda cost, charge: named(cost, charge) and equal(cost, charge),
        named,
        equal,
        lambda _cost, _charge: True,
    )
    costs = [n for n in left if accounts[n].kind is Kind.COSTS]
    charges = [n for n in left if accounts[n].charge]
    for fit in fits:
        for charge in charges:
            for cost in costs:
                if left[cost] and left[charge] and fit(cost, charge):
                    amount = min(left[cost], -left[charge])
                    left[cost] -= amount
                    left[charge] += amount
                    yield cost, charge, amount


def _since(found: list[Charged]) -> list[Charged]:
    """Return the charges, where what was given back counts on the day of its charge."""
    days: dict[tuple[str, str, str], dt.date] = {}
    for one in found:
        if one.amount > 0:
            for link in one.transaction.links:
                days.setdefault((one.member, one.charge, link), one.transaction.date)
    return [
        one
        if one.amount > 0
        else one._replace(
            since=min(
                (
                    days.get((one.member, one.charge, link), one.transaction.date)
                    for link in one.transaction.links
                ),
                default=one.transaction.date,
            )
        )
        for one in found
    ]
