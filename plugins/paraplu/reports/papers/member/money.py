"""The money of one member in a statement: what there is, and what is to come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_given
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.documents.words import day_said, short_month_said
from paraplu.reports.papers.blocks import (
    Column,
    PaperChart,
    PaperThermometer,
    Point,
    Row,
    RowRole,
    Series,
    Shape,
    Table,
)
from paraplu.reports.papers.values import CellKind, Figure, FigurePart

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paraplu.reports.papers.member.ring import MemberRing
    from paraplu.reports.papers.period import PaperPeriod


class _Line(NamedTuple):
    """A line of the account: an amount of the tally, and the accounts it is made of.

    `back` is what it is called where it ran the other way, such as costs that came
    back. `rare` ones are left out where they are zero.
    """

    name: str
    sign: int
    said: Message
    back: Message
    kinds: frozenset[Kind]
    rare: bool = False


_LINES = (
    _Line(
        "turnover",
        1,
        say("What came in: your sales"),
        say("Sales that were reversed"),
        frozenset({Kind.SALES, Kind.INTERNAL_SALES}),
    ),
    _Line(
        "start_capital",
        1,
        say("Start capital that you were given"),
        say("Start capital that you gave back"),
        frozenset({Kind.START_CAPITAL}),
        rare=True,
    ),
    _Line(
        "costs",
        -1,
        say("What it cost"),
        say("Costs that came back"),
        frozenset({Kind.COSTS}),
    ),
    _Line(
        "contribution",
        -1,
        say("To the cooperative: your contribution"),
        say("Contribution that came back"),
        frozenset({Kind.CONTRIBUTION}),
    ),
    _Line(
        "growth",
        -1,
        say("Used for growth of your business"),
        say("Came back out of growth"),
        frozenset({Kind.GROWTH, Kind.EQUIPMENT}),
    ),
    _Line(
        "training",
        -1,
        say("Used for training"),
        say("Came back out of training"),
        frozenset({Kind.TRAINING}),
    ),
    _Line(
        "set_off",
        -1,
        say("To the municipality: set off against your benefit"),
        say("Came back from the municipality"),
        frozenset({Kind.SET_OFF}),
        rare=True,
    ),
    _Line(
        "common_fund",
        -1,
        say("To the other members: the common fund"),
        say("Came back from the common fund"),
        frozenset({Kind.COSTS}),
        rare=True,
    ),
)


def account(ring: MemberRing, period: PaperPeriod) -> Table:
    """Return the account of a period: one column with signs, down to what is left."""
    tally = ring.tally
    rows = [
        Row(
            "before",
            (say("What you had before {day}", day=_begin(period)), tally.before),
        )
    ]
    for line in _LINES:
        amount = tally.amount(line.name)
        if amount or not line.rare:
            said = line.back if amount < 0 else line.said
            figure = Figure(line.sign * amount, partial(_parts, ring, line))
            rows.append(Row(line.name, (said, figure)))
    total = (say("Left on {day}", day=day_said(ring.closing)), tally.thermometer)
    rows.append(Row("left", total, RowRole.TOTAL))
    return Table(
        "account",
        say("From what you had to what is left now, in euros without VAT"),
        (
            Column("what", say("What")),
            Column("amount", say("Amount"), CellKind.MONEY, signed=True),
        ),
        tuple(rows),
    )


def _begin(period: PaperPeriod) -> Message:
    return day_said(period.first)


def _parts(ring: MemberRing, line: _Line) -> Sequence[FigurePart]:
    """Return the member's postings on some accounts, but for those that close them.

    Each has the sign by which it changes what is left.
    """
    return [
        FigurePart(one.source, one.date, one.what, -one.amount)
        for one in ring.postings()
        if one.account.kind in line.kinds
        and not one.carries
        # Of the costs, what was given is a line of its own.
        and is_given(one.account) == (line.name == "common_fund")
    ]


def drawn(ring: MemberRing) -> PaperThermometer:
    """Return the thermometer as it is on the last day."""
    level, threshold = ring.tally.thermometer, ring.threshold
    said = say("The thermometer is at {level} euros.", level=level)
    if threshold:
        said = say(
            "The thermometer is at {level} euros; the threshold is {threshold}.",
            level=level,
            threshold=threshold,
        )
    return PaperThermometer(
        "thermometer", say("Your thermometer"), level, threshold or None, said
    )


def over_time(ring: MemberRing) -> PaperChart:
    """Return what was left at the end of each month, or of each year."""
    days = [day for day, _level in ring.levels]
    levels = [level for _day, level in ring.levels]
    title = say("What was left at the end of each month")
    if ring.yearly:
        title = say("What was left at the end of each year")
    several = days[0].year < days[-1].year
    return PaperChart(
        "levels",
        title,
        Shape.BARS,
        tuple(
            Point(f"{day:%Y-%m}", _label(day, yearly=ring.yearly, several=several))
            for day in days
        ),
        (Series("left", say("left"), tuple(map(Figure, levels))),),
        say(
            "It began with {first} euros, and ended with {last}.",
            first=levels[0],
            last=levels[-1],
        ),
    )


def _label(day: dt.date, *, yearly: bool, several: bool) -> Message | str:
    if yearly:
        return f"{day:%Y}"
    month = short_month_said(day.month)
    if several:
        return Message("{month} {year}", (("month", month), ("year", f"{day:%y}")))
    return month


def to_come(ring: MemberRing) -> Table:
    """Return what customers still have to pay, by number; they have no names here."""
    rows = [
        Row(
            f"invoice-{n}",
            (one.number, one.issued, one.due, Figure(one.amount, one.parts)),
        )
        for n, one in enumerate(ring.to_come, 1)
    ]
    other = ring.receivable - sum((one.amount for one in ring.to_come), ZERO)
    if other:
        rows.append(Row("other", (say("without a number"), None, None, other)))
    if len(rows) > 1:
        rows.append(
            Row("total", (say("Together"), None, None, ring.receivable), RowRole.TOTAL)
        )
    return Table(
        "receivable",
        say("What customers still have to pay, in euros with VAT"),
        (
            Column("number", say("Invoice")),
            Column("issued", say("Date"), CellKind.DAY),
            Column("due", say("To be paid by"), CellKind.DAY),
            Column("amount", say("Amount"), CellKind.MONEY),
        ),
        tuple(rows),
        say("No invoices are open."),
    )
