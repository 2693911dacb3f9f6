"""Mollie's balance as MT940: sales, refunds, payouts and what Mollie kept.

The account in it is Mollie's own, one for all who sell: it does not say whose balance
it is. A line of a sale has its id where others have the payer's key; a payout has the
reference of its settlement, which the bank's line has as well. Payout and fee name the
owner's own bank account as the other side, so the fee looks like a transfer to oneself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nl_banks.statement import LineKind, Statement

if TYPE_CHECKING:
    from nl_banks.statement import StatementLine

# Of Stichting Mollie Payments, at ABN AMRO.
SHARED = "NL30ABNA0524590958"
_ID = re.compile(r"(?:tr|cpt|re|chb)_\w{5,20}", re.ASCII)
_SETTLEMENT = re.compile(r"\b(\d{5,9}\.\d{4}\.\d{2})\b", re.ASCII)
_KEPT = re.compile(r"\bmollie\b", re.IGNORECASE)


def of_mollie(statement: Statement) -> Statement:
    """Return a statement with what its lines are, if it is Mollie's; else as it is."""
    ids = any(_ID.fullmatch(one.payment_reference) for one in statement.bookings)
    if statement.account != SHARED and not (
        ids and any(map(_settlement, statement.bookings))
    ):
        return statement
    return replace(
        statement, bank="Mollie", bookings=tuple(map(_told, statement.bookings))
    )


def _told(booking: StatementLine) -> StatementLine:
    one = booking.payment_reference
    if _ID.fullmatch(one):
        kind = LineKind.SALE if booking.amount > 0 else LineKind.REFUND
        # In the report of a settlement it has the same id.
        return booking._replace(kind=kind, reference=one)
    if booking.amount > 0:
        return booking
    settlement = _settlement(booking)
    if settlement:
        return booking._replace(kind=LineKind.PAYOUT, payment_reference=settlement)
    if _KEPT.search(booking.payee):
        return booking._replace(kind=LineKind.FEE)
    return booking


def _settlement(booking: StatementLine) -> str:
    """Return the settlement that a line pays out; empty where it pays none."""
    text = f"{booking.payment_reference} {booking.narration}"
    found = _SETTLEMENT.search(text) if booking.amount < 0 else None
    return found[1] if found else ""
