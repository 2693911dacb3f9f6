"""What a fund was for: each line of its budget, and what was used for it.

Granted, as last approved, paid, and owed but not paid; the difference of those, and why
there is one. Amounts are in the operating currency; what came back is taken off.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.base.points import points
from paraplu.ledger.fund_bills import FundBills
from paraplu.ledger.fund_budgets import Budget
from paraplu.ledger.fund_moves import USED, fund_moves, uses_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Move, Use
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.grants import BudgetChange, BudgetLine, Fund

_OWN = frozenset({Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT})
_RESULTS = frozenset(
    {
        *(Kind.COOP_EXPENSES, Kind.COOP_INCOME, Kind.COOP_CONTRIBUTION, Kind.ROUNDING),
        *(Kind.FUND_INCOME, Kind.FUND_EXPENSES, Kind.FUND_EQUITY, Kind.COOP_EQUITY),
    }
)
_EQUITY = frozenset({Kind.COOP_EQUITY, Kind.FUND_EQUITY})
# Who pays what counts to a line: the fund itself, the cooperative, another fund's name.
THIS_FUND, THE_COOPERATIVE = "", ":coop"


class Charge(NamedTuple):
    """A cost in one posting, of which `open` is not paid; below zero a refund.

    `payer` is who was charged with it: the fund, the cooperative, another fund.
    """

    payer: str
    transaction: Transaction
    position: int
    amount: Decimal
    open: Decimal

    @property
    def paid(self) -> Decimal:
        """What of it is paid."""
        return self.amount - self.open


@dataclass(frozen=True)
class CostLine:
    """A line of a budget: what may be used, and what was.

    `granted` is zero for what no line of the budget counts, and None where there is no
    budget; `name` is then a purpose, empty for what has none. `before` was used in
    books before these.
    """

    name: str
    granted: Decimal | None
    change: BudgetChange | None
    charges: tuple[Charge, ...]
    before: Decimal = ZERO
    explanation: str = ""
    explain_above: Decimal = ZERO
    final: bool = False

    @cached_property
    def payers(self) -> Mapping[str, Decimal]:
        """Who was charged with how much: the fund itself, the cooperative, others."""
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        found[THIS_FUND] += self.before
        for charge in self.charges:
            found[charge.payer] += charge.amount
        return {payer: amount for payer, amount in found.items() if amount}

    @cached_property
    def actual(self) -> Decimal:
        """What is paid, what was used in earlier books among it."""
        return self.before + sum((charge.paid for charge in self.charges), ZERO)

    @cached_property
    def committed(self) -> Decimal:
        """What is owed and not paid."""
        return sum((charge.open for charge in self.charges), ZERO)

    @property
    def budget(self) -> Decimal | None:
        """What may be used: as last approved, else as granted."""
        return self.granted if self.change is None else self.change.amount

    @property
    def total(self) -> Decimal:
        """What was used: paid, and owed."""
        return self.actual + self.committed

    @property
    def difference(self) -> Decimal | None:
        """What is left of the line, below zero where more was used."""
        return None if self.budget is None else self.budget - self.total

    @property
    def percentage(self) -> Decimal | None:
        """The difference in points of the line."""
        if not self.budget or self.difference is None:
            return None
        return points(self.difference, self.budget, 100 * self.explain_above)

    @property
    def unfinished(self) -> bool:
        """Tell whether the difference is large, and nobody says why.

        As long as the fund runs, only more than the budget is.
        """
        if self.difference is None or self.explanation:
            return False
        large = abs(self.difference) > (self.budget or ZERO) * self.explain_above
        return large and (self.final or self.difference < 0)


@dataclass(frozen=True)
class Costs:
    """All that was used of a fund up to a day, and for the same things by others.

    `uses` are those of the fund itself, in the order of the books, and `moves` all that
    its accounts moved.
    """

    lines: tuple[CostLine, ...]
    uses: tuple[Use, ...]
    moves: tuple[Move, ...]

    @property
    def total(self) -> Decimal:
        """What was used in all: paid, and owed."""
        return sum((line.total for line in self.lines), ZERO)

    @property
    def budget(self) -> Decimal:
        """What the lines of the budget have together, as last approved."""
        return sum((line.budget or ZERO for line in self.lines), ZERO)

    def paid_by(self, payer: str) -> Decimal:
        """Return what one of those who pay was charged with."""
        return sum((line.payers.get(payer, ZERO) for line in self.lines), ZERO)

    @property
    def other_funds(self) -> tuple[str, ...]:
        """The names of the other funds that were charged."""
        names = {name for line in self.lines for name in line.payers}
        return tuple(sorted(names - {THIS_FUND, THE_COOPERATIVE}))


def costs_in(books: Books, fund: Fund, closing: dt.date) -> Costs:
    """Return what a fund was used for up to the end of a day, line by line.

    What no line of the budget counts has a line for each purpose.
    """
    budget = Budget(fund, books.chart)
    every = fund_moves(books)
    moves = [one for one in every.get(fund.name, ()) if one.transaction.date <= closing]
    uses = uses_of(books, moves)
    bills = FundBills(books, closing)
    owed = {
        (u.move.transaction.number, u.move.position): bills.paid(u).open for u in uses
    }
    found: defaultdict[_Key, list[Charge]] = defaultdict(list)
    for move in moves:
        if move.kind in USED:
            left = owed.get((move.transaction.number, move.position), ZERO)
            charge = Charge(
                THIS_FUND, move.transaction, move.position, -move.amount, left
            )
            found[_key(budget, move.path)].append(charge)
    for line, payer, transaction, position, amount in _others(
        books, budget, every, closing
    ):
        left = bills.part(transaction, amount).open
        found[line.name, None].append(
            Charge(payer, transaction, position, amount, left)
        )
    final = fund.period.end is not None and closing >= fund.period.end
    lines = [
        CostLine(
            line.name,
            line.granted,
            line.change,
            tuple(found[line.name, None]),
            line.spent_before,
            line.explanation,
            fund.explain_above,
            final,
        )
        for line in fund.budget
    ]
    others = sorted((key for key in found if key[1] is not None), key=str)
    # A budget that does not have it has nothing for it.
    nothing = ZERO if fund.budget else None
    lines += [
        CostLine(
            key[1] or "",
            nothing,
            None,
            tuple(found[key]),
            explain_above=fund.explain_above,
            final=final,
        )
        for key in others
    ]
    shown = (line for line in lines if line.granted or line.payers or line.charges)
    return Costs(tuple(shown), tuple(uses), tuple(moves))


# A line of the budget by its name, or else a purpose.
_Key = tuple[str, str | None]


def _key(budget: Budget, path: tuple[str, ...]) -> _Key:
    line = budget.line(path)
    return (line.name, None) if line else ("", path[0] if path else "")


def _others(
    books: Books, budget: Budget, every: Mapping[str, list[Move]], closing: dt.date
) -> Iterator[tuple[BudgetLine, str, Transaction, int, Decimal]]:
    """Yield what others were charged with for the lines, in the days of the fund.

    A closing takes costs to equity, and charges nobody.
    """
    if not any(line.accounts for line in budget.fund.budget):
        return
    period = budget.fund.period
    for transaction in books.moving(_OWN):
        if (
            transaction.date in period
            and transaction.date <= closing
            and not closes(transaction)
        ):
            for position, posting in enumerate(transaction.postings):
                account, amount = posting.account, posting.amount
                line = budget.line_of_account(account.name)
                if line and account.kind in _OWN:
                    yield line, THE_COOPERATIVE, transaction, position, amount
    for name, moves in every.items():
        for move in moves:
            transaction = move.transaction
            account = transaction.postings[move.position].account
            line = budget.line_of_account(account.name)
            mine = name == budget.fund.name or move.kind not in USED
            if (
                line
                and not mine
                and transaction.date in period
                and transaction.date <= closing
            ):
                yield line, name, transaction, move.position, -move.amount


def closes(transaction: Transaction) -> bool:
    """Tell whether an entry takes results to equity, and does nothing else."""
    kinds = transaction.signature.kinds
    return kinds <= _RESULTS and not kinds.isdisjoint(_EQUITY)
