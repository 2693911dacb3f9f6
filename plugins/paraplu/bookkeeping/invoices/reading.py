"""Reading one invoice from its file.

As with the register, all that is wrong is told at once, each with its line, and what
is right is a value. Whether the law is content is asked in
`paraplu.bookkeeping.invoices.demands`.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.bookkeeping.invoices import fields as own
from paraplu.bookkeeping.invoices.amounts import ZERO, amount_of, totals_of
from paraplu.bookkeeping.invoices.catalogue import NO_PRODUCTS, Products
from paraplu.bookkeeping.invoices.line_reading import (
    LineRead,
    line_with,
    tell_products_of_others,
    with_its_vat,
)
from paraplu.bookkeeping.invoices.model import Invoice
from paraplu.register import fields, names
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.shape import items, record
from paraplu.register.textfile import RegisterUnreadable, read_bytes
from paraplu.register.yaml_lines import Node, line_of, read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from paraplu.register.converter import Convert

RULE = "IN04"
# What a payment code can carry: EPC069-12, the amount.
MOST_PAYABLE = 999_999_999
# Of some years of a busy cooperative.
_KEPT = 4096

INVOICE: dict[str, Convert[Any]] = {
    "number": fields.text,
    "issued": fields.day,
    "total": fields.amount,
    "credits": fields.text,
    "restores": fields.text,
    "member": names.code,
    "account": names.account(2),
    "trade_name": fields.text,
    "customer": fields.text,
    "delivered": own.delivered,
    "reference": fields.text,
    "order": fields.text,
    "quote": fields.text,
    "recurring": fields.text,
    "down_payment": own.yes,
    "down_payments": own.numbers,
    "discount": own.discount,
    "terms": fields.days,
    "language": fields.choice("en", "nl"),
    "note": fields.text,
}


def read_invoice(
    path: Path, root: Path, products: Products = NO_PRODUCTS
) -> tuple[Invoice | None, Faults]:
    """Return the invoice in a file, and what is wrong with the file (IN04).

    None where anything is. It has to lie below `root`, links followed. A draft takes
    what its lines do not say of these products.
    """
    try:
        text = read_bytes(path, str(path), root).decode()
    except RegisterUnreadable as error:
        faults = Faults(str(path), code=RULE)
        faults.add(0, error.message)
        return None, faults
    return read_invoice_text(text, path, products)


def read_invoice_text(
    text: str, path: Path, products: Products = NO_PRODUCTS
) -> tuple[Invoice | None, Faults]:
    """Return the invoice that a text says, as if it stood in a file."""
    if products is NO_PRODUCTS:
        known = _issued_text(text, path)
        if known is not None:
            return known, Faults(str(path), code=RULE)
    return _read_text(text, path, products)


@lru_cache(maxsize=_KEPT)
def _issued_text(text: str, path: Path) -> Invoice | None:
    """Return what a text says that takes nothing of products; None where it is faulty.

    Issued invoices never change, and a page asks for all of them after each step.
    """
    return _read_text(text, path, NO_PRODUCTS)[0]


def _read_text(
    text: str, path: Path, products: Products
) -> tuple[Invoice | None, Faults]:
    faults = Faults(str(path), code=RULE)
    invoice = None
    try:
        tree = read_tree(text, faults)
        if tree is not None:
            invoice = invoice_of(tree, Place(faults, line=tree.line), products)
        elif not faults.found:
            faults.add(0, say("The file is empty."), say("Write an invoice in it."))
    except TooManyFaults:
        pass
    return (None if faults.found else invoice), faults


def invoice_of(
    node: Node,
    at: Place,
    products: Products = NO_PRODUCTS,
    more: Mapping[str, Convert[Any]] = MappingProxyType({}),
) -> Invoice | None:
    """Return the invoice that a table says; None after what is wrong was told.

    `more` are keys beside those of an invoice, for whoever keeps them.
    """
    keys: dict[str, Convert[Any]] = {
        **INVOICE,
        "lines": items(line_with(products)),
        **more,
    }
    found = record(node, at, keys, required=("delivered", "lines"))
    if found is None:
        return None
    for key in more:
        found.pop(key, None)
    if not found["lines"]:
        if not at.faults.found:
            place = at.into("lines", line_of(node, "lines"))
            place.fault(say("there are no lines."), say("Add one."))
        return None
    _sold_by_somebody(found, at)
    read: tuple[LineRead, ...] = found.pop("lines")
    with_vat = (with_its_vat(one, found["delivered"]) for one in read)
    lines = [line for line in with_vat if line]
    if len(lines) < len(read):
        return None
    tell_products_of_others(found, read, products)
    invoice = Invoice(lines=tuple(lines), source=at.at(0).source, **found)
    _discount_can_be(invoice, at.into("discount", line_of(node, "discount")))
    if at.faults.found:
        return None
    payable = totals_of(invoice).payable
    settles = any(line.down_payment for line in lines)
    if not 0 <= payable <= MOST_PAYABLE or not (payable or settles):
        at.fault(
            say(
                "the invoice adds up to {amount}, which cannot be paid.", amount=payable
            ),
            say("Check the quantities, the prices and the discounts."),
        )
    return invoice


def _sold_by_somebody(found: Mapping[str, Any], at: Place) -> None:
    """Tell where an invoice says nobody who sells, or two."""
    if "member" in found and "account" in found:
        at.fault(
            say("a member sells on an account of its own."),
            say(
                "Take `account:` out, or `member:` where the cooperative itself sells."
            ),
        )
    elif not ("member" in found or "account" in found):
        at.fault(
            say("{key} is missing.", key="member"),
            say(
                "Add `member:`. Where the cooperative itself sells, write `account:` "
                "with an account of its income, such as {example}.",
                example="Income:Coop:Hall",
            ),
        )


def _discount_can_be(invoice: Invoice, at: Place) -> None:
    """Tell a discount on the whole that is more than that, or may mean two sums."""
    off = invoice.discount
    if off is None:
        return
    lines = [line for line in invoice.lines if not line.down_payment]
    whole = sum((amount_of(line) for line in lines), ZERO)
    if not off.is_rate and len({line.with_vat for line in lines}) > 1:
        at.fault(
            say(
                "some prices have VAT in them and some do not, so an amount is unclear."
            ),
            say("Write a percentage, or make all prices alike."),
        )
    elif whole < 0 or (not off.is_rate and off.amount > whole):
        at.fault(
            say(
                "the discount is {discount}, but the lines come to {amount}.",
                discount=off.amount,
                amount=whole,
            ),
            say("Anything taken back goes on a credit note: paraplu invoice credit."),
        )
