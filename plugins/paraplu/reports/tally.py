"""A tally: how what there was became what is left, over a span of days."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.ledger.figures import Figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.reports.span import Span


@dataclass(frozen=True)
class RingTotals:
    """Adds up to the cent, in the operating currency.

    `before` + gross + start capital − invested − set-off − common fund is
    `thermometer`, what is left at the end of the span. `before` is what was left when
    it began, with what earlier books brought in. Gross and invested are the columns
    that the movement publishes: net turnover less the contribution; growth and
    training.
    """

    figures: Figures
    before: Decimal
    thermometer: Decimal

    @property
    def gross(self) -> Decimal:
        """What the span added: net turnover less the contribution."""
        return self.figures.profit

    @property
    def invested(self) -> Decimal:
        """What was used for growth and training."""
        return self.figures.growth + self.figures.training

    def amount(self, name: str) -> Decimal:
        """Return an amount by its name, here or in the figures."""
        known = self if hasattr(self, name) else self.figures
        amount: Decimal = getattr(known, name)
        return amount


_AMOUNTS = tuple(
    field.name
    for field in fields(Figures)
    if field.name not in ("member", "begin", "end")
)


def total_of(tallies: Sequence[RingTotals], span: Span) -> RingTotals:
    """Return the sums of tallies over a span; their figures are no member's."""
    every = [tally.figures for tally in tallies]
    sums = {name: sum((getattr(f, name) for f in every), ZERO) for name in _AMOUNTS}
    return RingTotals(
        Figures("", span.begin, span.end, **sums),
        sum((tally.before for tally in tallies), ZERO),
        sum((tally.thermometer for tally in tallies), ZERO),
    )
