"""Every page in a real browser: widths, colours, the keyboard, moving about.

The pages come from the registry, as in `test_every_page`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys
from tests.fava.conftest import Site, serving
from tests.fava.test_browser import UNFOLD, opened, said, scheme, screen, wait
from tests.fava.test_every_page import IDS, NAMES, PAGES

each_page = pytest.mark.parametrize(("name", "asked"), PAGES, ids=IDS)

# Parts that reach out of the screen to the right, but for those that scroll by
# themselves.
TOO_WIDE = """
const most = document.documentElement.clientWidth + 1;
return [...document.querySelectorAll(".paraplu *")]
  .filter((one) => !one.closest(".pp-scroll, pre, svg, .pp-patterns"))
  .filter((one) => one.getBoundingClientRect().right > most)
  .map((one) => one.outerHTML.slice(0, 100));
"""
REACHED = """
const all = [...document.querySelectorAll(
  "a[href], button, summary, select, input, [tabindex]")].filter(
    (one) => one.closest(".paraplu"));
const seen = all.filter((one) => one.checkVisibility());
return [seen.indexOf(document.activeElement), seen.length];
"""


def address(served: str, name: str, asked: dict[str, str]) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"{served}extension/{name}/?{query}"


@pytest.fixture
def browser(chromium: Chrome) -> Chrome:
    """The browser, light and wide, with nothing said in its console yet."""
    screen(chromium, 1280)
    scheme(chromium, "light")
    said(chromium)
    return chromium


@each_page
def test_a_page_fits_on_a_phone(
    browser: Chrome, served: str, name: str, asked: dict[str, str]
) -> None:
    screen(browser, 360)
    opened(browser, address(served, name, asked))
    browser.execute_script(UNFOLD)
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    assert wide <= 360
    assert browser.execute_script(TOO_WIDE) == []
    assert said(browser) == []


LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappijbestuurders"
HOSTILE = f"</script><script>alert('x')</script> {LONG} \u05e9\u05dc\u05d5\u05dd"
HOSTILE_LEDGER = f"""\
2025-03-01 ! "{HOSTILE}" "\u202e{HOSTILE}" #{LONG} ^{LONG}
  waiver: "EV01: {HOSTILE}"
  receipt: "{HOSTILE}.pdf"
  approved: "{HOSTILE} 2025-01-01"
  Expenses:Members:L01:Costs:{LONG}   20.00 EUR
  Assets:Clearing:{LONG}

2025-03-02 * "{HOSTILE}"
  member: "{HOSTILE}"
  Expenses:Funds:{LONG}:{LONG}        20.00 EUR
  Assets:Bank:{LONG}

2025-03-03 * "Dear" "Sold for a fortune"
  Income:Members:L01:Sales    -123456789.12 EUR
  Liabilities:VAT              -25925925.72 EUR
  Assets:Bank:{LONG}
"""
HOSTILE_MEMBERS = f"""\
members:
  L01:
    trade_name: "{HOSTILE}"
    trade: "{HOSTILE}"
    nominated_by: "{HOSTILE}"
    joined: 2025-01-01
    frozen: [{{from: 2025-03-02, reason: "{HOSTILE}"}}]
    permission:
      - {{from: 2025-01-01, reference: "{HOSTILE}", document: "{HOSTILE}.pdf"}}
funds:
  {LONG}:
    {{funder: "{HOSTILE}", purposes: ["{LONG}"]}}
"""


def test_hostile_text_is_text_and_fits_on_a_phone(
    browser: Chrome, site: Callable[..., Site]
) -> None:
    screen(browser, 360)
    with serving(site(HOSTILE_LEDGER, members=HOSTILE_MEMBERS)) as served:
        for name, asked in PAGES:
            opened(browser, address(served, name, asked))
            browser.execute_script(UNFOLD)
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            assert wide <= 360, name
            assert browser.execute_script(TOO_WIDE) == [], name
            scripts = "return document.querySelectorAll('.paraplu script').length"
            assert browser.execute_script(scripts) == 0, name
            assert said(browser) == [], name
        opened(browser, f"{served}extension/ParapluMembers/?member=L01")
        text = browser.find_element("css selector", ".paraplu").text
        assert text.count("</script><script>alert('x')</script>") > 5


@each_page
def test_the_keyboard_goes_all_the_way(
    browser: Chrome, served: str, name: str, asked: dict[str, str]
) -> None:
    opened(browser, address(served, name, asked))
    browser.execute_script("document.querySelector('.paraplu a').focus()")
    reached, many = browser.execute_script(REACHED)
    assert reached == 0
    for expected in range(1, min(many, 25)):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        reached, many = browser.execute_script(REACHED)
        assert reached == expected
        outline = "return getComputedStyle(document.activeElement).outlineStyle"
        assert browser.execute_script(outline) != "none"


def test_from_page_to_page_and_back(browser: Chrome, served: str) -> None:
    opened(browser, f"{served}extension/{NAMES[0]}/?time=2025")
    browser.execute_script("window.stays = true")
    for name in NAMES[1:]:
        wait(
            browser, f"return document.querySelector('.pp-tabs a[href*={name}]')"
        ).click()
        wait(
            browser,
            "return document.querySelector('.pp-tabs [aria-current]')"
            f"?.href.includes('{name}')",
        )
        assert "time=2025" in browser.current_url
    browser.back()
    wait(
        browser,
        "return document.querySelector('.pp-tabs [aria-current]')"
        f"?.href.includes('{NAMES[-2]}')",
    )
    # Without a full load, and without a word in the console.
    assert browser.execute_script("return window.stays")
    assert said(browser) == []


def test_a_rule_is_one_click_from_its_finding(browser: Chrome, served: str) -> None:
    opened(browser, f"{served}extension/ParapluToDo/")
    wait(browser, "return document.querySelector('.pp-task .pp-code')").click()
    wait(browser, "return document.querySelector('.pp-rule h2')")
    assert "MB04" in browser.find_element("css selector", ".pp-rule h2").text
    wait(browser, "return document.querySelector('.pp-back a')").click()
    wait(browser, "return document.querySelector('.pp-task')")
    assert said(browser) == []


def test_a_waiver_opens_the_editor_at_its_line(browser: Chrome, served: str) -> None:
    opened(browser, f"{served}extension/ParapluToDo/")
    wait(browser, "return document.querySelector('.pp-where a[href*=line]')").click()
    wait(browser, "return document.querySelector('.cm-editor')")
    assert "/editor/" in browser.current_url
    assert "line=" in browser.current_url
    assert said(browser) == []


def test_the_name_of_a_fund_leads_down_to_it(browser: Chrome, served: str) -> None:
    opened(browser, f"{served}extension/ParapluFunds/")
    wait(browser, "return document.querySelector('a[href=\"#pp-fund-3\"]')").click()
    wait(browser, "return location.hash === '#pp-fund-3'")
    seen = (
        "const at = document.querySelector('#pp-fund-3').getBoundingClientRect();"
        "return at.top >= 0 && at.top < innerHeight"
    )
    wait(browser, seen)
    assert "/extension/ParapluFunds/" in browser.current_url
    assert said(browser) == []
