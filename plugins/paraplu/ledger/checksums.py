"""Checksums, by which a report proves what it looked at: SHA-256, in hexadecimal.

They are the same on every machine and every Python, and anybody can compute them
without paraplu: `sha256sum` of the canonical lines (`paraplu check --canonical`), of
those of the files (`--files`), of the register, and of the list that `sha256sum` makes
of the modules that judge. How is told in docs/for-the-auditor.md; whoever changes that
raises `VERSION`.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.sums import sums_of
from paraplu.ledger.transaction_lines import transaction_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.ledger.books import Books

# Of how the checksums are made; it is the first line of the canonical ones.
VERSION = 3

_AT_ONCE = 1_000
# Packages that show what was judged, and judge nothing.
_SHOWING = ("bookkeeping/documents/", "fava/", "network/", "rendering/", "reports/")


def canonical(books: Books) -> bytes:
    """Return all that a ledger says, in lines of which the checksum is.

    Their order does not matter, nor the files that they are in.
    """
    return _text("surrogatepass", *_sorted(books))


def _sorted(books: Books) -> Iterator[str]:
    """Yield these lines, in order."""
    from paraplu.ledger.canonical_lines import other_lines

    # Where periods are closed their seals have asked for these lines already.
    lines = [*(books.lines if books.seals.seals else _lines(books))]
    lines += other_lines(books)
    # By code points, which is the order of their bytes in UTF-8 too.
    lines.sort()
    yield from (f"paraplu books {VERSION}", books.currency, *lines)


def _lines(books: Books) -> Iterator[str]:
    written = (transaction.written for transaction in books.transactions)
    return transaction_lines(written, books.currency)


def canonical_files(books: Books) -> bytes:
    """Return what rules read of files, in lines of which their checksum is.

    It is asked after the rules, and has the receipts that they looked for.
    """
    from paraplu.ledger.read_files import file_lines

    # By the bytes that a name has on disk, whatever they are read as.
    lines = file_lines(books)
    return _text("surrogateescape", f"paraplu files {VERSION}", *lines)


def _text(surrogates: str, *lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode("utf-8", surrogates)


def books_checksum(books: Books) -> str:
    """Return the checksum of the canonical lines."""
    digest = sha256()
    lines = _sorted(books)
    # The text of large books is never there as a whole.
    while some := [*islice(lines, _AT_ONCE)]:
        digest.update(_text("surrogatepass", *some))
    return digest.hexdigest()


def files_checksum(books: Books) -> str:
    """Return the checksum of the lines of the files."""
    return sha256(canonical_files(books)).hexdigest()


@cache
def rules_checksum() -> str:
    """Return the checksum of what judges: every module but those that only show.

    It is that of the lines that `sha256sum` writes of these files, by their paths. What
    runs was read when it was imported, so the files are looked at once.
    """
    folder = Path(__file__).parents[1]
    modules = folder.rglob("*.py")
    files = {file.relative_to(folder).as_posix(): file for file in modules}
    return listed_checksum(
        {
            place: file.read_bytes()
            for place, file in files.items()
            if not place.startswith(_SHOWING)
        }
    )


def listed_checksum(files: Mapping[str, bytes]) -> str:
    """Return the checksum of a list of files as `sha256sum` writes it, by path."""
    return sha256(sums_of(dict(sorted(files.items())))).hexdigest()
