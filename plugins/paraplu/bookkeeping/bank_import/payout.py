"""One payout of a provider, of which one side is booked and the other is to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.folding import signs
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from nl_banks import StatementLine
    from paraplu.bookkeeping.bank_import.line import ImportLine
    from paraplu.ledger.transactions import Transaction

# A shorter reference stands in texts by chance.
SHORTEST = 5


@dataclass(frozen=True)
class UnderWay:
    """A payout that the provider has booked, and how much of it the bank has not.

    Below nil the bank has booked more: the rest is in a file that is still to come.
    """

    key: tuple[str, str]
    date: dt.date
    amount: Decimal
    references: frozenset[str] = frozenset()

    @property
    def account(self) -> str:
        """Where the money stood with the provider."""
        return self.key[0]

    def is_named(self, text: str) -> bool:
        """Tell whether a text gives one of its references."""
        return any(reference in text for reference in self.references)

    def is_part(self, text: str, amount: Decimal) -> bool:
        """Tell whether a text names it with more than it is of: the rest is to come."""
        return 0 < self.amount < amount and self.is_named(text)


@dataclass
class Straight:
    """A payout that the bank has booked against what stands with the provider.

    `amount` is what no line of the provider answered for. `entry` is what the books
    have of it; where it is yet to be written, `key` is that of its line.
    """

    date: dt.date
    amount: Decimal
    text: str
    key: str = ""
    entry: Transaction | None = None


def paid_out(group: Iterable[ImportLine]) -> tuple[Decimal, dt.date]:
    """Return what the lines of one payout come to, and on which day it left."""
    bookings = [line.booking for line in group]
    amount = -sum((booking.amount for booking in bookings), ZERO)
    return amount, min(booking.date for booking in bookings)


def is_long(word: str) -> bool:
    """Tell whether a reference is not one by chance."""
    return len(word) >= SHORTEST


def text_of(booking: StatementLine) -> str:
    """Return where a line of the bank may give a reference, as it is compared."""
    return signs(f"{booking.payment_reference} {booking.narration}")
