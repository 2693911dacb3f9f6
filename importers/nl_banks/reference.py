"""The key by which a line of a statement is known again, in the books and in a file."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nl_banks.statement import Statement, StatementLine

# What a key of our own begins with; no bank's does.
OWN = "line-"
_DIGITS = 16


def references(statement: Statement) -> Iterator[str]:
    """Yield the key of each line: the bank's, or one made of what the line says.

    Two lines may say the same (two coffees on one day), so the key that is made tells
    the first from the second. Another export of the same day gives the same keys, in
    whichever order the bank puts its lines.
    """
    seen: Counter[str] = Counter()
    for booking in statement.bookings:
        if booking.reference:
            yield booking.reference
        else:
            said = _said(statement.account, booking)
            seen[said] += 1
            yield f"{OWN}{said}-{seen[said]}"


def is_made_of(key: str, account: str, booking: StatementLine) -> bool:
    """Tell whether a key was made of just what this line says."""
    return key.rpartition("-")[0] == f"{OWN}{_said(account, booking)}"


def _said(account: str, booking: StatementLine) -> str:
    """Return a digest of what a line says: account, day, amount and text."""
    words = (
        account,
        booking.date.isoformat(),
        f"{booking.amount} {booking.currency}",
        booking.counterparty,
        booking.payee,
        booking.narration,
    )
    return sha256("\0".join(words).encode()).hexdigest()[:_DIGITS]
