"""Papers about the whole books, and their tables as values."""

from __future__ import annotations

from pathlib import Path

from tests.reports.papers.support import material_in, period
from tests.support import MEMBERS

from paraplu.base.language import Language, Message
from paraplu.reports.papers.audit import paper as audit
from paraplu.reports.papers.audit.sample import SampleRule
from paraplu.reports.papers.blocks import Block, Facts, Table
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.meeting import paper as meeting
from paraplu.reports.papers.model import Paper
from paraplu.reports.papers.values import Link, NotKnown, Plain, plain


def meeting_of(material: Material, of: str) -> Paper:
    """Return the paper of the general meeting over a period."""
    (paper,) = meeting.papers(material, period(of))
    return paper


def meeting_in(
    folder: Path, ledger: str, of: str = "2025", *, members: str = MEMBERS
) -> Paper:
    """Return the paper of the general meeting for a small ledger."""
    return meeting_of(material_in(folder, ledger, members=members), of)


def audit_of(material: Material, of: str, rule: SampleRule | None = None) -> Paper:
    """Return the paper of the audit committee over a period."""
    (paper,) = audit.papers(material, period(of), rule)
    return paper


def block(paper: Paper, key: str) -> Block:
    """Return a block by its key."""
    (found,) = [one for one in paper.blocks() if one.key == key]
    return found


def said(value: Plain) -> str:
    """Return a value as a short text: an amount with its cents, why it is open."""
    match value:
        case None:
            return ""
        case Message():
            return Language("en").render(value)
        case NotKnown():
            return f"open: {Language('en').render(value.reason)}"
        case Link():
            return value.path
        case _:
            return str(value)


def rows(paper: Paper, key: str) -> dict[str, list[str]]:
    """Return what the rows of a table say, by their keys, but for their first cell."""
    table = block(paper, key)
    assert isinstance(table, Table)
    return {
        row.key: [said(plain(cell)) for cell in row.cells[1:]] for row in table.rows
    }


def told(paper: Paper, key: str) -> dict[str, str]:
    """Return the rows of a table of numbers as lines."""
    return {name: " ".join(cells) for name, cells in rows(paper, key).items()}


def column(paper: Paper, key: str, name: str) -> dict[str, str]:
    """Return one column of a table, by row."""
    table = block(paper, key)
    assert isinstance(table, Table)
    place = [one.key for one in table.columns].index(name)
    return {row.key: said(plain(row.cells[place])) for row in table.rows}


def facts(paper: Paper, key: str) -> dict[str, str]:
    """Return the facts of a block, by their keys."""
    found = block(paper, key)
    assert isinstance(found, Facts)
    return {fact.key: said(plain(fact.value)) for fact in found.facts}


def notices(paper: Paper) -> list[str]:
    """Return the notices of a paper."""
    return [Language("en").render(one) for one in paper.notices]
