"""The documents of a period: what its entries name, with the SHA-256 of each file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.plain_file import digest_of, is_in
from paraplu.base.sums import GONE, digest_now
from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.kept_digests import FEWEST, KeptDigests
from paraplu.ledger.receipt_files import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from paraplu.bookkeeping.periods.sealed_lines import SealableEntry
    from paraplu.ledger.books import Books

# Reading waits for the disk, and a checksum lets others go on meanwhile.
_AT_ONCE = 4


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
    return _each(books, names, digest_of)


def known_digests(books: Books, names: Iterable[str]) -> Mapping[str, str]:
    """Return the same; of many files without reading again what is kept of them."""
    every = set(names)
    if len(every) < FEWEST:
        return digests(books, every)
    kept = KeptDigests(books.root)
    root = os.path.realpath(books.root)
    found = {}
    for name in every:
        known = kept.known(f"{root}{os.sep}{name}")
        if known is not None:
            found[name] = known
    read = _each(books, every - found.keys(), kept.digest)
    kept.keep()
    return found | dict(read)


def _each(
    books: Books, names: Iterable[str], digest: Callable[[Path], str]
) -> Mapping[str, str]:
    every = sorted(set(names))
    root = os.path.realpath(books.root)

    def of(name: str) -> str:
        return _digest(Path(root, name), root, digest)

    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(zip(every, pool.map(of, every), strict=True))


def _digest(path: Path, root: str, digest: Callable[[Path], str]) -> str:
    return digest_now(path, lambda file: digest(file) if is_in(file, root) else GONE)


def _named(books: Books, entry: SealableEntry) -> Iterator[Receipt]:
    """Yield what an entry names: its receipts, or the file of a document line."""
    if entry.transaction is not None:
        yield from receipts_of(books, entry.transaction)
        return
    keyword = entry.line.split("\t")[1]
    if keyword == "document":
        name = entry.line.split("\t")[3]
        yield Receipt(str(books.root / name), {})
