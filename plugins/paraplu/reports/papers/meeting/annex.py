"""The annex by member, and the columns that the movement publishes by year."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_given
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.ledger.rings import Ring
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.postings import class_said
from paraplu.reports.papers.values import CellKind, Figure, FigurePart
from paraplu.reports.span import Span
from paraplu.reports.tally import RingTotals, total_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.meeting.year import MeetingYear
    from paraplu.reports.papers.values import Cell

_TURNOVER = frozenset({Kind.SALES, Kind.INTERNAL_SALES})
_GROWTH = frozenset({Kind.GROWTH, Kind.EQUIPMENT})
_GIVEN = "common_fund"
# The column, its sign here, and the classes that it is made of.
_AnnexColumn = tuple[str, int, Message, frozenset[Kind]]
_COLUMNS: tuple[_AnnexColumn, ...] = (
    ("start_capital", 1, say("Start capital"), frozenset({Kind.START_CAPITAL})),
    ("turnover", 1, say("Turnover"), _TURNOVER),
    ("costs", -1, say("Costs"), frozenset({Kind.COSTS})),
    ("contribution", -1, say("Contribution"), frozenset({Kind.CONTRIBUTION})),
    ("growth", -1, say("Growth"), _GROWTH),
    ("training", -1, say("Training"), frozenset({Kind.TRAINING})),
    ("set_off", -1, say("Set off"), frozenset({Kind.SET_OFF})),
    (_GIVEN, -1, say("To the common fund"), frozenset({Kind.COSTS})),
)


def tally_of(material: Material, code: str, span: Span) -> RingTotals:
    """Return how what a member had became what is left, over a span."""
    ring = material.books.rings.get(code) or Ring(code, {})
    figures = material.figures(code, span)
    opening = ring.level(span.before) if span.before else ZERO
    closing = span.closing(material.books)
    return RingTotals(figures, opening + figures.brought, ring.level(closing))


def otherwise(tally: RingTotals) -> Decimal:
    """Return what a ring moved by that is in no column, such as a correction."""
    moved = (sign * tally.amount(name) for name, sign, _, _ in _COLUMNS)
    return tally.thermometer - tally.before - sum(moved, ZERO)


def annex(year: MeetingYear) -> Table:
    """Return each member by code, from what was left before to what is left now."""
    material, span = year.material, year.span
    tallies = {code: tally_of(material, code, span) for code in material.codes}
    more = any(map(otherwise, tallies.values()))
    # Nobody gave anything in most years.
    given = any(tally.amount(_GIVEN) for tally in tallies.values())
    columns = [one for one in _COLUMNS if given or one[0] != _GIVEN]
    rows = [
        Row(code, (code, *_cells(year, code, tally, columns, more=more)))
        for code, tally in tallies.items()
        if _shown(tally)
    ]
    total = total_of(list(tallies.values()), span)
    whole = (say("All"), *_cells(year, None, total, columns, more=more))
    rows.append(Row("total", whole, RowRole.TOTAL))
    other = [Column("otherwise", say("Otherwise"), CellKind.MONEY)] if more else []
    return Table(
        "annex",
        say("Each member by code, in euros without VAT; each row adds up"),
        (
            Column("member", say("Code")),
            Column("before", say("Before"), CellKind.MONEY),
            *[Column(name, said, CellKind.MONEY) for name, _, said, _ in columns],
            *other,
            Column("left", say("Left"), CellKind.MONEY),
        ),
        tuple(rows),
        notes=(
            say(
                "What is left together equals the line of the members in the balance. "
                "Services to each other are in turnover and in costs here."
            ),
        ),
    )


def _shown(tally: RingTotals) -> bool:
    names = ("before", "thermometer", *[name for name, *_ in _COLUMNS])
    return any(tally.amount(name) for name in names)


def _cells(
    year: MeetingYear,
    code: str | None,
    tally: RingTotals,
    columns: Sequence[_AnnexColumn],
    *,
    more: bool,
) -> tuple[Cell, ...]:
    cells: list[Cell] = [tally.before]
    for name, sign, _, kinds in columns:
        amount = ZERO + sign * tally.amount(name)
        find = partial(_parts, year, code, kinds, given=name == _GIVEN)
        cells.append(Figure(amount, find) if code is not None else amount)
    if more:
        cells.append(otherwise(tally))
    return (*cells, tally.thermometer)


def _parts(
    year: MeetingYear, code: str | None, kinds: frozenset[Kind], *, given: bool
) -> Sequence[FigurePart]:
    return [
        FigurePart(one.source, one.date, class_said(one.account), -one.amount)
        for one in year.material.postings(code or "", year.span)
        if one.account.kind in kinds
        and not one.carries
        # Of the costs, what was given has a column of its own.
        and is_given(one.account) == given
    ]


def movement(year: MeetingYear) -> Table:
    """Return the columns that the movement publishes, for each year of the books."""
    books = year.material.books
    begins = books.first_day or year.closing
    rows = []
    for number in range(begins.year, year.closing.year + 1):
        span = Span(dt.date(number, 1, 1), min(dt.date(number, 12, 31), year.closing))
        total = _all(year.material, span)
        figures = total.figures
        rows.append(
            Row(
                f"{number}",
                (
                    f"{number}",
                    figures.turnover,
                    figures.costs,
                    figures.net_turnover,
                    figures.contribution,
                    total.gross,
                    total.invested,
                    total.gross - total.invested,
                ),
            )
        )
    return Table(
        "movement",
        say("All members together, in the columns that cooperatives publish"),
        (
            Column("year", say("Year")),
            Column("turnover", say("Turnover"), CellKind.MONEY),
            Column("costs", say("Costs"), CellKind.MONEY),
            Column("net_turnover", say("Net turnover"), CellKind.MONEY),
            Column("contribution", say("Contribution"), CellKind.MONEY),
            Column("gross", say("Thermometer gross"), CellKind.MONEY),
            Column("invested", say("Invested"), CellKind.MONEY),
            Column("net", say("Thermometer net"), CellKind.MONEY),
        ),
        tuple(rows),
        notes=(
            say(
                "Invested is growth and training. Start capital, what was set off and "
                "what went to the common fund are in none of these columns; they are "
                "in the annex."
            ),
        ),
    )


def _all(material: Material, span: Span) -> RingTotals:
    every = [tally_of(material, code, span) for code in material.codes]
    return total_of(every, span)
