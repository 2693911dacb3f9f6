"""A paper as JSON: all of it, by its keys; amounts are strings with a point.

What is not known is an object that says why: `{"not_known": "…"}`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paraplu.base.data_text import json_text
from paraplu.base.language import Message, printable
from paraplu.rendering.words import for_programs
from paraplu.reports.papers.blocks import (
    Facts,
    PaperChart,
    PaperThermometer,
    Sentences,
    Signatures,
    Table,
    TickList,
)
from paraplu.reports.papers.values import CellKind, NotKnown, plain

if TYPE_CHECKING:
    from paraplu.base.language import Language
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.values import Cell

VERSION = 1


def as_json(paper: Paper, language: Language) -> str:
    """Return a paper as JSON, its words in one language."""
    return json_text(paper_data(paper, language))


def paper_data(paper: Paper, language: Language) -> dict[str, Any]:
    """Return a paper as values that JSON has."""
    said = _Said(language)
    return {
        "version": VERSION,
        "kind": paper.kind,
        "subject": printable(paper.subject),
        "language": language.code,
        "title": said(paper.title),
        "about": said(paper.about),
        "for": said(paper.whom),
        "period": {
            "code": paper.period.code,
            "from": str(paper.period.first),
            "until": str(paper.period.last),
            "words": said(paper.period.said),
        },
        "closing": str(paper.closing),
        "status": paper.status.value,
        "currency": paper.currency,
        "issuer": {
            "name": said(paper.issuer.name),
            "address": [said(line) for line in paper.issuer.address],
            "kvk": said(paper.issuer.kvk),
        },
        "state": asdict(paper.state)
        | {"newest": str(paper.state.newest) if paper.state.newest else None},
        "notices": [said(notice) for notice in paper.notices],
        "sections": [
            {
                "key": section.key,
                "title": said(section.title) if section.title else None,
                "blocks": [
                    {"key": printable(block.key), **_block(block, said)}
                    for block in section.blocks
                ],
            }
            for section in paper.sections
        ],
    }


class _Said:
    """Says things in one language, without what a terminal would obey."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, words: Message | str) -> str:
        if isinstance(words, Message):
            return self.language.render(words)
        return printable(words)

    def cell(self, cell: Cell, kind: CellKind) -> str | int | dict[str, str] | None:
        """Return a value: a number of things and minutes as such, else as text."""
        value = plain(cell)
        if isinstance(value, NotKnown):
            return {"not_known": self(value.reason)}
        if isinstance(value, int):
            return value
        return for_programs(cell, kind, self.language)


def _block(block: Block, said: _Said) -> dict[str, Any]:  # noqa: PLR0911 - one for each kind
    match block:
        case Table():
            return _table(block, said)
        case Facts():
            return {
                "type": "facts",
                "title": said(block.title) if block.title else None,
                "facts": [
                    {
                        "key": fact.key,
                        "label": said(fact.label),
                        "kind": fact.kind.value,
                        "value": said.cell(fact.value, fact.kind),
                    }
                    for fact in block.facts
                ],
            }
        case Sentences():
            sentences = [said(one) for one in block.sentences]
            return {"type": "sentences", "sentences": sentences}
        case PaperThermometer():
            return {
                "type": "thermometer",
                "title": said(block.title),
                "said": said(block.said),
                "level": said.cell(block.level, CellKind.MONEY),
                "threshold": said.cell(block.threshold, CellKind.MONEY),
            }
        case PaperChart():
            return _chart(block, said)
        case TickList():
            ticks = [
                {"key": tick.key, "text": said(tick.said), "done": tick.done}
                for tick in block.ticks
            ]
            return {"type": "ticks", "title": said(block.title), "ticks": ticks}
        case Signatures():
            signers = [said(who) for who in block.signers]
            title = said(block.title)
            return {"type": "signatures", "title": title, "signers": signers}


def _table(block: Table, said: _Said) -> dict[str, Any]:
    return {
        "type": "table",
        "title": said(block.title),
        "columns": [
            {"key": one.key, "title": said(one.title), "kind": one.kind.value}
            for one in block.columns
        ],
        "rows": [
            {
                "key": printable(row.key),
                "role": row.role.value,
                "cells": {
                    column.key: said.cell(cell, column.kind)
                    for column, cell in zip(block.columns, row.cells, strict=True)
                },
            }
            for row in block.rows
        ],
        "notes": [said(note) for note in block.notes],
    }


def _chart(block: PaperChart, said: _Said) -> dict[str, Any]:
    return {
        "type": "chart",
        "title": said(block.title),
        "said": said(block.said),
        "shape": block.shape.value,
        "kind": block.kind.value,
        "points": [
            {"key": point.key, "label": said(point.label)} for point in block.points
        ],
        "series": [
            {
                "key": one.key,
                "title": said(one.title),
                "values": [said.cell(value, block.kind) for value in one.values],
            }
            for one in block.series
        ],
    }
