"""What is said under a key, without the rest of what is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.ledger.kept.form import KeptRow

if TYPE_CHECKING:
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


def said(books: Books, key: str) -> list[tuple[Transaction, object]]:
    """Return transaction and value wherever a key is said, as `Books.remarks` does.

    Nearly all of the metadata of what is kept is never asked for, and not put together.
    """
    found: list[tuple[Transaction, object]] = []
    for keys, transactions in books.by_keys.items():
        if key in keys:
            # What is kept has its place apart.
            at = keys.index(key) - len(("filename", "lineno"))
            for one in transactions:
                written = one.written
                value = (
                    written.values[at]
                    if type(written) is KeptRow and at >= 0
                    else written.meta[key]
                )
                found.append((one, value))
    return found + [
        (transaction, posting.meta[key])
        for transaction in books.remarked
        for posting in transaction.postings
        if key in posting.meta
    ]
