"""The pages in a real browser: Chromium, where it is installed.

What only a browser can show: navigation without a full load, the console, widths,
the keyboard, and the colours of pictures.
"""

from __future__ import annotations

import base64
import io
import time

import pytest
from pypdf import PdfReader
from selenium.webdriver import Chrome
from selenium.webdriver.remote.webelement import WebElement
from tests.browser import new_tab

# Ends with the seconds since the page was asked for, when all of it is drawn.
SETTLED = """
const done = arguments[0];
const told = () => done(performance.now() / 1000);
requestAnimationFrame(() => requestAnimationFrame(told));
"""
# Unfolds what a click would unfold.
UNFOLD = (
    "document.querySelectorAll('.paraplu details').forEach((one) => one.open = true)"
)
# The colours of pictures and of the text in them, which axe does not look at.
PALETTE = """
const style = getComputedStyle(document.querySelector(".paraplu"));
return Object.fromEntries(arguments[0].map(
  (name) => [name, style.getPropertyValue("--pp-" + name)]));
"""
SHAPES = ("left", "costs", "contribution", "growth", "training", "set-off")
TEXTS = ("ink", "soft")
WORST_SHAPE, WORST_TEXT = 3, 4.5


@pytest.fixture
def browser(chromium: Chrome) -> Chrome:
    """The browser, light and wide, with no history and nothing in its console yet."""
    new_tab(chromium)
    screen(chromium, 1280)
    scheme(chromium, "light")
    said(chromium)
    return chromium


def said(browser: Chrome) -> list[str]:
    """Return what the console says since it was asked last."""
    lines = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [line["message"] for line in lines]


def screen(browser: Chrome, width: int) -> None:
    """Have the browser show pages as wide as this."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def scheme(browser: Chrome, name: str) -> None:
    """Have the browser ask for light pages, or for dark ones."""
    feature = {"name": "prefers-color-scheme", "value": name}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def wait(browser: Chrome, script: str) -> WebElement:
    """Return what a script finds as soon as it finds anything."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        given: WebElement | None = browser.execute_script(script)
        if given:
            return given
        time.sleep(0.05)
    raise AssertionError(f"never: {script}")


def opened(browser: Chrome, address: str) -> None:
    """Open a page of ours, and wait until its script has run."""
    browser.get(address)
    wait(
        browser,
        "return document.querySelector('.paraplu') && document.querySelector('header')",
    )


def heading(browser: Chrome) -> str:
    """Return the heading of the page."""
    text: str = browser.execute_script(
        "return document.querySelector('.paraplu h2')?.textContent ?? ''"
    )
    return " ".join(text.split())


def click(browser: Chrome, selector: str) -> None:
    """Click on the first of what a selector finds."""
    wait(browser, f"return document.querySelector({selector!r})")
    browser.execute_script(f"document.querySelector({selector!r}).click()")


