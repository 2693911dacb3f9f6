"""How the rules of invoices tell what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO, Books
from paraplu.findings import Finding, Severity, Source

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.entries import Entry
    from paraplu.invoices.shelf import Issued
    from paraplu.language import Message


def on_file(code: str, issued: Issued, what: Message, hint: Message) -> Finding:
    """Return an error that is about the file of an invoice."""
    return Finding(
        code,
        Severity.ERROR,
        what,
        Source(str(issued.file), 1),
        hint=hint,
        member=issued.invoice.member,
        date=issued.day,
    )


def on_entry(
    code: str, books: Books, entry: Entry, what: Message, hint: Message
) -> Finding:
    """Return an error that is about an entry, over what it says is claimed."""
    claims = (n for account, n in entry.legs() if account.kind is Kind.RECEIVABLE)
    amount: Decimal = abs(sum(claims, ZERO))
    return Finding(
        code,
        Severity.ERROR,
        what,
        entry.source,
        hint=hint,
        member=min(entry.shape.members, default=None),
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )
