"""What came in and what was spent, of members and cooperative as one legal person.

What they charge each other is no turnover of that person, and no cost: contributions,
services to each other, and charges to members are taken off on both sides. So is what a
fund gave a member to start with, which stays inside as well.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, Root
from paraplu.base.money import ZERO
from paraplu.reports.papers.whole.closings import RESULTS, closing_rows_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.patterns import Pattern
    from paraplu.reports.papers.material import Material
    from paraplu.reports.span import Span

_INTERNAL = frozenset({Kind.INTERNAL_SALES, Kind.COOP_CONTRIBUTION})


class Booked(NamedTuple):
    """One posting on an account of income or costs, with Beancount's sign.

    `outside` is the part of the amount that is not between members and cooperative.
    """

    account: Account
    date: dt.date
    amount: Decimal
    outside: Decimal
    batch: Batch
    row: int
    leg: int


class Sums(NamedTuple):
    """Sums of one account by day, with Beancount's sign: all, and what is outside."""

    amount: defaultdict[dt.date, Decimal]
    outside: defaultdict[dt.date, Decimal]


def results(material: Material) -> Mapping[Account, Sums]:
    """Return what was booked on each account of income and costs, closings left out."""
    return material.once(("results",), lambda: _sums(material.books))


def moved(
    material: Material, span: Span, *, outside: bool = False
) -> Mapping[Account, Decimal]:
    """Return what each account of income and costs moved by, with Beancount's sign."""
    until = span.until(material.books)
    return material.once(
        ("moved", until, outside), lambda: _moved(material, until, outside=outside)
    )


def _moved(material: Material, until: Span, *, outside: bool) -> dict[Account, Decimal]:
    found: dict[Account, Decimal] = {}
    for account, sums in results(material).items():
        days = sums.outside if outside else sums.amount
        within = [amount for day, amount in days.items() if day in until]
        if within:
            found[account] = sum(within, ZERO)
    return found


def booked(books: Books) -> Iterator[Booked]:
    """Yield each posting on income and costs, pattern by pattern, closings left out."""
    for batch in books.batches:
        legs = batch.pattern.where(lambda leg: leg.root in RESULTS)
        if legs:
            yield from _booked(batch, legs, closing_rows_of(books, batch))


def _booked(
    batch: Batch, legs: tuple[int, ...], closing: Collection[int]
) -> Iterator[Booked]:
    inside = _inside(batch.pattern)
    for row, day in enumerate(batch.dates):
        if row in closing:
            continue
        amounts = {leg: batch.amounts[leg][row] for leg in legs}
        taken = _between(batch.pattern, amounts) if inside else {}
        for leg, amount in amounts.items():
            outside = amount - taken.get(leg, ZERO)
            account = batch.accounts[leg][row]
            yield Booked(account, day, amount, outside, batch, row, leg)


def _inside(pattern: Pattern) -> bool:
    """Tell whether entries have anything between members and cooperative."""
    return Kind.START_CAPITAL in pattern.kinds or any(
        _is_internal(pattern, leg) for leg in range(len(pattern.legs))
    )


def _is_internal(pattern: Pattern, leg: int) -> bool:
    """Tell whether a posting is income that another inside the cooperative pays."""
    one = pattern.legs[leg]
    if one.kind in _INTERNAL:
        return True
    return one.kind is Kind.COOP_INCOME and any(
        other.ring and other.root is Root.EXPENSES for other in pattern.legs
    )


def _between(pattern: Pattern, amounts: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Return what of each posting is inside, with its sign; together it is nil.

    But for start capital of a fund, which is inside against equity.
    """
    if Kind.START_CAPITAL in pattern.kinds:
        return {
            leg: amount
            for leg, amount in amounts.items()
            if pattern.legs[leg].root is Root.EXPENSES and not pattern.legs[leg].ring
        }
    charged = {leg: n for leg, n in amounts.items() if _is_internal(pattern, leg)}
    costs = {
        leg: n for leg, n in amounts.items() if pattern.legs[leg].root is Root.EXPENSES
    }
    there = -sum(charged.values(), ZERO)
    sign = -1 if there < 0 else 1
    room = sum((max(sign * n, ZERO) for n in costs.values()), ZERO)
    most = min(abs(there), room)
    return _spread(charged, -sign, most) | _spread(costs, sign, most)


def _spread(
    amounts: Mapping[int, Decimal], sign: int, most: Decimal
) -> dict[int, Decimal]:
    """Return a total as parts of amounts on one side, the first ones first."""
    found: dict[int, Decimal] = {}
    for leg, amount in amounts.items():
        part = min(max(sign * amount, ZERO), most)
        found[leg] = sign * part
        most -= part
    return found


def _sums(books: Books) -> Mapping[Account, Sums]:
    found: dict[Account, Sums] = {}
    for one in booked(books):
        sums = found.get(one.account)
        if sums is None:
            sums = found[one.account] = Sums(
                defaultdict(lambda: ZERO), defaultdict(lambda: ZERO)
            )
        sums.amount[one.date] += one.amount
        sums.outside[one.date] += one.outside
    return found
