"""Which files of the books go into the pack of a year, and under what names.

The ledger whole, for opening balances come from earlier years; the register and the
customers that git keeps; invoices, requests, hours and seals; and the documents that
entries of the year and seals name. What stays with the board goes nowhere: files with
`.private.` in their name, and the folder `private` of customers whom git does not keep.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from paraplu.base.file_names import (
    CUSTOMERS,
    HOURS,
    INVOICES,
    PRIVATE_INVOICES,
    REQUESTS,
    SEALS,
)
from paraplu.base.language import Message, say
from paraplu.base.plain_file import is_in, plain_bytes
from paraplu.bookkeeping.documents.bundle import is_plain
from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.kept_files import kept_in
from paraplu.ledger.source.kinds import is_private
from paraplu.reports.auditpack.archive import PackedFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.base.periods import Period
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import Seals
    from paraplu.register.model import Register

BOOKS = "books"
_BESIDE = (INVOICES, REQUESTS, HOURS, SEALS)
_ODD = re.compile("[^A-Za-z0-9._-]")
_LONGEST, _MARK = 60, 8


class CannotPack(Exception):  # noqa: N818 - it says how things are
    """Books of which no pack can be made."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def files_of(
    books: Books, register: Register, seals: Seals, year: Period
) -> Mapping[str, Path]:
    """Return the files of a pack by their paths from the folder of the books.

    A file that lies elsewhere, such as a register that was given, is left out.
    """
    root = books.root.resolve()
    ledger = books.main.parent
    found = [Path(file) for file in books.files]
    found += [books.main, ledger / CUSTOMERS, Path(register.file)]
    for name in _BESIDE:
        folder = ledger / name
        found += [folder / file for file in kept_in(folder)]
    found += map(Path, _documents(books, year))
    found += [root / name for seal in seals.seals for name in seal.documents]
    named = {}
    for path in found:
        real = Path(os.path.realpath(path))
        if real.is_file() and is_in(real, root) and not _stays(real, root):
            named[real.relative_to(root).as_posix()] = real
    return dict(sorted(named.items()))


def _documents(books: Books, year: Period) -> Iterator[str]:
    for transaction in books.transactions_within(year.first, year.last):
        for receipt in receipts_of(books, transaction):
            path = books.shelf.find(receipt)
            if path:
                yield path
    for paper in books.papers:
        path = books.shelf.find(paper)
        if path:
            yield path


def _stays(path: Path, root: Path) -> bool:
    """Tell whether a file stays with the board."""
    return is_private(str(path)) or PRIVATE_INVOICES in path.relative_to(root).parts


def packed_name(name: str) -> str:
    """Return a path as every system can unpack it; most are so already.

    A part with other signs has these replaced, and the beginning of its checksum, so
    that two of them stay two.
    """
    return "/".join(map(_packed, name.split("/")))


def _packed(part: str) -> str:
    if is_plain(part):
        return part
    mark = hashlib.sha256(part.encode("utf-8", "surrogateescape")).hexdigest()[:_MARK]
    stem, dot, ending = _ODD.sub("_", part).rpartition(".")
    return f"x{stem[:_LONGEST]}-{mark}{dot}{ending[:_LONGEST]}".rstrip(".")


def part_of_file(name: str, path: Path, root: Path) -> PackedFile:
    """Return a file of the books as one of the pack."""

    def write(out: BinaryIO) -> None:
        try:
            out.write(plain_bytes(path, root))
        except OSError as fault:
            raise CannotPack(say("{file} cannot be read.", file=name)) from fault

    return PackedFile(f"{BOOKS}/{packed_name(name)}", write)
