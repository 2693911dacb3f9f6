"""The evaluation and the dossier in a browser, also on a phone."""

from __future__ import annotations

import pytest
from selenium.webdriver import Chrome
from tests.fava.test_browser import scheme, screen
from tests.reports.papers.support import material_in, material_of, period
from tests.reports.papers.test_html import Browser, opened, unfold, violations
from tests.reports.papers.test_outflow import LARGE, LEDGER
from tests.test_floors import ROOT

from paraplu.check import check
from paraplu.reports.papers.model import Paper
from paraplu.reports.papers.outflow.evaluation import evaluation
from paraplu.reports.papers.viability.dossier import dossier

__all__ = ["opened"]

WIDE = "return document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    example = material_of(check(ROOT / "ledger" / "main.beancount"))
    large = material_in(tmp_path_factory.mktemp("large"), LEDGER, members=LARGE)
    return [
        dossier(example, "L07", period("2026-10")),
        *evaluation(example, period("2026-Q3")),
        *evaluation(large, period("2025-Q3")),
    ]


@pytest.mark.no_cover  # Others count the lines of a page; this one looks at it.
@pytest.mark.parametrize(("language", "shade"), [("en", "light"), ("nl", "dark")])
def test_everybody_can_read_it_on_a_phone(
    opened: Browser, papers: list[Paper], language: str, shade: str
) -> None:
    assert len(papers) == 3
    for paper in papers:
        browser: Chrome = opened.show(paper, language)
        scheme(browser, shade)
        screen(browser, 360)
        assert browser.execute_script(WIDE) <= 360, paper.name
        unfold(browser)
        assert browser.execute_script(WIDE) <= 360, paper.name
        assert violations(browser) == []
