"""What the cooperative charged each member, charge by charge.

A charge is an account below `Income:Coop`, credited against a member's Costs. An entry
may have several members and several charges in it; whose is which follows from their
names, from their amounts, and else from their order.
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

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry


class Charged(NamedTuple):
    """One charge to one member in an entry; what was given back is below zero.

    `leg` is the member's cost, and `since` the day that it counts on: what is given
    back counts on that of the charge that it is linked to.
    """

    entry: Entry
    leg: int
    member: str
    charge: str
    amount: Decimal
    since: dt.date


def charged(books: Books) -> list[Charged]:
    """Return every charge, in the order of the ledger."""
    found: list[Charged] = []
    for batch in books.batches:
        legs = batch.pattern.legs
        if batch.pattern.rings and any(leg.charge for leg in legs):
            for entry in batch.entries:
                found += _in(entry)
    found.sort(key=lambda one: (one.entry.number, one.leg))
    return _since(found)


def _in(entry: Entry) -> Iterator[Charged]:
    """Yield the charges of an entry, and what it gives back."""
    for sign in (1, -1):
        left = {
            n: sign * amount
            for n, (account, amount) in enumerate(entry.legs())
            if _has(account, amount, sign)
        }
        sums: defaultdict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        largest: dict[tuple[str, str], int] = {}
        for cost, charge, amount in _paired(entry, left):
            accounts = entry.shape.accounts
            key = accounts[cost].member, accounts[charge].charge
            sums[key] += amount
            known = largest.setdefault(key, cost)
            largest[key] = max(known, cost, key=lambda n: abs(entry.amounts[n]))
        for (member, name), amount in sums.items():
            leg = largest[member, name]
            yield Charged(entry, leg, member, name, sign * amount, entry.date)


def _has(account: Account, amount: Decimal, sign: int) -> bool:
    """Tell whether a posting is a cost or a charge, on the side that is looked at."""
    if account.kind is Kind.COSTS and account.member:
        return sign * amount > 0
    return bool(account.charge) and sign * amount < 0


def _paired(
    entry: Entry, left: dict[int, Decimal]
) -> Iterator[tuple[int, int, Decimal]]:
    """Yield cost, charge and amount; `left` has costs above zero and charges below."""
    accounts = entry.shape.accounts

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
            for link in one.entry.links:
                days.setdefault((one.member, one.charge, link), one.entry.date)
    return [
        one
        if one.amount > 0
        else one._replace(
            since=min(
                (
                    days.get((one.member, one.charge, link), one.entry.date)
                    for link in one.entry.links
                ),
                default=one.entry.date,
            )
        )
        for one in found
    ]
