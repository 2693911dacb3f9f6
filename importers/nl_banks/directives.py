"""What Beancount gets of a statement: transactions, and the balance at its end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from beancount.core import data
from beancount.core.amount import Amount

from nl_banks.reference import references
from nl_banks.statement import LineKind, Statement, StatementLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_DAY = dt.timedelta(days=1)


def directives(
    statement: Statement,
    account: str,
    *,
    fees: str = "",
    transfers: str = "",
    filename: str = "",
) -> Iterator[data.Directive]:
    """Yield a statement as Beancount's entries, in order, the balance last.

    Each transaction has one posting, on `account`: what it was for is for whoever
    keeps the books to say. Two things are known already: what a payment provider kept
    goes to `fees`, and what it paid out to `transfers`, where these are given. The
    balance is dated the day after, for Beancount looks at the beginning of a day.
    """
    for booking, key in zip(statement.bookings, references(statement), strict=True):
        meta = data.new_metadata(filename, booking.line, metadata(booking, key))
        postings = [_posting(account, booking.amount + booking.fee, booking)]
        if booking.fee and fees:
            postings.append(_posting(fees, -booking.fee, booking))
        if booking.kind is LineKind.PAYOUT and transfers:
            postings.append(_posting(transfers, -booking.amount, booking))
        if booking.kind is LineKind.FEE and fees:
            postings.append(_posting(fees, -booking.amount, booking))
        yield data.Transaction(
            meta,
            booking.date,
            "*",
            booking.payee or None,
            booking.narration,
            frozenset(),
            frozenset(),
            postings,
        )
    if statement.closing:
        day, stood = statement.closing
        line = statement.bookings[-1].line if statement.bookings else 0
        yield data.Balance(
            data.new_metadata(filename, line),
            day + _DAY,
            account,
            Amount(stood, statement.currency),
            None,
            None,
        )


def metadata(booking: StatementLine, key: str) -> dict[str, Any]:
    """Return what people and programs need of a line beside day, amount and text."""
    said = {
        "bank-ref": key,
        "counterparty": booking.counterparty,
        "value-date": booking.value_date,
        "payment-ref": booking.payment_reference,
        "mandate": booking.mandate,
        "return-reason": booking.return_reason,
        "original": booking.original and Amount(*booking.original),
    }
    return {name: value for name, value in said.items() if value}


def _posting(account: str, amount: Decimal, booking: StatementLine) -> data.Posting:
    return data.Posting(
        account, Amount(amount, booking.currency), None, None, None, None
    )
