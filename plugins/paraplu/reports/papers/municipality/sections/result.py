"""The result and what became of it, hours, and the thermometer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_given
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, RowRole, Table
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.municipality.sections.apart import lost_parts
from paraplu.reports.papers.municipality.sections.turnover import turnover_parts
from paraplu.reports.papers.values import CellKind, Figure, FigurePart, NotKnown
from paraplu.reports.papers.worked import WorkedHours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
        Row("costs", (say("Costs"), Figure(-found.costs, partial(_costs, report)))),
        *_lost(report, -found.lost),
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
        *_given(report),
        Row("kept", (say("Kept in the thermometer"), found.kept), RowRole.TOTAL),
    ]
    notes: tuple[Message, ...] = ()
    if known and turnover != found.booked:
        notes = (
            say(
                "By the days of the entries the turnover is {booked}. The agreement "
                "counts it by other days.",
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


def _given(report: MunicipalityReport) -> Iterator[Row]:
    """Yield what went to the common fund, where the member left and anything did."""
    amount = -report.result.common_fund
    if amount:
        said = say("To the common fund of the members")
        yield Row("common_fund", (said, Figure(amount, partial(_gifts, report))))


def _gifts(report: MunicipalityReport) -> Sequence[FigurePart]:
    return [
        FigurePart(one.source, one.date, one.what, -one.amount)
        for one in report.postings()
        if is_given(one.account) and not one.carries
    ]


def _lost(report: MunicipalityReport, amount: Decimal) -> Iterator[Row]:
    """Yield what was written off, where anything was that counts."""
    if amount:
        some = [one for one in report.lost if one.counted]
        find = partial(lost_parts, some, -1)
        plain = all(one.counted == one.net for one in some)
        said = say("Written off, because customers did not pay")
        yield Row("lost", (said, Figure(amount, find) if plain else amount))


def _costs(report: MunicipalityReport) -> Sequence[FigurePart]:
    """Return what was spent on costs; what is written off stands apart."""
    return [
        FigurePart(move.source, move.date, move.words or one.said, -move.amount)
        for one in report.spending.categories
        if one.lowers
        for move in one.moves
    ]


def hours(report: MunicipalityReport) -> Section:
    """Return the hours; where nobody keeps them in these books they stay open."""
    found = report.hours
    period, year, week = (
        (found.period, found.year, found.week)
        if isinstance(found, WorkedHours)
        else (found, found, found)
    )
    facts = (
        Fact("period", say("Hours in the period"), period, CellKind.HOURS),
        Fact("year", say("Hours in the year"), year, CellKind.HOURS),
        Fact("week", say("Most hours in a week"), week, CellKind.HOURS),
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
        Row("costs", (say("Costs"), -report.result.costs)),
        *_lost_of_books(report),
        Row(
            "contribution",
            (say("Contribution to the cooperative"), -figures.contribution),
        ),
        Row("growth", (say("Used for growth"), -figures.growth)),
        Row("training", (say("Used for training"), -figures.training)),
        Row("set_off", (say("Set off by the municipality"), -figures.set_off)),
        *_given(report),
        Row(
            "left",
            (say("Left on {day}", day=day_said(last)), tally.thermometer),
            RowRole.TOTAL,
        ),
    ]
    title = say("What is set aside for the business and for training, in euros")
    table = Table("thermometer", title, _COLUMNS, tuple(rows))
    return Section("thermometer", say("Thermometer"), (table,))


def _lost_of_books(report: MunicipalityReport) -> Iterator[Row]:
    """Yield all that was written off, also of what never counted as turnover."""
    amount = -sum((one.net for one in report.lost), ZERO)
    if amount:
        said = say("Written off, because customers did not pay")
        yield Row("lost", (said, Figure(amount, partial(lost_parts, report.lost, -1))))
