"""Opens the accounts that new entries are the first to book on."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.journal.ledger_text import CURRENCY_COLUMN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from paraplu.ledger.books import Books, Opened
    from paraplu.register.model import Register

_AUTO_ACCOUNTS = frozenset(
    {"beancount.plugins.auto_accounts", "beancount.plugins.auto"}
)
_METADATA = re.compile(r"[ \t]+\S")


class Opening(NamedTuple):
    """A line that opens an account, and below which line of which file it goes."""

    file: Path
    below: int
    text: str


class Openings:
    """Knows which accounts the books do not open, and where they open those alike."""

    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register
        self._opened = {
            name: opened
            for name, opened in sorted(books.opened.items())
            if opened.source.file and not opened.source.file.startswith("<")
        }
        self._names = list(self._opened)
        self._by_itself = opens_by_itself(books)

    def of(self, accounts: Iterable[str], account: str) -> list[Opening]:
        """Return the lines for the accounts that are not open.

        `account` is one that the books open: what lies beside it is opened on the same
        day, so that older entries can follow. None where the books open accounts by
        themselves.
        """
        if self._by_itself or account not in self._opened:
            return []
        missing = sorted(set(accounts) - self._books.opened.keys())
        return [self._line(name, self._opened[account].date) for name in missing]

    def _line(self, name: str, date: dt.date) -> Opening:
        """Return the line for an account, below the one whose name comes before it."""
        member = self._register.members.get(self._books.chart.account(name).member)
        day = max(date, member.joined) if member else date
        near = self._near(name)
        file = Path(near.source.file)
        start = f"{day} open {name}"
        text = f"{start:<{CURRENCY_COLUMN - 4}} {self._books.currency}\n"
        return Opening(file, near.source.line, text)

    def _near(self, name: str) -> Opened:
        at = bisect_right(self._names, name)
        return self._opened[self._names[max(at - 1, 0)]]


def opens_by_itself(books: Books) -> bool:
    """Tell whether a plugin opens every account that the books use."""
    return any(name in _AUTO_ACCOUNTS for name, _ in books.plugins or ())


def opened_in(text: str, openings: Iterable[Opening]) -> str:
    """Return the text of a file with these lines in it."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    end = "\r\n" if "\r\n" in text else "\n"
    for one in sorted(openings, key=lambda one: (one.below, one.text), reverse=True):
        at = min(one.below, len(lines))
        while at < len(lines) and _METADATA.match(lines[at]):
            at += 1
        if at and not lines[at - 1].endswith("\n"):
            lines[at - 1] += end
        lines.insert(at, one.text.replace("\n", end))
    return "".join(lines)
