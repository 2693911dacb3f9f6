"""The figures of a member over a period: what came in, and what it was used for.

They add up to the cent: start capital + profit − growth − training − set-off −
common fund + carried is what the thermometer moved in the period.

A closing takes a year's result to the thermometer account. It is left out here, or
else the figures of every closed year would be nil. What an opening entry brings in was
there before, so it is in no figure of the first year but `carried`
(`paraplu.ledger.openings`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_given
from paraplu.base.money import ZERO
from paraplu.ledger.closings import closings
from paraplu.ledger.openings import brought_in
from paraplu.ledger.rings import Ring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.running import Running


@dataclass(frozen=True)
class Figures:
    """What a member earned and used from `begin` to `end`, both included.

    In the operating currency. Turnover is without VAT and counts internal services;
    growth counts equipment at its book value, so depreciation changes nothing in it.
    What was given to the common fund is no cost (`paraplu.base.common_fund`).
    `carried` is what the thermometer moved by otherwise: what earlier books left, on
    whatever account they bring it in, or an account outside the chart; `brought` is
    the first of these alone.
    """

    member: str
    begin: dt.date
    end: dt.date
    start_capital: Decimal = ZERO
    turnover: Decimal = ZERO
    costs: Decimal = ZERO
    contribution: Decimal = ZERO
    growth: Decimal = ZERO
    training: Decimal = ZERO
    set_off: Decimal = ZERO
    common_fund: Decimal = ZERO
    carried: Decimal = ZERO
    brought: Decimal = ZERO

    @property
    def net_turnover(self) -> Decimal:
        """Turnover less the costs made to deliver."""
        return self.turnover - self.costs

    @property
    def profit(self) -> Decimal:
        """Net turnover less the contribution to the cooperative."""
        return self.net_turnover - self.contribution

    @property
    def used(self) -> Decimal:
        """What went to growth, to training, to the municipality and to the others."""
        return self.growth + self.training + self.set_off + self.common_fund

    @property
    def moved(self) -> Decimal:
        """What the thermometer moved by in the period."""
        return self.start_capital + self.profit - self.used + self.carried


# The figure that each class goes into, and its sign there.
_FIGURES: Mapping[Kind, tuple[str, int]] = {
    Kind.START_CAPITAL: ("start_capital", -1),
    Kind.SALES: ("turnover", -1),
    Kind.INTERNAL_SALES: ("turnover", -1),
    Kind.COSTS: ("costs", 1),
    Kind.CONTRIBUTION: ("contribution", 1),
    Kind.GROWTH: ("growth", 1),
    Kind.EQUIPMENT: ("growth", 1),
    Kind.TRAINING: ("training", 1),
    Kind.SET_OFF: ("set_off", 1),
}
_COMMON_FUND = ("common_fund", 1)
_CARRIED, _BROUGHT = ("carried", -1), ("brought", -1)


def figures_of_all(
    books: Books, *, begin: dt.date = dt.date.min, end: dt.date = dt.date.max
) -> dict[str, Figures]:
    """Return the figures of every member that the entries name, by code."""
    apart = _Apart.of(books)
    return {
        code: _figures(ring, apart, begin, end) for code, ring in books.rings.items()
    }


def figures_by_year(
    books: Books, member: str, *, end: dt.date = dt.date.max
) -> tuple[Figures, ...]:
    """Return a member's figures of each calendar year with entries, until a day."""
    ring = books.rings.get(member)
    if ring is None:
        return ()
    years = {day.year for days in ring.days.values() for day in days if day <= end}
    steps = [
        (dt.date(year, 1, 1), min(dt.date(year, 12, 31), end)) for year in sorted(years)
    ]
    return figures_by(books, member, steps)


def figures_by(
    books: Books, member: str, steps: Iterable[tuple[dt.date, dt.date]]
) -> tuple[Figures, ...]:
    """Return a member's figures of each step, given by its first and its last day."""
    ring = books.rings.get(member) or Ring(member, {})
    apart = _Apart.of(books)
    return tuple(_figures(ring, apart, begin, end) for begin, end in steps)


class _Apart(NamedTuple):
    """What moves an account and is no figure: closings by day, and what was there.

    `running` is all that moves one.
    """

    running: Mapping[Account, Running]
    closed: Mapping[Account, Mapping[dt.date, Decimal]]
    brought: Mapping[Account, Decimal]
    first: dt.date

    @classmethod
    def of(cls, books: Books) -> _Apart:
        """Return what closes and opens some books."""
        first = books.first_day or dt.date.max
        return cls(books.running, closings(books), brought_in(books), first)


def _figures(ring: Ring, apart: _Apart, begin: dt.date, end: dt.date) -> Figures:
    moves: dict[str, Decimal] = {}

    def move(figure: tuple[str, int], amount: Decimal) -> None:
        name, sign = figure
        moves[name] = moves.get(name, ZERO) + sign * amount

    opens = begin <= apart.first <= end
    for account in ring.days:
        if account.counts:
            closed = apart.closed.get(account)
            closing = _within(closed, begin, end) if closed else ZERO
            opening = apart.brought.get(account, ZERO) if opens else ZERO
            figure = _FIGURES.get(account.kind, _CARRIED)
            if is_given(account):
                figure = _COMMON_FUND
            moved = apart.running[account].within(begin, end)
            move(figure, moved - closing - opening)
            # Of one member a closing adds up to nil; what does not, went elsewhere.
            move(_CARRIED, closing + opening)
            move(_BROUGHT, opening)
    return Figures(ring.member, begin, end, **moves)


def _within(days: Mapping[dt.date, Decimal], begin: dt.date, end: dt.date) -> Decimal:
    return sum((n for day, n in days.items() if begin <= day <= end), ZERO)
