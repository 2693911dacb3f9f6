"""Reading one invoice from its file.

As with the register, all that is wrong is told at once, each with its line, and what
is right is a value. Whether the law is content is asked in
`paraplu.bookkeeping.invoices.demands`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.dutch_law import VAT_CODES, VatCode
from paraplu.base.language import say
from paraplu.base.money import in_cents
from paraplu.bookkeeping.invoices import fields as own
from paraplu.bookkeeping.invoices.amounts import discount_of, gross_of, totals_of
from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine
from paraplu.register import fields, names
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.shape import items, record
from paraplu.register.textfile import RegisterUnreadable, read_bytes
from paraplu.register.yaml_lines import Node, line_of, node_at, read_tree

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.register.converter import Convert
    from paraplu.register.membership import DayRange

RULE = "IN04"
# What a payment code can carry: EPC069-12, the amount.
MOST_PAYABLE = 999_999_999

_PRICES = ("price", "price_incl")
LINE: dict[str, Convert[Any]] = {
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
    "line": fields.whole(1, 9999),
    "amount": fields.amount,
    "vat_amount": fields.amount,
}


class _Read(NamedTuple):
    """A line whose code of VAT waits for the day of delivery; `vat_at` is its place."""

    values: dict[str, Any]
    at: Place
    vat_at: Place


def _line(node: Node, at: Place) -> _Read | None:
    found = record(node, at, LINE, required=("description", "vat"))
    if found is None:
        return None
    prices = [key for key in _PRICES if key in found]
    if len(prices) != 1:
        if not prices and any(node_at(node, key) is not node for key in _PRICES):
            return None
        at.fault(
            say("a line has one price: price or price_incl."),
            say("Write price without VAT, or price_incl with VAT in it."),
        )
        return None
    found["price"] = found.pop(prices[0])
    found["with_vat"] = prices == ["price_incl"]
    found["of"] = found.pop("line", None)
    return _Read(found, at, at.into("vat", line_of(node, "vat")))


INVOICE: dict[str, Convert[Any]] = {
    "number": fields.text,
    "issued": fields.day,
    "total": fields.amount,
    "credits": fields.text,
    "restores": fields.text,
    "member": names.code,
    "trade_name": fields.text,
    "customer": fields.text,
    "delivered": own.delivered,
    "reference": fields.text,
    "terms": fields.days,
    "language": fields.choice("en", "nl"),
    "note": fields.text,
    "lines": items(_line),
}


def read_invoice(path: Path, root: Path) -> tuple[Invoice | None, Faults]:
    """Return the invoice in a file, and what is wrong with the file (IN04).

    None where anything is. It has to lie below `root`, links followed.
    """
    try:
        text = read_bytes(path, str(path), root).decode()
    except RegisterUnreadable as error:
        faults = Faults(str(path), code=RULE)
        faults.add(0, error.message)
        return None, faults
    return read_invoice_text(text, path)


def read_invoice_text(text: str, path: Path) -> tuple[Invoice | None, Faults]:
    """Return the invoice that a text says, as if it stood in a file."""
    faults = Faults(str(path), code=RULE)
    invoice = None
    try:
        tree = read_tree(text, faults)
        if tree is not None:
            invoice = _invoice(tree, Place(faults, line=tree.line))
        elif not faults.found:
            faults.add(0, say("The file is empty."), say("Write an invoice in it."))
    except TooManyFaults:
        pass
    return (None if faults.found else invoice), faults


def _invoice(node: Node, at: Place) -> Invoice | None:
    found = record(node, at, INVOICE, required=("member", "delivered", "lines"))
    if found is None:
        return None
    if not found["lines"]:
        if not at.faults.found:
            place = at.into("lines", line_of(node, "lines"))
            place.fault(say("there are no lines."), say("Add one."))
        return None
    read: tuple[_Read, ...] = found.pop("lines")
    with_vat = (_with_vat(one, found["delivered"]) for one in read)
    lines = [line for line in with_vat if line]
    if len(lines) < len(read):
        return None
    invoice = Invoice(lines=tuple(lines), source=at.at(0).source, **found)
    payable = totals_of(invoice).payable
    if not 0 < payable <= MOST_PAYABLE:
        at.fault(
            say(
                "the invoice adds up to {amount}, which cannot be paid.", amount=payable
            ),
            say("Check the quantities, the prices and the discounts."),
        )
    return invoice


def _with_vat(line: _Read, delivered: DayRange) -> InvoiceLine | None:
    """Return a line with its code of VAT; None where it can have none on its day."""
    span = line.values.get("delivered") or delivered
    day = span.end or span.start
    code = code_of_vat(line.values["vat"], line.vat_at, day)
    if code is None:
        return None
    made = InvoiceLine(**{"quantity": Decimal(1), **line.values, "vat": code})
    if discount_of(made) > gross_of(made):
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
