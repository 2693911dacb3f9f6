"""The exploitation of twenty-four months, row by row, and what the result went to.

Turnover and costs are without VAT. What was written off of equipment is depreciation
here, as in a business of one's own; it was growth when it was bought, and that is not
among the costs. So the result is net turnover less what was written off.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_given
from paraplu.base.money import ZERO
from paraplu.register.exploitation import CostRow
from paraplu.reports.papers.values import FigurePart
from paraplu.reports.papers.viability.cost_rows import CostRows
from paraplu.reports.papers.viability.figures import figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.postings import OwnPosting
    from paraplu.reports.papers.values import Figure
    from paraplu.reports.papers.viability.window import Window

_USES = {
    Kind.CONTRIBUTION: "contribution",
    Kind.GROWTH: "growth",
    Kind.EQUIPMENT: "equipment",
    Kind.TRAINING: "training",
    Kind.SET_OFF: "set-off",
}
# What was left went to the others, and was no cost of any sale.
FOR_ALL = "common-fund"


@dataclass(frozen=True)
class Exploitation:
    """Twelve months of a member; amounts in EUR, costs above zero.

    `costs` are by row, and `unplaced` the accounts that nothing gives a row. `uses` are
    what the result went to, by class.
    """

    sales: Figure
    internal: Figure
    costs: Mapping[CostRow, Figure]
    uses: Mapping[str, Figure]
    unplaced: tuple[str, ...]

    @property
    def turnover(self) -> Figure:
        """All sales."""
        return figure((*self.sales.parts, *self.internal.parts))

    @property
    def gross(self) -> Decimal:
        """Turnover less what was bought for it."""
        return _value(self.turnover) - _value(self.costs[CostRow.PURCHASES])

    @property
    def result(self) -> Decimal:
        """Turnover less all costs and what was written off."""
        return _value(self.turnover) - sum(map(_value, self.costs.values()), ZERO)


def exploitation(material: Material, code: str, window: Window) -> Exploitation:
    """Return what a member earned and spent in twelve months."""
    found: defaultdict[object, list[FigurePart]] = defaultdict(list)
    unplaced = set()
    rows = material.once(
        "cost-rows",
        lambda: CostRows(material.books.chart, material.register.cost_rows),
    )
    postings = [p for p in material.postings(code, window.span) if not p.carries]
    written = written_off(postings)
    for place, one in enumerate(postings):
        kind, off = one.account.kind, written.get(place, ZERO)
        if kind in (Kind.SALES, Kind.INTERNAL_SALES):
            found[kind].append(_part(one, -one.amount))
        elif is_given(one.account):
            found[FOR_ALL].append(_part(one, one.amount))
        elif kind is Kind.COSTS:
            row = rows.row(one.account)
            found[row or CostRow.GENERAL].append(_part(one, one.amount))
            if row is None:
                unplaced.add(":".join(one.account.detail))
        elif kind in _USES and one.amount != off:
            found[_USES[kind]].append(_part(one, one.amount - off))
        if off > 0:
            found[CostRow.DEPRECIATION].append(_part(one, off))
    return Exploitation(
        figure(found[Kind.SALES]),
        figure(found[Kind.INTERNAL_SALES]),
        {row: figure(found[row]) for row in CostRow},
        {name: figure(found[name]) for name in (*_USES.values(), FOR_ALL)},
        tuple(sorted(unplaced)),
    )


def written_off(postings: Sequence[OwnPosting]) -> Mapping[int, Decimal]:
    """Return what of each posting is equipment written off, with its sign, by place.

    That is growth of what is taken away in the same entry (`ledger.depreciation`).
    """
    entries: defaultdict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(postings):
        if one.account.kind in (Kind.GROWTH, Kind.EQUIPMENT):
            entries[one.number].append(place)
    found: dict[int, Decimal] = {}
    for places in entries.values():
        sums = {
            kind: sum(
                (
                    postings[p].amount
                    for p in places
                    if postings[p].account.kind is kind
                ),
                ZERO,
            )
            for kind in (Kind.GROWTH, Kind.EQUIPMENT)
        }
        off = max(min(sums[Kind.GROWTH], -sums[Kind.EQUIPMENT]), ZERO)
        for kind, sign in ((Kind.GROWTH, 1), (Kind.EQUIPMENT, -1)):
            left = off
            for place in places:
                if postings[place].account.kind is kind:
                    part = min(max(sign * postings[place].amount, ZERO), left)
                    found[place] = sign * part
                    left -= part
    return found


def _part(one: OwnPosting, amount: Decimal) -> FigurePart:
    return FigurePart(one.source, one.date, one.what, amount)


def _value(figure: Figure) -> Decimal:
    return ZERO + figure.value
