"""Canonical lines of the files that rules read besides the register.

Those are the files of the ledger, with their comments and what Beancount could not
read; the customers, the requests to spend and all of the invoices; the hours; the seals
of closed periods; and the receipts that the rules found. A line has the path from the
folder of the books, the size, and the SHA-256 of what rules read whole. Of receipts
that is only where another one is the same: there may be many gigabytes of them, and
rules ask no more than whether they are there, empty, or alike. Those of closed periods
have their SHA-256 in the seal.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.file_names import (
    CUSTOMERS,
    HOURS,
    INVOICES,
    PRIVATE_INVOICES,
    REQUESTS,
    SEALS,
)
from paraplu.base.plain_file import plain_bytes
from paraplu.base.read_once import bytes_of, digest_of_bytes
from paraplu.ledger.canonical_words import plain
from paraplu.ledger.seals.shelf import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books

# What of the invoices is a text, which rules read.
_READ = (".yaml", ".xml")
# As many files of hours as are read.
_MOST_HOURS = 5_000


def file_lines(books: Books) -> list[str]:
    """Return a line for each file, by the order of their bytes."""
    above = os.path.realpath(books.root).rstrip(os.sep) + os.sep
    sizes = dict(books.shelf.found)
    digests = books.shelf.alike()
    ledger = set(map(os.path.realpath, books.files))
    for path in _whole(books):
        # A register of customers may not be there, and a file may go at any time.
        with suppress(OSError):
            digests[path], sizes[path] = _read(
                path, None if path in ledger else books.root
            )
    for path in _invoices(books):
        if path not in sizes:
            with suppress(OSError):
                sizes[path] = Path(path).stat().st_size
    lines = []
    for path, size in sizes.items():
        # Where there are thousands, `os.path.relpath` would take most of the time.
        within = path.startswith(above)
        name = path[len(above) :] if within else os.path.relpath(path, above)
        digest = digests.get(path)
        lines.append(f"{plain(name)}\t{size}" + (f"\t{digest}" if digest else ""))
    return sorted(lines)


def _whole(books: Books) -> Iterator[str]:
    """Yield what rules read whole; customers may not be there."""
    yield from map(os.path.realpath, books.files)
    yield os.path.realpath(books.main.parent / CUSTOMERS)
    yield from (path for path in _invoices(books) if path.endswith(_READ))
    yield from _hours(books)
    requests = books.main.parent / REQUESTS
    yield from map(os.path.realpath, requests.glob("[!.]*/[!.]*.yaml"))
    seals = books.main.parent / SEALS
    yield from map(os.path.realpath, seals.glob(f"*{ENDING}"))


def _invoices(books: Books) -> Iterator[str]:
    """Yield what lies among the invoices and git keeps."""
    for folder, folders, names in os.walk(books.main.parent / INVOICES):
        folders[:] = [
            name for name in folders if name != PRIVATE_INVOICES and name[0] != "."
        ]
        for name in names:
            if not name.startswith(".") and ".private." not in name:
                yield os.path.realpath(Path(folder, name))


def _hours(books: Books) -> Iterator[str]:
    """Yield the files of hours, as far as rules read them."""
    for file in sorted((books.main.parent / HOURS).glob("[!.]*/[!.]*.csv"))[
        :_MOST_HOURS
    ]:
        yield os.path.realpath(file)


def _read(path: str, root: Path | None) -> tuple[str, int]:
    """Return the SHA-256 of a file, and its size."""
    data = bytes_of(path) if root is None else plain_bytes(path, root)
    return digest_of_bytes(data).hex(), len(data)
