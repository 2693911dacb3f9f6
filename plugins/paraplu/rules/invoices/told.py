"""How the rules of invoices tell what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Source
from paraplu.base.kinds import VAT

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.shelf import Issued
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
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


def on_transaction(
    rule: Rule, books: Books, transaction: Transaction, what: Message, hint: Message
) -> Finding:
    """Return an error that is about a transaction, over what it sells or takes back."""
    return rule.found(
        what,
        transaction.source,
        hint=hint,
        member=min(transaction.members, default=None),
        amount=gross(transaction),
        currency=books.currency,
        date=transaction.date,
    )


def gross(transaction: Transaction) -> Decimal:
    """Return what is sold or taken back, with its VAT; never below nil."""
    return abs(transaction.on(_SALES))
