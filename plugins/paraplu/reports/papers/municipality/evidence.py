"""The documents behind a period: with number, day, amount and the start of a hash.

A hash tells whether somebody looks at the same file. What the books name and is not on
disk shows nothing, and counts as missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.kinds import GOODS, USE
from paraplu.base.money import ZERO
from paraplu.base.plain_file import digest_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.span import Span

_SHORT = 8
_SPENT = USE | GOODS


@dataclass(frozen=True)
class ShownDocument:
    """One document, or an entry that should have one and has none.

    `path` and `digest` are empty where there is none. `amount` is the member's own
    share of the `entry` with that number, in EUR; `bank_refs` are the lines of
    statements that it is on. `small` tells that no receipt was agreed for such an
    amount.
    """

    number: str
    date: dt.date
    words: str
    amount: Decimal
    path: str
    digest: str
    bank_refs: tuple[str, ...]
    entry: int
    sold: bool = False
    small: bool = False

    @property
    def there(self) -> bool:
        """Tell whether there is a document."""
        return bool(self.path)


@dataclass(frozen=True)
class Evidence:
    """All documents of a period, and what has none."""

    documents: tuple[ShownDocument, ...]

    @property
    def shown(self) -> int:
        """How many entries have a document."""
        return len({one.entry for one in self.documents if one.there})

    @property
    def missing(self) -> int:
        """How many entries have none and should, by what was agreed on receipts."""
        return sum(not one.there and not one.small for one in self.documents)

    @property
    def excused(self) -> int:
        """How many entries have none, and need none for so small an amount."""
        return sum(not one.there and one.small for one in self.documents)


def evidence_in(
    books: Books,
    bookings: Sequence[Booking],
    invoices: Invoices,
    span: Span,
    receipt_from: Decimal,
) -> Evidence:
    """Return the documents of what was bought and invoiced in a span."""
    found: list[ShownDocument] = []
    for booking in bookings:
        if booking.date in span:
            found += _bought(books, booking, receipt_from)
            found += _invoiced(booking, invoices)
    return Evidence(tuple(found))


def _bought(
    books: Books, booking: Booking, receipt_from: Decimal
) -> Iterator[ShownDocument]:
    spent = sum((n for a, n in booking.postings if a.kind in _SPENT and n > 0), ZERO)
    if not booking.outside or not spent:
        return
    shelf = books.shelf
    files = {path: one for one in booking.receipts if (path := shelf.find(one))}
    for path, receipt in files.items():
        name = shelf.shown(path)
        yield ShownDocument(
            Path(receipt.path).name,
            booking.date,
            booking.words,
            spent,
            name,
            _digest(path),
            booking.bank_refs,
            booking.number,
        )
    if not files:
        yield ShownDocument(
            "",
            booking.date,
            booking.words,
            spent,
            "",
            "",
            booking.bank_refs,
            booking.number,
            small=spent < receipt_from,
        )


def _invoiced(booking: Booking, invoices: Invoices) -> Iterator[ShownDocument]:
    if Kind.SALES not in {account.kind for account, _ in booking.postings}:
        return
    for link in sorted(booking.links):
        issued = invoices.by_number.get(link)
        if issued and issued.day == booking.date:
            private = _is_private(invoices, issued.invoice.customer)
            file = issued.document(".pdf", private=private)
            there = file.is_file()
            yield ShownDocument(
                link,
                booking.date,
                booking.words,
                -booking.on(Kind.SALES),
                file.name if there else "",
                _digest(str(file)) if there else "",
                booking.bank_refs,
                booking.number,
                sold=True,
            )


def _is_private(invoices: Invoices, customer: str) -> bool:
    known = invoices.customers.get(customer)
    return known is not None and known.private


def _digest(path: str) -> str:
    return digest_of(path)[:_SHORT]
