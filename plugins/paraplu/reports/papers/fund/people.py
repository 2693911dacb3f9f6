"""What came of a fund for people, and the days of its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.register.outflow import WayOut
from paraplu.reports.due import DutyState
from paraplu.reports.fund_outcomes import (
    REACHED,
    SOLD,
)
from paraplu.reports.outflow import LEFT, STAYED, UNKNOWN
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.small_counts import FLOOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.due import DueDay
    from paraplu.reports.fund_outcomes import Outcomes
    from paraplu.reports.fund_report import FundReport
    from paraplu.reports.papers.values import Cell
    from paraplu.reports.small_counts import Breakdown

_WITHHELD = NotKnown(
    say("withheld: fewer than {n} people, or what would tell how many", n=FLOOR)
)
_NAMES = {
    REACHED: say("for whom the fund paid something"),
    SOLD: say("who sold something in its days"),
    STAYED: say("who are still members"),
    LEFT: say("who left"),
    WayOut.OWN_BUSINESS: say("who left for a business of their own"),
    WayOut.WORK: say("who left for work"),
    WayOut.EDUCATION: say("who left for education"),
    WayOut.CARE: say("who left for care or health"),
    WayOut.BENEFIT: say("who left and only has the benefit"),
    WayOut.OTHER: say("who left for something else"),
    UNKNOWN: say("who left, and nobody wrote down where to"),
}
STATES: dict[DutyState, Message] = {
    DutyState.SENT: say("sent in time"),
    DutyState.SENT_LATE: say("sent too late"),
    DutyState.LATE: say("too late"),
    DutyState.SOON: say("due soon"),
    DutyState.LATER: say("to come"),
}


def outcomes_table(outcomes: Outcomes) -> Table:
    """Return how many members the fund had to do with; small groups are withheld."""
    rows = [
        Row(
            "members",
            (say("Who ever joined"), *_whole(outcomes.stayed)),
            RowRole.SUBTOTAL,
        ),
        # How many it did not reach follows from that: it is as large, or nobody.
        *_rows(outcomes.reach, REACHED),
        *_rows(outcomes.trading, SOLD),
        *_rows(outcomes.stayed, STAYED, LEFT),
    ]
    if outcomes.ways and outcomes.ways.total:
        rows += _rows(outcomes.ways, *[cell.name for cell in outcomes.ways.cells])
    return Table(
        "outcomes",
        say("Outcomes, in numbers of members"),
        (
            Column("what", say("Members")),
            Column("count", say("how many"), CellKind.NUMBER),
            Column("share", say("share"), CellKind.PERCENT),
        ),
        tuple(rows),
        notes=(
            say(
                "As of {day}, the end of a quarter. Who stayed and who left is what "
                "the evaluation of that day says as well, so that both together tell "
                "no more than one of them.",
                day=day_said(outcomes.day),
            ),
        ),
    )


def _whole(found: Breakdown) -> tuple[Cell, Cell]:
    return (_WITHHELD if found.total is None else found.total), None


def _rows(found: Breakdown, *names: str) -> Iterator[Row]:
    for cell in (one for one in found.cells if one.name in names):
        count: Cell = _WITHHELD if cell.count is None else cell.count
        yield Row(cell.name, (_NAMES[cell.name], count, cell.share))


def moments_table(report: FundReport) -> Table:
    """Return the reports that the funder wants: when, and how each stands."""
    sent = {one.name: one.sent for one in report.fund.reports}

    def row(number: int, one: DueDay) -> Row:
        cells = (one.name, one.day, sent[one.name], STATES[one.state])
        return Row(f"report-{number}", cells)

    return Table(
        "reports",
        say("Reports to the funder"),
        (
            Column("name", say("Report")),
            Column("due", say("due on"), CellKind.DAY),
            Column("sent", say("sent on"), CellKind.DAY),
            Column("state", say("status")),
        ),
        tuple(row(n, one) for n, one in enumerate(report.moments, 1)),
        empty=say("The register has no days for reports."),
    )
