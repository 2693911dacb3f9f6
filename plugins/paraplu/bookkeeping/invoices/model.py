"""What an invoice says, before anything is computed from it.

Values only. `paraplu.bookkeeping.invoices.reading` makes them from YAML, and tells what
is wrong with it. Amounts are in EUR. The price of a line is without VAT, unless the
line is `with_vat`; on a margin line it is what the customer pays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.dates import shifted
from paraplu.base.findings import NO_SOURCE

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.dutch_law import VatCode
    from paraplu.base.findings import Source
    from paraplu.register.membership import DayRange

HOME = "NL"

# A box with its number; a street may be called after it, or stand beside it.
_BOX = re.compile(
    "(?:postbus|antwoordnummer|p ?o ?box|postfach|bo[iî]te postale)"
    "(?: (?:nr|no))?(?: ?[0-9][0-9 ]*[a-z]?)?"
)


@dataclass(frozen=True)
class Discount:
    """What is taken off a line or the whole: a part (0.10 is 10 %), or an amount."""

    amount: Decimal
    is_rate: bool = False


@dataclass(frozen=True)
class InvoiceLine:
    """Something that was delivered: how much of it, and what one costs.

    Of what is taken off an invoice the quantity is below zero. `product` is a code of
    the catalogue, and `down_payment` the number of the invoice by which this was paid
    before.
    `delivered` is when, where that is not when all of the invoice was.
    Price and discount have the VAT in them where it is `with_vat`. `purchase` is the
    link of what was bought for it, and `bought` what that cost, under the margin
    scheme. A line of a credit note says of which line it is (`of`, from 1), and may say
    what it comes to in the terms of its price (`amount`) and its share of the VAT
    (`vat_amount`): the last credit takes what is left, whatever was rounded before.
    """

    description: str
    quantity: Decimal
    price: Decimal
    vat: VatCode
    unit: str = ""
    discount: Discount | None = None
    delivered: DayRange | None = None
    with_vat: bool = False
    purchase: str = ""
    bought: Decimal | None = None
    product: str = ""
    down_payment: str = ""
    of: int | None = None
    amount: Decimal | None = None
    vat_amount: Decimal | None = None


@dataclass(frozen=True)
class Address:
    """Where somebody is; `country` has two letters, as in ISO 3166."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = HOME

    @property
    def complete(self) -> bool:
        """Tell whether it is the full address that the law asks for.

        A post office box alone is not (art. 35a lid 1 onder e Wet OB).
        """
        words = " ".join(re.split(r"[\s.:-]+", self.street.casefold())).strip()
        there = all((self.street, self.postcode, self.city))
        return there and not _BOX.fullmatch(words)


@dataclass(frozen=True)
class Customer:
    """Whom invoices are for; `private` are those whose details git does not keep.

    Of one that is `faulty` something could not be read: nothing is made for it.
    """

    code: str
    name: str = ""
    address: Address = Address()
    attention: str = ""
    kvk: str = ""
    oin: str = ""
    vat_id: str = ""
    email: str = ""
    ibans: tuple[str, ...] = ()
    peppol: str = ""
    language: str = ""
    terms: int | None = None
    reference: str = ""
    private: bool = False
    faulty: bool = False
    source: Source = NO_SOURCE

    @property
    def is_consumer(self) -> bool:
        """Tell whether no invoice has to be made for the customer: art. 34c Wet OB.

        Who has a number of a firm is none, though git may not keep their details.
        """
        return self.private and not (self.kvk or self.oin or self.vat_id)

    @property
    def is_firm(self) -> bool:
        """Tell whether the customer has a number that a UBL invoice can be sent to."""
        abroad = self.address.country != HOME and bool(self.vat_id)
        return bool(self.kvk or self.oin) or abroad


@dataclass(frozen=True)
class Invoice:
    """An invoice as its file says it, or a credit note where it `credits` a number.

    What `restores` a number takes back that credit note: it is an invoice again, for
    what the credit note took off. A draft has no number and no day of issue yet.
    `total` is what the file said when it was issued, VAT included; None where it has
    not been.

    Without a `member` the cooperative sells by itself, and books it on `account`. A
    `down_payment` is for what is delivered later; `down_payments` are the numbers of
    those that the final invoice takes off, which has lines of them once it is issued.
    `discount` is off the whole of it. `recurring` and `quote` say what it was made of.
    """

    lines: tuple[InvoiceLine, ...]
    delivered: DayRange
    member: str = ""
    account: str = ""
    customer: str = ""
    trade_name: str = ""
    reference: str = ""
    order: str = ""
    discount: Discount | None = None
    down_payment: bool = False
    down_payments: tuple[str, ...] = ()
    recurring: str = ""
    quote: str = ""
    terms: int | None = None
    language: str = ""
    note: str = ""
    number: str = ""
    issued: dt.date | None = None
    credits: str = ""
    restores: str = ""
    total: Decimal | None = None
    source: Source = NO_SOURCE

    @property
    def delivery_day(self) -> dt.date:
        """The day that decides the rate of VAT: the last of the delivery."""
        return self.delivered.end or self.delivered.start

    def day_of(self, line: InvoiceLine) -> dt.date:
        """Return the day that decides the rate of VAT of a line."""
        span = line.delivered or self.delivered
        return span.end or span.start

    @property
    def day(self) -> dt.date:
        """The day of issue; of a draft, that of the delivery."""
        return self.issued or self.delivery_day

    @property
    def corrects(self) -> str:
        """The number of the invoice or credit note that it takes back; mostly none."""
        return self.credits or self.restores

    @property
    def due(self) -> dt.date:
        """The last day to pay."""
        return shifted(self.day, self.terms or 0)
