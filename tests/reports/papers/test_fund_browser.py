"""What a funder opens in a browser: the report, and the page of the bundle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from selenium.webdriver import Chrome
from tests.fava.test_browser import scheme, screen
from tests.reports.papers.support import material_of
from tests.reports.papers.test_html import unfold, violations
from tests.test_floors import ROOT

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.rendering.html import as_html
from paraplu.rendering.html.index import index_of
from paraplu.reports.fund_annex import annex_of
from paraplu.reports.fund_report import fund_report
from paraplu.reports.papers.calendar import calendar, year_ahead
from paraplu.reports.papers.fund.account import account
from paraplu.reports.papers.material import Material

FUND = "Wilgenkat2025"
NL = Language("nl")


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


def pages(found: Material) -> dict[str, str]:
    """Return each page that leaves the house, by its name."""
    report = account(found, found.register.funds[FUND])
    annex = annex_of(found.judgement, fund_report(found.judgement, FUND))
    due = calendar(found, year_ahead(found.books))
    return {
        "report": as_html(report, NL),
        "calendar": as_html(due, NL),
        "index": index_of(report, annex, ["report.pdf", "report.csv"], NL),
    }


@pytest.mark.parametrize("name", ["report", "calendar", "index"])
@pytest.mark.parametrize(("shade", "width"), [("light", 360), ("dark", 1200)])
def test_everybody_can_read_it(
    chromium: Chrome,
    example: Material,
    name: str,
    shade: str,
    width: int,
    tmp_path: Path,
) -> None:
    file = tmp_path / f"{name}.html"
    file.write_text(pages(example)[name], "utf-8")
    chromium.get(file.as_uri())
    scheme(chromium, shade)
    screen(chromium, width)
    unfold(chromium)
    wide = "return document.documentElement.scrollWidth"
    assert chromium.execute_script(wide) <= width
    assert violations(chromium) == []


def test_words_in_a_wide_table_stay_whole(
    chromium: Chrome, example: Material, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(pages(example)["report"], "utf-8")
    chromium.get(file.as_uri())
    screen(chromium, 360)
    high = chromium.execute_script(
        "return document.querySelector('[data-key=costs] thead').offsetHeight"
    )
    assert 0 < high < 120


def test_the_page_of_a_bundle_has_links_downward_only(example: Material) -> None:
    found = BeautifulSoup(pages(example)["index"], "html.parser")
    links = [str(link["href"]) for link in found.find_all("a")]
    assert len(links) > 10
    assert all(re.fullmatch(r"(?:receipts/)?[\w-]+\.\w+", link) for link in links)
    assert not found.find_all(["script", "img", "link"])
