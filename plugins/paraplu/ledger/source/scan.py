"""Reads a ledger and all that it includes, without Beancount."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.ledger.source.directives import SourceDirective, directives
from paraplu.ledger.source.files import (
    LedgerUnreadable,
    Reader,
    is_encrypted,
    must_be_lines,
    must_be_text,
)
from paraplu.ledger.source.includes import Search, is_inside
from paraplu.ledger.source.kinds import is_no_ledger
from paraplu.ledger.source.main_file import must_be_ledger
from paraplu.ledger.source.numbers import must_be_held
from paraplu.ledger.source.own_keys import own_keys

if TYPE_CHECKING:
    from paraplu.base.findings import Source
    from paraplu.ledger.source.directives import Keyword

# Together they bound the work that a ledger can ask for. Books of ten years with a
# file for every month and bank have some hundreds of either.
MOST_FILES = 10_000
MOST_LINES = 10_000

PLUGIN = "paraplu"


@dataclass(frozen=True)
class LedgerText:
    """The plugins, options and includes of a ledger, as its text has them.

    `files` are those that Beancount reads, in its order and by its names for them.
    `outside`, `encrypted` and `unlike` are includes that were not followed: out of
    `root`, into a file for gpg, or into one of another kind; the file is their value
    where it is known.
    """

    main: Path
    root: Path
    files: tuple[Path, ...]
    lines: tuple[SourceDirective, ...]
    outside: tuple[SourceDirective, ...] = ()
    encrypted: tuple[SourceDirective, ...] = ()
    unlike: tuple[SourceDirective, ...] = ()

    @property
    def unfollowed(self) -> tuple[SourceDirective, ...]:
        """The includes that were not followed."""
        return (*self.outside, *self.encrypted, *self.unlike)

    def named(self, keyword: Keyword) -> list[SourceDirective]:
        """Return the lines with this keyword, in all files."""
        return [line for line in self.lines if line.keyword == keyword]

    def of_main(self, keyword: Keyword) -> list[SourceDirective]:
        """Return the lines with this keyword in the main file.

        Beancount runs the plugins of no other file, and minds few options of others.
        """
        return [line for line in self.named(keyword) if self.is_main(line.source)]

    def takes_in(self, file: Path) -> bool:
        """Tell whether the ledger reads a file, or would if it were there."""
        if file in self.files:
            return True
        patterns = (
            os.path.normpath(Path(line.source.file).parent / line.name)
            for line in self.named("include")
        )
        return any(file.match(pattern) for pattern in patterns)

    def is_main(self, source: Source) -> bool:
        """Tell whether a place is in the main file."""
        return source.file == str(self.main)

    def register_argument(self) -> tuple[str, Source] | None:
        """Return the register's path that the plugin line gives, and its place.

        The first line counts where there are two; None where it gives no path.
        """
        for line in self.of_main("plugin"):
            if line.name == PLUGIN:
                return None if line.value is None else (line.value, line.source)
        return None


def scan_ledger(main: Path, root: Path | None = None) -> LedgerText:
    """Return what the ledger asks of Beancount.

    The books' files must lie in `root`; in the folder of the main file where it is
    not given. LedgerUnreadable, with one line that says why, for a main file that is
    encrypted or no UTF-8 text, for any file that Beancount could not open or would
    wait for, and for books that are too large.
    """
    first = _named_by_beancount(main)
    must_be_ledger(first)
    scan = _Scan(os.path.realpath(root or first.parent))
    scan.read_main(str(first))
    while scan.waiting:
        scan.read_included(*scan.waiting.popleft())
    return LedgerText(
        main=first,
        root=Path(scan.root),
        files=tuple(Path(file) for file in scan.files),
        lines=tuple(scan.lines),
        outside=tuple(scan.outside),
        encrypted=tuple(scan.encrypted),
        unlike=tuple(scan.unlike),
    )


class _Scan:
    """What the scan gathers on its way through the files."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: dict[str, None] = {}
        self.lines: list[SourceDirective] = []
        self.outside: list[SourceDirective] = []
        self.encrypted: list[SourceDirective] = []
        self.unlike: list[SourceDirective] = []
        self.waiting: deque[tuple[str, SourceDirective]] = deque()
        self._asked = 0
        self._search = Search(root)
        self._reader = Reader()

    def read_main(self, file: str) -> None:
        """Read the main file, which must be UTF-8 text."""
        data = self._open(file)
        if data is None:
            raise LedgerUnreadable(
                say("{file} is encrypted. Decrypt it, and check the result.", file=file)
            )
        must_be_text(data, file)
        self._take(data, file)

    def read_included(self, file: str, asked: SourceDirective) -> None:
        """Read a file that an include line asks for, once.

        Beancount itself says so of a file that is included twice, that holds no text
        or that is a link to nothing; but these two kinds it opens without looking.
        """
        opened = file.endswith((".asc", ".gpg")) or Path(file).exists()
        if not is_inside(file, self.root):
            self.outside.append(asked._replace(value=file))
        elif opened and is_no_ledger(file):
            self.unlike.append(asked._replace(value=file))
        elif opened and file not in self.files:
            data = self._open(file)
            if data is None:
                self.encrypted.append(asked._replace(value=file))
            else:
                self._take(data, file)

    def _open(self, file: str) -> bytes | None:
        """Return the bytes of a file; None where it is encrypted."""
        if is_encrypted(file):
            return None
        data = self._reader.read(file)
        return None if is_encrypted(file, data) else data

    def _take(self, data: bytes, file: str) -> None:
        """Keep what a file says, and queue the files that it includes."""
        self.files[file] = None
        must_be_lines(data, file)
        must_be_held(data, file)
        for line in chain(directives(data, file), own_keys(data, file)):
            self.lines.append(line)
            if len(self.lines) > MOST_LINES:
                raise LedgerUnreadable(
                    say(
                        "The books hold more than {most} plugins, options and "
                        "includes.",
                        most=MOST_LINES,
                    )
                )
            if line.keyword == "include":
                self._queue(line)

    def _queue(self, line: SourceDirective) -> None:
        files = self._search.included(line)
        if files is None:
            self.outside.append(line)
            return
        self.waiting.extend((file, line) for file in files)
        self._asked += len(files)
        if self._asked > MOST_FILES:
            raise LedgerUnreadable(
                say("The books include more than {most} files.", most=MOST_FILES)
            )


def _named_by_beancount(main: Path) -> Path:
    """Return the path as Beancount will have it, which fills in variables."""
    name = os.path.abspath(main)  # noqa: PTH100 - links are left as they are
    if os.path.expandvars(name) != name:
        raise LedgerUnreadable(
            say(
                "Beancount reads the $ in {file} as a variable. Use another name.",
                file=name,
            )
        )
    return Path(name)
