"""The cover over a period: whether the money that is earmarked was there, each day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, counted, say
from paraplu.base.money import ROUNDING
from paraplu.bookkeeping.documents.words import day_said, short_month_said
from paraplu.ledger.cover import cover_by_day
from paraplu.reports.papers.blocks import (
    Column,
    Fact,
    Facts,
    PaperChart,
    Point,
    Row,
    Series,
    Shape,
    Table,
)
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from paraplu.ledger.cover import Cover
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod

# More days than those of a year are shown by their weeks, each by its worst day.
MOST_DAYS = 366
_WEEK = 7


class Day(NamedTuple):
    """A day and the cover at its end."""

    day: dt.date
    cover: Cover

    @property
    def short(self) -> Decimal:
        """How much was missing; below zero so much was there beside it."""
        return self.cover.short


def days_of(material: Material, period: PaperPeriod) -> Sequence[Day]:
    """Return every day of a period that the books have, with its cover."""
    covers = material.once(("covers",), lambda: cover_by_day(material.books))
    closing = period.span.closing(material.books)
    found: list[Day] = []
    place = -1
    begins = covers[0].date if covers else dt.date.max
    day = max(period.first, begins)
    while day <= closing:
        while place + 1 < len(covers) and covers[place + 1].date <= day:
            place += 1
        found.append(Day(day, covers[place]))
        day += dt.timedelta(days=1)
    return found


def shorts(days: Sequence[Day]) -> Iterator[Sequence[Day]]:
    """Yield the runs of days on which money was missing."""
    run: list[Day] = []
    for one in days:
        if one.short > ROUNDING:
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def cover(
    material: Material, period: PaperPeriod
) -> Iterator[Facts | PaperChart | Table]:
    """Yield how it is at the end, the line over the days, and when it was short."""
    days = days_of(material, period)
    if days:
        yield _facts(days[-1])
        yield _chart(days)
    yield _short(days)


def _facts(last: Day) -> Facts:
    there = last.cover
    return Facts(
        "cover",
        (
            Fact(
                "thermometers", say("Thermometers"), there.thermometers, CellKind.MONEY
            ),
            Fact("funds", say("Funds, not spent"), there.funds, CellKind.MONEY),
            Fact("vat", say("VAT"), there.vat, CellKind.MONEY),
            Fact(
                "municipality", say("Municipality"), there.municipality, CellKind.MONEY
            ),
            Fact("earmarked", say("Earmarked"), there.earmarked, CellKind.MONEY),
            Fact("there", say("There to cover it"), there.there, CellKind.MONEY),
            Fact("beside", say("There beside it"), -last.short, CellKind.MONEY),
        ),
        say("The cover at the end of {day}", day=day_said(last.day)),
    )


def _chart(days: Sequence[Day]) -> PaperChart:
    size = 1 if len(days) <= MOST_DAYS else _WEEK
    worst = [
        max(days[place : place + size], key=lambda one: one.short)
        for place in range(0, len(days), size)
    ]
    number = sum(one.short > ROUNDING for one in days)
    said = counted(
        "The cover was short on {n} day.", "The cover was short on {n} days.", number
    )
    title = say("The cover day by day")
    if size > 1:
        title = say("The cover, of each week the day with the least of it")
    return PaperChart(
        "cover_line",
        title,
        Shape.LINE,
        tuple(Point(one.day.isoformat(), _label(one.day)) for one in worst),
        (
            Series(
                "there",
                say("there"),
                tuple(one.cover.there for one in worst),
            ),
            Series(
                "earmarked",
                say("earmarked"),
                tuple(one.cover.earmarked for one in worst),
            ),
        ),
        said,
    )


def _label(day: dt.date) -> Message:
    month = short_month_said(day.month)
    return Message("{n} {month}", (("n", str(day.day)), ("month", month)))


def _short(days: Sequence[Day]) -> Table:
    rows = []
    for run in shorts(days):
        worst = max(run, key=lambda one: one.short)
        cells = (run[0].day, run[-1].day, len(run), worst.day, worst.short)
        rows.append(Row(run[0].day.isoformat(), cells))
    return Table(
        "short",
        say("The days on which less was there than was earmarked"),
        (
            Column("from", say("From"), CellKind.DAY),
            Column("until", say("Until"), CellKind.DAY),
            Column("days", say("Days"), CellKind.NUMBER),
            Column("worst", say("Worst on"), CellKind.DAY),
            Column("amount", say("Missing then"), CellKind.MONEY),
        ),
        tuple(rows),
        say("On no day was less there than is earmarked."),
    )
