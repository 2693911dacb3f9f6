"""Makes random ledgers, and holds our loading of each against Beancount's own.

The suite takes three hundred. For more, or for one that failed:

    python tests/fuzz/ledgers.py 300 100000     the seeds from 300 up to 100,000
    python tests/fuzz/ledgers.py 4711           one seed, whose files are printed

It ends with how many were compared, and status 1 at the first that differs.
"""

from __future__ import annotations

import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from beancount import loader
from beancount.core import data

from paraplu.ledger.loader import load
from paraplu.ledger.source.files import LedgerUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

ACCOUNTS = (
    "Assets:Bank",
    "Assets:Kas:Één",
    "Assets:Shares",
    "Liabilities:VAT",
    "Income:Sales",
    "Expenses:C",
    "Equity:Open",
)
NUMBERS = (
    *("0", "0.00", "10", "-10.00", "9.99", "1,000.50", "0.005", "-0.10", "33.3333"),
    *("10.00/4", "(2 + 3) * 1.10", "-(5.00)", "+7.00", "999999999999999.99"),
)
TEXTS = (
    *("x", "", "Café “Zoet” – 1½", "日本語", "🙂", "a\\nb", "two\nlines", "tab\there"),
    *('say \\"yes\\"', "a;b", "#no ^tag", "é", "\u202eright", "\\\\", "1/0", "''"),
)
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "AAPL", "A'B_C.D-1")
PLUGINS = (
    "beancount.plugins.auto_accounts",
    "beancount.plugins.implicit_prices",
    "beancount.plugins.leafonly",
    "beancount.plugins.unique_prices",
    "nowhere.at_all",
)
OPTIONS = (
    ("operating_currency", "EUR"),
    ("title", "Één"),
    ("booking_method", "FIFO"),
    ("booking_method", "NOSUCH"),
    ("inferred_tolerance_default", "EUR:0.005"),
    ("infer_tolerance_from_cost", "TRUE"),
    ("inferred_tolerance_multiplier", "1.1"),
    ("name_assets", "Bezit"),
    ("nosuch", "x"),
)
NOISE = ('"', "{", "}", "\n", "  ", "2025-02-30", "@", ":", "-", "\x0c", "é", "pushtag")


@dataclass(frozen=True)
class Seeded:
    """One random ledger; the same for the same seed, on every machine."""

    dice: random.Random
    # What is held at cost has Beancount book all entries: not to be in every ledger.
    held: bool

    def files(self) -> dict[str, str]:
        """Return the texts of the ledger by the names of its files."""
        parts = [self._part() for _ in range(self.dice.randint(3, 22))]
        opened = [
            f"2025-01-0{self.dice.randint(1, 3)} open {one}{self._booked()}\n"
            for one in ACCOUNTS
            if self._chance(0.9)
        ]
        files = {"main.beancount": "\n".join([*opened, *parts])}
        if self._chance(0.2):
            files["main.beancount"] += '\ninclude "m*.beancount"\n'
            files["more.beancount"] = "\n".join(self._part() for _ in range(4))
        if self._chance(0.35):
            files = {name: self._damaged(text) for name, text in files.items()}
        return files

    def _chance(self, part: float) -> bool:
        return self.dice.random() < part

    def _of(self, choices: Sequence[T]) -> T:
        return self.dice.choice(choices)

    def _day(self) -> str:
        return f"2025-0{self.dice.randint(1, 4)}-{self.dice.randint(1, 28):02}"

    def _booked(self) -> str:
        return self._of(("", "", "", " EUR", ' "FIFO"', ' EUR,USD "NONE"'))

    def _amount(self) -> str:
        return f"{self._of(NUMBERS)} {self._of(CURRENCIES)}"

    def _meta(self, indent: str) -> str:
        text, number, one = self._of(TEXTS), self._of(NUMBERS), self._of(ACCOUNTS)
        value = self._of(
            (f'"{text}"', number, one, self._day(), self._amount(), "TRUE", "#t", "")
        )
        return f"{indent}{self._of(('share', 'note', 'receipt-total'))}: {value}\n"

    def _units(self) -> str:
        number, plain = self._of(NUMBERS), f"{self._of(NUMBERS)} EUR"
        if self._chance(0.6):
            return self._of((plain, plain, ""))
        priced = f"{self._amount()} {self._of(('@', '@@'))} {self._amount()}"
        if not self.held:
            return self._of((priced, self._amount()))
        lot = self._of(("", self._day(), "5.00 # 1.00 EUR", "*"))
        partial = self._of(("10.00", "EUR", "1 USD @", "1 USD @ EUR"))
        return self._of(
            (f"{number} AAPL {{{plain}}}", f"-1 AAPL {{{lot}}}", priced, partial)
        )

    def _transaction(self) -> str:
        marks = self._of(("", "", " #tag", " ^link", " #a ^b #c"))
        texts = self._of((f'"{self._of(TEXTS)}"', f'"{self._of(TEXTS)}" "b"', ""))
        lines = [f"{self._day()} {self._of(('*', '!', 'txn', 'P'))} {texts}{marks}\n"]
        lines += [self._meta("  ")] * self._chance(0.2)
        if self._chance(0.4):
            amount = self._of(("10.00", "0.01", "7"))
            lines += [f"  {self._of(ACCOUNTS)}  {amount} EUR\n"]
            lines += [f"  {self._of(ACCOUNTS)}  -{amount} EUR\n"]
        for _ in range(self.dice.randint(0, 3)):
            mark, note = self._of(("", "", "! ")), self._of(("", "", "  ; ¿?"))
            lines += [f"  {mark}{self._of(ACCOUNTS)}  {self._units()}{note}\n"]
            lines += [self._meta("    ")] * self._chance(0.1)
        return "".join(lines)

    def _part(self) -> str:
        day, one, other = self._day(), self._of(ACCOUNTS), self._of(ACCOUNTS)
        tolerance = self._of(("", "", " ~ 0.05"))
        if self._chance(0.6):
            return self._transaction()
        return str(
            self._of(
                (
                    f"{day} balance {one} {self._of(NUMBERS)}{tolerance} EUR\n",
                    f"{day} pad {one} {other}\n",
                    f"2025-04-28 balance {one} 50.00 EUR\n{day} pad {one} {other}\n",
                    f"{day} price USD {self._amount()}\n",
                    f'{day} note {one} "{self._of(TEXTS)}"\n{self._meta("  ")}',
                    f'{day} document {one} "nowhere.pdf" #tag\n',
                    f'{day} event "place" "{self._of(TEXTS)}"\n',
                    f'{day} query "q" "SELECT 1"\n',
                    f'{day} custom "c" "{self._of(TEXTS)}" {self._amount()} TRUE\n',
                    f"{day} close {one}\n",
                    f"{day} commodity USD\n{self._meta('  ')}",
                    f"{day} open {one}\n",
                    f"pushtag #t\n{self._transaction()}poptag #t\n",
                    f"pushmeta k: 1\n{self._transaction()}popmeta k:\n",
                    f'plugin "{self._of(PLUGINS)}"\n',
                    'option "{}" "{}"\n'.format(*self._of(OPTIONS)),
                    f'include "{self._of(("nowhere", "main"))}.beancount"\n',
                    f"* {self._of(TEXTS)}\n; {self._of(TEXTS)}\n",
                )
            )
        )

    def _damaged(self, text: str) -> str:
        """Return a text with some of it taken out, put in, doubled or cut off."""
        for _ in range(self.dice.randint(1, 4)):
            at = self.dice.randrange(len(text) + 1)
            upto = min(len(text), at + self.dice.randint(0, 12))
            between = self._of(("", *NOISE, text[at:upto] * 2))
            text = text[:at] + between + text[upto:]
        return text.replace("\n", "\r\n") if self._chance(0.1) else text


