"""The report to a funder: costs, what covers them, the settlement, and the days.

All of it frozen as of the end of a day, and in the operating currency. What the books
cannot tell is in `open`, and is never estimated. What covers the costs comes to the
costs; where it does not, there is a shortage or a surplus.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, within
from paraplu.base.money import ZERO, in_cents
from paraplu.reports.due import DueDay, report_of
from paraplu.reports.fund_costs import (
    THE_COOPERATIVE,
    THIS_FUND,
    Costs,
    closes,
    costs_in,
)
from paraplu.reports.fund_outcomes import Outcomes, outcomes_in
from paraplu.reports.span import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Move
    from paraplu.register.grants import Contributor, Fund
    from paraplu.rules.verdict import Judgement

_SALES = frozenset({Kind.COOP_INCOME})
_RETURNED = frozenset({Kind.FUND_EQUITY, Kind.FUND_LIABILITIES})


class Payer(StrEnum):
    """Who covers a part of the costs."""

    THIS_FUND = "this-fund"
    OWN_MONEY = "own-money"
    OWN_HOURS = "own-hours"
    OTHER_FUND = "other-fund"
    SALES = "sales"


class NotInBooks(StrEnum):
    """What the books or the register cannot tell, so that a figure is open."""

    NO_BUDGET = "no-budget"
    NO_AMOUNT = "no-amount"
    BEFORE = "before"
    RECEIVED_BEFORE = "received-before"
    HOURS = "hours"


@dataclass(frozen=True)
class Coverage:
    """Who covers a part of the costs: as budgeted, as charged, and what came of that.

    `budgeted` is None where the register does not say; `name` is a fund or what sales
    are called, empty for funds that the coverage in the register does not name.
    """

    payer: Payer
    name: str
    budgeted: Decimal | None
    charged: Decimal
    received: Decimal

    @property
    def to_come(self) -> Decimal:
        """What is still to come of what it covers."""
        return max(self.charged - self.received, ZERO)


@dataclass(frozen=True)
class GrantSettlement:
    """How the fund and the cooperative stand; `granted` is None where nobody says.

    `received` is less what went back before; what went back is `returned`. What was
    granted is what was spent and what is `unspent`, to the cent.
    """

    granted: Decimal | None
    advance: Decimal | None
    received: Decimal
    returned: Decimal
    spent: Decimal

    @property
    def due(self) -> Decimal:
        """What the fund owes for what was spent: no more than was granted."""
        return self.spent if self.granted is None else min(self.spent, self.granted)

    @property
    def unspent(self) -> Decimal | None:
        """What of the grant was not spent; below zero where more was."""
        return None if self.granted is None else self.granted - self.spent

    @property
    def to_receive(self) -> Decimal:
        """What the funder still has to pay for what was spent."""
        return max(self.due - self.received + self.returned, ZERO)

    @property
    def left(self) -> Decimal:
        """What was received and not spent: to be spent yet, or to go back."""
        return max(self.received - self.returned - self.due, ZERO)


@dataclass(frozen=True)
class FundReport:
    """What a fund came to at the end of `closing`.

    `final` tells that its days are over then. `hours` are the cooperative's own, at
    their rate: a cost that it covers itself.
    """

    fund: Fund
    closing: dt.date
    currency: str
    final: bool
    costs: Costs
    hours: Decimal
    cover: tuple[Coverage, ...]
    settlement: GrantSettlement
    outcomes: Outcomes
    moments: tuple[DueDay, ...]
    unknown: tuple[NotInBooks, ...]

    @property
    def total(self) -> Decimal:
        """All costs, own hours among them."""
        return self.costs.total + self.hours

    @property
    def covered(self) -> Decimal:
        """What covers them in all."""
        return sum((one.charged for one in self.cover), ZERO)

    @property
    def balance(self) -> Decimal:
        """What covers more than the costs; below zero what is not covered."""
        return self.covered - self.total

    @property
    def unfinished(self) -> bool:
        """Tell whether a large difference lacks its explanation."""
        return any(line.unfinished for line in self.costs.lines)


def fund_report(
    judgement: Judgement, name: str, closing: dt.date | None = None
) -> FundReport:
    """Return the report of a fund in the register, at the end of a day or of the books.

    A day after the books' today is that day.

    Raises:
        KeyError: the register has no such fund.
    """
    books, register = judgement.books, judgement.register
    fund = register.funds[name]
    closing = min(closing or books.today, books.today)
    costs = costs_in(books, fund, closing)
    settlement = _settlement(books, fund, costs)
    hours = in_cents((fund.own.worked or ZERO) * fund.own.rate)
    period = fund.period
    span = Span(period.start, min(period.end or closing, closing))
    soon = register.policy(books.today).warn_before_days
    return FundReport(
        fund=fund,
        closing=closing,
        currency=books.currency,
        final=period.end is not None and closing >= period.end,
        costs=costs,
        hours=hours,
        cover=tuple(_cover(books, fund, costs, settlement, hours, span)),
        settlement=settlement,
        outcomes=outcomes_in(books, register, costs.uses, span),
        moments=tuple(
            report_of(fund, one, books.today, soon)
            for one in sorted(fund.reports, key=lambda one: (one.due, one.name))
        ),
        unknown=tuple(_unknown(books, fund, costs)),
    )


def _settlement(books: Books, fund: Fund, costs: Costs) -> GrantSettlement:
    came = [move.amount for move in costs.moves if move.kind is Kind.FUND_INCOME]
    other = [
        move.amount
        for move in costs.moves
        if move.kind in _RETURNED and not _brought_in(books, move)
    ]
    opened, before = _opened(books, costs), fund.received_before or ZERO
    # What is there though nobody says how it came counts as received.
    untold = max(opened + _spent_before(fund) - before, ZERO)
    return GrantSettlement(
        fund.amount,
        fund.advance,
        before + untold + sum(came, ZERO),
        -sum(other, ZERO),
        costs.paid_by(THIS_FUND),
    )


def _opened(books: Books, costs: Costs) -> Decimal:
    """Return what earlier books brought into these."""
    brought = (move.amount for move in costs.moves if _brought_in(books, move))
    return sum(brought, ZERO)


def _brought_in(books: Books, move: Move) -> bool:
    """Tell whether earlier books brought it: against the opening account, if any.

    Where an opening entry comes to zero by itself that account is not in it; what is
    credited to the fund's equity on the first day was brought in all the same.
    """
    first = move.transaction.date == books.first_day and move.amount > 0
    return move.kind is Kind.OPENING or (move.kind is Kind.FUND_EQUITY and first)


def _spent_before(fund: Fund) -> Decimal:
    """Return what the register says that was used in earlier books."""
    return sum((line.spent_before for line in fund.budget), ZERO)


def _cover(
    books: Books,
    fund: Fund,
    costs: Costs,
    settlement: GrantSettlement,
    hours: Decimal,
    span: Span,
) -> Iterator[Coverage]:
    """Yield who covers the costs; sales go before the cooperative's own money."""
    received = settlement.received - settlement.returned
    due = settlement.due
    yield Coverage(Payer.THIS_FUND, fund.name, fund.amount, due, received)
    by_name = {one.name: one for one in fund.coverage}
    sales = [(one, _sold(books, one, span)) for one in fund.coverage if one.accounts]
    own = costs.paid_by(THE_COOPERATIVE) - sum((n for _, n in sales), ZERO)
    own = max(own, ZERO)
    if own or fund.own.money:
        yield Coverage(Payer.OWN_MONEY, "", fund.own.money, own, own)
    if hours or fund.own.hours:
        budgeted = in_cents(fund.own.hours * fund.own.rate)
        yield Coverage(Payer.OWN_HOURS, "", budgeted, hours, hours)
    for one in fund.coverage:
        if not one.accounts:
            paid = costs.paid_by(one.name)
            yield Coverage(Payer.OTHER_FUND, one.name, one.amount, paid, paid)
    # Of whom this funder does not know, it learns that they pay, and not who they are.
    unknown = [name for name in costs.other_funds if name not in by_name]
    paid = sum(map(costs.paid_by, unknown), ZERO)
    if unknown:
        yield Coverage(Payer.OTHER_FUND, "", None, paid, paid)
    for one, sold in sales:
        yield Coverage(Payer.SALES, one.name, one.amount, sold, sold)


def _sold(books: Books, contributor: Contributor, span: Span) -> Decimal:
    """Return what came in on the accounts of sales in the days of a fund."""
    return -sum(
        (
            posting.amount
            for transaction in books.moving(_SALES)
            if transaction.date in span and not closes(transaction)
            for posting in transaction.postings
            if posting.account.kind in _SALES
            and any(within(posting.account.name, one) for one in contributor.accounts)
        ),
        ZERO,
    )


def _unknown(books: Books, fund: Fund, costs: Costs) -> Iterator[NotInBooks]:
    if not fund.budget:
        yield NotInBooks.NO_BUDGET
    if fund.amount is None:
        yield NotInBooks.NO_AMOUNT
    spent, received = _spent_before(fund), fund.received_before
    if spent and received is None:
        yield NotInBooks.RECEIVED_BEFORE
    elif _opened(books, costs) != (received or ZERO) - spent:
        yield NotInBooks.BEFORE
    if fund.own.hours and fund.own.worked is None:
        yield NotInBooks.HOURS
