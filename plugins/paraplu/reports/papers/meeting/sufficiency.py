"""Self-sufficiency on paper: a table, a line, and what it comes to at this pace."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.language import Message, PlainNumber, say
from paraplu.reports.papers.blocks import (
    Column,
    PaperChart,
    Point,
    Row,
    Sentences,
    Series,
    Shape,
    Table,
)
from paraplu.reports.papers.meeting.groups import is_own_sale
from paraplu.reports.papers.meeting.needed import needed
from paraplu.reports.papers.meeting.quarters import (
    LEAST,
    Quarter,
    is_contribution,
    is_running,
    quarters_of,
    trend_of,
)
from paraplu.reports.papers.values import CellKind, Figure, NotKnown
from paraplu.reports.papers.whole.entries import parts_of_results
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.meeting.quarters import OfQuarter
    from paraplu.reports.papers.meeting.year import MeetingYear
    from paraplu.reports.papers.values import Cell

_NO_COSTS = NotKnown(say("there were no running costs"))


def sufficiency(year: MeetingYear) -> Iterator[Block]:
    """Yield the table of the quarters, their line, and the trend."""
    quarters = quarters_of(year)
    yield _table(year, quarters)
    if len(quarters) > 1:
        yield _chart(quarters)
    yield Sentences("pace", tuple(_pace(quarters)))
    yield from needed(year, quarters)


def _table(year: MeetingYear, quarters: Sequence[OfQuarter]) -> Table:
    return Table(
        "sufficiency",
        say("What the cooperative earns of its running costs, quarter by quarter"),
        (
            Column("quarter", say("Quarter")),
            Column("contribution", say("Contributions"), CellKind.MONEY),
            Column("sales", say("Own sales"), CellKind.MONEY),
            Column("costs", say("Running costs"), CellKind.MONEY),
            Column("share", say("Self-sufficient"), CellKind.PERCENT),
        ),
        tuple(_row(year, one) for one in quarters),
        say("No quarter is over yet in these books."),
        (
            say(
                "Running costs count whoever pays them: what funds pay for the "
                "cooperative itself is among them. Gifts are not sales."
            ),
        ),
    )


def _row(year: MeetingYear, one: OfQuarter) -> Row:
    coop = year.material.books.chart.word("Coop")
    quarter = one.quarter

    def figure(value: Decimal, wanted: Callable[[Account], bool], sign: int) -> Figure:
        span = Span(quarter.first, quarter.last)
        return Figure(
            value, partial(parts_of_results, year.material, span, wanted, sign)
        )

    share = _NO_COSTS if one.share is None else one.share
    return Row(
        str(quarter),
        (
            quarter_said(quarter),
            figure(one.contribution, is_contribution, -1),
            figure(one.sales, is_own_sale, -1),
            figure(one.costs, lambda account: is_running(account, coop), 1),
            share,
        ),
    )


def quarter_said(quarter: Quarter) -> Message:
    """Return a quarter in words."""
    return say(
        "quarter {number} of {year}", number=quarter.number, year=str(quarter.year)
    )


def _chart(quarters: Sequence[OfQuarter]) -> PaperChart:
    values: list[Cell] = [
        _NO_COSTS if one.share is None else one.share for one in quarters
    ]
    return PaperChart(
        "sufficiency_line",
        say("Self-sufficiency by quarter, in per cent"),
        Shape.LINE,
        tuple(
            Point(
                str(one.quarter),
                say(
                    "Q{number} {year}",
                    number=one.quarter.number,
                    year=str(one.quarter.year),
                ),
            )
            for one in quarters
        ),
        (Series("share", say("Self-sufficient"), tuple(values)),),
        say("At a hundred per cent the cooperative pays its running costs itself."),
        CellKind.PERCENT,
    )


def _pace(quarters: Sequence[OfQuarter]) -> Iterator[Message]:
    trend = trend_of(quarters)
    if trend is None:
        yield say(
            "When the cooperative will pay all its running costs itself stays open: a "
            "trend takes at least {least} quarters with costs.",
            least=LEAST,
        )
        return
    many, slope = trend.quarters, abs(trend.slope)
    if trend.slope < 0:
        yield say(
            "Over the last {many} quarters it fell by {slope} points a quarter.",
            many=many,
            slope=PlainNumber(slope),
        )
    else:
        yield say(
            "Over the last {many} quarters it rose by {slope} points a quarter.",
            many=many,
            slope=PlainNumber(slope),
        )
    if trend.there:
        yield say("By that line the cooperative pays all its running costs itself.")
    elif trend.crosses:
        yield say(
            "At the present pace the line comes to a hundred per cent in {quarter}.",
            quarter=quarter_said(trend.crosses),
        )
    else:
        yield say(
            "At the present pace the line does not come to a hundred per cent within "
            "ten years."
        )
    yield say(
        "That line runs through the past. What comes, nobody knows: whatever changes, "
        "changes it."
    )
