"""Receipts and waivers: what an entry brings to show that it is right.

A receipt is a `receipt:` or `document:` metadata value on the transaction or the
posting, or a document directive that shares a link with it. Paths are read from the
folder of the main file or of the file that says it (contract, section 5, EV01).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.metadata import DOCUMENT, RECEIPT, WAIVER
from paraplu.ledger.entries import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.base.findings import Source
    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry, Written

RECEIPT_KEYS = (RECEIPT, DOCUMENT)
_WAIVER = re.compile(
    r"\s*([A-Z]{2}\d{2}(?:\s*[,+]\s*[A-Z]{2}\d{2})*)\s*:\s*(\S.*)", re.DOTALL
)
_CODE = re.compile(r"[A-Z]{2}\d{2}")


class Waiver(NamedTuple):
    """What a `waiver:` says: which rules, and why; no codes where it cannot be read."""

    codes: frozenset[str]
    reason: str
    text: str


def waiver_of(entry: Entry) -> Waiver | None:
    """Return the waiver on an entry, None where it has none.

    A waiver is `CODE: reason`, on the transaction; without a reason it waives nothing,
    and so does one on a posting.
    """
    text = entry.meta.get(WAIVER)
    found = _WAIVER.fullmatch(str(text)) if text else None
    if found:
        return Waiver(frozenset(_CODE.findall(found[1])), found[2].strip(), str(text))
    if WAIVER in entry.meta:
        return Waiver(frozenset(), "", str(text or ""))
    on_postings = [str(m[WAIVER] or "") for m in entry.leg_meta if WAIVER in m]
    return Waiver(frozenset(), "", on_postings[0]) if on_postings else None


class Receipt(NamedTuple):
    """A path that an entry names as its receipt, and the metadata of where it does."""

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


def receipts_in(books: Books, batch: Batch) -> Iterator[tuple[int, Receipt]]:
    """Yield row and receipt of all that entries, postings and links show."""
    for key in RECEIPT_KEYS:
        for row, meta in batch.said(key):
            path = _path(meta, key)
            if path:
                place = meta if "lineno" in meta else batch.written[row].meta
                yield row, Receipt(path, place)
    for row, written in enumerate(batch.written if books.documents else ()):
        for link in written.links:
            for path in books.documents.get(link, ()):
                yield row, Receipt(path, written.meta)


def receipts_of(books: Books, entry: Entry) -> list[Receipt]:
    """Return the receipts of one transaction: its own, its postings', its links'.

    Each file is there once.
    """
    found = [
        Receipt(path, meta if "lineno" in meta else entry.meta)
        for meta in (entry.meta, *entry.leg_meta)
        for key in RECEIPT_KEYS
        if (path := _path(meta, key))
    ]
    for link in entry.links:
        paths = books.documents.get(link, ())
        found += (Receipt(path, entry.meta) for path in paths)
    return list({(one.path, one.file): one for one in found}.values())


def unshown(books: Books, batch: Batch) -> list[int]:
    """Return the rows of the transactions that as a whole have no receipt."""
    said = {
        row
        for key in RECEIPT_KEYS
        for row in batch.rows_with(key)
        if _path(batch.written[row].meta, key)
    }
    bare = [row for row in range(len(batch)) if row not in said]
    if not books.documents:
        return bare
    return [row for row in bare if not shown(books, batch.written[row])]


def shown(books: Books, written: Written) -> bool:
    """Tell whether the transaction as a whole has a receipt."""
    return _names_any(written.meta) or any(
        link in books.documents for link in written.links
    )


def shown_leg(entry: Entry, leg: int) -> bool:
    """Tell whether a posting has a receipt of its own."""
    return _names_any(entry.leg_meta[leg])


def _names_any(meta: Mapping[str, Any]) -> bool:
    return any(_path(meta, key) for key in RECEIPT_KEYS)


def _path(meta: Mapping[str, Any], key: str) -> str:
    """Return the path that metadata gives, empty where it gives none."""
    value = meta.get(key)
    return "" if value is None or not str(value).strip() else str(value)
