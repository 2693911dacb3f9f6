"""The documents of a period: what its entries name, with the SHA-256 of each file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.plain_file import digest_of, is_in
from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.receipt_files import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.bookkeeping.periods.sealed_lines import SealableEntry
    from paraplu.ledger.books import Books

# Reading waits for the disk, and a checksum lets others go on meanwhile.
_AT_ONCE = 4
GONE = ""


def documents_of(books: Books, entries: Iterable[SealableEntry]) -> Mapping[str, str]:
    """Return the SHA-256 of the documents that entries name, by path from the books.

    A document that is not there is left out: EV02 tells of it.
    """
    found = {
        books.shelf.shown(path)
        for entry in entries
        for receipt in _named(books, entry)
        if (path := books.shelf.find(receipt))
    }
    return {name: now for name, now in digests(books, found).items() if now != GONE}


def digests(books: Books, names: Iterable[str]) -> Mapping[str, str]:
    """Return the SHA-256 of files by path from the books; `GONE` where there is none.

    A path that leads out of the books is that of no file of theirs.
    """
    every = sorted(set(names))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(
            zip(every, pool.map(lambda n: _digest(books, n), every), strict=True)
        )


def _digest(books: Books, name: str) -> str:
    path = Path(books.root, name)
    try:
        return digest_of(path) if is_in(path, books.root) else GONE
    except (OSError, ValueError):
        return GONE


def _named(books: Books, entry: SealableEntry) -> Iterator[Receipt]:
    """Yield what an entry names: its receipts, or the file of a document line."""
    if entry.transaction is not None:
        yield from receipts_of(books, entry.transaction)
        return
    keyword = entry.line.split("\t")[1]
    if keyword == "document":
        name = entry.line.split("\t")[3]
        yield Receipt(str(books.root / name), {})
