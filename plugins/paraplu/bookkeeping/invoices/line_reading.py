"""Reading a line of an invoice: by itself, or by a product of the catalogue."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.dutch_law import VAT_CODES, VatCode
from paraplu.base.file_names import CATALOGUE
from paraplu.base.language import say
from paraplu.base.money import in_cents
from paraplu.bookkeeping.invoices import fields as own
from paraplu.bookkeeping.invoices.amounts import ZERO, discount_of, gross_of
from paraplu.bookkeeping.invoices.catalogue import PRICES, Products, product_code
from paraplu.bookkeeping.invoices.model import InvoiceLine
from paraplu.register import fields
from paraplu.register.faults import Place, shown
from paraplu.register.shape import record
from paraplu.register.yaml_lines import Node, line_of, node_at

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from paraplu.register.converter import Convert
    from paraplu.register.membership import DayRange

LINE: dict[str, Convert[Any]] = {
    "product": product_code,
    "description": fields.text,
    "quantity": own.quantity,
    "unit": fields.text,
    "price": own.price,
    "price_incl": own.price,
    "vat": own.vat,
    "discount": own.discount,
    "delivered": own.delivered,
    "purchase": own.link,
    "bought": fields.amount,
    "down_payment": fields.text,
    "line": fields.whole(1, 9999),
    "amount": own.signed,
    "vat_amount": own.signed,
}


class LineRead(NamedTuple):
    """A line whose code of VAT waits for the day of delivery; `vat_at` is its place."""

    values: dict[str, Any]
    at: Place
    vat_at: Place


def line_with(products: Products) -> Convert[LineRead]:
    """Return the converter of a line, which may take a product of these."""

    def read(node: Node, at: Place) -> LineRead | None:
        return _line(node, at, products)

    return read


def _line(node: Node, at: Place, products: Products) -> LineRead | None:
    known = node_at(node, "product") is not node
    found = record(node, at, LINE, required=() if known else ("description", "vat"))
    if found is None:
        return None
    if known and not _of_product(found, node, at, products):
        return None
    prices = [key for key in PRICES if key in found]
    if len(prices) != 1:
        if not prices and any(node_at(node, key) is not node for key in PRICES):
            return None
        at.fault(
            say("a line has one price: price or price_incl."),
            say("Write price without VAT, or price_incl with VAT in it."),
        )
        return None
    found["price"] = found.pop(prices[0])
    found["with_vat"] = prices == ["price_incl"]
    found["of"] = found.pop("line", None)
    return LineRead(found, at, at.into("vat", line_of(node, "vat")))


def _of_product(
    found: dict[str, Any], node: Node, at: Place, products: Products
) -> bool:
    """Fill a line with what its product says; tell where there is no such product.

    The line of an issued invoice says all by itself.
    """
    if {"description", "vat"} <= found.keys() and any(key in found for key in PRICES):
        return True
    product = products.get(found.get("product", ""))
    if product is None:
        if "product" in found:
            place = at.into("product", line_of(node, "product"))
            place.fault(
                say("there is no product {code}.", code=shown(found["product"])),
                say("Add it to {file}, or correct it.", file=CATALOGUE),
            )
        return False
    priced = any(node_at(node, key) is not node for key in PRICES)
    for key, value in product.values.items():
        if not (priced and key in PRICES):
            found.setdefault(key, value)
    return True


def with_its_vat(line: LineRead, delivered: DayRange) -> InvoiceLine | None:
    """Return a line with its code of VAT; None where it can have none on its day."""
    span = line.values.get("delivered") or delivered
    day = span.end or span.start
    code = code_of_vat(line.values["vat"], line.vat_at, day)
    if code is None:
        return None
    made = InvoiceLine(**{"quantity": Decimal(1), **line.values, "vat": code})
    if discount_of(made) > max(gross_of(made), ZERO):
        line.at.fault(
            say(
                "the discount is {discount}, but the line is only {amount}.",
                discount=discount_of(made),
                amount=gross_of(made),
            ),
            say("Anything taken back goes on a credit note: paraplu invoice credit."),
        )
        return None
    return made


def code_of_vat(text: str, at: Place, day: dt.date) -> VatCode | None:
    """Return the code of VAT that `vat:` means on a day; None where it has none."""
    rate = own.percentage(text)
    if rate is None:
        return VAT_CODES[text]
    rates = {
        VAT_CODES[name].rate(day): VAT_CODES[name] for name in ("high", "low", "zero")
    }
    if rate in rates:
        return rates[rate]
    at.fault(
        say("{text} was not a VAT rate on {day}.", text=text, day=day),
        say("The rates then were {rates}.", rates=", ".join(map(_percent, rates))),
    )
    return None


def _percent(rate: Decimal) -> str:
    return f"{in_cents(rate * 100).normalize():f}%"


def tell_products_of_others(
    found: Mapping[str, Any], read: Iterable[LineRead], products: Products
) -> None:
    """Tell where a member sells what is another's."""
    for one in read:
        product = products.get(one.values.get("product", ""))
        if product and product.member and product.member != found.get("member"):
            one.at.fault(
                say(
                    "product {code} is sold by {member}.",
                    code=product.code,
                    member=product.member,
                ),
                say("Choose another product, or correct `member:`."),
            )
