"""The papers of meeting and committee in a browser: on a phone, by everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from tests.fava.test_browser import scheme, screen
from tests.reports.papers.support import material_of
from tests.reports.papers.test_html import Browser, unfold, violations
from tests.reports.papers.whole import audit_of, meeting_of
from tests.test_floors import ROOT

from paraplu.check import check
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.model import Paper


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


@pytest.fixture
def opened(chromium: Chrome, tmp_path: Path) -> Browser:
    return Browser(chromium, tmp_path / "paper.html")


@pytest.mark.no_cover  # Others count the lines of a page; this one looks at it.
@pytest.mark.parametrize(("language", "shade"), [("en", "light"), ("nl", "dark")])
@pytest.mark.parametrize("make", [meeting_of, audit_of], ids=["meeting", "audit"])
def test_it_can_be_read_on_a_phone(
    opened: Browser,
    example: Material,
    make: Callable[[Material, str], Paper],
    language: str,
    shade: str,
) -> None:
    browser = opened.show(make(example, "2026-Q1"), language)
    scheme(browser, shade)
    screen(browser, 360)
    wide = "return document.documentElement.scrollWidth"
    assert browser.execute_script(wide) <= 360
    assert violations(browser) == []
    unfold(browser)
    assert browser.execute_script(wide) <= 360
