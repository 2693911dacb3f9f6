"""A paper with what each of its figures is made of, as tables that follow it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.held import held
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.values import CellKind, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.model import Paper


def explained(paper: Paper) -> Paper:
    """Return a paper that ends with the entries behind each figure that has any."""
    tables = tuple(_tables(paper))
    if not tables:
        return paper
    last = Section("explained", say("What the figures are made of"), tables)
    return replace(paper, sections=(*paper.sections, last))


def _tables(paper: Paper) -> Iterator[Table]:
    for block in paper.blocks():
        for one in held(block):
            if isinstance(one.cell, Figure) and one.cell.parts:
                key = f"{block.key}.{one.row}.{one.column}"
                yield _table(key, one.title, one.kind, one.cell)


def _table(key: str, title: Message | str, kind: CellKind, figure: Figure) -> Table:
    parts = [
        Row(
            f"part-{n}",
            (
                part.date,
                part.what,
                part.amount,
                f"{part.source.file}:{part.source.line}" if part.source.line else "",
            ),
        )
        for n, part in enumerate(figure.parts, 1)
    ]
    total = Row("total", (None, say("Together"), figure.value, None), RowRole.TOTAL)
    return Table(
        key,
        Message("{title}", (("title", title),)),
        (
            Column("date", say("Date"), CellKind.DAY),
            Column("what", say("What")),
            Column("amount", say("Amount"), kind, signed=kind is CellKind.MONEY),
            Column("place", say("Place")),
        ),
        (*parts, total),
    )
