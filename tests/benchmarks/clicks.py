"""Counts clicks and keys: ten lines of a bank on Fava's page of imports, and on ours.

    .venv/bin/python tests/benchmarks/clicks.py

Both are done in a real browser, on the same books and the same file, by as few clicks
and keys as their page allows, until the ten lines are in the books in the same place.
Each of them pays an invoice that it does not name, so that somebody has to say which.
On Fava's page the file lies in the folder of imports already, and a link to the invoice
is left out; both would be more. What is written is compared before anything is said.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from tests.bookkeeping.bank_import.books import ing, make_books, row
from tests.browser import browsing
from tests.fava.test_browser import opened, screen, wait
from tests.fava.test_work_browser import answered, served_work
from tests.fava.work import working_on

LINES = 10
RECEIVABLE = "Assets:Members:L01:Receivable"
CONFIG = """\
from paraplu.fava_import import importers

CONFIG = importers(__file__)
"""
OPTIONS = """\
2025-01-01 custom "fava-option" "import-dirs" "import"
2025-01-01 custom "fava-option" "import-config" "import_config.py"
"""
# What Fava suggests first by it is the account.
SHORT = "l01rec"


@dataclass
class Hands:
    """Somebody at a browser, whose clicks and keys are counted."""

    browser: Chrome
    clicks: int = 0
    keys: int = 0

    def click(self, there: WebElement) -> None:
        """Click on something."""
        self.clicks += 1
        there.click()

    def type(self, *keys: str) -> None:
        """Press keys; each text is as many as it has letters."""
        self.keys += sum(map(len, keys))
        ActionChains(self.browser).send_keys(*keys).perform()

    def choose(self, there: WebElement, file: Path) -> None:
        """Choose a file: a click on the button, and one on the file."""
        self.clicks += 2
        there.send_keys(str(file))

    @property
    def together(self) -> int:
        """All clicks and keys."""
        return self.clicks + self.keys


def books(folder: Path) -> tuple[Path, Path]:
    """Make books with ten open invoices; return them, and a file that pays those."""
    main = make_books(folder / "books")
    january = main.parent / "2025" / "2025-01-ing.beancount"
    claims = "".join(
        f'2025-01-1{n % 10} * "Klant {n}" "Kast" ^2025-1{n:02}\n'
        f"  {RECEIVABLE}  {_amount(n)} EUR\n"
        f"  Income:Members:L01:Sales\n\n"
        for n in range(LINES)
    )
    january.write_text(
        january.read_text("utf-8").replace(
            ";; days 8-14\n", f";; days 8-14\n\n{claims}"
        )
    )
    rows = [row(3 + n, _amount(n), f"Iemand {n}", text="kast") for n in range(LINES)]
    return main, ing(folder / "february.csv", *rows)


def _amount(n: int) -> str:
    return f"{31 + 7 * n}.{n}5"


def on_our_page(hands: Hands, folder: Path) -> str:
    """Import and place the lines on the page Work; return what was written."""
    main, file = books(folder)
    with working_on(main) as page, served_work(page) as address:
        opened(hands.browser, f"{address}?do=import")
        hands.choose(_found(hands, ".pp-drop input"), file)
        answered(hands.browser, "Write them?")
        hands.type(Keys.ENTER)
        answered(hands.browser, f"{LINES} lines imported")
        for n in range(LINES):
            name = f"Iemand {n}"
            wait(
                hands.browser,
                f"return document.querySelector('h3')?.innerText.includes('{name}')",
            )
            hands.type("1")
            answered(hands.browser, f"{name} is placed on {RECEIVABLE}")
    return _written(main)


def on_fava_s_page(hands: Hands, folder: Path) -> str:
    """Import and place the lines on Fava's page; return what was written."""
    main, file = books(folder)
    (main.parent / "import").mkdir()
    file.rename(main.parent / "import" / file.name)
    (main.parent / "import_config.py").write_text(CONFIG, "utf-8")
    main.write_text(main.read_text("utf-8") + OPTIONS, "utf-8")
    with working_on(main) as page, served_work(page) as address:
        hands.browser.get(address.partition("extension")[0] + "import/")
        hands.click(_button(hands, "Extract"))
        for n in range(LINES):
            wait(
                hands.browser,
                "return [...document.querySelectorAll('form input')]"
                f".some((one) => one.value === 'Iemand {n}')",
            )
            field = wait(
                hands.browser,
                "return [...document.querySelectorAll('form input')]"
                ".find((one) => one.value === 'Assets:Clearing:Unallocated')",
            )
            hands.click(field)
            # All of it is chosen by one key, and typed over.
            hands.keys += 1
            field.send_keys(Keys.CONTROL, "a")
            hands.type(SHORT)
            wait(hands.browser, "return document.querySelector('[role=option], li')")
            hands.type(Keys.ENTER)
            hands.click(_button(hands, "Next"))
        # The balance that the file ends with is one more.
        hands.click(_button(hands, "Save"))
        _until(lambda: _written(main).count("\n") == LINES)
    return _written(main)


def _found(hands: Hands, selector: str) -> WebElement:
    return wait(hands.browser, f"return document.querySelector({selector!r})")


def _button(hands: Hands, words: str) -> WebElement:
    return wait(
        hands.browser,
        "return [...document.querySelectorAll('button')]"
        f".find((one) => one.innerText.trim() === {words!r})",
    )


def _until(true: Callable[[], bool]) -> None:
    import time

    end = time.monotonic() + 20
    while not true():
        if time.monotonic() > end:
            raise AssertionError("never written")
        time.sleep(0.05)


def _written(main: Path) -> str:
    """Return where each line of February is, whatever else its entry says."""
    text = "\n".join(
        file.read_text("utf-8") for file in sorted(main.parent.rglob("*.beancount"))
    )
    entry = r'^(2025-02-\d\d) [*!] "(Iemand \d)"[^\n]*\n((?:  [^\n]*\n)+)'
    found = re.findall(entry, text, re.MULTILINE)
    return "".join(
        f"{day} {payee} {RECEIVABLE in legs}\n" for day, payee, legs in sorted(found)
    )


def main() -> int:
    """Print the counts; return 1 where ours are more than half of the others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with browsing(folder / "profile") as browser:
            if browser is None:
                print("Chromium is not installed.")
                return 1
            screen(browser, 1280)
            ours, fava = Hands(browser), Hands(browser)
            written = on_our_page(ours, folder / "ours")
            others = on_fava_s_page(fava, folder / "fava")
    if written != others or written.count("True") != LINES:
        print(f"They did not write the same:\n{written}\n{others}")
        return 1
    for called, hands in (("the page Work", ours), ("Fava's page", fava)):
        print(f"{called}: {hands.clicks} clicks, {hands.keys} keys")
    print(f"ours of theirs: {ours.together / fava.together:.0%}")
    return int(ours.together * 2 > fava.together)


if __name__ == "__main__":
    sys.exit(main())
