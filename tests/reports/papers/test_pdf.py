"""The page: PDF/A-2 with tags, the same bytes each time, tables over several pages."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader
from tests.reports.papers.everything import EVERYTHING
from tests.reports.papers.pdf_a import assert_archivable
from tests.reports.papers.support import material_of, pdf_text, period
from tests.test_floors import ROOT

from paraplu.base.language import Language, say
from paraplu.bookkeeping.documents.setting import CannotSet
from paraplu.check import check
from paraplu.rendering.pdf import as_pdf
from paraplu.reports.papers.blocks import Column, Row, RowRole, Signatures, Table
from paraplu.reports.papers.catalogue import KINDS
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.member.statement import statements
from paraplu.reports.papers.model import Paper, Section, Status
from paraplu.reports.papers.values import CellKind

NL = Language("nl")


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


def reader(paper: Paper, language: Language = NL) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(paper, language)))


def test_it_claims_to_be_pdf_a_2_with_tags() -> None:
    made = reader(EVERYTHING)
    root: Any = made.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r'pdfaid:part(="|>)2', metadata)
    assert re.search(r'pdfaid:conformance(="|>)A', metadata)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert made.metadata is not None
    assert made.metadata.title == "Everything, maart 2026"


def test_it_holds_what_pdf_a_asks_for() -> None:
    """This paper has all that a document can have."""
    assert_archivable(as_pdf(EVERYTHING, NL))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"audit"}))
def test_every_kind_of_document_does(example: Material, kind: str) -> None:
    """The audit's has nineteen pages of the same tables."""
    of = KINDS[kind].of
    about = {"member": "L07", "fund": "Roerdomp2024"}.get(of, "")
    paper = KINDS[kind].make(example, about, period("2025"))
    assert_archivable(as_pdf(paper, NL))


def test_it_is_the_same_every_time() -> None:
    assert as_pdf(EVERYTHING, NL) == as_pdf(EVERYTHING, NL)


def test_what_a_picture_shows_is_told() -> None:
    text = pdf_text(as_pdf(EVERYTHING, Language("en")))
    assert "It goes up and down. in: A 100.00; B −20.25; C open [1]." in text
    assert "Nearly." in text


def test_text_of_the_books_is_never_run() -> None:
    paper = replace(EVERYTHING, about='#panic("no") \\ $x$ [*bold*] <label> @ref "')
    text = pdf_text(as_pdf(paper, NL))
    assert '#panic("no") \\ $x$ [*bold*] <label> @ref "' in text


def test_every_page_has_its_number_and_the_state_of_the_books() -> None:
    columns = (Column("n", say("number"), CellKind.NUMBER), Column("a", say("Amount")))
    rows = tuple(Row(f"r{n}", (n, f"line {n}")) for n in range(200))
    long = Table("long", say("A long table"), columns, rows)
    paper = replace(EVERYTHING, sections=(Section("long", say("Long"), (long,)),))
    pages = [page.extract_text() for page in reader(paper).pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"pagina {number} van {len(pages)}" in text
        assert "boeken bbbbbbbb bestanden ffffffff" in text
        assert "VOORLOPIG" in text
        assert "Amount" in text or "Bedrag" in text


def test_what_is_final_is_not_called_provisional() -> None:
    text = pdf_text(as_pdf(replace(EVERYTHING, status=Status.FINAL), NL))
    assert "DEFINITIEF" in text
    assert "VOORLOPIG" not in text


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("of", ["2025", "2026-Q1", "2026-10"])
def test_a_statement_is_one_page(example: Material, of: str, language: str) -> None:
    papers = list(statements(example, period(of)))
    assert papers
    for paper in papers:
        assert len(reader(paper, Language(language)).pages) == 1, paper.name


def test_many_columns_lie_on_their_side() -> None:
    columns = tuple(Column(f"c{n}", say("Amount"), CellKind.MONEY) for n in range(12))
    wide = Table("w", say("Wide"), columns, (Row("r", (Decimal(1),) * 12),))
    (page,) = reader(replace(EVERYTHING, sections=(Section("w", None, (wide,)),))).pages
    assert page.mediabox.width > page.mediabox.height


def test_a_letter_that_no_font_has_is_told() -> None:
    with pytest.raises(CannotSet):
        as_pdf(replace(EVERYTHING, about="\U0001f9c1\u4f60"), NL)


@pytest.mark.parametrize("many", [36, 37])
def test_a_total_has_rows_of_its_table_beside_it(many: int) -> None:
    """Nothing else, or one row, would have no room on the page before."""
    rows = [Row(f"row-{n}", (f"Thing {n}", Decimal(n))) for n in range(1, many + 1)]
    rows.append(Row("total", ("Together", Decimal(many)), RowRole.TOTAL))
    columns = (Column("what", say("What")), Column("n", say("Amount"), CellKind.MONEY))
    table = Table("list", say("A list"), columns, tuple(rows))
    paper = replace(EVERYTHING, sections=(Section("list", None, (table,)),))
    last = reader(paper).pages[-1].extract_text()
    assert "Together" in last
    assert last.count("Thing") >= 2


def test_what_is_signed_stays_with_those_who_sign() -> None:
    """Whatever stands above it: here so much that both go to a page of their own."""
    above = tuple(Row(f"row-{n}", (f"Thing {n}",)) for n in range(27))
    below = tuple(Row(f"row-{n}", (f"Decision {n}",)) for n in range(2))
    columns = (Column("what", say("What")),)
    blocks = (
        Table("a", say("A list"), columns, above),
        Table("b", say("Decided"), columns, below, notes=(say("So be it."),)),
        Signatures("signed", say("Signed"), (say("chair"),)),
    )
    paper = replace(EVERYTHING, sections=(Section("all", None, blocks),))
    last = reader(paper).pages[-1].extract_text()
    assert "chair" in last
    assert last.count("Decision") == len(below)


@pytest.mark.parametrize(("many", "pages"), [(39, 2), (80, 2)])
def test_a_long_list_is_set_close(many: int, pages: int) -> None:
    """Twice as many rows on a page: they are looked up, and not read one by one."""
    rows = tuple(
        Row(f"row-{n}", (f"Thing {n}", Decimal(n))) for n in range(1, many + 1)
    )
    columns = (Column("what", say("What")), Column("n", say("Amount"), CellKind.MONEY))
    table = Table("list", say("A list"), columns, rows)
    paper = replace(EVERYTHING, sections=(Section("list", None, (table,)),))
    assert len(reader(paper).pages) == pages
