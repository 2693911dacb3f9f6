"""Puts bills on the disk: each receipt under its hash, and the entries, as one step."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.plain_file import digest_of
from paraplu.bookkeeping.bills.sources import LARGEST
from paraplu.journal.atomic_step import Together
from paraplu.journal.opening import Openings
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.seals.guard import ClosedPeriods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from paraplu.bookkeeping.bills.drafting import BillPlan
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

# How the ledger's file of bills is called: 2026/2026-03-bills.beancount.
_BOOK = {"en": "bills", "nl": "notas"}


class BillFiling:
    """Writes bills into some books."""

    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._language = register.language
        self._openings = Openings(books, register)

    def book(self, day: dt.date) -> Path:
        """Return the file that a bill of a day goes into."""
        name = f"{day:%Y-%m}-{_BOOK[self._language]}.beancount"
        return self._books.main.parent / f"{day:%Y}" / name

    def must_be_taken_in(self, plans: Iterable[BillPlan]) -> None:
        """Raise CannotBook where the ledger would not read what is written."""
        text = self._books.text
        for book in {self.book(plan.day): None for plan in plans}:
            if text is not None and not text.takes_in(book):
                raise CannotBook(
                    say(
                        "{main} does not include {file}. Add this line to it: {line}",
                        main=text.main.name,
                        file=book.name,
                        line=f'include "{book.parent.name}/*.beancount"',
                    )
                )

    def must_be_open(self, plans: Iterable[BillPlan]) -> None:
        """Raise CannotBook where the day of a bill lies in a closed period (PD03)."""
        closed = ClosedPeriods(self._books)
        for plan in plans:
            refusal = closed.refusal(plan.day, plan.entry)
            if refusal:
                raise CannotBook(refusal)

    def texts(self, plans: Iterable[BillPlan]) -> dict[Path, str]:
        """Return what is written, by file: accounts that are new, then the entries."""
        found: defaultdict[Path, list[str]] = defaultdict(list)
        opened: set[str] = set()
        for plan in plans:
            names = {one.account for one in plan.postings} - opened
            opened |= names
            lines = self._openings.of(names, plan.account.name)
            new = "".join(line.text for line in lines)
            found[self.book(plan.day)] += [new, plan.entry] if new else [plan.entry]
        return {book: "\n".join(texts) for book, texts in found.items()}

    def file(self, plans: Iterable[BillPlan]) -> None:
        """Write receipts and entries, all of it or nothing, under a lock.

        CannotFinish, and OSError where the disk does not want it: then nothing counts.
        """
        plans = list(plans)
        folder = self._books.main.parent
        with Together(folder) as step:
            for plan in plans:
                path = folder / plan.receipt
                if not _lies_there(path):
                    step.new(path, plan.source.data)
            for book, text in self.texts(plans).items():
                step.below(book, text)
            step.commit()


def _lies_there(path: Path) -> bool:
    """Tell whether a receipt lies there: its name is its hash.

    CannotBook where something else has its name.
    """
    if not os.path.lexists(path):
        return False
    if path.is_file() and digest_of(path, LARGEST + 1) == path.stem:
        return True
    raise CannotBook(
        say(
            "{file} should be a receipt, and is something else. Move it away.",
            file=path.name,
        )
    )
