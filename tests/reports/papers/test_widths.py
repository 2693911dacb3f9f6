"""The columns of a table on paper: nothing is printed over something else."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader
from tests.reports.papers.everything import EVERYTHING

from paraplu.base.language import Language, Message, say
from paraplu.rendering.pdf import as_pdf
from paraplu.rendering.widths import (
    SIDEWAYS,
    UPRIGHT,
    PaperColumn,
    broken,
    widths_of,
)
from paraplu.reports.papers.blocks import Column, Row, Table
from paraplu.reports.papers.model import Paper, Section
from paraplu.reports.papers.values import CellKind

DAYS = PaperColumn("paid on", ["27 september 2025"], words=False)
AMOUNTS = PaperColumn("claimed", ["−1.234.567,89"], words=False)
NAME = "Bijstandscoöperatie"


def names(*texts: str) -> PaperColumn:
    return PaperColumn("supplier", list(texts), words=True)


def test_a_table_with_room_stays_upright() -> None:
    found = widths_of([names(NAME), AMOUNTS])
    assert (found.sideways, found.size) == (False, 9.2)
    assert found.rooms[1] == 0


def test_a_table_without_room_lies_on_its_side() -> None:
    columns = [names(NAME), names(NAME), names(NAME), DAYS, DAYS, AMOUNTS, AMOUNTS]
    found = widths_of([*columns, AMOUNTS])
    assert found.sideways
    assert not widths_of(columns[2:]).sideways


def test_the_longest_word_fits_whatever_else_there_is() -> None:
    """Of equal rooms the one with the longer words would be too narrow."""
    long, short = names(NAME, "x"), names("a b c d e f g h i j k l m n o p" * 9)
    wide, other = widths_of([long, short, *[AMOUNTS] * 4, DAYS]).rooms[:2]
    assert wide > 0.6 * 7.6 * len(NAME)
    assert other > 0


@pytest.mark.parametrize("many", [9, 11, 13])
def test_where_even_that_is_too_little_letters_are_smaller(many: int) -> None:
    found = widths_of([names(NAME), *[AMOUNTS] * many])
    assert found.sideways
    assert 6 <= found.size < 9.2
    assert widths_of([names(NAME)], sideways=True).sideways


def test_a_long_name_of_a_file_goes_on_on_the_next_line() -> None:
    name = "2025-01-27-begeleiding-de-kompasroos.pdf"
    assert broken(name).replace("\u200b", "") == name
    assert "-\u200bbegeleiding" in broken(name)
    assert broken("a short-name and words") == "a short-name and words"
    room = widths_of([names(name), AMOUNTS]).rooms[0]
    assert room < UPRIGHT < SIDEWAYS


def paper(columns: int) -> Paper:
    """Return a paper with an upright section and one with so many columns."""
    few = Table(
        "few",
        say("Few"),
        (Column("what", say("What")),),
        (Row("one", ("UPRIGHT",)),),
    )
    kinds = [CellKind.TEXT, *[CellKind.MONEY] * (columns - 1)]
    many = Table(
        "many",
        say("Many"),
        tuple(
            Column(f"c{n}", Message("{n}", (("n", f"{n}"),)), kind)
            for n, kind in enumerate(kinds)
        ),
        (Row("one", (NAME, *[Decimal("1234567.89")] * (columns - 1))),),
    )
    sections = (Section("a", None, (few,)), Section("b", None, (many,)))
    return replace(EVERYTHING, sections=sections, wide=False)


@pytest.mark.parametrize(("columns", "pages"), [(4, [False]), (10, [False, True])])
def test_only_pages_that_need_it_lie_on_their_side(
    columns: int, pages: list[bool]
) -> None:
    reader = PdfReader(io.BytesIO(as_pdf(paper(columns), Language("nl"))))
    assert [one.mediabox.width > one.mediabox.height for one in reader.pages] == pages
    assert "UPRIGHT" in reader.pages[0].extract_text()
    assert reader.pages[-1].extract_text().count("1.234.567,89") == columns - 1


def test_what_would_leave_a_first_page_empty_lies_on_its_side_at_once() -> None:
    whole = paper(10)
    wide = replace(whole, sections=whole.sections[1:])
    (page,) = PdfReader(io.BytesIO(as_pdf(wide, Language("en")))).pages
    assert page.mediabox.width > page.mediabox.height
