"""Documents of the example that no other test opens in a browser."""

from __future__ import annotations

import pytest
from tests.fava.test_browser import screen
from tests.reports.papers.support import material_of, period
from tests.reports.papers.test_html import Browser, hidden_beside, opened, violations
from tests.test_floors import ROOT

from paraplu.check import check
from paraplu.reports.papers.catalogue import KINDS
from paraplu.reports.papers.material import Material

__all__ = ["opened"]


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


@pytest.mark.parametrize("kind", ["municipality", "renewal", "viability"])
def test_it_fits_a_phone_and_has_room_on_a_desk(
    opened: Browser,
    example: Material,
    kind: str,
) -> None:
    """On a desk no table has to be moved sideways, and on a phone the page has not.

    In Dutch, which has the longer words.
    """
    paper = KINDS[kind].make(example, "L02", period("2026-Q3"))
    browser = opened.show(paper, "nl")
    screen(browser, 1280)
    assert hidden_beside(browser) == []
    screen(browser, 360)
    wide = "return document.documentElement.scrollWidth"
    assert browser.execute_script(wide) <= 360
    assert violations(browser) == []
