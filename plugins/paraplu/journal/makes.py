"""The files that are made anew each month, by their make, and what stands in each.

`2025/2025-03-bank.beancount` is of the make `bank`, with a folder for each year. A
make is the file of a bank or a till where that account is in more of it than any other,
and in a good part of it all. What opens the books tells nothing, for that is written
once, anywhere.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.kinds import MONEY
from paraplu.journal.insertion import has_weeks
from paraplu.journal.present import text_in

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.books import Books

_MONTH_FILE = re.compile(r"(\d{4})-\d\d-(.+)\.beancount")
# Of all that stands in the files of a make.
_GOOD_PART = 3


class FilePattern(NamedTuple):
    """How the files of months are called, and where the years are."""

    folder: Path
    name: str
    by_year: bool

    def file(self, day: dt.date) -> Path:
        """Return the file of the month that a day is in."""
        folder = self.folder / f"{day:%Y}" if self.by_year else self.folder
        return folder / f"{day:%Y-%m}-{self.name}.beancount"


class FilePatterns:
    """The makes of some books."""

    def __init__(self, books: Books) -> None:
        self._all: Counter[FilePattern] = Counter()
        # But for contributions, which may have a file of their own.
        self._others: Counter[FilePattern] = Counter()
        self._quiet: Counter[FilePattern] = Counter()
        self._touched: defaultdict[FilePattern, Counter[str]] = defaultdict(Counter)
        self._money: set[str] = set()
        self._last: dict[FilePattern, Path] = {}
        opening = Kind.OPENING
        for same in books.groups:
            accounts, kinds = same[0].accounts, same[0].signature.kinds
            if opening in kinds:
                continue
            names = {one.name for one in accounts}
            quiet = not kinds & MONEY
            monthly = Kind.CONTRIBUTION in kinds
            self._money |= {
                one.name
                for one in accounts
                if one.kind in MONEY and one.kind is not Kind.CLEARING
            }
            files = Counter([one.written.meta.get("filename", "") for one in same])
            for name, times in files.items():
                file = str(name)
                self._count(file, names, times)
                make = _make(file)
                if make and not monthly:
                    self._others[make] += times
                    self._quiet[make] += times * quiet
        for account, asserted in books.assertions.items():
            for file, times in Counter(one.source.file for one in asserted).items():
                self._count(file, {account}, times)

    def of_money(self, account: str) -> FilePattern | None:
        """Return the make of a bank, a till or a provider, None where it has none."""
        found = {
            make: touched[account]
            for make, touched in self._touched.items()
            if touched[account] * _GOOD_PART >= self._all[make]
            and all(
                touched[account] > touched[other]
                for other in self._money & touched.keys() - {account}
            )
            and touched[account]
        }
        return max(found, key=lambda make: found[make], default=None)

    def with_most(self, account: str) -> FilePattern | None:
        """Return the make in which an account is most, None where it is in none."""
        found = {
            make: touched[account]
            for make, touched in self._touched.items()
            if touched[account]
        }
        return max(found, key=lambda make: found[make], default=None)

    def journal(self) -> FilePattern | None:
        """Return the make for what moves no money; else that with most in it."""
        quiet = {
            make: times
            for make, times in self._quiet.items()
            if times * 2 > self._others[make]
        }
        counts = quiet or self._others or self._all
        return max(counts, key=lambda make: counts[make], default=None)

    def new(self, account: str, beside: Path) -> FilePattern:
        """Return a make for an account that has none, beside the others."""
        alike = Counter((make.folder, make.by_year) for make in self._all)
        ((folder, by_year), _), *_ = alike.most_common(1) or [((beside, True), 0)]
        return FilePattern(folder, account.rpartition(":")[2].lower(), by_year)

    def has_weeks(self, file: Path) -> bool:
        """Tell whether the weeks are parted in the last file of the same make."""
        make = _make(str(file))
        last = self._last.get(make) if make else None
        return last is None or has_weeks(text_in(last) or "")

    def _count(self, file: str, names: set[str], times: int) -> None:
        make = _make(file)
        if make is None:
            return
        self._all[make] += times
        for name in names:
            self._touched[make][name] += times
        path = Path(file)
        self._last[make] = max(path, self._last.get(make, path))


@cache
def _make(name: str) -> FilePattern | None:
    """Return the make of a file, None where it is not one of a month."""
    file = Path(os.path.normpath(name))
    found = _MONTH_FILE.fullmatch(file.name)
    if not found:
        return None
    by_year = file.parent.name == found[1]
    return FilePattern(
        file.parent.parent if by_year else file.parent, found[2], by_year
    )
