"""What share would pay the running costs, and what funds pay of them until they end.

Both say what would follow if the last quarters, a year of them at most, came again:
that is an assumption, and it is printed below each. Nothing here is a forecast.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.language import say
from paraplu.base.money import CENT, ZERO
from paraplu.base.points import points
from paraplu.bookkeeping.contributions.shares import is_base
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Column, Row, Table
from paraplu.reports.papers.meeting.groups import is_own_sale
from paraplu.reports.papers.meeting.quarters import is_contribution, is_running
from paraplu.reports.papers.values import CellKind, Figure, NotKnown
from paraplu.reports.papers.whole.entries import parts_of_results
from paraplu.reports.papers.whole.results import moved
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.base.language import Message
    from paraplu.reports.papers.meeting.quarters import OfQuarter
    from paraplu.reports.papers.meeting.year import MeetingYear
    from paraplu.reports.papers.values import Cell

# A year: seasons count once each.
_MOST = 4
_NO_END = NotKnown(say("the register has no last day"))
_NO_SALES = NotKnown(say("members had no net turnover"))


class _Sum(NamedTuple):
    """An amount in EUR, and the same with the entries behind it."""

    value: Decimal
    figure: Figure


class _Last(NamedTuple):
    """The last quarters that are over, as one span."""

    year: MeetingYear
    span: Span
    many: int

    def sum(self, wanted: Callable[[Account], bool], sign: int) -> _Sum:
        """Return what accounts of income and costs moved by, times a sign."""
        there = moved(self.year.material, self.span)
        value = sum((n for one, n in there.items() if wanted(one)), ZERO) * sign
        parts = partial(parts_of_results, self.year.material, self.span, wanted, sign)
        return _Sum(value, Figure(value, parts))

    def runs(self, account: Account) -> bool:
        """Tell whether an account is of running costs, whoever pays them."""
        return is_running(account, self.year.material.books.chart.word("Coop"))

    @property
    def assumed(self) -> Message:
        """What is taken for granted."""
        return say(
            "This assumes that sales and costs stay as they were from {first} to "
            "{last}. What comes, nobody knows.",
            first=day_said(self.span.begin),
            last=day_said(self.span.end),
        )


def needed(year: MeetingYear, quarters: Sequence[OfQuarter]) -> Iterator[Table]:
    """Yield the share that would be needed, and the funds that pay running costs.

    Nothing where no quarter is over, or where the last ones had no running costs.
    """
    last = quarters[-_MOST:]
    if not last:
        return
    span = Span(last[0].quarter.first, last[-1].quarter.last)
    of_last = _Last(year, span, len(last))
    costs = of_last.sum(of_last.runs, 1)
    if costs.value <= 0:
        return
    yield _share(of_last, costs)
    if funds := list(_funds(of_last)):
        yield _ending(of_last, funds)


def _share(last: _Last, costs: _Sum) -> Table:
    """Return what of the members' net turnover would pay what sales do not."""
    sales = last.sum(is_own_sale, -1)
    taken = last.sum(is_contribution, -1)
    earned = last.sum(lambda account: bool(account.member) and is_base(account), -1)
    left = max(costs.value - sales.value, ZERO)

    def of_earned(amount: Decimal) -> Cell:
        return points(amount, earned.value) if earned.value > 0 else _NO_SALES

    rows: tuple[tuple[str, Message, Cell, Cell], ...] = (
        ("costs", say("Running costs"), costs.figure, None),
        ("sales", say("Own sales"), sales.figure, None),
        ("earned", say("Net turnover of members"), earned.figure, None),
        (
            "taken",
            say("Contributions as they were"),
            taken.figure,
            of_earned(taken.value),
        ),
        ("needed", say("Contributions that would be needed"), left, of_earned(left)),
    )
    return Table(
        "needed",
        say("What share would pay the running costs without funds"),
        (
            Column("what", say("What")),
            Column("amount", say("Amount"), CellKind.MONEY),
            Column("share", say("of net turnover"), CellKind.PERCENT),
        ),
        tuple(Row(key, (said, *cells)) for key, said, *cells in rows),
        notes=(last.assumed,),
    )


def _funds(last: _Last) -> Iterator[tuple[str, _Sum]]:
    """Yield each fund that paid running costs, with how much."""
    names = {one.fund for one in last.year.material.books.accounts if one.fund}
    for name in sorted(names):

        def pays(account: Account, name: str = name) -> bool:
            return (
                account.kind is Kind.FUND_EXPENSES
                and account.fund == name
                and last.runs(account)
            )

        paid = last.sum(pays, 1)
        if paid.value > 0:
            yield name, paid


def _ending(last: _Last, funds: Sequence[tuple[str, _Sum]]) -> Table:
    """Return the funds with the day on which each ends, and what that leaves."""
    register = last.year.material.register

    def row(name: str, paid: _Sum) -> Row:
        known = register.funds.get(name)
        ends = known.period.end if known else None
        return Row(
            name,
            (
                name,
                ends or _NO_END,
                paid.figure,
                (paid.value / last.many).quantize(CENT, ROUND_HALF_UP),
            ),
        )

    return Table(
        "ending",
        say("What the cooperative has to pay itself when a fund ends"),
        (
            Column("fund", say("Fund")),
            Column("ends", say("until"), CellKind.DAY),
            Column("paid", say("Paid of the running costs"), CellKind.MONEY),
            Column("quarter", say("A quarter, from then on"), CellKind.MONEY),
        ),
        tuple(row(name, paid) for name, paid in funds),
        notes=(last.assumed,),
    )
