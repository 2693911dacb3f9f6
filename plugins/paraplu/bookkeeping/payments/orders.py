"""Payment orders: what the bank is told to pay, to whom, and what for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.identifiers import Reference
    from paraplu.base.language import Message
    from paraplu.bookkeeping.payments.payables import Payable
    from paraplu.bookkeeping.payments.sepa import PostalAddress


class Payee(NamedTuple):
    """Who is paid: the holder of an account; `member` is the code of a member.

    `address` and `bic` are for a bank that asks for them.
    """

    name: str
    iban: str
    member: str = ""
    address: PostalAddress | None = None
    bic: str = ""


class Payment(Struct, frozen=True, eq=False):
    """One payment of what is open on a bill; `text` is what it tells without reference.

    `notes` are what whoever sends it should look at first.
    """

    payable: Payable
    payee: Payee
    amount: Decimal
    text: str
    reference: Reference | None = None
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, eq=False)
class NotPaid:
    """What is open and is not paid, with why not, each a sentence.

    `reasons` are what forbids it: a rule, or a payment that was maybe for it. `faults`
    are what is wrong with the bill itself, so that no bank could pay it.
    """

    payable: Payable
    reasons: tuple[Message, ...]
    faults: tuple[Message, ...] = ()

    @property
    def why(self) -> tuple[Message, ...]:
        """All that keeps it from being paid."""
        return *self.faults, *self.reasons


class Debtor(Struct, frozen=True):
    """Who pays, and from which account; `account` is its name in the ledger."""

    name: str
    iban: str
    account: str
    address: PostalAddress | None = None


@dataclass(frozen=True, eq=False)
class PaymentBatch:
    """What one file tells the bank to pay on a day, and what is left out of it.

    `under_way` is what an earlier file told it, `waiting` are bills that do not have to
    be paid yet.
    """

    debtor: Debtor
    date: dt.date
    payments: tuple[Payment, ...] = ()
    refused: tuple[NotPaid, ...] = ()
    under_way: tuple[NotPaid, ...] = ()
    waiting: tuple[Payable, ...] = ()

    @property
    def total(self) -> Decimal:
        """What all payments come to."""
        return sum((payment.amount for payment in self.payments), ZERO)

    @property
    def faulty(self) -> tuple[NotPaid, ...]:
        """What has to be mended, or left out on purpose, before a file is made."""
        return tuple(one for one in self.refused if one.faults)

    @cached_property
    def message_id(self) -> str:
        """By which the bank knows the file: the same for the same payments.

        So a file that was sent before is refused by the bank as a double.
        """
        parts = [self.debtor.iban, *map(_said, self.payments)]
        return f"PP{self.date:%Y%m%d}-{_digest(parts)}"

    def end_to_end_id(self, number: int) -> str:
        """Return by which both banks know a payment of the file, counted from 0."""
        return f"{self.message_id}-{number + 1}"


def _said(payment: Payment) -> str:
    reference = payment.reference.text if payment.reference else payment.text
    return "\n".join(
        (payment.payee.iban, payment.payee.name, str(payment.amount), reference)
    )


def _digest(parts: list[str]) -> str:
    return sha256("\n\n".join(parts).encode()).hexdigest()[:12].upper()
