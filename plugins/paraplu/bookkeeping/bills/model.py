"""What a supplier's bill says, whatever form it came in.

Values only; amounts are in EUR. Of a credit note they are below nil, as what it does to
the debt. The names of fields that EN 16931 knows stand beside it as BT-numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

HOME = "NL"


class UnreadableBill(Problem):
    """A file is no bill that can be booked; `message` says why, and what to do."""


@dataclass(frozen=True)
class Party:
    """Who sends a bill, or whom it is for; `country` as in ISO 3166."""

    name: str = ""
    vat_id: str = ""
    kvk: str = ""
    country: str = ""

    @property
    def taxed_in(self) -> str:
        """The country whose VAT this party charges; its VAT number says so first."""
        prefix = self.vat_id[:2].upper().replace("EL", "GR")
        return prefix or self.country or HOME


@dataclass(frozen=True)
class TaxGroup:
    """What is taxed alike: BT-116 to BT-119.

    `category` is of UNTDID 5305 (S, Z, E, AE, K, G, O), `rate` a fraction: 0.21 for
    21 %.
    """

    category: str
    rate: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True)
class Line:
    """A line of a bill: what it comes to without VAT (BT-131), and how it did.

    `price` is for `per` of the unit; `change` is what was added to the line, or taken
    off it. None where the bill does not say the price.
    """

    what: str
    net: Decimal
    quantity: Decimal | None = None
    price: Decimal | None = None
    per: Decimal | None = None
    change: Decimal = ZERO


@dataclass(frozen=True)
class BillTotals:
    """The sums of a bill, as it says them itself; None where it says none.

    `lines` is BT-106, `allowances` BT-107, `charges` BT-108, `net` BT-109, `tax`
    BT-110, `gross` BT-112, `prepaid` BT-113, `rounding` BT-114 and `payable` BT-115.
    """

    net: Decimal
    tax: Decimal
    gross: Decimal
    payable: Decimal
    lines: Decimal | None = None
    allowances: Decimal = ZERO
    charges: Decimal = ZERO
    prepaid: Decimal = ZERO
    rounding: Decimal = ZERO


@dataclass(frozen=True)
class Bill:
    """A bill: who, when, how much, and where to pay it.

    `credits` is the number of the bill that a credit note takes back, `reference` what
    the supplier asks for on the payment.
    """

    seller: Party
    number: str
    day: dt.date
    groups: tuple[TaxGroup, ...]
    totals: BillTotals
    buyer: Party = Party()
    due: dt.date | None = None
    delivered: dt.date | None = None
    ibans: tuple[str, ...] = ()
    reference: str = ""
    what: str = ""
    lines: tuple[Line, ...] = ()
    credits: str = ""

    @property
    def vat_day(self) -> dt.date:
        """The day whose rates of VAT count."""
        return self.delivered or self.day

    @property
    def payable(self) -> Decimal:
        """What is to be paid; below nil for a credit note."""
        return self.totals.payable
