"""All renderings of a paper say the same, number by number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

import pytest
from tests.reports.papers.everything import EVERYTHING
from tests.reports.papers.support import (
    csv_values,
    html_cells,
    json_values,
    material_of,
    period,
    renderings,
)
from tests.test_floors import ROOT

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.rendering.words import Wording
from paraplu.reports.papers.blocks import Block, PaperChart, PaperThermometer, Table
from paraplu.reports.papers.catalogue import DOCUMENTS
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.held import PaperValue, held
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.model import Paper
from paraplu.reports.papers.values import CellKind, NotKnown, plain

# A month of which the books know little, a whole year, and days of two months.
PERIODS = ("2026-10", "2025", "2026-03-10..2026-04-09")
_NUMBER = re.compile(r"[−+-]?\d[\d.,:]*\d|[−+-]?\d")


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


def papers(example: Material, kind: str, of: str) -> Iterator[Paper]:
    """Yield the papers of a kind over a period, each with its explanation as well."""
    (document,) = [one for one in DOCUMENTS if one.kind == kind]
    for paper in document.every(example, period(of)):
        yield paper
        yield explained(paper)


# Every document in both languages, and each period in one of them.
CASES = [
    (one.kind, of, ("nl", "en")[number % 2])
    for one in DOCUMENTS
    for number, of in enumerate(PERIODS)
]


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@pytest.mark.parametrize(("kind", "of", "language"), CASES)
def test_every_document_says_the_same_everywhere(
    example: Material, kind: str, of: str, language: str
) -> None:
    # Of papers on each member these, with what explains them: all are made alike.
    made = list(islice(papers(example, kind, of), 4))
    assert made
    for paper in made:
        agree(paper, language)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_kind_of_block_says_the_same_everywhere(language: str) -> None:
    agree(EVERYTHING, language)
    agree(explained(EVERYTHING), language)


def agree(paper: Paper, language: str) -> None:
    """Assert that each number of a paper is in each rendering, where it belongs."""
    said = renderings(paper, language)
    numbers = [(block, one) for block in paper.blocks() for one in counting(block)]
    assert numbers
    by_key = csv_values(said["csv"]), json_values(said["json"])
    cells = html_cells(said["html"])
    for block, one in numbers:
        place = block.key, one.row, one.column
        for found in by_key:
            assert Decimal(found[place]) == plain(one.cell), (paper.name, place)
        assert word(one, block, language) in in_html(block, one, cells), place
    people = Counter(word(one, block, language) for block, one in numbers)
    for name in ("text", "pdf"):
        found_there = Counter(_NUMBER.findall(said[name]))
        missing = people - found_there
        assert not missing, (paper.name, name, missing)


def counting(block: Block) -> Iterator[PaperValue]:
    """Yield the numbers of a block that are known."""
    for one in held(block):
        value = plain(one.cell)
        if one.kind.counts and value is not None and not isinstance(value, NotKnown):
            yield one


def word(one: PaperValue, block: Block, language: str) -> str:
    """Return a number as people read it, without its unit."""
    signed = False
    if isinstance(block, Table):
        signed = any(c.signed for c in block.columns if c.key == one.column)
    words = Wording(Language(language))
    return words.value(plain(one.cell), one.kind, signed=signed).rstrip("%")


def in_html(
    block: Block, one: PaperValue, cells: dict[tuple[str, str], list[str]]
) -> str:
    """Return what the page says in the place of a number."""
    if isinstance(block, Table):
        column = [column.key for column in block.columns].index(one.column)
        return cells[block.key, one.row][column]
    if isinstance(block, PaperChart):
        (point,) = [p for p in block.points if p.key == one.row]
        label = point.label
        row = cells[
            block.key, label if isinstance(label, str) else said_in(cells, block, one)
        ]
        return row[1 + [series.key for series in block.series].index(one.column)]
    if isinstance(block, PaperThermometer) and one.row == "threshold":
        # It is beside its mark, in the picture.
        return word(one, block, "en") + word(one, block, "nl")
    return cells[block.key, one.row][0]


def said_in(
    cells: dict[tuple[str, str], list[str]], block: PaperChart, one: PaperValue
) -> str:
    """Return the label of a point in the language of a page: they are in its order."""
    labels = [row for key, row in cells if key == block.key]
    return labels[[point.key for point in block.points].index(one.row)]


def test_a_percentage_is_in_points_and_hours_in_minutes() -> None:
    words = Wording(Language("nl"))
    assert words.value(Decimal("12.5"), CellKind.PERCENT) == "12,5%"
    assert words.value(-75, CellKind.HOURS) == "−1:15"
    assert words.value(1234, CellKind.NUMBER) == "1.234"
    assert words.value(Decimal("1234.50"), CellKind.MONEY, signed=True) == "+1.234,50"
