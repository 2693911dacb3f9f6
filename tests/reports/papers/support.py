"""Small books for papers, and what each rendering says."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from tests.support import MEMBERS, report_on

from paraplu.base.language import Language
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.check import Report
from paraplu.rendering.as_csv import as_csv
from paraplu.rendering.as_json import as_json
from paraplu.rendering.html import as_html
from paraplu.rendering.pdf import as_pdf
from paraplu.rendering.words import Wording
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.member.statement import statements
from paraplu.reports.papers.model import Paper
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.state import state_of_books
from paraplu_cli.report.as_text import as_text
from paraplu_cli.screen import Screen

COMMIT = "c0ffee" * 6 + "c0de"


def material_of(report: Report, names: Mapping[str, str] | None = None) -> Material:
    """Return what papers are made of, for books that were checked."""
    invoices = read_invoices(report.books.main.parent, report.register)
    state = state_of_books(report, COMMIT, clean=True, version="1.2.3")
    return Material(report, invoices, state, names or {})


def material_in(folder: Path, ledger: str, *, members: str = MEMBERS) -> Material:
    """Return what papers are made of, for a small ledger."""
    return material_of(report_on(folder, ledger, members=members))


def period(text: str) -> PaperPeriod:
    """Return the period that a text names."""
    found = PaperPeriod.read(text)
    assert found is not None, text
    return found


def statement_of(material: Material, member: str, of: str) -> Paper:
    """Return the statement of a member over a period."""
    (paper,) = statements(material, period(of), [member])
    return paper


def text_of(paper: Paper, language: str = "en") -> str:
    """Return a paper as the terminal shows it, of any width."""
    return as_text(paper, Screen(Language(language)))


def renderings(paper: Paper, language: str = "en") -> dict[str, str]:
    """Return all text that each rendering of a paper has, by its name."""
    spoken = Language(language)
    return {
        "text": text_of(paper, language),
        "html": as_html(paper, spoken),
        "csv": as_csv(paper, spoken),
        "json": as_json(paper, spoken),
        "pdf": pdf_text(as_pdf(paper, spoken)),
    }


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF, and what it says of its pictures; spaces are plain."""
    # PDFium reads pages fifteen times as fast. It has another sign for a hyphen at the
    # end of a line, and does not know the tags.
    with PdfDocument(data) as pages:
        parts = [page.get_textpage().get_text_range() for page in pages]
    parts = [part.replace("\r\n", "\n").replace("\ufffe", "-") for part in parts]
    root: Any = PdfReader(io.BytesIO(data)).trailer["/Root"]
    parts += _said(root["/StructTreeRoot"])
    return re.sub(r"[ \u00a0\u202f]+", " ", "\n".join(parts))


def _said(node: Any) -> Iterator[str]:  # noqa: ANN401 - as pypdf has it
    """Yield the alternative texts in the tags of a PDF."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _said(one)
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from _said(node["/K"])


def csv_values(text: str) -> dict[tuple[str, str, str], str]:
    """Return the values of a CSV by section, row and column; each is there once."""
    rows = list(csv.DictReader(io.StringIO(text)))
    found = {(row["section"], row["row"], row["column"]): row["value"] for row in rows}
    assert len(found) == len(rows)
    return found


def json_values(text: str) -> dict[tuple[str, str, str], Any]:
    """Return the numbers of a JSON by block, row and column."""
    found: dict[tuple[str, str, str], Any] = {}
    blocks = [b for s in json.loads(text)["sections"] for b in s["blocks"]]
    for block in blocks:
        key = block["key"]
        for row in block.get("rows", ()):
            found |= {(key, row["key"], c): v for c, v in row["cells"].items()}
        for fact in block.get("facts", ()):
            found[key, fact["key"], "value"] = fact["value"]
        for one in block.get("series", ()):
            for point, value in zip(block["points"], one["values"], strict=True):
                found[key, point["key"], one["key"]] = value
        if block["type"] == "thermometer":
            found[key, "level", "value"] = block["level"]
            found[key, "threshold", "value"] = block["threshold"]
    return found


def html_cells(text: str) -> dict[tuple[str, str], list[str]]:
    """Return what the cells of a page say, by block and row; a fact is a row of one."""
    page = BeautifulSoup(text, "html.parser")
    found: dict[tuple[str, str], list[str]] = {}
    for table in page.select("table[data-key]"):
        for row in table.select("tr[data-key]"):
            cells = [cell.get_text() for cell in row.find_all(["th", "td"])]
            found[str(table["data-key"]), str(row["data-key"])] = cells
    for facts in page.select("dl[data-key]"):
        for fact in facts.select("dd[data-key]"):
            said = str(next(fact.strings))
            found[str(facts["data-key"]), str(fact["data-key"])] = [said]
    for figure in page.select("figure[data-key]"):
        key = str(figure["data-key"])
        for strong in figure.select("strong[data-key]"):
            found[key, str(strong["data-key"])] = [strong.get_text()]
        for row in figure.select("details tbody tr"):
            cells = [cell.get_text() for cell in row.find_all(["th", "td"])]
            found[key, cells[0]] = cells
    return found


def shown(value: Decimal, language: str = "en") -> str:
    """Return an amount as papers show it to people."""
    return Wording(Language(language)).amount(value)
