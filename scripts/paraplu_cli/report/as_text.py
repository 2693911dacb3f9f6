"""A paper on the terminal: short, and as readable aloud as on a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.rendering.head import head_of
from paraplu.rendering.words import Wording
from paraplu.reports.papers.blocks import (
    Facts,
    PaperChart,
    PaperThermometer,
    Sentences,
    Signatures,
    Table,
    TickList,
)
from paraplu.reports.papers.model import Status
from paraplu.reports.papers.values import CellKind
from paraplu_cli.table import TableColumn, bar, cells, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.model import Paper
    from paraplu_cli.screen import Screen


def as_text(paper: Paper, screen: Screen) -> str:
    """Return a paper as lines of text."""
    words = Wording(screen.language, paper.currency)
    head = head_of(paper, words)
    mark = "" if paper.status is Status.FINAL else f"  *{head.status.upper()}*"
    lines = [
        screen.bold(" · ".join(filter(None, (head.title, head.about))) + mark),
        f"{head.period}, {head.whom}, {head.issuer}",
    ]
    for notice in paper.notices:
        lines += screen.wrapped(words.render(notice), "! ", "  ")
    for section in paper.sections:
        lines.append("")
        if section.title:
            lines.append(screen.bold(words.render(section.title)))
        for place, block in enumerate(section.blocks):
            lines += [""] if place else []
            lines += _lines(block, words, screen)
    lines += ["", *screen.wrapped(" · ".join(head.state), "", "")]
    # Whoever copies an amount out of a terminal wants a plain space before it.
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def _lines(block: Block, words: Wording, screen: Screen) -> Iterable[str]:  # noqa: PLR0911 - one for each kind
    match block:
        case Table():
            return _table(block, words, screen)
        case Facts():
            return _facts(block, words)
        case Sentences():
            return _sentences(block, words, screen)
        case PaperThermometer():
            return _thermometer(block, words, screen)
        case PaperChart():
            return _chart(block, words, screen)
        case TickList():
            return _ticks(block, words, screen)
        case Signatures():
            lines = [f"{'_' * 24}  {words.render(who)}" for who in block.signers]
            return [words.render(block.title), *lines]


def _sentences(block: Sentences, words: Wording, screen: Screen) -> Iterator[str]:
    first = "! " if block.notice else ""
    for one in block.sentences:
        yield from screen.wrapped(words.render(one), first, " " * len(first))


def _ticks(block: TickList, words: Wording, screen: Screen) -> Iterator[str]:
    for tick in block.ticks:
        box = "[x] " if tick.done else "[ ] "
        yield from screen.wrapped(words.render(tick.said), box, "    ")
    if not block.ticks:
        yield words.empty(block)


def _table(block: Table, words: Wording, screen: Screen) -> Iterator[str]:
    if not block.rows:
        yield words.empty(block)
        return
    yield from screen.wrapped(words.render(block.title), "", "")
    columns = [
        TableColumn(words.render(one.title), right=one.kind.counts)
        for one in block.columns
    ]
    rows = [
        [
            words.cell(cell, column.kind, signed=column.signed)
            for cell, column in zip(row.cells, block.columns, strict=True)
        ]
        for row in block.rows
    ]
    yield from table(columns, rows, screen)
    for note in [words.render(note) for note in block.notes] + words.told_reasons():
        yield from screen.wrapped(note, "", "")


def _facts(block: Facts, words: Wording) -> Iterator[str]:
    if block.title:
        yield words.render(block.title)
    labels = [words.render(fact.label) for fact in block.facts]
    width = max(map(cells, labels), default=0)
    for label, fact in zip(labels, block.facts, strict=True):
        gap = " " * (width - cells(label) + 3)
        yield f"{label}{gap}{words.fact(fact.value, fact.kind, signed=fact.signed)}"


def _thermometer(
    block: PaperThermometer, words: Wording, screen: Screen
) -> Iterator[str]:
    level = words.fact(block.level, CellKind.MONEY)
    full = block.threshold or max(block.level, block.level * 0 + 1)
    drawn = f"  {bar(block.level, full)}" if screen.bars else ""
    said = f"{words.render(block.title)}{drawn}  {level}"
    if block.threshold is not None:
        threshold = say("threshold {amount}", amount=block.threshold)
        said += f"  ({words.render(threshold)})"
    yield said


def _chart(block: PaperChart, words: Wording, screen: Screen) -> Iterator[str]:
    yield words.render(block.title)
    columns = [
        TableColumn(""),
        *(TableColumn(words.render(one.title), right=True) for one in block.series),
    ]
    rows = [
        [
            words.render(point.label),
            *(words.cell(one.values[place], block.kind) for one in block.series),
        ]
        for place, point in enumerate(block.points)
    ]
    yield from table(columns, rows, screen)
    yield from words.told_reasons()
