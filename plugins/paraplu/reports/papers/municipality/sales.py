"""A sale, a down payment, a bad debt: the rows of turnover, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.reports.papers.municipality.received import Advance
    from paraplu.reports.span import Span


class CustomerKind(StrEnum):
    """What kind of customer bought it; never who."""

    GOVERNMENT = "government"
    BUSINESS = "business"
    CONSUMER = "consumer"
    FELLOW = "fellow"
    NO_INVOICE = "no_invoice"
    NOT_SAID = "not_said"

    @property
    def word(self) -> Message:
        """The word that people read."""
        return _WORDS[self]


_WORDS = {
    CustomerKind.GOVERNMENT: say("government"),
    CustomerKind.BUSINESS: say("business"),
    CustomerKind.CONSUMER: say("private person"),
    CustomerKind.FELLOW: say("in the cooperative"),
    CustomerKind.NO_INVOICE: say("without an invoice"),
    CustomerKind.NOT_SAID: say("not in these books"),
}


class SaleKind(StrEnum):
    """What a row of turnover is."""

    SALE = "sale"
    CREDIT = "credit"
    DOWN_PAYMENT = "down_payment"
    GIVEN_BACK = "given_back"
    BEFORE = "before"

    @property
    def word(self) -> Message:
        """The word that people read."""
        return _KINDS[self]


_KINDS = {
    SaleKind.SALE: say("sale"),
    SaleKind.CREDIT: say("credit note"),
    SaleKind.DOWN_PAYMENT: say("down payment"),
    SaleKind.GIVEN_BACK: say("down payment taken off or given back"),
    SaleKind.BEFORE: say("invoice of before these books"),
}


@dataclass(frozen=True)
class Sale:
    """One sale, or below zero what was taken back; in EUR.

    `worked` are the days of the work, None where the books do not say them; `booked` is
    the day of the invoice, or of the sale where there is none. `received` is the day on
    which all of it had been paid, None until then, and `pieces` are what was paid on
    each day, VAT included, below zero what went back. `tax` is the VAT on all of it,
    None where it cannot be told by member. `ahead` are the down payments that it takes
    off, or gives back, with the VAT that was owed on them before. What is left is
    `due`, VAT included: the pieces are parts of it. `credited` and `lost` are what was
    taken back and written off, VAT included.

    A down payment is a row of its own: by the receipt of the money it counts, and else
    what is sold counts whole. So is a claim from before these books: its `net` has the
    VAT in it that nobody knows here, unless there was none.
    """

    number: str
    worked: Span | None
    booked: dt.date
    received: dt.date | None
    description: Message | str
    customer: CustomerKind
    net: Decimal
    tax: Decimal | None
    pieces: tuple[tuple[dt.date, Decimal], ...]
    source: Source
    kind: SaleKind = SaleKind.SALE
    due: Decimal = ZERO
    ahead: tuple[Advance, ...] = ()
    credited: Decimal = ZERO
    lost: Decimal = ZERO

    @property
    def gross(self) -> Decimal | None:
        """What the customer pays, VAT included."""
        return None if self.tax is None else self.net + self.tax

    @property
    def earned(self) -> bool:
        """Tell whether it is turnover, whatever was agreed: a down payment is not."""
        return self.kind in (SaleKind.SALE, SaleKind.CREDIT)


@dataclass(frozen=True)
class BadDebt:
    """What was written off of a claim, in EUR; `tax` is VAT that was taken back.

    `counted` is the part of `net` whose sale may have counted as turnover: of the rest
    it is sure that it never did, as only money that came in counted.
    """

    number: str
    booked: dt.date
    description: str
    net: Decimal
    counted: Decimal
    tax: Decimal | None
    source: Source
