"""The page of work in a real browser, on books that git knows: what changed in them."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from cheroot.wsgi import Server
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from tests.bookkeeping.receipts.pictures import HEIC, photo
from tests.bookkeeping.waiting.test_allocate import STALL, line
from tests.browser import new_tab
from tests.fava.test_accessibility import speak, violations
from tests.fava.test_browser import (
    UNFOLD,
    click,
    opened,
    said,
    scheme,
    screen,
    wait,
)
from tests.fava.test_work_board import board
from tests.fava.test_work_import import importing, sent
from tests.fava.test_work_invoices import CUSTOMER, invoices
from tests.fava.test_work_receipts import PDF, WOOD, numbers, receipts
from tests.fava.work import WorkPage, waiting_work

from paraplu.base.language import Language, Message, say
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.meant import meant_number
from paraplu.bookkeeping.invoices.reading import read_invoice_text
from paraplu.bookkeeping.invoices.texts import yaml_text
from paraplu.fava.doing.jobs import JOBS


@contextmanager
def served_work(page: WorkPage) -> Iterator[str]:
    """Serve a page of work, and give its address."""
    server = Server(("127.0.0.1", 0), page.app, numthreads=8)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    port = server.bind_addr[1]
    try:
        yield f"http://127.0.0.1:{port}/{page.slug}/extension/ParapluWork/"
    finally:
        server.stop()
        thread.join(10)


SAID = "document.getElementById('paraplu-said')"


def press(browser: Chrome, *keys: str) -> None:
    """Press keys, one after the other, wherever the focus is."""
    ActionChains(browser).send_keys(*keys).perform()


def answered(browser: Chrome, words: str) -> str:
    """Wait until the page says something with these words; return all of it."""
    wait(
        browser,
        "return document.getElementById('paraplu-said')?.textContent"
        f".includes({words!r})",
    )
    text: str = browser.execute_script(
        "return document.getElementById('paraplu-said').innerText"
    )
    return text


def test_lines_are_placed_with_keys_alone(chromium: Chrome, tmp_path: Path) -> None:
    new_tab(chromium)
    screen(chromium, 1280)
    scheme(chromium, "light")
    said(chromium)
    lines = (
        line(3, "121.00", "Klant", "kast"),
        line(4, "-40.00", "Iemand", "eerste", STALL),
        line(5, "-40.00", "Ander", "tweede", STALL),
    )
    with waiting_work(tmp_path, *lines) as page, served_work(page) as address:
        page.commit()
        opened(chromium, address)
        wait(chromium, "return document.activeElement.dataset.ppFirst !== undefined")
        press(chromium, "j")
        wait(chromium, "return document.querySelector('h3').innerText.includes('40')")
        press(chromium, "k")
        wait(chromium, "return document.querySelector('h3').innerText.includes('121')")
        # Two keys: the line is placed, and undone.
        press(chromium, "1")
        text = answered(chromium, "is placed on")
        assert "ledger/2025/2025-02-ing.beancount:3" in text
        assert page.diff().count("\n+2025-02-03 * ") == 1
        press(chromium, "u")
        answered(chromium, "Undone")
        assert page.diff() == ""
        wait(chromium, "return document.querySelector('h3').innerText.includes('121')")
        press(chromium, Keys.ENTER)
        wait(chromium, "return document.querySelector('h3').innerText.includes('40')")

        # “Always so” asks about the line that the rule fits as well.
        click(chromium, "summary")
        form = "form.pp-form "
        chromium.execute_script(
            f"document.querySelector('{form} [name=\"kind[]\"]').value = "
            "'Expenses:Coop:Rent'"
        )
        click(chromium, f"{form} [name=always]")
        click(chromium, f"{form} [type=submit]")
        answered(chromium, "This rule fits 1 other line that waits:")
        press(chromium, Keys.ENTER)
        answered(chromium, "The rule placed 1 other line too.")
        assert page.diff().count("\n+2025-02-0") == 3
        assert "Every line" in chromium.find_element("css selector", "h2").text
        assert said(chromium) == []


def test_a_file_of_the_bank_is_seen_before_it_is_written(
    chromium: Chrome, tmp_path: Path
) -> None:
    new_tab(chromium)
    screen(chromium, 360)
    said(chromium)
    data, _ = sent(tmp_path)
    (tmp_path / "february.csv").write_bytes(data)
    with importing(tmp_path) as page, served_work(page) as address:
        opened(chromium, address + "?do=import")
        assert violations(chromium) == []
        choose = chromium.find_element("css selector", ".pp-drop input")
        choose.send_keys(str(tmp_path / "february.csv"))
        answered(chromium, "3 lines are new: 2 with a place")
        assert page.diff() == ""
        assert violations(chromium) == []
        # What is asked begins with its first line.
        assert chromium.execute_script(f"return {SAID}.scrollTop") == 0
        # The answer has the focus; then comes the line that has no place.
        press(chromium, Keys.ENTER)
        answered(chromium, "3 lines imported")
        assert page.diff().count("\n+2025-02-0") >= 3
        wait(chromium, "return document.querySelector('h3')?.innerText.includes('40')")
        # Nothing stays under what is told: it can be scrolled to, or closed.
        room = "getComputedStyle(document.querySelector('.pp-work')).paddingBottom"
        high = chromium.execute_script(f"return {SAID}.offsetHeight")
        assert high > 0
        assert chromium.execute_script(f"return {room}") == f"{high}px"
        click(chromium, ".pp-close")
        assert chromium.execute_script(f"return {SAID}.innerText + {room}") == "0px"
        assert said(chromium) == []


def test_another_browser_comes_first(chromium: Chrome, tmp_path: Path) -> None:
    new_tab(chromium)
    screen(chromium, 360)
    scheme(chromium, "dark")
    lines = (line(3, "121.00", "Klant", "kast"), line(4, "-40.00", "Iemand"))
    with waiting_work(tmp_path, *lines) as page, served_work(page) as address:
        opened(chromium, address)
        assert violations(chromium) == []
        wide = "return document.documentElement.scrollWidth"
        assert chromium.execute_script(wide) == 360
        key = page.drawn().select_one("[name=line]")
        assert key is not None
        page.done("place", line=key["value"], number="1")
        after = page.files()
        press(chromium, "1")
        answered(chromium, "The books changed since this page was drawn")
        # It shows them as they are now, and nothing else was written.
        assert page.files() == after
        wait(chromium, "return document.querySelector('h3').innerText.includes('40')")
        assert violations(chromium) == []


def test_what_was_typed_is_there_again_where_the_books_changed(
    chromium: Chrome, tmp_path: Path
) -> None:
    new_tab(chromium)
    with board(tmp_path) as page, served_work(page) as address:
        opened(chromium, address + "?do=approve")
        form = "form[data-pp-do=decide] "
        field = f"return document.querySelector('{form}[name=note]').value"
        chromium.execute_script(f"{field.removeprefix('return ')} = 'not too much'")
        page.done("ask", member="L02", purpose="training", what="a course", amount="9")
        click(chromium, f"{form}[type=submit]")
        answered(chromium, "The books changed since this page was drawn")
        wait(chromium, "return document.body.innerText.includes('a course')")
        wait(chromium, f"{field} === 'not too much'")
        # The request that is new has a form of its own, with nothing in it.
        every = f"return [...document.querySelectorAll('{form}[name=note]')]"
        values = chromium.execute_script(f"{every}.map((one) => one.value)")
        assert values == ["not too much", ""]


def test_a_button_says_how_changes_are_allowed(
    chromium: Chrome, tmp_path: Path
) -> None:
    new_tab(chromium)
    with waiting_work(tmp_path, write=False) as page, served_work(page) as address:
        before = page.files()
        opened(chromium, address)
        press(chromium, "1")
        answered(chromium, "--write")
        assert page.files() == before


DESCRIPTION = ".journal > li.transaction .description"
# Drops a file on the first of what a selector finds, as a browser does for a reader.
DROP = """
const [selector, name, text] = arguments;
const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const dataTransfer = new DataTransfer();
dataTransfer.items.add(new File([bytes], name));
const there = document.querySelector(selector);
if (!there) return false;
for (const type of ["dragenter", "dragover", "drop"]) {
  const more = {dataTransfer, bubbles: true, cancelable: true};
  there.dispatchEvent(new DragEvent(type, more));
}
return true;
"""


def drop(browser: Chrome, selector: str, name: str, data: bytes) -> None:
    """Drop a file on what a selector finds, as soon as it is drawn."""
    text = base64.b64encode(data).decode()
    until = time.monotonic() + 20
    while not browser.execute_script(DROP, selector, name, text):
        assert time.monotonic() < until, selector
        time.sleep(0.05)


def test_receipts_are_dropped_and_laid_from_the_inbox(
    chromium: Chrome, tmp_path: Path
) -> None:
    new_tab(chromium)
    screen(chromium, 360)
    scheme(chromium, "light")
    said(chromium)
    photos = tmp_path / "phone"
    photos.mkdir()
    (photos / "verf 12,50.jpg").write_bytes(photo())
    (photos / "zomaar.heic").write_bytes(HEIC)
    with receipts(tmp_path / "books") as page, served_work(page) as address:
        opened(chromium, address + "?do=receipts")
        assert violations(chromium) == []
        wide = "return document.documentElement.scrollWidth"
        assert chromium.execute_script(wide) == 360
        # On its row.
        drop(chromium, ".pp-rows li:last-child", "bill.pdf", PDF)
        answered(chromium, "The receipt is laid on 2025-03-03")
        assert f'+  receipt: "{WOOD}.pdf"\n' in page.diff()
        # Two at once into the inbox, and from there with a key.
        keep = chromium.find_element("css selector", ".pp-drop input")
        keep.send_keys("\n".join(map(str, sorted(photos.iterdir()))))
        answered(chromium, "zomaar.jpg is in the inbox.")
        wait(chromium, "return document.querySelector('figure img').naturalHeight > 0")
        assert violations(chromium) == []
        press(chromium, "1")
        answered(chromium, "The receipt is laid on 2025-03-04")
        assert "2025-03-04-verfwinkel.jpg" in page.diff()
        inbox = [one for one in page.files() if "/inbox/" in one]
        assert inbox == ["ledger/documents/inbox/zomaar.jpg"]
        assert said(chromium) == []

        # Fava's own way: dropped on an entry in its journal, under a bare name.
        screen(chromium, 1280)
        chromium.get(address.partition("extension")[0] + "journal/")
        drop(chromium, DESCRIPTION, "2025-03-05 bon.pdf", PDF + b"% another\n")
        upload = (
            "[...document.querySelectorAll('form button')].find((one) => one.innerText"
        )
        wait(chromium, f"return {upload} === 'Upload')").click()
        wait(chromium, "return document.body.innerText.includes('Uploaded to')")
        assert '+  document: "2025-03-05 bon.pdf"\n' in page.diff()
        # The rule finds it, once the computer has told of the file; so does a link.
        until = time.monotonic() + 10
        while missing := numbers(page):
            assert time.monotonic() < until, missing
            time.sleep(0.1)
        opened(chromium, address.replace("Work", "Members") + "?member=L01")
        link = "document.querySelector('.pp-receipt[title$=\"05 bon.pdf\"]')"
        wait(chromium, f"return {link}")
        found = f"return fetch({link}.href).then((answer) => answer.status)"
        assert chromium.execute_script(found) == 200
        assert said(chromium) == []


# Fills the form of a draft in as many times as there are forms; what it says each time.
TOTALS = """
const form = document.querySelector("form[data-pp-live]");
const said = [];
for (const lines of arguments[0]) {
  while (form.querySelectorAll("[data-pp-part]").length < lines.length) {
    form.querySelector("[data-pp-more]").click();
  }
  form.querySelectorAll("[data-pp-part]").forEach((part, n) => {
    const line = lines[n] ?? ["", "", "", "21%"];
    ["description", "quantity", "price", "rate"].forEach((name, at) => {
      part.querySelector(`[name="${name}[]"]`).value = line[at];
    });
  });
  form.querySelector("input").dispatchEvent(new Event("input", {bubbles: true}));
  said.push(form.querySelector("[data-pp-total]").textContent);
}
return said;
"""
# A half cent of a line, of VAT, and of both together; what is taken off; thousands.
AWKWARD = [
    [["a", "1", "0.005", "0%"], ["b", "1", "10", "0%"]],
    [["a", "3", "0.335", "21%"], ["b", "", "0,50", "9%"]],
    [["a", "1", "0.50", "9%"], ["b", "1", "0.50", "9%"], ["c", "1", "0.50", "9%"]],
    [["a", "-1", "0.005", "21%"], ["b", "1", "1", "21%"]],
    [["a", "-0.5", "0.01", "9%"], ["b", "12", "6.50", "9%"]],
    [["a", "2", "€ 12,50", "9%"], ["", "", "", "21%"], ["", "7", " ", "21%"]],
    [["a", "1,125", "1.234,56", "21%"], ["b", "0,001", "99999,9999", "9%"]],
    [["a", "999", "123456.7891", "21%"], ["b", "1", "EUR 0.01", "9%"]],
    [["a", "1", "2.50", "9%"], ["b", "1", "2.50", "21%"], ["c", "1", "2.50", "0%"]],
]


def some_forms(random: Random) -> list[list[list[str]]]:
    """Return forms with amounts as they come, most of which end in half a cent."""

    def line() -> list[str]:
        quantity = random.choice(["", "1", "3", "0.5", "1.25", "0,125", "-1", "17"])
        price = (
            f"{random.randint(0, 99_999)}.{random.choice(['5', '05', '125', '9995'])}"
        )
        return ["x", quantity, price, random.choice(["21%", "9%", "0%"])]

    return [[line() for _ in range(random.randint(1, 4))] for _ in range(150)]


@pytest.mark.no_cover
def test_an_invoice_from_its_draft_to_a_part_of_it_back(
    chromium: Chrome, tmp_path: Path
) -> None:
    """What the page says of itself is what the server writes, to the cent."""
    new_tab(chromium)
    screen(chromium, 1280)
    scheme(chromium, "light")
    said(chromium)
    with invoices(tmp_path) as page, served_work(page) as address:
        forms = [*AWKWARD, *some_forms(Random(28))]  # noqa: S311 - no secrets
        compared = 0
        for language in ("nl", "en"):
            speak(chromium, language)
            opened(chromium, address + "?do=invoice")
            asked = (
                "return performance.getEntriesByType('resource')"
                ".filter((one) => one.name.includes('ParapluWork/')).length"
            )
            before = chromium.execute_script(asked)
            told = chromium.execute_script(TOTALS, forms)
            assert chromium.execute_script(asked) == before
            for lines, words in zip(forms, told, strict=True):
                totals = totals_written(lines)
                if totals:
                    compared += 1
                    assert words == Language(language).render(totals), lines
        assert compared > 200

        # What was typed stays when a new customer is written in between.
        click(chromium, "#pp-new")
        chromium.execute_script(TOTALS, [[["Taart", "2", "12,50", "9%"]]])
        Select(chromium.find_element("name", "member")).select_by_value("L02")
        click(chromium, "#pp-customer")
        for name, text in CUSTOMER.items():
            if name not in {"sort", "country"}:
                chromium.find_element("name", name).send_keys(text)
        chromium.find_element("name", "email").send_keys(Keys.ENTER)
        answered(chromium, "is a customer.")
        form = chromium.find_element("css selector", "form[data-pp-live]")
        assert form.find_element("css selector", "output").text == (
            "It comes to 27.25, of which 2.25 is VAT."
        )
        assert violations(chromium) == []
        form.find_element("css selector", "[type=submit]").click()
        answered(chromium, "draft-taart.yaml is a draft of 27.25.")
        assert "+customer: bakkerij-b-aan-b-de\n" in page.diff()

        # Its number, and a part of it back.
        click(chromium, "[aria-label='Issue 2025/draft-taart.yaml']")
        answered(chromium, "Invoice 2025-0001 for Bakkerij")
        press(chromium, Keys.ENTER)
        answered(chromium, "Invoice 2025-0001 is issued.")
        click(chromium, "[data-pp-do=credit] [type=submit]")
        answered(chromium, "This credits 27.25 of invoice 2025-0001.")
        quantity = "[data-pp-do=credit] [name='quantity[]']"
        chromium.execute_script(f'document.querySelector("{quantity}").value = 1')
        click(chromium, "[data-pp-do=credit] [type=submit]")
        answered(chromium, "This credits 13.63 of invoice 2025-0001.")
        press(chromium, Keys.ENTER)
        answered(chromium, "Credit note 2025-0002 is issued.")
        # Nothing is sent by a click alone, and here it cannot be.
        click(chromium, "[aria-label='Send 2025-0002 by e-mail']")
        answered(chromium, "Nothing was sent: e-mail is not set up on this computer.")
        assert "sent.jsonl" not in "".join(page.files())
        assert violations(chromium) == []
        assert [one for one in said(chromium) if "422" not in one] == []


def totals_written(lines: list[list[str]]) -> Message | None:
    """Return what a draft comes to by the services; None where it can be none."""
    keys = ("description", "quantity", "price", "vat")
    meant = [
        (what, meant_number(many.strip() or "1"), meant_number(price.strip()), rate)
        for what, many, price, rate in lines
        if what.strip() or price.strip()
    ]
    values = [dict(zip(keys, one, strict=True)) for one in meant]
    text = yaml_text({"member": "L02", "delivered": "2025-03-05", "lines": values})
    invoice, _ = read_invoice_text(text, Path())
    if invoice is None:
        return None
    totals = totals_of(invoice)
    return say(
        "It comes to {total}, of which {tax} is VAT.",
        total=totals.payable,
        tax=totals.tax,
    )


@pytest.mark.parametrize(
    ("language", "width", "shade"), [("en", 1280, "light"), ("nl", 360, "dark")]
)
def test_every_job_is_accessible_and_fits(
    chromium: Chrome, served: str, language: str, width: int, shade: str
) -> None:
    new_tab(chromium)
    screen(chromium, width)
    scheme(chromium, shade)
    speak(chromium, language)
    said(chromium)
    # Nothing is smaller than what can be read on a phone.
    small = """
    return [...document.querySelectorAll(".pp-work *")].filter((one) =>
      one.checkVisibility() && [...one.childNodes].some((text) =>
        text.nodeType === 3 && text.textContent.trim()) &&
      one.closest("svg, option") === null &&
      parseFloat(getComputedStyle(one).fontSize) < 13).map((one) => one.outerHTML);
    """
    assert len(JOBS) == 7
    try:
        for job in JOBS:
            opened(chromium, f"{served}extension/ParapluWork/?do={job}")
            chromium.execute_script(UNFOLD)
            assert violations(chromium) == [], job
            wide = "return document.documentElement.scrollWidth"
            assert chromium.execute_script(wide) == width, job
            assert chromium.execute_script(small) == [], job
            assert said(chromium) == [], job
    finally:
        speak(chromium, "en")
