"""Which file of the ledger a transaction goes into, by its month and its account."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.journal.makes import FilePattern, FilePatterns
from paraplu.journal.present import text_in
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.source.includes import is_inside
from paraplu.ledger.source.kinds import is_no_ledger, is_private

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.books import Books

_AT_THE_END = 10**9
_LEDGER = (".beancount", ".bean")


class Placement:
    """Finds the files of the ledger."""

    def __init__(
        self, books: Books, into: Path | None = None, *, registered: bool = True
    ) -> None:
        self._books = books
        self._registered = registered
        self._into = into and into.absolute()
        self._made: dict[str, FilePattern] = {}
        self._files: dict[tuple[str, int, int], Path] = {}

    @cached_property
    def _makes(self) -> FilePatterns:
        return FilePatterns(self._books)

    def file(self, account: str, day: dt.date) -> Path:
        """Return the file for a transaction of a day on an account."""
        if self._into:
            return self._into
        month = (account, day.year, day.month)
        found = self._files.get(month)
        if found is None:
            found = self._files[month] = self._make(account).file(day)
        return found

    def quiet(self, day: dt.date) -> Path:
        """Return the file of the month for a transaction that moves no money.

        That is where a bookkeeper keeps what the bank knows not of. In books without
        files of months it is where the last such transaction of the month is, else the
        last.
        """
        if self._into:
            return self._into
        journal = self._makes.journal()
        if journal:
            return journal.file(day)
        until = [
            transaction
            for transaction in self._books.transactions
            if transaction.date <= day
        ]
        month = [one for one in until if Month.of(one.date) == Month.of(day)]
        quiet = [
            transaction
            for transaction in month
            if not transaction.signature.kinds & MONEY
        ]
        for transactions in (quiet, month, until):
            # What a plugin made is in no file.
            files = (
                Path(transaction.source.file) for transaction in reversed(transactions)
            )
            file = next((file for file in files if file.is_file()), None)
            if file:
                return file
        return self._books.main

    def has_weeks(self, file: Path) -> bool:
        """Tell whether a new file parts the weeks, as the last one of its make does."""
        return self._makes.has_weeks(file)

    def _make(self, account: str) -> FilePattern:
        """Return the make of the files that are an account's, else a new one."""
        if account not in self._made:
            by_money = self._books.chart.account(account).kind in MONEY
            makes = self._makes
            known = makes.of_money if by_money else makes.with_most
            made = known(account) or makes.new(account, self._books.main.parent)
            self._made[account] = made
        return self._made[account]

    def is_taken_in(self, file: Path) -> bool:
        """Tell whether the books read a file, or would if it were there."""
        text = self._books.text
        return text is None or text.takes_in(file)

    def must_be_of_books(self, file: Path) -> None:
        """Raise CannotBook for a file that is not one of the ledger, or could not be.

        A link that came with the books may lead out of them. Without a ledger, and
        without a register, there are no books that a file could lie outside of.
        """
        text, root = self._books.text, os.path.realpath(self._books.root)
        lies = is_inside(str(file), root) or not (text or self._registered)
        if not lies or is_private(str(file)):
            raise CannotBook(
                say(
                    "{file} is outside the books, by a link in them, or in git's own "
                    "folder. Give a file in {root}.",
                    file=str(file),
                    root=root,
                )
            )
        read = text is not None and file in text.files
        if not read and (file.suffix not in _LEDGER or is_no_ledger(str(file))):
            raise CannotBook(
                say(
                    "{file} cannot be a file of the ledger: its name has to end in "
                    ".beancount.",
                    file=str(file),
                )
            )

    def head(self) -> str:
        """Return what a new file begins with: the names of the roots, if they are own.

        Beancount knows the names that a file does not say itself only by their default.
        """
        text = self._books.text
        lines = text.of_main("option") if text else ()
        names = [
            f'option "{line.name}" "{line.value}"\n'
            for line in lines
            if line.name.startswith("name_")
        ]
        return "".join([*names, "\n"] if names else [])

    def include_for(self, file: Path) -> tuple[int, str]:
        """Return below which line of the main file what line takes in a file.

        Unbooked where the file is there already: what it says is not in the books.
        """
        text = self._books.text
        if text is None or (text_in(file) or "").strip():
            raise CannotBook(
                say(
                    "{file} exists, but the books do not include it. Add an include "
                    "line for it to the main file, or move it away.",
                    file=str(file),
                )
            )
        main = text.main.resolve()
        path = PurePath(os.path.relpath(file.resolve(), main.parent))
        alone = not any(file.parent.glob("*.beancount"))
        of_year = alone and file.parent != main.parent
        pattern = path.parent / "*.beancount" if of_year else path
        lines = [line.source.line for line in text.of_main("include")]
        return max(lines, default=_AT_THE_END), f'include "{pattern.as_posix()}"\n'
