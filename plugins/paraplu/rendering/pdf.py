"""A paper as PDF/A-2 with tags: A4, set by typst, the same bytes for the same paper."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.bookkeeping.documents.setting import WITHOUT_FILES, set_page
from paraplu.rendering.head import head_of
from paraplu.rendering.scales import labelled, numbers, placed, scale_of, tube_of
from paraplu.rendering.widths import PaperColumn, broken, widths_of
from paraplu.rendering.words import Wording
from paraplu.reports.papers.blocks import (
    NO_THRESHOLD,
    Facts,
    PaperChart,
    PaperThermometer,
    Sentences,
    Signatures,
    Table,
    TickList,
)
from paraplu.reports.papers.model import Status
from paraplu.reports.papers.values import CellKind, NotKnown, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paraplu.base.language import Language
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.model import Paper

# With more columns a table does not fit an upright page.
_MOST_COLUMNS = 10
# From so many rows on it is a list to look things up in, and fills pages.
_LONG_FROM = 40


def as_pdf(paper: Paper, language: Language) -> bytes:
    """Return a paper as PDF/A-2, in one language.

    Raises:
        CannotSet: a letter that no font has.
    """
    day = paper.state.newest or paper.closing
    values = page_of(paper, language)
    return set_page("report", values, day, standard=WITHOUT_FILES)


def page_of(paper: Paper, language: Language) -> Mapping[str, Any]:
    """Return all that stands on the pages, in words: the template only lays it out."""
    words = Wording(language, paper.currency)
    head = head_of(paper, words)
    widest = max(
        (len(block.columns) for block in paper.blocks() if isinstance(block, Table)),
        default=0,
    )
    wide = paper.wide or widest > _MOST_COLUMNS
    sections = list(_sections(paper, words, wide=wide))
    if _turns_at_once(sections):
        wide, sections = True, list(_sections(paper, words, wide=True))
    return {
        "language": language.code,
        "issued": (paper.state.newest or paper.closing).isoformat(),
        "title": head.document,
        "heading": head.title,
        "about": head.about,
        "under": [head.whom, head.period],
        "running": [head.title, *filter(None, [head.about]), head.period, head.whom],
        "status": {"word": head.status, "open": paper.status is not Status.FINAL},
        "issuer": {"name": head.issuer, "lines": list(head.address)},
        "notices": [words.render(notice) for notice in paper.notices],
        "state": list(head.state),
        "page": language.text("page {page} of {pages}"),
        "wide": wide,
        "sections": sections,
    }


def _turns_at_once(sections: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether pages turn before any table: the first would be all but empty."""
    for section in sections:
        if section["turned"]:
            return True
        if any(block["type"] == "table" for block in section["blocks"]):
            return False
    return False


def _sections(
    paper: Paper, words: Wording, *, wide: bool
) -> Iterator[Mapping[str, Any]]:
    """Yield the sections; from the first that needs it on, pages lie on their side."""
    for section in paper.sections:
        blocks = [_block(block, words, wide=wide) for block in section.blocks]
        turned = not wide and any(one.get("sideways") for one in blocks)
        if turned:
            # What goes along has the room as well.
            wide = True
            blocks = [_block(block, words, wide=True) for block in section.blocks]
        for one, follows in itertools.pairwise(blocks):
            # Who signs has to see what for.
            one["signed"] = follows["type"] == "signatures"
        yield {
            "title": words.render(section.title) if section.title else "",
            "turned": turned,
            "blocks": blocks,
        }


def _block(block: Block, words: Wording, *, wide: bool) -> dict[str, Any]:  # noqa: PLR0911 - one for each kind
    match block:
        case Table():
            return _table(block, words, wide=wide)
        case Facts():
            return _facts(block, words)
        case Sentences():
            said = [words.render(one) for one in block.sentences]
            return {"type": "sentences", "sentences": said, "notice": block.notice}
        case PaperThermometer():
            return _thermometer(block, words)
        case PaperChart():
            return _chart(block, words)
        case TickList():
            return {
                "type": "ticks",
                "ticks": [
                    {"said": words.render(tick.said), "done": tick.done}
                    for tick in block.ticks
                ],
                "empty": words.empty(block),
            }
        case Signatures():
            return {
                "type": "signatures",
                "title": words.render(block.title),
                "signers": [words.render(one) for one in block.signers],
                "dated": words.render(say("date")),
            }


