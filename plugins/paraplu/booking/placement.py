"""Which file of the ledger an entry goes into, by its month and its account."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from paraplu.booking.insertion import has_weeks
from paraplu.booking.unbooked import Unbooked
from paraplu.flows.table import MONEY
from paraplu.language import say
from paraplu.months import Month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.books import Books

_MONTH_FILE = re.compile(r"(\d{4})-\d\d-(.+)\.beancount")


_AT_THE_END = 10**9


class Style(NamedTuple):
    """How the files of an account are called, and where the years are."""

    folder: Path
    name: str
    by_year: bool
    weeks: bool


class Placement:
    """Finds the files of the ledger."""

    def __init__(self, books: Books, into: Path | None = None) -> None:
        """Take the books; with `into` all goes into that one file."""
        self._books = books
        self._into = into and into.absolute()
        self._styles: dict[str, Style] = {}

    def file(self, account: str, day: dt.date) -> Path:
        """Return the file for an entry of a day on an account."""
        if self._into:
            return self._into
        style = self.style(account)
        folder = style.folder / f"{day:%Y}" if style.by_year else style.folder
        return folder / f"{day:%Y-%m}-{style.name}.beancount"

    def quiet(self, day: dt.date) -> Path:
        """Return the file that holds the last entry until a day which moves no money.

        That is where a bookkeeper keeps what the bank does not know of; where there is
        no such entry in the month, the file of the last entry, or the main file.
        """
        if self._into:
            return self._into
        until = [entry for entry in self._books.entries if entry.date <= day]
        month = [one for one in until if Month.of(one.date) == Month.of(day)]
        quiet = [entry for entry in month if not entry.shape.kinds & MONEY]
        for entries in (quiet, month, until):
            # What a plugin made is in no file.
            files = (Path(entry.source.file) for entry in reversed(entries))
            file = next((file for file in files if file.is_file()), None)
            if file:
                return file
        return self._books.main

    def style(self, account: str) -> Style:
        """Return how the files of an account are called."""
        if account not in self._styles:
            self._styles[account] = self._found(account)
        return self._styles[account]

    def is_taken_in(self, file: Path) -> bool:
        """Tell whether the books read a file, or would if it were there."""
        text = self._books.text
        return text is None or text.takes_in(file)

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
        if text is None or (file.exists() and file.read_bytes().strip()):
            raise Unbooked(
                say(
                    "{file} is there, and the books do not take it in. Add an include "
                    "for it to the main file, or move it away.",
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

    def _found(self, account: str) -> Style:
        """Return the style of the files that have the account, else of new books."""
        styles: Counter[tuple[Path, str, bool]] = Counter()
        last: dict[tuple[Path, str, bool], Path] = {}
        for name, times in Counter(self._files(account)).items():
            file = Path(os.path.normpath(name))
            found = _MONTH_FILE.fullmatch(file.name)
            if found:
                by_year = file.parent.name == found[1]
                folder = file.parent.parent if by_year else file.parent
                style = (folder, found[2], by_year)
                styles[style] += times
                last[style] = max(file, last.get(style, file))
        if not styles:
            name = account.rpartition(":")[2].lower()
            return Style(self._books.main.parent, name, by_year=True, weeks=True)
        ((style, _),) = styles.most_common(1)
        return Style(*style, weeks=has_weeks(last[style].read_text("utf-8")))

    def _files(self, account: str) -> Iterator[str]:
        """Yield the files with an account: by its balances, else by its entries."""
        asserted = self._books.assertions.get(account, ())
        files = [one.source.file for one in asserted]
        if any(_MONTH_FILE.fullmatch(Path(file).name) for file in files):
            yield from files
            return
        for shape, entries in self._books.shapes.items():
            if any(one.name == account for one in shape.accounts):
                yield from (entry.source.file for entry in entries)
