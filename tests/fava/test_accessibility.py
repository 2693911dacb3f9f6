"""Every page held against WCAG 2 A and AA, and against good practice, by axe-core.

Only what is ours on the page; what Fava has around it is Fava's. Each language sees
light and dark, a phone and a wide screen; both together see every combination.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from selenium.webdriver import Chrome
from selenium_axe_python.axe import Axe
from tests.fava.conftest import Site, serving
from tests.fava.test_browser import UNFOLD, opened, scheme, screen, wait
from tests.fava.test_every_page import (
    HOSTILE_BOOKS,
    HOSTILE_REGISTER,
    each_language,
    each_page,
)
from tests.fava.test_screens import address
from tests.support import MEMBERS

SCREENS = {
    "en": (("light", 360), ("dark", 1600)),
    "nl": (("light", 1600), ("dark", 360)),
}
RUN = """
const [options, done] = arguments;
axe.run(".paraplu", options).then((found) => done(found.violations));
"""


@pytest.fixture
def reader(chromium: Chrome, language: str) -> Iterator[Chrome]:
    """The browser of somebody who reads this language."""
    speak(chromium, language)
    yield chromium
    speak(chromium, "en")


def speak(browser: Chrome, language: str) -> None:
    """Have the browser ask for pages in a language."""
    headers = {"headers": {"Accept-Language": language}}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", headers)


def violations(browser: Chrome, *, contrast: bool = True) -> list[str]:
    """Return what axe finds wrong in our part of a page: rule, help and element."""
    # The colours of before fade away.
    wait(browser, "return document.getAnimations().length === 0")
    Axe(browser).inject()  # type: ignore[no-untyped-call]
    options = {
        # To name whatever is well takes longer than to look.
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": contrast}},
    }
    found = browser.execute_async_script(RUN, options)
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:100]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.no_cover  # Each page has tests of its own.
@each_page
@each_language
def test_every_page_is_accessible(
    reader: Chrome, served: str, name: str, asked: dict[str, str], language: str
) -> None:
    screen(reader, 1600)
    opened(reader, address(served, name, asked))
    # Colours take most of the time, and are the same in both languages and in what a
    # click would unfold.
    colours = language == "en"
    if not colours:
        reader.execute_script(UNFOLD)
    assert SCREENS[language]
    for shade, width in SCREENS[language]:
        scheme(reader, shade)
        screen(reader, width)
        assert violations(reader, contrast=colours) == [], (shade, width)


@pytest.mark.no_cover  # Each page has tests of its own.
@pytest.mark.parametrize(
    ("ledger", "members"),
    [
        ("", MEMBERS),
        ("", "members: {}\n"),
        (HOSTILE_BOOKS, HOSTILE_REGISTER),
        (HOSTILE_BOOKS, "members: {L01: {joined: never}}\n"),
        ('2025-01-01 * "x"\n  Assets:Bank  1 EUR\n  Equity:Coop\n', "[[["),
    ],
    ids=["empty", "nobody", "hostile", "faults", "no-yaml"],
)
def test_pages_of_odd_books_are_accessible(
    chromium: Chrome, site: Callable[..., Site], ledger: str, members: str
) -> None:
    scheme(chromium, "light")
    screen(chromium, 360)
    with serving(site(ledger, members=members)) as served:
        for page in (
            "Overview/",
            "Members/",
            "Members/?member=L01",
            "ToDo/",
            "Funds/",
            "Vat/",
            "Reports/",
            "Hours/",
        ):
            opened(chromium, f"{served}extension/Paraplu{page}")
            assert violations(chromium) == [], page


def test_what_nobody_can_see_is_found(chromium: Chrome) -> None:
    well = '<main class="paraplu"><h1 style="color: #555">Anna<img src="" alt="b"></h1>'
    faint = well.replace("#555", "#999")
    silent = well.replace(' alt="b"', "")
    for page, expected in (
        (well, []),
        (faint, ["color-contrast"]),
        (silent, ["image-alt"]),
    ):
        chromium.get(f"data:text/html,{quote(page)}")
        assert [one.partition(":")[0] for one in violations(chromium)] == expected