def of_seed(seed: int) -> Seeded:
    """Return the ledger of a seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    return Seeded(dice, held=dice.random() < 0.4)


def write(seed: int, folder: Path) -> Path:
    """Write the ledger of a seed into a folder; return its main file."""
    for name, text in of_seed(seed).files().items():
        # As bytes: what a line ends with is part of it.
        (folder / name).write_bytes(text.encode())
    return folder / "main.beancount"


def without_tolerances(entry: data.Directive) -> data.Directive:
    """Return an entry without the tolerances that Beancount notes for itself."""
    meta = {k: v for k, v in entry.meta.items() if k != "__tolerances__"}
    changed: data.Directive = entry._replace(meta=meta)
    return changed


def said(error: data.BeancountError) -> tuple[str, Any, Any]:
    """Return what an error says, and where."""
    source = error.source or {}
    return error.message, source.get("filename"), source.get("lineno")


def _outcome(how: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - what it gives
    """Return what loading gives, or the exception that it ends with."""
    try:
        return how(*given)
    except LedgerUnreadable:
        # Beancount's own process would end here.
        raise
    except Exception as fault:  # noqa: BLE001 - Beancount's can be any
        return fault


def same(main: Path) -> int | None:
    """Hold our loading against Beancount's; return the number of entries.

    None where Beancount stops on an exception: then ours must on the same one.
    """
    ours = _outcome(load, main)
    theirs = _outcome(loader._load, [(str(main), True)], None, None, None)
    if isinstance(ours, Exception) or isinstance(theirs, Exception):
        assert repr(ours) == repr(theirs)
        return None
    entries = [list(map(without_tolerances, one[0])) for one in (ours, theirs)]
    assert entries[0] == entries[1]
    assert list(map(said, ours[1])) == list(map(said, theirs[1]))
    # How amounts are printed has no equality, and the hash is of Beancount's cache.
    apart = {"dcontext", "input_hash"}
    options = [
        {k: v for k, v in one[2].items() if k not in apart} for one in (ours, theirs)
    ]
    assert options[0] == options[1]
    return len(ours[0])


def compared(seed: int) -> int | None:
    """Compare one seed; None where neither of the two can load it."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return same(write(seed, Path(folder)))
        except LedgerUnreadable:
            return None


def main() -> int:
    """Compare the seeds of the command line, and print what came of it."""
    first, *last = map(int, sys.argv[1:])
    if not last:
        for name, text in of_seed(first).files().items():
            print(f"--- {name}\n{text}")
    counted = []
    for seed in range(first, *last or [first + 1]):
        try:
            counted.append(compared(seed))
        except BaseException:
            print(f"seed {seed} differs")
            raise
    refused = counted.count(None)
    print(f"{len(counted) - refused} the same, {refused} that neither can load")
    return 0


if __name__ == "__main__":
    sys.exit(main())
