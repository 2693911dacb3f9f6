"""The EU sales list (opgaaf ICP): what firms in other EU countries bought, by customer.

It adds up to box 3b of the return over the same period, in whole euros too.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.identifiers import read_vat_id
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.codes import in_other_eu_country
from paraplu.bookkeeping.vat.said_codes import customer_of

if TYPE_CHECKING:
    from paraplu.bookkeeping.vat.assessed import BoxItem
    from paraplu.bookkeeping.vat.returns import VatReturn
    from paraplu.ledger.transactions import Transaction

BOX = "3b"
GOODS = "eu"


class CustomerSales(Struct, frozen=True):
    """What one customer bought, to the cent, and in the whole euros of the list."""

    vat_id: str
    goods: Decimal
    services: Decimal
    goods_in_euros: Decimal
    services_in_euros: Decimal


class SalesList(Struct, frozen=True):
    """The lines by customer; `nameless` are transactions without a valid VAT number."""

    lines: tuple[CustomerSales, ...]
    nameless: tuple[Transaction, ...]

    @property
    def total(self) -> Decimal:
        """What the list adds up to, to the cent: box 3b."""
        return sum((line.goods + line.services for line in self.lines), ZERO)

    @property
    def in_euros(self) -> Decimal:
        """What the list adds up to in whole euros."""
        whole = (line.goods_in_euros + line.services_in_euros for line in self.lines)
        return sum(whole, ZERO)


def sales_list(made: VatReturn) -> SalesList:
    """Return the list over the period of a return."""
    goods: defaultdict[str, Decimal] = defaultdict(Decimal)
    services: defaultdict[str, Decimal] = defaultdict(Decimal)
    nameless: dict[int, Transaction] = {}
    for one in made.taxed:
        for item in one.items:
            if item.box == BOX:
                customer = customer_of(one.transaction)
                if not can_be_listed(customer, item):
                    nameless[one.transaction.number] = one.transaction
                (goods if item.code == GOODS else services)[customer] += item.base
    seen = given = ZERO
    lines = []
    # Each line has the whole euros by which the total grows, so that they add up to it.
    for customer in sorted(goods.keys() | services.keys()):
        whole = []
        for amount in (goods[customer], services[customer]):
            seen += amount
            whole.append(seen.quantize(Decimal(1), ROUND_FLOOR) - given)
            given += whole[-1]
        lines.append(
            CustomerSales(customer, goods[customer], services[customer], *whole)
        )
    return SalesList(tuple(lines), tuple(nameless.values()))


def can_be_listed(vat_id: str, item: BoxItem) -> bool:
    """Tell whether a VAT number is one that the list has for what was sold."""
    there = in_other_eu_country(vat_id, goods=item.code == GOODS)
    return there and read_vat_id(vat_id) is not None


def to_correct(period: str) -> Message:
    """Return that the list of a period that was filed is no longer right."""
    return say(
        "The EU sales list has to be corrected too: paraplu vat icp {period} shows "
        "what should be on it.",
        period=period,
    )
