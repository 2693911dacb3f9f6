"""What a statement says, whatever bank it comes from and in whatever layout."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

ZERO = Decimal(0)


class LineKind(StrEnum):
    """What a line is: banks book, payment providers tell more."""

    BOOKING = "booking"
    SALE = "sale"
    REFUND = "refund"
    FEE = "fee"
    PAYOUT = "payout"
    # Into another currency of the same owner, or out of it.
    EXCHANGE = "exchange"


class Original(NamedTuple):
    """The amount in the currency in which it was paid, where that is another."""

    amount: Decimal
    currency: str


class StatementLine(NamedTuple):
    """One line of a statement: money that came into the account, or left it.

    `amount` is positive for money that came in. `fee` is what a payment provider kept
    of it, also positive for money that came in: a sale of 10.00 that cost 0.25 has the
    amount 10.00 and the fee -0.25, and 9.75 stays on the account.
    """

    line: int
    date: dt.date
    amount: Decimal
    currency: str
    payee: str = ""
    narration: str = ""
    # The account of the other side; an IBAN where the bank gives one.
    counterparty: str = ""
    # The bank's own key, unique for the account; empty where the layout has none.
    reference: str = ""
    value_date: dt.date | None = None
    # What payer and payee agreed on: betalingskenmerk, RF reference, end-to-end id,
    # or the key of a payout.
    payment_reference: str = ""
    mandate: str = ""
    return_reason: str = ""
    original: Original | None = None
    kind: LineKind = LineKind.BOOKING
    fee: Decimal = ZERO
    # What stood on the account before and after this line, where the layout says so.
    before: Decimal | None = None
    after: Decimal | None = None
    # When on the day, as HH:MM:SS, where the layout says so.
    time: str = ""


class Balance(NamedTuple):
    """What stood on the account at the end of a day."""

    date: dt.date
    amount: Decimal


class Remark(NamedTuple):
    """What is odd about a statement that can be read all the same.

    `template` is the English sentence with named places, `values` fill them; a program
    that speaks another language translates the template.
    """

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format_map(self.values)


@dataclass(frozen=True)
class Statement:
    """The lines of one account in one file, the oldest first.

    `account` is the IBAN, or whatever the bank or provider calls the account; empty
    where the file does not say. `opening` is what stood on the account before the first
    line, and `closing` what stood there after the last, where the file says so.
    """

    layout: str
    bank: str
    account: str
    currency: str
    bookings: tuple[StatementLine, ...] = ()
    closing: Balance | None = None
    remarks: tuple[Remark, ...] = ()
    opening: Balance | None = None

    @property
    def remark(self) -> str:
        """What is odd about the statement, in English; empty where nothing is."""
        return " ".join(map(str, self.remarks))
