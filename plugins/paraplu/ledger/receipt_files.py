"""Finds receipts on disk, and tells which of them are the same.

There may be tens of thousands, so every folder is listed once and paths stay the
strings that they are; `pathlib` would take most of the time of the check.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.plain_file import digest_of
from paraplu.ledger.source.kinds import is_needed
from paraplu.ledger.transactions import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from paraplu.base.findings import Source

# How many bytes of a file are read to tell it from others of its size, and then how
# many; what is alike that far is read whole.
_BEGINNING, _MUCH = 4096, 64 * 1024**2

# Where git keeps what it knows of the books: it is not part of them.
_GIT = ".git"

# What a folder holds: the real path of each file by its name.
Files = dict[str, str]


class Receipt(NamedTuple):
    """A path that is named as a receipt, and the metadata of where it is."""

    path: str
    place: Mapping[str, Any]

    @property
    def source(self) -> Source:
        """Where it is said."""
        return source_of(self.place)

    @property
    def file(self) -> str:
        """The file in which it is said."""
        return str(self.place.get("filename", ""))


class Shelf:
    """The receipts of one set of books, as they lie on disk while this lives.

    Paths are read from `root`, the folder of the books, and from the folder of `main`.
    The files of the `ledger` are not receipts.
    """

    def __init__(self, root: Path, main: Path, ledger: Iterable[str] = ()) -> None:
        self._ledger = frozenset(map(os.path.realpath, ledger))
        self._root = os.path.realpath(root)
        self._main = os.path.dirname(os.path.abspath(main))
        self._filed: dict[tuple[str, str], str] | None = None
        self._folders: dict[str, Files] = {}
        self._places: dict[tuple[str, str], tuple[Files, ...]] = {}
        self._real: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._shows: dict[str, bool] = {}
        self._digests: dict[tuple[str, int | None], str] = {}

    def filed(self, directives: Iterable[Any]) -> Mapping[tuple[str, str], str]:
        """Return the paths of `document` directives, by account and name alone."""
        if self._filed is None:
            # Beancount takes long to import, and the rules are listed without it.
            from beancount.core.data import Document

            self._filed = {
                (one.account, os.path.basename(one.filename)): one.filename
                for one in directives
                if type(one) is Document
            }
        return self._filed

    def find(self, receipt: Receipt) -> str | None:
        """Return the real path of a receipt, None where it is not there.

        A file that is empty, or that the books need to be books, shows nothing.
        """
        path = self.lying(receipt)
        if path is None:
            return None
        # Several rules ask for the same receipt.
        if path not in self._shows:
            self._shows[path] = not (self.is_own(path) or self.empty(path))
        return path if self._shows[path] else None

    def is_own(self, path: str) -> bool:
        """Tell whether a file that was found is one that the books themselves need."""
        return path in self._ledger or is_needed(
            path.removeprefix(self._root).lstrip(os.sep)
        )

    def lying(self, receipt: Receipt) -> str | None:
        """Return the real path of any such file, None where there is none.

        A path that leads out of the books, also by a link, is no file of the books.
        """
        path, said_in = receipt.path, receipt.file
        name = path[path.rfind(os.sep) + 1 :]
        where = (path.removesuffix(name), said_in)
        if where not in self._places:
            folders = self._absolute(*where)
            self._places[where] = tuple(self._files(folder) for folder in folders)
        for files in self._places[where]:
            if name in files:
                return files[name]
        return None

    def outside(self, receipt: Receipt) -> bool:
        """Tell whether a path leads out of the folder of the books."""
        paths = self._absolute(receipt.path, receipt.file)
        return not any(self._inside(os.path.realpath(path)) for path in paths)

    def is_folder(self, receipt: Receipt) -> bool:
        """Tell whether a path leads to a folder, rather than to a file in it."""
        return any(map(os.path.isdir, self._absolute(receipt.path, receipt.file)))

    def empty(self, path: str) -> bool:
        """Tell whether nothing is in a file that was found."""
        return not self._size(path)

    def shown(self, path: str) -> str:
        """Return a path for people: what lies in the books, from their folder."""
        if not os.path.isabs(path):
            return path
        folder, name = os.path.split(path)
        # Of thousands of receipts, in few folders.
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        real = os.path.join(self._real[folder], name)
        within = len(self._root.rstrip(os.sep)) + 1
        return real[within:] if self._inside(real) else path

    @property
    def found(self) -> Mapping[str, int]:
        """The size of every file that was asked for and is there, by its real path."""
        return self._sizes

    def alike(self) -> dict[str, str]:
        """Return the SHA-256 of the found files that another one is the same as."""
        names = self.same([path for path, size in self._sizes.items() if size])
        seen = Counter(names.values())
        return {
            path: self._digest(path, None)
            for path, name in names.items()
            if seen[name] > 1
        }

    def same(self, paths: list[str]) -> dict[str, str]:
        """Return by path a name of its content.

        A file is only read as far as another may be the same: by size, then by its
        beginning, then by more of it, then whole.
        """
        names = {path: str(self._size(path)) for path in dict.fromkeys(paths)}
        for length in (_BEGINNING, _MUCH, None):
            seen = Counter(names.values())
            for path, name in names.items():
                if seen[name] > 1:
                    names[path] = f"{name} {self._digest(path, length)}"
        return names

    def _size(self, path: str) -> int:
        if path not in self._sizes:
            self._sizes[path] = os.stat(path).st_size
        return self._sizes[path]

    def _absolute(self, path: str, said_in: str) -> list[str]:
        """Return where a path may lead, from the main file or from where it is said."""
        folders = dict.fromkeys((self._main, os.path.dirname(os.path.abspath(said_in))))
        return [os.path.normpath(os.path.join(folder, path)) for folder in folders]

    def in_git(self, receipt: Receipt) -> bool:
        """Tell whether a path leads into git's own folder: no other disk has it."""
        paths = self._absolute(receipt.path, receipt.file)
        return any(_GIT in os.path.realpath(path).split(os.sep) for path in paths)

    def _inside(self, path: str) -> bool:
        within = path.startswith(self._root.rstrip(os.sep) + os.sep)
        return within and _GIT not in path.split(os.sep)

    def _files(self, folder: str) -> Files:
        if folder not in self._folders:
            try:
                self._folders[folder] = self._listed(folder)
            except (OSError, ValueError):
                self._folders[folder] = {}
        return self._folders[folder]

    def _listed(self, folder: str) -> Files:
        real = os.path.realpath(folder)
        files = {}
        with os.scandir(real) as entries:
            for entry in entries:
                path = os.path.realpath(entry) if entry.is_symlink() else entry.path
                if entry.is_file() and self._inside(path):
                    files[entry.name] = path
        return files

    def _digest(self, path: str, most: int | None) -> str:
        """Return the SHA-256 of a file, or of as much of it where it has more."""
        length = None if most is None or self._size(path) <= most else most
        if (path, length) not in self._digests:
            self._digests[path, length] = digest_of(path, length)
        return self._digests[path, length]
