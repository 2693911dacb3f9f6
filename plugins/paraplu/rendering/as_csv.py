"""A paper as one tidy table: section, row, column, value, unit.

Each value has a line of its own, found by the keys of its block, its row and its
column. An amount has a point; what is not known is empty, and the line after it says
why. Text cannot become a formula.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.data_text import csv_text, text_cell
from paraplu.rendering.words import for_programs, unit_of
from paraplu.reports.papers.held import held
from paraplu.reports.papers.values import CellKind, NotKnown, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Language
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.values import Cell

COLUMNS = ("section", "row", "column", "value", "unit")
_Value = tuple[str, str, "Cell", CellKind]


def as_csv(paper: Paper, language: Language) -> str:
    """Return a paper as CSV, with a line of column names."""
    lines = [("paper", *value) for value in _head(paper)]
    for block in paper.blocks():
        lines += [
            (block.key, one.row, one.column, one.cell, one.kind) for one in held(block)
        ]
    rows = [
        {
            "section": text_cell(section),
            "row": text_cell(row),
            "column": text_cell(column),
            "value": _shown(cell, kind, language),
            "unit": unit_of(kind, paper.currency),
        }
        for section, row, column, cell, kind in _with_reasons(lines)
    ]
    return csv_text(COLUMNS, rows)


def _with_reasons(
    lines: list[tuple[str, str, str, Cell, CellKind]],
) -> Iterator[tuple[str, str, str, Cell, CellKind]]:
    for section, row, column, cell, kind in lines:
        yield section, row, column, cell, kind
        value = plain(cell)
        if isinstance(value, NotKnown):
            yield section, row, f"{column}.reason", value.reason, CellKind.TEXT


def _shown(cell: Cell, kind: CellKind, language: Language) -> str:
    known = for_programs(cell, kind, language)
    if known is None:
        return ""
    return known if isinstance(plain(cell), Decimal | int) else text_cell(known)


def _head(paper: Paper) -> Iterator[_Value]:
    state = paper.state
    texts: dict[str, Cell] = {
        "kind": paper.kind,
        "subject": paper.subject,
        "title": paper.title,
        "about": paper.about,
        "for": paper.whom,
        "period": paper.period.code,
        "status": paper.status.value,
        "currency": paper.currency,
        "issuer": paper.issuer.name,
        "commit": state.commit or "",
        "clean": "" if state.clean is None else str(state.clean).lower(),
        "books": state.books,
        "files": state.files,
        "register": state.register,
        "rules": state.rules,
        "paraplu": state.version,
    }
    days: dict[str, Cell] = {
        "from": paper.period.first,
        "until": paper.period.last,
        "closing": paper.closing,
        "newest": state.newest,
    }
    yield from ((name, "value", text, CellKind.TEXT) for name, text in texts.items())
    yield from ((name, "value", day, CellKind.DAY) for name, day in days.items())
    for n, notice in enumerate(paper.notices, 1):
        yield f"notice-{n}", "value", notice, CellKind.TEXT
