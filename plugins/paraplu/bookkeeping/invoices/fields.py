"""The single values of an invoice: quantities, prices, discounts, VAT, deliveries."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.dutch_law import VAT_CODES
from paraplu.base.identifiers import read_vat_id
from paraplu.base.language import Message, say
from paraplu.bookkeeping.invoices.model import Discount
from paraplu.register import fields
from paraplu.register.faults import Place, listed, shown
from paraplu.register.membership import DayRange
from paraplu.register.shape import items, record
from paraplu.register.yaml_lines import Node, Word

if TYPE_CHECKING:
    from paraplu.register.converter import Convert

# Nobody at a market table sells more; a slip of the pen easily does.
MOST = Decimal(1_000_000)

_YES, _NO = {"true", "yes", "ja"}, {"false", "no", "nee"}
# As Beancount has it.
LINK = re.compile(r"[A-Za-z0-9\-_/.]+")
_PERCENT = re.compile(r"(100|[0-9]{1,2}(?:\.[0-9]{1,2})?) ?%")
_ANY_PERCENT = re.compile(r"[0-9.]+ ?%")


def _number(decimals: int, wrong: Message, sign: str = "") -> Convert[Decimal]:
    form = re.compile(rf"{sign}[0-9]{{1,12}}(?:\.[0-9]{{1,{decimals}}})?")

    def read(node: Node, at: Place) -> Decimal | None:
        value = fields.text(node, at)
        if value is None:
            return None
        if not form.fullmatch(value):
            if value.startswith("-") and form.fullmatch(value[1:]):
                at.fault(
                    say("{text} is below zero.", text=shown(value)),
                    say(
                        "To take something off, write a quantity below zero, such as "
                        "-1. Anything taken back goes on a credit note: paraplu "
                        "invoice credit."
                    ),
                )
                return None
            pointed = value.replace(",", ".")
            at.fault(
                say("{text} {wrong}", text=shown(value), wrong=wrong),
                say("Write {text}, with a full stop.", text=pointed)
                if form.fullmatch(pointed)
                else None,
            )
            return None
        number = Decimal(value)
        if abs(number) > MOST:
            at.fault(
                say(
                    "{text} is more than {most}, which cannot be right.",
                    text=shown(value),
                    most=int(MOST),
                )
            )
            return None
        return number

    return read


_quantity = _number(
    3,
    say(
        "is not a quantity: write digits, with a full stop before at most three "
        "decimals."
    ),
    sign="-?",
)
price = _number(
    4,
    say("is not a price: write digits, with a full stop before at most four decimals."),
)


signed = _number(2, say("is not an amount."), sign="-?")


def quantity(node: Node, at: Place) -> Decimal | None:
    """Return how much of something, no more than `MOST`: never nothing of it.

    Below zero it is taken off.
    """
    number = _quantity(node, at)
    if number is not None and not number:
        at.fault(say("is zero."), say("Take the line out."))
        return None
    return number


def discount(node: Node, at: Place) -> Discount | None:
    """Return a discount: a percentage, or an amount."""
    value = fields.text(node, at)
    if value is None:
        return None
    part = _PERCENT.fullmatch(value)
    if part:
        return Discount(Decimal(part[1]).scaleb(-2), is_rate=True)
    if _ANY_PERCENT.fullmatch(value):
        at.fault(
            say("{text} is not a percentage up to 100%.", text=shown(value)),
            say("Write it with the sign: {example}.", example="10%"),
        )
        return None
    taken = fields.amount(node, at)
    return None if taken is None else Discount(taken)


def vat(node: Node, at: Place) -> str | None:
    """Return a code of VAT, or a percentage as it was written.

    What a percentage means depends on the day of delivery, which is read elsewhere.
    """
    value = fields.text(node, at)
    if value is None or value in VAT_CODES or _PERCENT.fullmatch(value):
        return value
    at.fault(
        say("there is no VAT code {text}.", text=shown(value)),
        say(
            "Write a percentage such as {example}, or one of: {codes}.",
            example="21%",
            codes=listed(VAT_CODES),
        ),
    )
    return None


def link(node: Node, at: Place) -> str | None:
    """Return the link of an entry in the ledger, without the ^ before it."""
    value = fields.text(node, at)
    if value is None:
        return None
    if not LINK.fullmatch(value.removeprefix("^")):
        at.fault(
            say("{text} is not a link.", text=shown(value)),
            say(
                "Write the link of the purchase, such as {example}.", example="chair-1"
            ),
        )
        return None
    return value.removeprefix("^")


def numbers(node: Node, at: Place) -> tuple[str, ...] | None:
    """Return numbers of invoices: one, or a list of them."""
    if isinstance(node, Word):
        one = fields.text(node, at)
        return None if one is None else (one,)
    return items(fields.text)(node, at)


def yes(node: Node, at: Place) -> bool | None:
    """Return True for `true` or yes, and False for `false` or no."""
    value = fields.text(node, at)
    if value is None:
        return None
    if value.casefold() not in _YES | _NO:
        at.fault(
            say("{text} is neither yes nor no.", text=shown(value)),
            say("Write {example}, or leave it out.", example="true"),
        )
        return None
    return value.casefold() in _YES


def percentage(text: str) -> Decimal | None:
    """Return what `vat` gave as a fraction; None where it is a code."""
    part = _PERCENT.fullmatch(text)
    return Decimal(part[1]).scaleb(-2) if part else None


def delivered(node: Node, at: Place) -> DayRange | None:
    """Return the day of a delivery, or the days from and until."""
    if isinstance(node, Word):
        day = fields.day(node, at)
        return None if day is None else DayRange(day, day)
    keys = {"from": fields.day, "until": fields.day}
    found = record(node, at, keys, required=("from", "until"))
    return None if found is None else fields.period(found, node, at)


def vat_id(node: Node, at: Place) -> str | None:
    """Return a VAT number of a country of the EU, its check digits right."""
    value = fields.text(node, at)
    if value is None:
        return None
    if found := read_vat_id(value):
        return found
    at.fault(
        say("{text} is not a VAT number of the EU.", text=shown(value)),
        say("It starts with the two letters of the country."),
    )
    return None
