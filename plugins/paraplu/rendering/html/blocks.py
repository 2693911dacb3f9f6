"""The blocks of a paper as elements of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from paraplu.base.language import counted, say
from paraplu.ledger.receipt_kinds import can_open
from paraplu.rendering.html.charts import chart, thermometer
from paraplu.rendering.html.elements import E, attributes, joined, line
from paraplu.rendering.scales import numbers
from paraplu.reports.papers.blocks import (
    Facts,
    PaperChart,
    PaperThermometer,
    Sentences,
    Signatures,
    Table,
    TickList,
)
from paraplu.reports.papers.values import CellKind, Figure, Link, NotKnown, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.rendering.html.elements import Element
    from paraplu.rendering.words import Wording
    from paraplu.reports.papers.blocks import Block, Column, Fact, Row
    from paraplu.reports.papers.values import FigurePart

# As many entries behind one figure are of use in a page; the books have the others.
_MOST_PARTS = 500
# Attributes of cells, which are the same in thousands.
_NUMBER = attributes({"class": "number"})
_DAY = attributes({"class": "day"})
_PLACE = attributes({"class": "place"})
_KNOWN = {kind: _NUMBER if kind.counts else "" for kind in CellKind} | {
    CellKind.DAY: _DAY
}
_HEAD, _FIRST = (
    {kind: attributes({"scope": scope}) + known for kind, known in _KNOWN.items()}
    for scope in ("col", "row")
)


def drawn(block: Block, words: Wording) -> Element:  # noqa: PLR0911 - one for each kind
    """Return a block as one element."""
    match block:
        case Table():
            return _table(block, words)
        case Facts():
            return _facts(block, words)
        case Sentences():
            said = [E.p(words.render(one)) for one in block.sentences]
            return E.div(*said, {"class": "notice" if block.notice else "words"})
        case PaperThermometer():
            return thermometer(block, words)
        case PaperChart():
            return chart(block, words)
        case TickList():
            return _ticks(block, words)
        case Signatures():
            return _signatures(block, words)


def _table(block: Table, words: Wording) -> Element:
    if not block.rows:
        return E.p(words.empty(block), {"class": "none"})
    title = words.render(block.title)
    body = [line for row in block.rows for line in _rows(row, block.columns, words)]
    notes = [words.render(note) for note in block.notes] + words.told_reasons()
    whole = E.table(
        E.caption(title),
        E.thead(
            E.tr(
                *[
                    line("th", words.render(one.title), _HEAD[one.kind])
                    for one in block.columns
                ]
            )
        ),
        E.tbody(*body),
        {"data-key": block.key},
    )
    # On a phone a wide table moves sideways by itself, also by keyboard.
    return E.div(
        E.div(
            whole,
            {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": title},
        ),
        *[E.p(note, {"class": "note"}) for note in notes],
        {"class": "block"},
    )


def _rows(row: Row, columns: Sequence[Column], words: Wording) -> Iterator[Element]:
    """Yield a row, and below it the entries behind its figures, if any."""
    cells, figures = [], []
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        said = words.cell(cell, column.kind, signed=column.signed)
        if place == 0 and said:
            cells.append(line("th", said, _FIRST[column.kind]))
        elif isinstance(cell, Link) and words.books is not None:
            cells.append(E.td(_link(cell, said, words.books)))
        else:
            cells.append(line("td", said, _KNOWN[column.kind]))
        if isinstance(cell, Figure) and (parts := cell.parts):
            figures.append((column, parts))
    yield joined("tr", cells, attributes({"class": row.role, "data-key": row.key}))
    if figures:
        one = len(figures) == 1
        behind = [
            _parts(parts, column.kind, words, "" if one else words.render(column.title))
            for column, parts in figures
        ]
        span = {"colspan": str(len(columns))}
        yield E.tr(E.td(*behind, span), {"class": "behind"})


def _link(link: Link, said: str, way: str) -> Element:
    """Return what opens a file; of what a browser might run, only the words."""
    if not can_open(link.path):
        return E.span(said)
    path = "/".join(filter(None, (way, link.path)))
    return E.a(said, {"href": quote(path, safe="/.")})


def _parts(
    parts: Sequence[FigurePart], kind: CellKind, words: Wording, called: str
) -> Element:
    """Return the entries that a figure is made of, folded away."""
    count = words.render(counted("{n} entry", "{n} entries", len(parts)))
    signed = kind is CellKind.MONEY
    rows = [
        joined(
            "tr",
            (
                line("td", words.value(part.date, CellKind.DAY), _DAY),
                line("td", words.render(part.what)),
                line("td", words.value(part.amount, kind, signed=signed), _NUMBER),
                line("td", _place(part), _PLACE),
            ),
        )
        for part in parts[:_MOST_PARTS]
    ]
    titles = (say("Date"), say("What"), say("Amount"), say("Place"))
    shown: list[Element] = [
        E.summary(f"{called}: {count}" if called else count),
        E.table(
            E.thead(
                E.tr(*[E.th(words.render(one), {"scope": "col"}) for one in titles])
            ),
            E.tbody(*rows),
        ),
    ]
    if len(parts) > _MOST_PARTS:
        more = say("and {n} more", n=len(parts) - _MOST_PARTS)
        shown.append(E.p(words.render(more), {"class": "note"}))
    return E.details(*shown)


def _place(part: FigurePart) -> str:
    source = part.source
    return f"{source.file}:{source.line}" if source.line else ""


def _facts(block: Facts, words: Wording) -> Element:
    facts = [_fact(fact, words) for fact in block.facts]
    known = {"class": "large" if block.large else "facts", "data-key": block.key}
    listed = E.dl(*facts, known)
    if block.title is None:
        return listed
    return E.div(E.h3(words.render(block.title)), listed, {"class": "block"})


def _fact(fact: Fact, words: Wording) -> Element:
    said = words.fact(fact.value, fact.kind, signed=fact.signed)
    known = {"data-key": fact.key}
    if any(number < 0 for number in numbers([fact.value])):
        known["class"] = "below"
    if isinstance(plain(fact.value), NotKnown):
        known["class"] = "open"
    behind = []
    if isinstance(fact.value, Figure) and (parts := fact.value.parts):
        behind.append(_parts(parts, fact.kind, words, ""))
    return E.div(E.dt(words.render(fact.label)), E.dd(said, *behind, known))


def _ticks(block: TickList, words: Wording) -> Element:
    if not block.ticks:
        return E.p(words.empty(block), {"class": "none"})
    done = words.render(say("done"))
    ticks = [
        E.li(
            E.span("☑" if tick.done else "☐", {"class": "box", "aria-hidden": "true"}),
            E.span(
                words.render(tick.said),
                *([E.span(f" ({done})", {"class": "heard"})] if tick.done else []),
            ),
        )
        for tick in block.ticks
    ]
    return E.ul(*ticks, {"class": "ticks", "data-key": block.key})


def _signatures(block: Signatures, words: Wording) -> Element:
    lines = [
        E.li(
            E.span(words.render(who)),
            E.span(words.render(say("date")), {"class": "dated"}),
        )
        for who in block.signers
    ]
    return E.div(
        E.p(words.render(block.title), {"class": "note"}),
        E.ul(*lines, {"class": "signatures"}),
        {"class": "block", "data-key": block.key},
    )
