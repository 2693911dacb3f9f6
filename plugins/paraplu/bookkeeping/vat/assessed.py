"""What VAT a transaction carries, as values: boxes, amounts, or why it is unclear."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.transactions import Transaction


class BoxItem(NamedTuple):
    """What a transaction puts into a box, for one member; empty for the cooperative.

    `code` is how a sale is treated, said or inferred; empty for input VAT.
    """

    box: str
    base: Decimal
    tax: Decimal
    member: str
    code: str = ""


class VatEntry(NamedTuple):
    """What a transaction puts into the return of a day, and by which VAT accounts.

    Amounts of `accounts` have Beancount's sign. `price` is what was sold with the VAT
    on it, also where no box asks for it: as the customer pays of it, on the cash basis.
    """

    date: dt.date
    transaction: Transaction
    items: tuple[BoxItem, ...]
    accounts: tuple[tuple[Account, Decimal], ...]
    price: Decimal = ZERO


class Doubt(Enum):
    """Why a transaction cannot be put into a box."""

    NO_CODE = auto()  # neither a code nor VAT
    NO_FIT = auto()  # no code, and no rate that fits what VAT there is
    CODE = auto()  # what is written for a code is none
    AMOUNTS = auto()  # the VAT is not what the code asks for


DOUBTS = {
    Doubt.NO_CODE: say("neither a VAT code nor VAT"),
    Doubt.NO_FIT: say("the VAT matches no rate, or more than one"),
    Doubt.CODE: say("no VAT code"),
    Doubt.AMOUNTS: say("the VAT is not what the code asks for"),
}


class Unclear(NamedTuple):
    """An entry that cannot be put into a box, with the posting that shows it best."""

    transaction: Transaction
    position: int
    doubt: Doubt


class StatedVat(NamedTuple):
    """What codes are said of, the VAT that they ask for, and what is booked."""

    base: Decimal
    expected: Decimal
    booked: Decimal
