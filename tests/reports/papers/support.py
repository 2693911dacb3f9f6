"""Small books for papers, and what each rendering says."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from ctypes import create_string_buffer
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml.html import document_fromstring
from pypdfium2 import PdfDocument
from pypdfium2 import raw as pdfium
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
    # PDFium reads pages and their tags many times as fast as pypdf. It has another sign
    # for a hyphen at the end of a line.
    parts: list[str] = []
    said: list[str] = []
    with PdfDocument(data) as pages:
        for page in pages:
            parts.append(page.get_textpage().get_text_range())
            said += _said_on(page.raw)
    parts = [part.replace("\r\n", "\n").replace("\ufffe", "-") for part in parts]
    return re.sub(r"[ \u00a0\u202f]+", " ", "\n".join([*parts, *said]))


def _said_on(page: Any) -> Iterator[str]:  # noqa: ANN401 - a pointer
    """Yield the alternative texts in the tags of a page."""
    if tree := pdfium.FPDF_StructTree_GetForPage(page):
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _said(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at))
        pdfium.FPDF_StructTree_Close(tree)


def _said(node: Any) -> Iterator[str]:  # noqa: ANN401 - a pointer
    """Yield the alternative texts of a tag and of those in it; marked text is none."""
    if not node:
        return
    # A text is asked for twice: how many bytes it has, and then its bytes.
    if size := pdfium.FPDF_StructElement_GetAltText(node, None, 0):
        text = create_string_buffer(size)
        pdfium.FPDF_StructElement_GetAltText(node, text, size)
        yield text.raw.decode("utf-16-le").rstrip("\0")
    for at in range(pdfium.FPDF_StructElement_CountChildren(node)):
        yield from _said(pdfium.FPDF_StructElement_GetChildAtIndex(node, at))


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
    page: Any = document_fromstring(text)  # of whose text its types are unsure
    found: dict[tuple[str, str], list[str]] = {}
    for table in page.iterfind(".//table[@data-key]"):
        for row in table.iterfind(".//tr[@data-key]"):
            found[table.attrib["data-key"], row.attrib["data-key"]] = _cells(row)
    for facts in page.iterfind(".//dl[@data-key]"):
        for fact in facts.iterfind(".//dd[@data-key]"):
            said = next(iter(fact.itertext()))
            found[facts.attrib["data-key"], fact.attrib["data-key"]] = [said]
    for figure in page.iterfind(".//figure[@data-key]"):
        key = figure.attrib["data-key"]
        for strong in figure.iterfind(".//strong[@data-key]"):
            found[key, strong.attrib["data-key"]] = ["".join(strong.itertext())]
        for row in figure.iterfind(".//details//tbody//tr"):
            cells = _cells(row)
            found[key, cells[0]] = cells
    return found


def _cells(row: Any) -> list[str]:  # noqa: ANN401 - an element, as above
    """Return what the cells of a row say."""
    return ["".join(cell.itertext()) for cell in row.iter("th", "td")]


def shown(value: Decimal, language: str = "en") -> str:
    """Return an amount as papers show it to people."""
    return Wording(Language(language)).amount(value)
