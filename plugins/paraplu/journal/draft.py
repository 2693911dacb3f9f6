"""Entries before they are written: which file each goes into, what files become."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Language
from paraplu.journal.insertion import inserted, month_text
from paraplu.journal.opening import Opening, Openings, opened_in
from paraplu.journal.placement import Placement
from paraplu.journal.present import text_in
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.seals.guard import ClosedPeriods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paraplu.journal.block import DirectiveText
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


# Beancount knows no other ends of lines than this one.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Change(NamedTuple):
    """A file of the ledger: its text before, None for no file, and after."""

    file: Path
    before: str | None
    after: str


class PendingEntries:
    """Entries by the file of their month, and the accounts that they are first on.

    CannotBook for an entry of a closed period, in the words of PD03.
    """

    def __init__(
        self, books: Books, register: Register, into: Path | None = None
    ) -> None:
        self._books = books
        self._language = Language(register.language)
        self._into = into and into.absolute()
        self._placement = Placement(books, into, registered=bool(register.file))
        self._openings = Openings(books, register)
        self.blocks: defaultdict[Path, list[DirectiveText]] = defaultdict(list)
        self.lines: defaultdict[Path, list[Opening]] = defaultdict(list)
        self._months: dict[Path, dt.date] = {}
        self._closed = ClosedPeriods(books)
        self._edited: dict[Path, list[str]] = {}

    def lines_of(self, file: Path) -> list[str]:
        """Return the lines of a file as they are to be, with their ends.

        Lines may be put in the place of as many others: nothing below them moves.
        """
        if file not in self._edited:
            self._edited[file] = _LINE.findall(text_in(file) or "")
        return self._edited[file]

    def may_change(self, day: dt.date, text: str) -> bool:
        """Tell whether an entry that is there may say something else from now on."""
        return self._closed.refusal(day, text) is None

    def add(self, account: str, day: dt.date, block: DirectiveText) -> None:
        """Put an entry into the file where entries of this account and month are."""
        self._put(self._placement.file(account, day), day, block)

    def add_quiet(self, block: DirectiveText) -> None:
        """Put an entry that moves no money into the file where the others are."""
        self._put(self._placement.quiet(block.date), block.date, block)

    def _put(self, file: Path, day: dt.date, block: DirectiveText) -> None:
        refusal = self._closed.refusal(block.date, block.text)
        if refusal:
            raise CannotBook(refusal)
        self.blocks[file].append(block)
        self._months.setdefault(file, day)

    def open(self, accounts: Iterable[str], beside: str) -> None:
        """Open the accounts that are not, on the day that the one beside them was."""
        for opening in self._openings.of(accounts, beside):
            if opening not in self.lines[opening.file]:
                self.lines[opening.file].append(opening)

    def changes(self) -> tuple[Change, ...]:
        """Return what each file becomes, in the order of writing.

        Each change leaves a ledger that can be read, so that writing may stop between
        any two. Unbooked where a file is there that the books do not take in.
        """
        return tuple(one for one in self._changes() if one.before != one.after)

    def _changes(self) -> Iterator[Change]:
        asked = [self._into] if self._into else []
        for file in (*asked, *self.blocks, *self.lines):
            self._placement.must_be_of_books(file)
        yield from self._taken_in()
        for file in sorted((self.lines.keys() | self._edited) - self.blocks.keys()):
            before = text_in(file)
            openings = self.lines.get(file, ())
            yield Change(
                file, before, opened_in(self._edited_text(file, before), openings)
            )
        for file in sorted(self.blocks, key=lambda file: file not in self.lines):
            before = text_in(file)
            text = self._edited_text(file, before)
            if not text:
                text = self._placement.head()
                if self._placement.has_weeks(file):
                    text += month_text(self._language.code)
            text = opened_in(text, self.lines.get(file, ()))
            after = inserted(text, self.blocks[file], self._months[file])
            yield Change(file, before, after)

    def _taken_in(self) -> Iterator[Change]:
        """Have the main file take in the new files, which are empty at first."""
        for file in self.blocks:
            if not self._placement.is_taken_in(file):
                below, text = self._placement.include_for(file)
                include = Opening(self._books.main, below, text)
                if include not in self.lines[include.file]:
                    self.lines[include.file].append(include)
                yield Change(file, text_in(file), "")

    def _edited_text(self, file: Path, before: str | None) -> str:
        """Return what a file says before entries are added, with what was replaced."""
        return "".join(self._edited[file]) if file in self._edited else before or ""
