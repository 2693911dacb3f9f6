"""A line of a statement as the books have it: read back from the entry it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks import StatementLine
from paraplu.base.metadata import BANK_REF, COUNTERPARTY, MANDATE, PAYMENT_REF
from paraplu.bookkeeping.bank_import.line import ImportLine

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction


def booked_line(
    transaction: Transaction, position: int, fee: Decimal, currency: str
) -> ImportLine:
    """Return the line that an entry was made of, as far as the entry tells.

    `position` is the posting on the account of the statement. `fee` is what a payment
    provider kept, with the sign of a statement: negative, of money that came in.
    """
    posting = transaction.postings[position]

    def said(key: str) -> str:
        return str(transaction.said(key, position) or "")

    booking = StatementLine(
        line=transaction.source.line,
        date=transaction.date,
        amount=posting.amount - fee,
        currency=currency,
        payee=transaction.payee,
        narration=transaction.narration,
        counterparty=said(COUNTERPARTY),
        payment_reference=said(PAYMENT_REF),
        mandate=said(MANDATE),
        fee=fee,
    )
    return ImportLine(booking, said(BANK_REF), posting.account.name)
