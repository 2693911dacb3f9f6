"""Receipts and waivers: what a transaction brings to show that it is right.

A receipt is a `receipt:` or `document:` metadata value on the transaction or the
posting, or a document directive that shares a link with it. Paths are read from the
folder of the main file or of the file that says it; a name alone is that of a document
of one of the accounts, as Fava writes it (contract, section 5, EV01).
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.metadata import DOCUMENT, RECEIPT, WAIVER
from paraplu.base.money import ZERO
from paraplu.ledger.receipt_files import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Role, Transaction

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


def waiver_of(transaction: Transaction) -> Waiver | None:
    """Return the waiver on a transaction, None where it has none.

    A waiver is `CODE: reason`, on the transaction; without a reason it waives nothing,
    and so does one on a posting.
    """
    text = transaction.meta.get(WAIVER)
    found = _WAIVER.fullmatch(str(text)) if text else None
    if found:
        return Waiver(frozenset(_CODE.findall(found[1])), found[2].strip(), str(text))
    if WAIVER in transaction.meta:
        return Waiver(frozenset(), "", str(text or ""))
    metas = transaction.remarks
    on_postings = [str(meta[WAIVER] or "") for meta in metas if WAIVER in meta]
    return Waiver(frozenset(), "", on_postings[0]) if on_postings else None


def receipts_in(books: Books) -> Iterator[tuple[Transaction, Receipt]]:
    """Yield all that transactions, postings and links show, each with who shows it."""
    for key in RECEIPT_KEYS:
        for transaction, meta in books.remarks(key):
            path = _path(meta, key)
            if path:
                place = meta if "lineno" in meta else transaction.meta
                yield transaction, Receipt(_filed(books, transaction, path), place)
    for link, paths in books.documents.items():
        for transaction in books.links.get(link, ()):
            for path in paths:
                yield transaction, Receipt(path, transaction.meta)


def receipts_of(books: Books, transaction: Transaction) -> list[Receipt]:
    """Return the receipts of one transaction: its own, its postings', its links'.

    Each file is there once.
    """
    own = transaction.meta
    found = [
        Receipt(_filed(books, transaction, path), meta if "lineno" in meta else own)
        for meta in (own, *transaction.remarks)
        # Of each posting this is asked: most have neither key.
        if RECEIPT in meta or DOCUMENT in meta
        for key in RECEIPT_KEYS
        if key in meta and (path := _path(meta, key))
    ]
    if books.documents:
        for link in transaction.links:
            found += (Receipt(path, own) for path in books.documents.get(link, ()))
    if len(found) <= 1:
        return found
    return list({(one.path, one.file): one for one in found}.values())


def shown(books: Books, transaction: Transaction) -> bool:
    """Tell whether the transaction as a whole has a receipt."""
    written = transaction.written
    return names_receipt(written.meta) or (
        bool(books.documents) and not books.documents.keys().isdisjoint(written.links)
    )


def names_receipt(meta: Mapping[str, Any]) -> bool:
    """Tell whether metadata, of a transaction or of a posting, names a receipt."""
    # Of every posting this is asked: most have neither key.
    return (RECEIPT in meta and bool(_path(meta, RECEIPT))) or (
        DOCUMENT in meta and bool(_path(meta, DOCUMENT))
    )


def vat_on_receipt(transaction: Transaction) -> Decimal:
    """Return the VAT that is claimed in a transaction, which its receipt has besides.

    Nil where a posting has a receipt of its own: of which the VAT is, nobody knows.
    """
    claims = transaction.signature.where(_claims)
    if not claims or any(names_receipt(meta) for meta in transaction.remarks):
        return ZERO
    return transaction.total(claims)


def _claims(role: Role) -> bool:
    return role.kind is Kind.VAT_CLAIM and not role.credit


def _filed(books: Books, transaction: Transaction, path: str) -> str:
    """Return the path of a document of an account for its name alone."""
    if os.sep in path or "/" in path or not books.papers:
        return path
    accounts = (account.name for account in transaction.accounts)
    found = (
        books.shelf.filed(books.others).get((account, path)) for account in accounts
    )
    return next(filter(None, found), path)


def _path(meta: Mapping[str, Any], key: str) -> str:
    """Return the path that metadata gives, empty where it gives none."""
    value = meta.get(key)
    return "" if value is None or not str(value).strip() else str(value)
