"""The blocks that the sections of a paper are made of.

Each has a key that no other block of the paper has, by which programs find it. So have
the rows and columns of a table, the facts, the points and the series of a chart. A key
is no word of a language, and stays when the words change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.reports.papers.values import Cell


class RowRole(StrEnum):
    """What a row of a table is."""

    PLAIN = "plain"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True)
class Column:
    """A column; a `signed` amount has a plus where it is above zero.

    Text takes the room that there is on paper, but for `narrow` text: that is short.
    """

    key: str
    title: Message
    kind: CellKind = CellKind.TEXT
    signed: bool = False
    narrow: bool = False


@dataclass(frozen=True)
class Row:
    """A row, with a cell for each column; the first says what the row is about."""

    key: str
    cells: tuple[Cell, ...]
    role: RowRole = RowRole.PLAIN


@dataclass(frozen=True)
class Table:
    """A table; `empty` is said in its place where it has no rows, `notes` below it.

    Without `empty` its title is said, and that there is none.
    """

    key: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Message | None = None
    notes: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        _once("columns", [column.key for column in self.columns])
        _once("rows", [row.key for row in self.rows])
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row {row.key} does not fit table {self.key}")


@dataclass(frozen=True)
class Fact:
    """A value with the word for it."""

    key: str
    label: Message
    value: Cell
    kind: CellKind = CellKind.TEXT
    signed: bool = False


@dataclass(frozen=True)
class Facts:
    """Facts below each other; where they are `large`, those that answer the reader."""

    key: str
    facts: tuple[Fact, ...]
    title: Message | None = None
    large: bool = False

    def __post_init__(self) -> None:
        _once("facts", [fact.key for fact in self.facts])


@dataclass(frozen=True)
class Sentences:
    """Sentences, a paragraph each; a `notice` is one that nobody may miss."""

    key: str
    sentences: tuple[Message, ...]
    notice: bool = False


# Said in the place of a picture that would have no end.
NO_THRESHOLD = say("No threshold was agreed, so this is never full.")


@dataclass(frozen=True)
class PaperThermometer:
    """A thermometer: what is left, drawn up to the threshold where there is one.

    `said` is what it shows, for whoever cannot see it.
    """

    key: str
    title: Message
    level: Decimal
    threshold: Decimal | None
    said: Message


class Shape(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    LINE = "line"


@dataclass(frozen=True)
class Point:
    """A place on the axis of a chart, such as a month; a short label."""

    key: str
    label: Message | str


@dataclass(frozen=True)
class Series:
    """Values of one kind, one for each point of the chart."""

    key: str
    title: Message
    values: tuple[Cell, ...]


@dataclass(frozen=True)
class PaperChart:
    """Bars or lines over points; `said` is what it shows, in a sentence.

    Every value of it can also be read, beside the picture or behind it.
    """

    key: str
    title: Message
    shape: Shape
    points: tuple[Point, ...]
    series: tuple[Series, ...]
    said: Message
    kind: CellKind = CellKind.MONEY

    def __post_init__(self) -> None:
        _once("points", [point.key for point in self.points])
        _once("series", [one.key for one in self.series])
        for one in self.series:
            if len(one.values) != len(self.points):
                raise ValueError(f"series {one.key} does not fit chart {self.key}")


@dataclass(frozen=True)
class Tick:
    """One thing to do or to look at; a box to tick, which may be ticked."""

    key: str
    said: Message
    done: bool = False


@dataclass(frozen=True)
class TickList:
    """Things to do or to look at; `empty` is as of tables."""

    key: str
    title: Message
    ticks: tuple[Tick, ...]
    empty: Message | None = None

    def __post_init__(self) -> None:
        _once("ticks", [tick.key for tick in self.ticks])


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, for each of those who do."""

    key: str
    title: Message
    signers: tuple[Message, ...]


Block = (
    Table | Facts | Sentences | PaperThermometer | PaperChart | TickList | Signatures
)


def _once(what: str, keys: Sequence[str]) -> None:
    """ValueError where a key is there twice: programs would find the wrong one."""
    if len(set(keys)) != len(keys):
        raise ValueError(f"{what} with the same key: {', '.join(keys)}")
