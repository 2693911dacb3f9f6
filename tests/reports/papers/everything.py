"""A paper with every kind of block and value, as no document has them all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from paraplu.base.findings import Source
from paraplu.base.language import say
from paraplu.reports.papers.blocks import (
    Column,
    Fact,
    Facts,
    PaperChart,
    PaperThermometer,
    Point,
    Row,
    RowRole,
    Sentences,
    Series,
    Shape,
    Signatures,
    Table,
    Tick,
    TickList,
)
from paraplu.reports.papers.model import Paper, PaperIssuer, Section, Status
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.state import StateOfBooks
from paraplu.reports.papers.values import CellKind, Figure, FigurePart, NotKnown

DAY = dt.date(2026, 3, 5)
STATE = StateOfBooks(
    dt.date(2026, 10, 31), None, None, "b" * 64, "f" * 64, "e" * 64, "d" * 64, "1.2.3"
)
PARTS = (
    FigurePart(Source("ledger/2026.beancount", 7), DAY, "Wood", Decimal("-1200.50")),
    FigurePart(Source("", 0), DAY, say("costs"), Decimal("-34.06")),
)
UNKNOWN = NotKnown(say("hours are not kept yet"))

TABLE = Table(
    "kinds",
    say("All kinds"),
    (
        Column("what", say("What")),
        Column("money", say("Amount"), CellKind.MONEY, signed=True),
        Column("share", say("share"), CellKind.PERCENT),
        Column("count", say("number"), CellKind.NUMBER),
        Column("hours", say("hours"), CellKind.HOURS),
        Column("day", say("Date"), CellKind.DAY),
    ),
    (
        Row(
            "first",
            (
                "=1+1 <b>&amp;",
                Figure(Decimal("-1234.56"), lambda: PARTS),
                Decimal("12.5"),
                1234,
                90,
                DAY,
            ),
        ),
        Row(
            "second",
            (say("costs"), Decimal(2000), None, Decimal("0.25"), UNKNOWN, None),
        ),
        Row(
            "sum",
            (say("Together"), Decimal("765.44"), UNKNOWN, None, -75, None),
            RowRole.TOTAL,
        ),
    ),
    notes=(say("None."),),
)
BARS = PaperChart(
    "bars",
    say("bars"),
    Shape.BARS,
    (Point("a", "A"), Point("b", "B"), Point("c", "C")),
    (
        Series("in", say("in"), (Decimal(100), Decimal("-20.25"), UNKNOWN)),
        Series("out", say("out"), (Decimal("3.10"), Decimal(0), Decimal("55.5"))),
    ),
    say("It goes up and down."),
)
LINE = PaperChart(
    "line",
    say("line"),
    Shape.LINE,
    (Point("x", "X"), Point("y", "Y"), Point("z", "Z")),
    (Series("n", say("number"), (1, 3, 2)),),
    say("It peaks."),
    CellKind.NUMBER,
)
SECTIONS = (
    Section(
        "first",
        None,
        (
            Facts(
                "large",
                (
                    Fact("left", say("left"), Decimal("-7.5"), CellKind.MONEY),
                    Fact("hours", say("hours"), UNKNOWN, CellKind.HOURS),
                    Fact("rate", say("share"), 30, CellKind.PERCENT),
                ),
                large=True,
            ),
        ),
    ),
    Section(
        "tables",
        say("Tables"),
        (TABLE, Table("none", say("Nothing"), TABLE.columns, ())),
    ),
    Section(
        "drawn",
        say("Drawn"),
        (
            PaperThermometer(
                "t", say("thermometer"), Decimal(80), Decimal(100), say("Nearly.")
            ),
            PaperThermometer("u", say("below"), Decimal(-80), None, say("Below zero.")),
            BARS,
            LINE,
        ),
    ),
    Section(
        "rest",
        say("Rest"),
        (
            Facts("small", (Fact("who", say("who"), "@you"),), say("Facts")),
            Sentences("words", (say("One sentence."), say("Another."))),
            Sentences("notice", (say("Look at this."),), notice=True),
            TickList(
                "ticks",
                say("To do"),
                (Tick("one", say("First.")), Tick("two", say("Second."), done=True)),
            ),
            TickList("idle", say("Nothing to do"), ()),
            Signatures("signed", say("Signed"), (say("the member"), say("the board"))),
        ),
    ),
)
EVERYTHING = Paper(
    kind="everything",
    subject="L01",
    title=say("Everything"),
    whom=say("for anybody"),
    period=PaperPeriod(dt.date(2026, 3, 1), dt.date(2026, 3, 31), "2026-03"),
    closing=dt.date(2026, 3, 31),
    status=Status.PROVISIONAL,
    state=STATE,
    issuer=PaperIssuer(
        "Coöperatie <De Proeftuin> U.A.", ("Straat 1", "1234 AB Stad"), "123"
    ),
    currency="EUR",
    sections=SECTIONS,
    about='Tweede "Leven" & co',
    notices=(say("This may change."),),
)
