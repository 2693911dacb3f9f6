"""Money in and out of a business, month by month, on the day that it moved.

Of an entry of one member alone it is the money that moved, with VAT. Of one that is
about others as well only what is in this ring can be told apart, and that has no VAT. A
card payment counts when it is made. What the cooperative books within itself, such as
its contribution, moves no money.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO
from paraplu.reports.papers.values import FigurePart
from paraplu.reports.papers.viability.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.postings import OwnPosting
    from paraplu.reports.papers.values import Figure
    from paraplu.reports.papers.viability.window import Window

FROM_CUSTOMERS, PAID, OTHER = "customers", "paid", "other"
_SOLD = frozenset({Kind.SALES, Kind.INTERNAL_SALES, Kind.RECEIVABLE, Kind.DEPOSIT})
_BOUGHT = frozenset(
    {
        *(Kind.COSTS, Kind.GROWTH, Kind.TRAINING, Kind.EQUIPMENT, Kind.STOCK),
        *(Kind.PREPAID, Kind.PAYABLE),
    }
)


@dataclass(frozen=True)
class CashFlow:
    """What came in and went out, by month and by what it was; out is below zero.

    `shared` tells that there are entries of which VAT could not be told apart.
    """

    months: Mapping[Month, Mapping[str, Figure]]
    shared: bool

    def total(self, name: str) -> Decimal:
        """Return what came in of one kind in all months."""
        return sum((ZERO + one[name].value for one in self.months.values()), ZERO)


def cash_flow(material: Material, code: str, window: Window) -> CashFlow:
    """Return the money that moved for a member in twelve months."""
    entries: defaultdict[int, list[OwnPosting]] = defaultdict(list)
    for one in material.postings(code, window.span):
        if not one.carries:
            entries[one.number].append(one)
    found: defaultdict[tuple[Month, str], list[FigurePart]] = defaultdict(list)
    shared = False
    for own in entries.values():
        transaction = material.books.transactions[own[0].number]
        if not transaction.signature.kinds & MONEY:
            continue
        alone = is_alone(transaction, code)
        shared |= not alone
        amount = _money(transaction) if alone else _of_ring(own)
        if amount:
            first = own[0]
            part = FigurePart(first.source, first.date, first.what, amount)
            found[Month.of(first.date), _what(own, amount)].append(part)
    return CashFlow(
        {
            month: {
                name: figure(found[month, name])
                for name in (FROM_CUSTOMERS, PAID, OTHER)
            }
            for month in window.months
        },
        shared,
    )


def is_alone(transaction: Transaction, code: str) -> bool:
    """Tell whether all of an entry but money and VAT is in one ring."""
    outside = (
        account
        for account in transaction.accounts
        if account.member != code
        and account.kind not in MONEY
        and account.kind not in _ALONGSIDE
    )
    return next(outside, None) is None


_ALONGSIDE = frozenset({Kind.VAT_CLAIM, Kind.VAT_DUE, Kind.ROUNDING, Kind.NOTHING})


def _money(transaction: Transaction) -> Decimal:
    return transaction.on(MONEY)


def _of_ring(own: Iterable[OwnPosting]) -> Decimal:
    """Return what a ring of several got in money: what its other accounts gave."""
    return -sum((p.amount for p in own if p.account.kind not in MONEY), ZERO)


def _what(own: Iterable[OwnPosting], amount: Decimal) -> str:
    """Return what money was for, by the largest posting that goes with it."""
    others = [one for one in own if one.account.kind not in MONEY]
    same = [one for one in others if one.amount * amount < 0] or others
    kind = max(same, key=lambda one: abs(one.amount)).account.kind if same else None
    if kind in _SOLD:
        return FROM_CUSTOMERS
    return PAID if kind in _BOUGHT else OTHER
