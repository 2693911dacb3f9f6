"""All values that a block holds, one by one, each with the keys that find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message
from paraplu.reports.papers.blocks import (
    Block,
    Facts,
    PaperChart,
    PaperThermometer,
    Row,
    Sentences,
    Signatures,
    Table,
    TickList,
)
from paraplu.reports.papers.values import CellKind, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.reports.papers.values import Cell

VALUE = "value"


class PaperValue(NamedTuple):
    """One value: the keys of its row and its column, what it is called, and its kind.

    What has no columns has its values under `value`.
    """

    row: str
    column: str
    title: Message | str
    cell: Cell
    kind: CellKind = CellKind.TEXT


def held(block: Block) -> Iterator[PaperValue]:
    """Yield the values of a block, in the order in which they are read."""
    match block:
        case Table():
            yield from _of_table(block)
        case Facts():
            for fact in block.facts:
                yield PaperValue(fact.key, VALUE, fact.label, fact.value, fact.kind)
        case PaperThermometer():
            yield PaperValue("level", VALUE, block.title, block.level, CellKind.MONEY)
            if block.threshold is not None:
                threshold = block.threshold
                yield PaperValue(
                    "threshold", VALUE, block.title, threshold, CellKind.MONEY
                )
        case PaperChart():
            yield from _of_chart(block)
        case TickList():
            yield from _of_ticks(block)
        case Sentences():
            yield from _numbered("sentence", block.sentences)
        case Signatures():
            yield from _numbered("signer", block.signers)


def _of_table(block: Table) -> Iterator[PaperValue]:
    several = sum(column.kind.counts for column in block.columns) > 1
    for row in block.rows:
        title = _first(row)
        for column, cell in zip(block.columns, row.cells, strict=True):
            if plain(cell) is not None:
                known = _both(title, column.title) if several else title
                yield PaperValue(row.key, column.key, known, cell, column.kind)


def _of_chart(block: PaperChart) -> Iterator[PaperValue]:
    for place, point in enumerate(block.points):
        yield PaperValue(point.key, "label", block.title, point.label)
        for one in block.series:
            title = _both(one.title, point.label)
            yield PaperValue(point.key, one.key, title, one.values[place], block.kind)


def _of_ticks(block: TickList) -> Iterator[PaperValue]:
    for tick in block.ticks:
        yield PaperValue(tick.key, VALUE, block.title, tick.said)
        yield PaperValue(tick.key, "done", block.title, str(tick.done).lower())


def _numbered(word: str, said: Iterable[Message]) -> Iterator[PaperValue]:
    for n, one in enumerate(said, 1):
        yield PaperValue(f"{word}-{n}", VALUE, one, one)


def _first(row: Row) -> Message | str:
    """Return what a row is about: its first cell."""
    first = row.cells[0]
    return first if isinstance(first, Message | str) else row.key


def _both(one: Message | str, other: Message | str) -> Message:
    return Message("{one} · {other}", (("one", one), ("other", other)))
