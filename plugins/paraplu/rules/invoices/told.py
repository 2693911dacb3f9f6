"""How the rules of invoices tell what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Source
from paraplu.base.kinds import VAT
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.shelf import Issued
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.rules.rule import Rule

_SALES = VAT | {Kind.SALES}


def on_file(rule: Rule, issued: Issued, what: Message, hint: Message) -> Finding:
    """Return an error that is about the file of an invoice."""
    return rule.found(
        what,
        Source(str(issued.file), 1),
        hint=hint,
        member=issued.invoice.member,
        date=issued.day,
    )


def on_entry(
    rule: Rule, books: Books, entry: Entry, what: Message, hint: Message
) -> Finding:
    """Return an error that is about an entry, over what it sells or takes back."""
    return rule.found(
        what,
        entry.source,
        hint=hint,
        member=min(entry.shape.members, default=None),
        amount=gross(entry),
        currency=books.currency,
        date=entry.date,
    )


def gross(entry: Entry) -> Decimal:
    """Return what an entry sells or takes back, with its VAT; never below nil."""
    sales = (n for account, n in entry.legs() if account.kind in _SALES)
    return abs(sum(sales, ZERO))
