"""Writes made-up books to a folder: a file for every month, receipts beside them."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

Legs = Iterable[tuple[str, int]]

# Sizes of scanned receipts, in bytes: seldom two of the same size.
SMALLEST, LARGEST = 20_000, 400_000
# One entry in so many leaves its last amount to Beancount, as people do by hand.
ELIDED = 10


def euros(cents: int) -> str:
    """Return an amount in cents as the ledger writes it."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d} EUR"


class Journal:
    """Collects entries in the order of days; amounts are in cents."""

    def __init__(self, folder: Path, rng: Random) -> None:
        """Take the folder of the ledger and the source of chance."""
        self.count = 0
        self.balances: defaultdict[str, int] = defaultdict(int)
        self._folder = folder
        self._rng = rng
        self._months: defaultdict[str, list[str]] = defaultdict(list)
        self._receipts = 0

    def add(
        self,
        day: dt.date,
        words: tuple[str, str],
        legs: Legs,
        *,
        links: str = "",
        meta: Mapping[str, str] | None = None,
    ) -> None:
        """Add an entry; `words` are payee and narration, `links` are as written."""
        self.count += 1
        postings = [(account, cents) for account, cents in legs if cents]
        if sum(cents for _, cents in postings):
            raise ValueError(f"{words} of {day} does not balance")
        lines = [f'{day} * "{words[0]}" "{words[1]}"{links and " " + links}']
        lines += [f'  {key}: "{value}"' for key, value in (meta or {}).items()]
        for account, cents in postings:
            self.balances[account] += cents
            lines.append(f"  {account}  {euros(cents)}")
        if self.count % ELIDED == 0:
            lines[-1] = f"  {postings[-1][0]}"
        self._months[day.strftime("%Y/%Y-%m")].append("\n".join(lines) + "\n")

    def assert_balance(self, account: str, day: dt.date) -> None:
        """Add what the bank says at the beginning of a day."""
        line = f"{day} balance {account}  {euros(self.balances[account])}\n"
        self._months[day.strftime("%Y/%Y-%m")].append(line)

    def receipt(self, day: dt.date) -> str:
        """Save a receipt, and return its path from the folder of the ledger."""
        self._receipts += 1
        name = f"documents/{day:%Y}/{day:%Y-%m-%d}-bon-{self._receipts}.pdf"
        file = self._folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"bon {self._receipts}\n", "ascii")
        # The rest is a hole, which takes no room on disk.
        os.truncate(file, self._rng.randint(SMALLEST, LARGEST))
        return name

    def write(self, opening: dt.date, plugin: str) -> Path:
        """Write the ledger, and return its main file.

        Beside it stands `plain.beancount`, the same books without the plugin line.
        """
        accounts = self._folder / "accounts.beancount"
        accounts.write_text(
            "".join(f"{opening} open {name} EUR\n" for name in sorted(self.balances)),
            "utf-8",
        )
        head = 'option "title" "Coöperatie De Proeftuin"\n'
        head += 'option "operating_currency" "EUR"\n'
        includes = 'include "accounts.beancount"\n'
        for month, entries in sorted(self._months.items()):
            file = self._folder / f"{month}.beancount"
            file.parent.mkdir(exist_ok=True)
            file.write_text("\n".join(entries), "utf-8")
            includes += f'include "{month}.beancount"\n'
        main = self._folder / "main.beancount"
        main.write_text(f"{head}{plugin}\n{includes}", "utf-8")
        (self._folder / "plain.beancount").write_text(head + includes, "utf-8")
        return main
