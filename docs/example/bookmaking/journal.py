"""The journal: the entries and papers so far, and what stands on the accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookmaking.days import FIRST, LAST
from bookmaking.entry import Book, Entry
from bookmaking.money import ZERO
from bookmaking.paper import pdf

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

Legs = dict[str, "Decimal"]


@dataclass(frozen=True)
class Filed:
    """A paper that stands in the books by itself, with a link to what it shows."""

    date: dt.date
    book: Book
    account: str
    path: str
    link: str


class Unsound(Exception):  # noqa: N818 - it is the books that are wrong
    """What was planned makes no sound books; the plan has to change."""


class Journal:
    """All entries of the books, in the order in which they were thought of."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.entries: list[Entry] = []
        self.papers: dict[str, bytes] = {}
        self.filed: list[Filed] = []
        self.files: dict[str, bytes] = {}

    def book(
        self,
        date: dt.date,
        book: Book,
        payee: str,
        narration: str,
        legs: Legs,
        *links: str,
        **notes: str,
    ) -> None:
        """Keep an entry, unless it is of nil or falls after the end of the books.

        Legs of nil are left out. The notes are its metadata.
        """
        kept = tuple((account, part) for account, part in legs.items() if part)
        if sum(legs.values()) or date < FIRST:
            message = f"{date} {narration}: {legs}"
            raise Unsound(message)
        if kept and date <= LAST:
            said = tuple(notes.items())
            entry = Entry(date, book, payee, narration, kept, links, said)
            self.entries.append(entry)

    def issue(
        self, date: dt.date, legs: Legs, text: str, files: dict[str, bytes]
    ) -> None:
        """Keep an invoice: what it books, as `text` has it, and its files by path."""
        self.files |= files
        entry = Entry(date, Book.INVOICES, "", "", tuple(legs.items()), text=text)
        self.entries.append(entry)

    def receipt(self, folder: str, date: dt.date, shop: str, *lines: str) -> str:
        """Keep the paper of a purchase, and return its path in the ledger's folder."""
        stem = f"documents/{folder}/{date.year}/{date}-{_slug(shop)}"
        path, number = f"{stem}.pdf", 1
        while path in self.papers:
            number += 1
            path = f"{stem}-{number}.pdf"
        if date <= LAST:
            self.papers[path] = pdf((shop, "Wilgerdam (verzonnen)", str(date), *lines))
        return path

    def balance(self, account: str, until: dt.date) -> Decimal:
        """Return what stands on an account and those below it at the end of a day."""
        return self.moved(account, FIRST, until)

    def moved(self, account: str, begin: dt.date, until: dt.date) -> Decimal:
        """Return what was booked on an account and below it, both days included."""
        below = account + ":"
        return sum(
            (
                part
                for entry in self.entries
                if begin <= entry.date <= until
                for name, part in entry.legs
                if name == account or name.startswith(below)
            ),
            ZERO,
        )

    def accounts(self) -> dict[str, dt.date]:
        """Return every account with the day of its first entry, sorted by name."""
        first: dict[str, dt.date] = {}
        for entry in self.in_order():
            for name, _ in entry.legs:
                first.setdefault(name, entry.date)
        return dict(sorted(first.items()))

    def in_order(self) -> Iterator[Entry]:
        """Yield the entries by day; within a day in the order they were thought of."""
        yield from sorted(self.entries, key=lambda entry: entry.date)


def _slug(name: str) -> str:
    plain = name.casefold().translate(str.maketrans("éèëïöü", "eeeiou"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
