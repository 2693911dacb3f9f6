"""Two hundred statements ask the books as often as one does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.reports.papers.support import material_in, period
from tests.reports.papers.test_member import LEDGER

from paraplu.base.language import Language
from paraplu.rendering.html import as_html
from paraplu.rendering.pdf import as_pdf
from paraplu.reports.papers import material
from paraplu.reports.papers.member.statement import statements

ASKED = ("figures_of_all", "own_postings", "invoiced", "by_member", "codes_of")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often each question was asked of the books."""
    counts = dict.fromkeys(ASKED, 0)

    def counting(name: str) -> Any:  # noqa: ANN401 - whatever it stands in for
        known = getattr(material, name)

        def ask(*args: object, **named: object) -> object:
            counts[name] += 1
            return known(*args, **named)

        return ask

    for name in ASKED:
        monkeypatch.setattr(material, name, counting(name))
    return counts


def test_the_books_are_asked_once(tmp_path: Path, asked: dict[str, int]) -> None:
    made = material_in(tmp_path, LEDGER)
    papers = list(statements(made, period("2025-Q1")))
    assert len(papers) == 2
    for paper in papers:
        as_html(paper, Language("en"))
    assert asked == {
        "figures_of_all": 1,
        # Of each ring once, and of no other.
        "own_postings": 2,
        "invoiced": 1,
        "by_member": 1,
        "codes_of": 1,
    }


def test_what_nobody_opens_is_not_looked_up(
    tmp_path: Path, asked: dict[str, int]
) -> None:
    made = material_in(tmp_path, LEDGER)
    for paper in statements(made, period("2025-Q1")):
        as_pdf(paper, Language("en"))
    assert asked["own_postings"] == 0
    assert asked["invoiced"] == 1