def _table(block: Table, words: Wording, *, wide: bool) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [
        {
            "role": row.role.value,
            "cells": [
                words.cell(cell, column.kind, signed=column.signed)
                for cell, column in zip(row.cells, block.columns, strict=True)
            ],
        }
        for row in block.rows
    ]
    notes = [words.render(note) for note in block.notes] + words.told_reasons()
    texts = [
        place
        for place, one in enumerate(block.columns)
        if one.kind is CellKind.TEXT and not one.narrow
    ]
    titles = [words.render(column.title) for column in block.columns]
    long = len(rows) >= _LONG_FROM
    widths = widths_of(
        [
            PaperColumn(
                title, [r["cells"][place] for r in rows], place in (texts or [0])
            )
            for place, title in enumerate(titles)
        ],
        sideways=wide,
        long=long,
    )
    for row in rows:
        row["cells"] = [broken(cell) for cell in row["cells"]]
    return {
        "type": "table",
        "signed": False,
        "title": words.render(block.title),
        "size": widths.size,
        "tight": long,
        "sideways": widths.sideways,
        "columns": [
            {"title": title, "kind": column.kind.value, "room": room}
            for title, column, room in zip(
                titles, block.columns, widths.rooms, strict=True
            )
        ],
        "rows": rows,
        "empty": words.empty(block),
        "notes": notes,
    }


def _facts(block: Facts, words: Wording) -> dict[str, Any]:
    return {
        "type": "facts",
        "title": words.render(block.title) if block.title else "",
        "large": block.large,
        "facts": [
            {
                "label": words.render(fact.label),
                "value": words.fact(fact.value, fact.kind, signed=fact.signed),
                "below": any(n < 0 for n in numbers([fact.value])),
                "open": isinstance(plain(fact.value), NotKnown),
            }
            for fact in block.facts
        ],
    }


def _thermometer(block: PaperThermometer, words: Wording) -> dict[str, Any]:
    tube = tube_of(block)
    level = words.fact(block.level, CellKind.MONEY)
    head = {"title": words.render(block.title), "level": level}
    below = block.level < 0
    if tube is None:
        said = words.render(NO_THRESHOLD)
        return {"type": "level", **head, "said": said, "below": below}
    full, mark = tube
    return {
        "type": "thermometer",
        **head,
        "said": words.render(block.said),
        "full": placed(full),
        "threshold": placed(mark),
        "mark": words.render(say("threshold {amount}", amount=block.threshold)),
        "below": below,
        "empty": not block.level,
    }


def _chart(block: PaperChart, words: Wording) -> dict[str, Any]:
    scale = scale_of(block)
    told_at = labelled(len(block.points))
    return {
        "type": "chart",
        "title": words.render(block.title),
        "said": told(block, words),
        "shape": block.shape.value,
        "zero": placed(scale.at(scale.low * 0)),
        "marks": [
            {
                "at": placed(scale.at(mark)),
                "said": words.value(mark, block.kind),
                "zero": not mark,
            }
            for mark in scale.marks
        ],
        "points": [
            words.render(point.label) if place in told_at else ""
            for place, point in enumerate(block.points)
        ],
        "series": [
            {
                "title": words.render(one.title),
                "values": [
                    {
                        "at": next((placed(scale.at(n)) for n in numbers([value])), ""),
                        "said": words.cell(value, block.kind),
                    }
                    for value in one.values
                ],
            }
            for one in block.series
        ],
    }


def told(block: PaperChart, words: Wording) -> str:
    """Return what a chart shows, with all its values, for whoever cannot see it."""
    parts = [words.render(block.said)]
    for one in block.series:
        values = "; ".join(
            f"{words.render(point.label)} {words.cell(value, block.kind)}"
            for point, value in zip(block.points, one.values, strict=True)
        )
        parts.append(f"{words.render(one.title)}: {values}.")
    return " ".join(parts)
