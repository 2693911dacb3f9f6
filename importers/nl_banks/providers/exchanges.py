"""Money in another currency that was exchanged within the file, and left nothing there.

A payment in dollars from an account in euros is three lines: the payment, the exchange
out of dollars, and the one into euros. The last is what moved on the account in euros;
where the dollars begin and end at nil, it is told as the payment, and they need no
account of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nl_banks.statement import ZERO, LineKind, Original, Statement, StatementLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def exchanged(
    statements: Sequence[Statement], paid: Mapping[int, str], own: str = "EUR"
) -> list[Statement]:
    """Return the statements, without those of currencies that were all exchanged.

    `paid` is, by the line of the file, the key of the payment that an exchange is of.
    A currency in which something stays is a statement of its own still.
    """
    home = next((one for one in statements if one.currency == own), None)
    if home is None:
        return list(statements)
    gone = [one for one in statements if one is not home and is_nil(one)]
    payments = {
        line.reference: line
        for one in gone
        for line in one.bookings
        if line.line not in paid
    }
    bookings = tuple(
        told_as(line, payments.get(paid.get(line.line, ""))) for line in home.bookings
    )
    told = replace(home, bookings=bookings)
    return [told if one is home else one for one in statements if one not in gone]


def is_nil(statement: Statement) -> bool:
    """Tell whether a currency begins and ends at nil within the file."""
    lines = statement.bookings
    first, last = lines[0], lines[-1]
    ends = last.after in {None, ZERO}
    if first.after is not None:
        ends = ends and first.after == first.amount + first.fee
    return ends and sum((line.amount + line.fee for line in lines), ZERO) == 0


def told_as(line: StatementLine, payment: StatementLine | None) -> StatementLine:
    """Return the line of an exchange as the payment that it was for."""
    if payment is None:
        return line
    return line._replace(
        payee=payment.payee or line.payee,
        narration=payment.narration or line.narration,
        counterparty=payment.counterparty,
        payment_reference=payment.payment_reference,
        original=Original(
            abs(payment.amount + payment.fee).copy_sign(line.amount), payment.currency
        ),
        kind=payment.kind if payment.kind is not LineKind.PAYOUT else line.kind,
    )
