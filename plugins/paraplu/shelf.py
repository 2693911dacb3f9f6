"""Finds receipts on disk, and tells which of them are the same.

There may be tens of thousands, so every folder is listed once and paths stay the
strings that they are; `pathlib` would take most of the time of the check.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paraplu.books import Books
    from paraplu.evidence import Receipt


class Shelf:
    """The receipts of one set of books, as they lie on disk while this lives."""

    def __init__(self, books: Books) -> None:
        """Take the books, whose folders the paths are read from."""
        self._root = str(books.root)
        self._main = str(books.main.resolve().parent)
        self._folders: dict[str, dict[str, os.DirEntry[str]]] = {}
        self._digests: dict[str, str] = {}
        self._found: dict[tuple[str, str], str | None] = {}

    def find(self, receipt: Receipt) -> str | None:
        """Return the absolute path of a receipt, None where there is no such file.

        A path that leads out of the books is no file of the books.
        """
        key = (receipt.path, receipt.source.file)
        if key not in self._found:
            self._found[key] = self._find(*key)
        return self._found[key]

    def outside(self, receipt: Receipt) -> bool:
        """Tell whether a path leads out of the folder of the books."""
        places = self._places(receipt.path, receipt.source.file)
        return not any(self._inside(place) for place in places)

    def same(self, paths: list[str]) -> dict[str, str]:
        """Return by path a name of its content; only files of one size are compared."""
        sizes: dict[int, list[str]] = {}
        for path in dict.fromkeys(paths):
            sizes.setdefault(self._size(path), []).append(path)
        names = {}
        for alike in sizes.values():
            for path in alike:
                names[path] = self._digest(path) if len(alike) > 1 else path
        return names

    def _find(self, path: str, said_in: str) -> str | None:
        for place in self._places(path, said_in):
            if self._inside(place) and self._is_file(place):
                real = os.path.realpath(place)
                if self._inside(real):
                    return real
        return None

    def _places(self, path: str, said_in: str) -> list[str]:
        folders = [self._main]
        if said_in:
            folders.append(os.path.dirname(os.path.abspath(said_in)))
        return [os.path.normpath(os.path.join(folder, path)) for folder in folders]

    def _inside(self, path: str) -> bool:
        return path.startswith(self._root.rstrip(os.sep) + os.sep)

    def _is_file(self, path: str) -> bool:
        entry = self._listing(os.path.dirname(path)).get(os.path.basename(path))
        try:
            return entry is not None and entry.is_file()
        except OSError:
            return False

    def _listing(self, folder: str) -> dict[str, os.DirEntry[str]]:
        if folder not in self._folders:
            try:
                with os.scandir(folder) as entries:
                    self._folders[folder] = {entry.name: entry for entry in entries}
            except (OSError, ValueError):
                self._folders[folder] = {}
        return self._folders[folder]

    def _size(self, path: str) -> int:
        return os.stat(path).st_size

    def _digest(self, path: str) -> str:
        if path not in self._digests:
            with open(path, "rb") as file:
                self._digests[path] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._digests[path]
