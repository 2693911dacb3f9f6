"""The result and what became of it, hours, and the thermometer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.language import say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, RowRole, Table
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.municipality.sections.turnover import turnover_parts
from paraplu.reports.papers.values import CellKind, Figure, FigurePart, NotKnown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.reports.papers.municipality.report import MunicipalityReport

_SOLD = frozenset({Kind.SALES, Kind.INTERNAL_SALES})
_GROWTH = frozenset({Kind.GROWTH, Kind.EQUIPMENT})
_COLUMNS = (
    Column("what", say("What")),
    Column("amount", say("Amount"), CellKind.MONEY, signed=True),
)


def result(report: MunicipalityReport) -> Section:
    """Return the result in one column that adds up, and where it went."""
    found = report.result
    turnover = found.turnover
    known = not isinstance(turnover, NotKnown)
    rows = [
        Row(
            "turnover",
            (
                say("Turnover that counts in the period"),
                turnover
                if isinstance(turnover, NotKnown)
                else Figure(turnover, partial(turnover_parts, report)),
            ),
        ),
        _row(report, "costs", say("Costs"), found.costs, {Kind.COSTS}),
        _row(
            report,
            "contribution",
            say("Contribution to the cooperative"),
            found.contribution,
            {Kind.CONTRIBUTION},
        ),
        Row("result", (say("Result"), found.result), RowRole.SUBTOTAL),
        _row(report, "growth", say("Used for growth"), found.growth, _GROWTH),
        _row(
            report,
            "training",
            say("Used for training"),
            found.training,
            {Kind.TRAINING},
        ),
        _row(
            report,
            "set_off",
            say("Set off by the municipality"),
            found.set_off,
            {Kind.SET_OFF},
        ),
        Row("kept", (say("Kept in the thermometer"), found.kept), RowRole.TOTAL),
    ]
    notes: tuple[Message, ...] = ()
    if known and turnover != found.booked:
        notes = (
            say(
                "By the days of the entries the turnover of the period is {booked}; it "
                "counts in other months by the agreement.",
                booked=found.booked,
            ),
        )
    title = say("From turnover to what is kept, in euros without VAT")
    table = Table("result", title, _COLUMNS, tuple(rows), notes=notes)
    return Section("result", say("Result"), (table,))


def _row(
    report: MunicipalityReport,
    key: str,
    said: Message,
    amount: Decimal,
    kinds: frozenset[Kind] | set[Kind],
) -> Row:
    find = partial(_parts, report, frozenset(kinds))
    return Row(key, (said, Figure(-amount, find)))


def _parts(report: MunicipalityReport, kinds: frozenset[Kind]) -> Sequence[FigurePart]:
    """Return the member's postings on some accounts, as they change what is left."""
    return [
        FigurePart(one.source, one.date, one.what, -one.amount)
        for one in report.postings()
        if one.account.kind in kinds and not one.carries
    ]


def hours(report: MunicipalityReport) -> Section:
    """Return the hours: as long as nobody keeps them here they stay open."""
    open_ = report.hours
    facts = (
        Fact("period", say("Hours in the period"), open_, CellKind.HOURS),
        Fact("year", say("Hours in the year"), open_, CellKind.HOURS),
        Fact("week", say("Most hours in a week"), open_, CellKind.HOURS),
    )
    return Section("hours", say("Hours"), (Facts("hours", facts),))


def thermometer(report: MunicipalityReport) -> Section:
    """Return how the thermometer went from the first day to the last."""
    tally, figures = report.tally, report.tally.figures
    first, last = report.head.period.first, report.head.closing
    start = frozenset({Kind.START_CAPITAL})
    rows = [
        Row(
            "before",
            (say("At the beginning of {day}", day=day_said(first)), tally.before),
        ),
        Row(
            "sold",
            (
                say("Turnover, by the days of the entries"),
                Figure(figures.turnover, partial(_parts, report, _SOLD)),
            ),
        ),
        Row(
            "start_capital",
            (
                say("Start capital"),
                Figure(figures.start_capital, partial(_parts, report, start)),
            ),
        ),
        Row("costs", (say("Costs"), -figures.costs)),
        Row(
            "contribution",
            (say("Contribution to the cooperative"), -figures.contribution),
        ),
        Row("growth", (say("Used for growth"), -figures.growth)),
        Row("training", (say("Used for training"), -figures.training)),
        Row("set_off", (say("Set off by the municipality"), -figures.set_off)),
        Row(
            "left",
            (say("Left on {day}", day=day_said(last)), tally.thermometer),
            RowRole.TOTAL,
        ),
    ]
    title = say("What is set aside for the business and for training, in euros")
    table = Table("thermometer", title, _COLUMNS, tuple(rows))
    return Section("thermometer", say("Thermometer"), (table,))
