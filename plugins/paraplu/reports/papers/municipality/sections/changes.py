"""What came in late: changes of earlier periods, and of this one since it was sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.language import say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.municipality.changes import net_of
from paraplu.reports.papers.municipality.sections.turnover import parts_of, what_of
from paraplu.reports.papers.values import CellKind, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.base.language import Message
    from paraplu.reports.papers.municipality.attribution import Counted
    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.values import Cell

_COLUMNS = (
    Column("what", say("Description")),
    Column("counts", say("Counts in")),
    Column("net", say("Without VAT"), CellKind.MONEY, signed=True),
    Column("invoiced", say("Invoice"), CellKind.DAY),
    Column("number", say("Number")),
)


def changes(report: MunicipalityReport) -> Iterator[Section]:
    """Yield what came in late; nothing where nothing did."""
    tables = []
    if report.changes:
        tables.append(_earlier(report))
    if report.added and report.head.corrects:
        tables.append(_added(report))
    if tables:
        yield Section("changes", say("What came in late"), tuple(tables))


def _earlier(report: MunicipalityReport) -> Table:
    rows: list[Row] = []
    notes: list[Message] = []
    for change in report.changes:
        rows += _rows(change.period, change.counted)
        said = say("Change of {period}", period=change.period)
        rows.append(
            Row(change.period, _together(said, change.counted), RowRole.SUBTOTAL)
        )
        if change.sent:
            notes.append(
                say(
                    "The report on {period} was handed in on {day}. Make it again, so "
                    "that it has this in it.",
                    period=change.period,
                    day=day_said(change.sent),
                )
            )
    notes.append(say("These amounts are not in the turnover of this report."))
    return Table(
        "earlier",
        say("Turnover of earlier periods that came into the books now, in euros"),
        _COLUMNS,
        tuple(rows),
        notes=tuple(notes),
    )


def _added(report: MunicipalityReport) -> Table:
    sent = report.head.corrects
    rows = _rows("added", report.added)
    total = _together(say("Together"), report.added)
    rows.append(Row("added", total, RowRole.TOTAL))
    return Table(
        "added",
        say("Turnover that came into the books after the report was sent, in euros"),
        _COLUMNS,
        tuple(rows),
        notes=(
            say(
                "The report of {day} did not have these amounts; this one does.",
                day=day_said(sent) if sent else "",
            ),
        ),
    )


def _rows(key: str, counted: Sequence[Counted]) -> list[Row]:
    return [
        Row(
            f"{key}-{n}",
            (
                what_of(one.sale),
                str(Month.of(one.day)),
                Figure(one.net, partial(parts_of, (one,))),
                one.sale.booked,
                one.sale.number,
            ),
        )
        for n, one in enumerate(counted, 1)
    ]


def _together(said: Message, counted: Sequence[Counted]) -> tuple[Cell, ...]:
    total = Figure(net_of(counted), partial(parts_of, tuple(counted)))
    return (said, None, total, None, None)
