"""The pages in a real browser: Chromium, where it is installed.

What only a browser can show: navigation without a full load, the console, widths,
the keyboard, and the colours that are seen in the end.
"""

from __future__ import annotations

import time

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.remote.webelement import WebElement

# What is seen of each text: its colour over the first ground beneath it.
CONTRASTS = """
function parts(colour) {
  const numbers = colour.match(/[\\d.]+/g).map(Number);
  return numbers.length > 3 ? numbers : [...numbers, 1];
}
function ground(element) {
  for (let at = element; at; at = at.parentElement) {
    const [r, g, b, a] = parts(getComputedStyle(at).backgroundColor);
    if (a > 0.99) return [r, g, b];
  }
  return [255, 255, 255];
}
function light(colour) {
  const [r, g, b] = colour.slice(0, 3).map((v) => {
    const share = v / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const found = [];
const page = document.querySelector(".paraplu");
const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  const text = walker.currentNode.textContent.trim();
  if (!text || !element.checkVisibility() || element.closest("style, title")) continue;
  const style = getComputedStyle(element);
  const ink = parts(element.closest("svg") ? style.fill : style.color);
  const [high, low] = [light(ink), light(ground(element))].sort((a, b) => b - a);
  found.push([(high + 0.05) / (low + 0.05), text, element.outerHTML.slice(0, 80)]);
}
return found.sort((a, b) => a[0] - b[0]).slice(0, 5);
"""
# The colours of pictures against the page, which patterns and words help along.
PALETTE = """
const style = getComputedStyle(document.querySelector(".paraplu"));
const names = ["left", "costs", "contribution", "growth", "training", "set-off"];
return [["ground", style.getPropertyValue("--pp-ground")], ...names.map(
  (name) => [name, style.getPropertyValue("--pp-" + name)])];
"""
WORST_TEXT, WORST_PICTURE = 4.5, 3


@pytest.fixture
def browser(chromium: Chrome) -> Chrome:
    """The browser, light and wide, with nothing said in its console yet."""
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
    assert heading(browser) == "8 members in EUR, as of 2026-10-31"
    browser.execute_script("window.stays = true")

    click(browser, ".pp-times a[href*='time=2025']")
    wait(
        browser,
        "return document.querySelector('h2').textContent.includes('2025-12-31')",
    )
    click(browser, ".pp-card a[href*='member=L03']")
    wait(browser, "return document.querySelector('h2').textContent.includes('L03')")
    assert "time=2025" in browser.current_url
    assert "member=L03" in browser.current_url

    click(browser, ".pp-back a[rel=next]")
    wait(browser, "return document.querySelector('h2').textContent.includes('L04')")
    browser.back()
    wait(browser, "return document.querySelector('h2').textContent.includes('L03')")
    browser.back()
    wait(
        browser, "return document.querySelector('h2').textContent.includes('8 members')"
    )
    browser.forward()
    wait(browser, "return document.querySelector('h2').textContent.includes('L03')")
    # All of it without a full load, and without a word in the console.
    assert browser.execute_script("return window.stays")
    assert said(browser) == []


def test_favas_own_filter_of_time(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluMembers/")
    field = wait(
        browser, "return document.querySelector('header input[placeholder=Time]')"
    )
    field.send_keys("2025-06\n")
    wait(
        browser,
        "return document.querySelector('h2').textContent.includes('2025-06-30')",
    )
    assert "time=2025-06" in browser.current_url
    assert said(browser) == []


def test_the_sidebar_of_the_example_chooses_a_year(
    browser: Chrome, served: str
) -> None:
    opened(browser, served + "extension/ParapluMembers/?member=L02")
    click(browser, "aside a[href$='/jump?time=2025']")
    wait(
        browser, "return document.querySelector('h3')?.textContent.includes('2025-12')"
    )
    assert "member=L02" in browser.current_url
    assert "time=2025" in browser.current_url
    click(browser, "aside a[href$='/jump?time=']")
    wait(
        browser, "return document.querySelector('h3')?.textContent.includes('2026-10')"
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
    # A click of the script alone would be taken for an advertisement.
    link = ".pp-entries a[target=_blank]"
    wait(browser, f"return document.querySelector('{link}')").click()
    deadline = time.monotonic() + 20
    while len(browser.window_handles) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    (beside,) = set(browser.window_handles) - {here}
    browser.switch_to.window(beside)
    assert "/paper?entry=" in browser.current_url
    browser.close()
    browser.switch_to.window(here)
    assert "member=L01" in browser.current_url


def test_tables_are_sorted_by_keyboard(browser: Chrome, served: str) -> None:
    opened(browser, served + "extension/ParapluMembers/")
    head = "table[data-pp-sorted] thead th:last-child"
    wait(browser, f"return document.querySelector('{head} button')")
    press = f"document.querySelector('{head} button').focus()"
    rows = (
        "return [...document.querySelectorAll('table[data-pp-sorted] tbody th')]"
        ".map(cell => cell.textContent.trim())"
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
@pytest.mark.parametrize("page", ["", "?member=L05"])
def test_all_text_can_be_read(
    browser: Chrome, served: str, shade: str, page: str
) -> None:
    scheme(browser, shade)
    opened(browser, served + "extension/ParapluMembers/" + page)
    ground = browser.execute_script(
        "return getComputedStyle(document.documentElement).backgroundColor"
        " + getComputedStyle(document.body).backgroundColor"
    )
    assert ("38, 38, 38" in ground) == (shade == "dark"), ground
    worst = browser.execute_script(CONTRASTS)
    assert worst[0][0] >= WORST_TEXT, worst


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_all_of_a_picture_can_be_seen(browser: Chrome, served: str, shade: str) -> None:
    scheme(browser, shade)
    opened(browser, served + "extension/ParapluMembers/?member=L01")
    (_, ground), *colours = browser.execute_script(PALETTE)
    faint = {name for name, one in colours if contrast(one, ground) < WORST_PICTURE}
    assert len(colours) == 6
    assert faint == set()


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


@pytest.mark.parametrize("page", ["", "?member=L01"])
def test_pictures_have_words(browser: Chrome, served: str, page: str) -> None:
    opened(browser, served + "extension/ParapluMembers/" + page)
    silent = browser.execute_script(
        "return [...document.querySelectorAll('.paraplu svg')].filter(one => "
        "!one.closest('[aria-hidden=true]') && !one.closest('[role=img][aria-label]'))"
        ".map(one => one.outerHTML.slice(0, 200))"
    )
    assert silent == []