def test_from_the_members_to_one_and_back(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluMembers/")
    assert heading(browser) == "8 members in EUR, as of 31 October 2026"
    browser.execute_script("window.stays = true")

    click(browser, ".pp-times a[href*='time=2025']")
    wait(
        browser,
        "return document.querySelector('h2')?.textContent.includes('31 December 2025')",
    )
    click(browser, "tbody a[href*='member=L03']")
    wait(browser, "return document.querySelector('h2')?.textContent.includes('L03')")
    assert "time=2025" in browser.current_url
    assert "member=L03" in browser.current_url

    click(browser, ".pp-back a[rel=next]")
    wait(browser, "return document.querySelector('h2')?.textContent.includes('L04')")
    browser.back()
    wait(browser, "return document.querySelector('h2')?.textContent.includes('L03')")
    browser.back()
    wait(
        browser,
        "return document.querySelector('h2')?.textContent.includes('8 members')",
    )
    browser.forward()
    wait(browser, "return document.querySelector('h2')?.textContent.includes('L03')")
    # All of it without a full load, and without a word in the console.
    assert browser.execute_script("return window.stays")
    assert said(browser) == []


def test_members_are_found_and_put_in_order(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluOverview/")
    field = wait(
        browser, "return document.querySelector('.pp-tools:not([hidden]) input')"
    )
    shown = (
        "return [...document.querySelectorAll('[data-pp-rows] > li:not([hidden])')]"
        ".map((row) => row.dataset.code)"
    )
    assert browser.execute_script(shown) == [f"L0{n}" for n in range(1, 8)]
    field.send_keys("lamp")
    assert browser.execute_script(shown) == ["L05"]
    field.send_keys("zzz")
    assert browser.find_element("css selector", ".pp-rows-none").is_displayed()
    field.clear()
    click(browser, "[data-pp-attention]")
    assert browser.execute_script(shown) == ["L05"]
    click(browser, "[data-pp-attention]")
    order = browser.find_element("css selector", "[data-pp-order]")
    order.send_keys("what")
    codes = browser.execute_script(shown)
    assert (codes[0], codes[-1]) == ("L06", "L03")
    assert said(browser) == []


def test_our_pages_come_first_while_they_are_shown(
    browser: Chrome, served: str
) -> None:
    first = (
        "return document.querySelector('aside ul a[href*=\"/extension/Paraplu\"]')"
        "?.closest('ul') === document.querySelector('aside ul')"
    )
    opened(browser, served + "extension/ParapluOverview/")
    wait(browser, first)
    assert browser.title.startswith("Overview - ")
    browser.execute_script(
        "document.querySelector('aside a[href*=\"/balance_sheet/\"]').click()"
    )
    wait(browser, "return document.querySelector('.paraplu') === null")
    assert not browser.execute_script(first)
    browser.back()
    wait(browser, first)
    assert said(browser) == []


def test_pages_print_as_documents(browser: Chrome, served: str) -> None:
    for page, whole in (
        ("ParapluMembers/?time=2025", "to the municipality"),
        ("ParapluMembers/?member=L02", "receipt"),
        ("ParapluFunds/", "brought forward"),
    ):
        opened(browser, f"{served}extension/{page}")
        asked = {"preferCSSPageSize": True}
        printed = browser.execute_cdp_cmd("Page.printToPDF", asked)["data"]
        pages = pdf_pages(base64.b64decode(printed))
        text = " ".join(pages)
        assert whole in text, page
        # Neither Fava around it nor our tabs, and the foot on every page.
        assert "VAT returns" not in text, page
        assert "Filter by tag" not in text, page
        assert all("· books " in one and "31 " in one for one in pages), page
        # What all rows come to is there once, below the last of them.
        assert text.count("10,344.79") <= 1, page
    assert said(browser) == []


def pdf_pages(data: bytes) -> list[str]:
    """Return the words of each page of a PDF."""
    pages = PdfReader(io.BytesIO(data)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_favas_own_filter_of_time(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluMembers/")
    field = wait(
        browser, "return document.querySelector('header input[placeholder=Time]')"
    )
    field.send_keys("2025-06\n")
    wait(
        browser,
        "return document.querySelector('h2')?.textContent.includes('30 June 2025')",
    )
    assert "time=2025-06" in browser.current_url
    assert said(browser) == []


def test_the_sidebar_of_the_example_chooses_a_year(
    browser: Chrome, served: str
) -> None:
    opened(browser, served + "extension/ParapluMembers/?member=L02")
    click(browser, "aside a[href$='/jump?time=2025']")
    wait(
        browser,
        "return document.querySelector('h3')?.textContent.includes('December 2025')",
    )
    assert "member=L02" in browser.current_url
    assert "time=2025" in browser.current_url
    click(browser, "aside a[href$='/jump?time=']")
    wait(
        browser,
        "return document.querySelector('h3')?.textContent.includes('October 2026')",
    )
    assert "time" not in browser.current_url.partition("?")[2]


def test_an_entry_opens_over_favas_journal(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluMembers/?member=L01")
    click(browser, ".pp-entries tbody a")
    wait(browser, "return location.hash.startsWith('#context-')")
    wait(
        browser,
        "return document.body.textContent.includes('Afdracht L01 oktober 2026')",
    )
    assert said(browser) == []


def test_a_receipt_opens_beside_the_page(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluMembers/?member=L01")
    here = browser.current_window_handle
    # A click of the script alone would be taken for an advertisement. What was out of
    # sight takes its place first.
    link = wait(
        browser, "return document.querySelector('.pp-entries a[target=_blank]')"
    )
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    browser.execute_async_script(SETTLED)
    link.click()
    deadline = time.monotonic() + 20
    while len(browser.window_handles) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    (beside,) = set(browser.window_handles) - {here}
    browser.switch_to.window(beside)
    assert "/paper?entry=" in browser.current_url
    browser.close()
    browser.switch_to.window(here)
    assert "member=L01" in browser.current_url


def test_a_report_opens_beside_the_page(browser: Chrome, served: str) -> None:
    """What is chosen is asked for, and why there is none stands on the page."""
    opened(browser, f"{served}extension/ParapluReports/?time=2025")
    here = browser.current_window_handle
    for chosen, title in (("2026-03", "Statement of L01"), ("1999", "")):
        browser.execute_script(
            "const period = document.querySelector('[aria-labelledby="
            "pp-report-member] [name=period]');"
            "period.append(new Option('x', arguments[0], true, true));",
            chosen,
        )
        click(browser, "#pp-report-member ~ form button[value=html]")
        wait(browser, "return true")
        (there,) = [one for one in browser.window_handles if one != here]
        browser.switch_to.window(there)
        heading = "h1" if title else "[role=alert]"
        found = wait(browser, f"return document.querySelector('{heading}')").text
        assert found == title or found.startswith("✕ 1999 is before these books")
        browser.close()
        browser.switch_to.window(here)


def test_tables_are_sorted_by_keyboard(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluMembers/")
    head = "table[data-pp-sorted] thead th:last-child"
    wait(browser, f"return document.querySelector('{head} button')")
    press = f"document.querySelector('{head} button').focus()"
    rows = (
        "return [...document.querySelectorAll('table[data-pp-sorted] tbody th')]"
        ".map(cell => cell.textContent.trim().slice(0, 3))"
    )
    browser.execute_script(press)
    for key, first, last, order in (
        ("\n", "L08", "L06", "ascending"),
        (" ", "L06", "L08", "descending"),
    ):
        browser.switch_to.active_element.send_keys(key)
        codes = browser.execute_script(rows)
        assert (codes[0], codes[-1]) == (first, last)
        sorted_by = f"return document.querySelector('{head}').getAttribute('aria-sort')"
        assert browser.execute_script(sorted_by) == order


def test_the_keyboard_reaches_everything_that_can_be_clicked(
    browser: Chrome, served: str
) -> None:
    opened(browser, served + "extension/ParapluMembers/")
    wait(browser, "return document.querySelector('table[data-pp-sorted]')")
    missed = browser.execute_script(
        "return [...document.querySelectorAll('.paraplu a, .paraplu button, "
        ".paraplu summary, .paraplu .pp-scroll')]"
        ".filter(one => one.checkVisibility() && one.tabIndex < 0)"
        ".map(one => one.outerHTML)"
    )
    assert missed == []


@pytest.mark.parametrize("width", [360, 768, 1600])
@pytest.mark.parametrize("page", ["", "?member=L01", "?member=L08&time=2025-06"])
def test_no_page_is_wider_than_the_screen(
    browser: Chrome, served: str, width: int, page: str
) -> None:
    screen(browser, width)
    opened(browser, served + "extension/ParapluMembers/" + page)
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_all_of_a_picture_can_be_seen(browser: Chrome, served: str, shade: str) -> None:
    scheme(browser, shade)
    opened(browser, served + "extension/ParapluMembers/?member=L01")
    colours = browser.execute_script(PALETTE, ["ground", *SHAPES, *TEXTS])
    against = {name: contrast(one, colours["ground"]) for name, one in colours.items()}
    assert (luminance(colours["ground"]) < 0.5) == (shade == "dark")
    assert [name for name in SHAPES if against[name] < WORST_SHAPE] == []
    assert [name for name in TEXTS if against[name] < WORST_TEXT] == []


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as #0d7a6f, as WCAG has it."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return how light a colour is."""
    digits = colour.strip().removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    shares = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
