"""A line of a statement on its way into the books, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from nl_banks import StatementLine
    from paraplu.base.language import Message
    from paraplu.ledger.transactions import Transaction


class ImportLine(NamedTuple):
    """A line of a statement: its key, and the account in the ledger it stands on.

    What is private in the booking was taken out before.
    """

    booking: StatementLine
    key: str
    account: str

    @property
    def moved(self) -> Decimal:
        """What the account gained by it: what a provider kept is taken off."""
        return self.booking.amount + self.booking.fee


class NewPosting(NamedTuple):
    """One posting; a debit is positive. `why` says what it is, where it waits."""

    account: str
    amount: Decimal
    why: Message | None = None


@dataclass(frozen=True)
class Allocation:
    """Where the other side of a line goes, and why.

    `legs` come to the opposite of what the line moved; the first of them is what the
    line is. `sure` is False where a person has to look, and `doubted` True where the
    books may have the line already. `joins` is the key of a line whose entry is to have
    the links as well. `others` are what it could have been as well. `vat` is the level
    of VAT that was taken out: high, low or nothing. `entry` is what the books have that
    it belongs to: what it takes back, or, where it is the `same`, the line itself. What
    is `by_amount_alone` may be chance: nothing else of the line tells of it.
    """

    legs: tuple[NewPosting, ...]
    why: Message
    member: str = ""
    sure: bool = True
    doubted: bool = False
    links: tuple[str, ...] = ()
    joins: str = ""
    others: tuple[Message, ...] = ()
    vat: str = ""
    entry: Transaction | None = None
    same: bool = False
    by_amount_alone: bool = False

    @property
    def account(self) -> str:
        """What the line is booked as."""
        return self.legs[0].account


class New(NamedTuple):
    """A line that the books did not have, with its allocation."""

    line: ImportLine
    allocation: Allocation
