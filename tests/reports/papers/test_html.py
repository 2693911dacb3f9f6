"""The page for a browser: nothing runs, nothing is fetched, everybody can read it."""

from __future__ import annotations

import itertools
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from selenium.webdriver import Chrome
from selenium_axe_python.axe import Axe
from tests.fava.test_browser import scheme, screen
from tests.reports.papers.everything import EVERYTHING
from tests.reports.papers.support import material_of, period
from tests.test_floors import ROOT

from paraplu.base.language import Language, say
from paraplu.check import check
from paraplu.rendering.html import as_html
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.member.statement import statements
from paraplu.reports.papers.model import Paper

EN = Language("en")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \" ' & </style>"
RUN = """
const [options, done] = arguments;
axe.run(document, options).then((found) => done(found.violations));
"""


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


@pytest.fixture
def opened(chromium: Chrome, tmp_path: Path) -> Browser:
    return Browser(chromium, tmp_path / "paper.html")


class Browser:
    """A browser that shows papers."""

    def __init__(self, browser: Chrome, file: Path) -> None:
        self.browser, self.file = browser, file

    def show(self, paper: Paper, language: str = "en") -> Chrome:
        self.file.write_text(as_html(paper, Language(language)), "utf-8")
        self.browser.get(self.file.as_uri())
        return self.browser


def page(paper: Paper) -> BeautifulSoup:
    return BeautifulSoup(as_html(paper, EN), "html.parser")


def test_the_policy_allows_the_one_style_sheet_alone() -> None:
    found = page(EVERYTHING)
    (style,) = found.find_all("style")
    digest = b64encode(sha256(style.get_text().encode()).digest()).decode()
    (policy,) = found.select('meta[http-equiv="Content-Security-Policy"]')
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
    text = as_html(EVERYTHING, EN)
    assert "<script" not in text
    assert not re.search(r'\s(?:src|href|style|on\w+)="', text)
    assert not re.search(r"https?://|url\(|@import", text)


def test_what_the_books_say_is_text() -> None:
    paper = replace(
        EVERYTHING,
        about=HOSTILE,
        title=say("Hi {who}", who=HOSTILE),
        notices=(say("{x}", x=HOSTILE),),
    )
    found = page(paper)
    assert found.script is None
    assert found.img is None
    (about,) = found.select(".about")
    assert about.get_text() == HOSTILE
    assert len(found.find_all("style")) == 1


def test_headings_are_in_order_and_tables_say_what_they_are() -> None:
    found = page(EVERYTHING)
    assert found.html is not None
    assert found.html["lang"] == "en"
    levels = [int(one.name[1]) for one in found.find_all(re.compile(r"^h\d$"))]
    assert levels[0] == 1
    assert all(two - one <= 1 for one, two in itertools.pairwise(levels))
    tables = found.select("table[data-key]")
    assert tables
    for table in tables:
        assert table.caption is not None
        assert all(head["scope"] == "col" for head in table.select("thead th"))
        assert all(head["scope"] == "row" for head in table.select("tr[data-key] > th"))


def test_a_figure_opens_its_entries() -> None:
    (details,) = page(EVERYTHING).select("tr.behind details")
    assert details.summary is not None
    assert details.summary.get_text() == "2 entries"
    cells = [[c.get_text() for c in row.select("td")] for row in details.select("tr")]
    assert cells[1:] == [
        ["5 March 2026", "Wood", "−1,200.50", "ledger/2026.beancount:7"],
        ["5 March 2026", "costs", "−34.06", ""],
    ]


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_everybody_can_read_it(opened: Browser, shade: str, width: int) -> None:
    browser = opened.show(EVERYTHING)
    scheme(browser, shade)
    screen(browser, width)
    unfold(browser)
    assert violations(browser) == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_statement_can_be_read_on_a_phone(
    opened: Browser, example: Material, language: str
) -> None:
    papers = list(statements(example, period("2026-Q1"), ["L01", "L07", "L08"]))
    assert papers
    for paper in papers:
        browser = opened.show(paper, language)
        scheme(browser, "light")
        screen(browser, 360)
        wide = "return document.documentElement.scrollWidth"
        assert browser.execute_script(wide) <= 360, paper.name
        assert hidden_beside(browser) == [], paper.name
        unfold(browser)
        assert browser.execute_script(wide) <= 360, paper.name
        assert violations(browser) == []
        lines = browser.get_log("browser")  # type: ignore[no-untyped-call]
        assert [line["message"] for line in lines] == []


def hidden_beside(browser: Chrome) -> list[str]:
    """Return the tables of which a part is off the screen, by their titles."""
    found = browser.execute_script(
        "return [...document.querySelectorAll('.scroll')].map((one) => "
        "[one.ariaLabel, one.scrollWidth > one.clientWidth])"
    )
    assert found
    return [title for title, moves in found if moves]


def unfold(browser: Chrome) -> None:
    """Open all that is folded away."""
    browser.execute_script(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )


def violations(browser: Chrome) -> list[str]:
    """Return what axe finds wrong in a page: rule, help and element."""
    # A policy that lets nothing run is no obstacle to the driver of the browser.
    Axe(browser).inject()  # type: ignore[no-untyped-call]
    found = browser.execute_async_script(RUN, {"resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:100]}"
        for rule in found
        for node in rule["nodes"]
    ]
