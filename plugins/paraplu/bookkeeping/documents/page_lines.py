"""A line of an invoice as its page has it: what, how many, for how much."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from paraplu.base.language import Language, say
from paraplu.base.money import in_cents
from paraplu.bookkeeping.documents.words import DISCOUNT, amount_said, date_of
from paraplu.bookkeeping.invoices.amounts import ZERO, discount_of, gross_of

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.invoices.model import InvoiceLine
    from paraplu.register.membership import DayRange

_ROUNDED = Decimal("0.02")


class Way(Enum):
    """How a page tells prices: as most do, with VAT in them, or without any VAT."""

    WITHOUT_VAT = auto()
    WITH_VAT = auto()
    MARGIN = auto()


def delivered_said(span: DayRange, language: Language) -> str:
    """Return the day or days of a delivery: 1 – 28 February 2026."""
    first, last = span.start, span.end or span.start
    end = date_of(last, language)
    if first == last:
        return end
    begin = date_of(first, language)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
        if first.month == last.month:
            begin = str(first.day)
    return f"{begin} – {end}"


def line_cells(
    line: InvoiceLine, net: Decimal, day: dt.date, language: Language, way: Way
) -> dict[str, Any]:
    """Return the cells of a line; `net` is its amount in the way of the page."""
    off, price = _taken_off(line), line.price
    without = line.with_vat and way is Way.WITHOUT_VAT
    if without:
        off = in_cents(off / (1 + line.vat.rate(day)))
        price = in_cents(price / (1 + line.vat.rate(day)))
    told = ""
    if off:
        own = line.discount if abs(off - discount_of(line)) <= _ROUNDED else None
        rate = percent(own.amount, language) if own and own.is_rate else ""
        told = f"{language.render(DISCOUNT)} {rate}".rstrip()
        told += f" {'−' if off > 0 else '+'}{language.amount(abs(off))}"
    if without:
        with_vat = say("{price} each with VAT", price=_price(line.price, language))
        told = "; ".join(filter(None, (language.render(with_vat), told)))
    cells = {
        "description": _what(line, language),
        "discount": told,
        "quantity": f"{_number(line.quantity, language)} {line.unit}".rstrip(),
        "price": _price(price, language),
        "vat": _vat(line, day, language),
        "net": amount_said(net, language),
    }
    if way is Way.MARGIN:
        del cells["vat"]
    return cells


def _taken_off(line: InvoiceLine) -> Decimal:
    """Return what is taken off a line, and its share of what was off the whole."""
    if line.amount is None:
        return discount_of(line)
    off = gross_of(line) - line.amount
    # What a credit note says may be a cent or two off by rounding alone.
    return off if line.discount or abs(off) > _ROUNDED else ZERO


def _what(line: InvoiceLine, language: Language) -> str:
    """Return what was delivered, with its days where they are its own."""
    if line.delivered is None:
        return line.description
    return f"{line.description} ({delivered_said(line.delivered, language)})"


def _vat(line: InvoiceLine, day: dt.date, language: Language) -> str:
    code = line.vat
    if code.category in {"S", "Z"}:
        return percent(code.rate(day), language)
    return language.render(code.label)


def _price(value: Decimal, language: Language) -> str:
    """Return a price with two decimals, or as many more as it has."""
    if value == in_cents(value):
        return amount_said(value, language)
    return _number(value, language)


def _number(value: Decimal, language: Language) -> str:
    return language.number(value).replace("-", "−")


def percent(rate: Decimal, language: Language) -> str:
    """Return a rate as people write it: 21%."""
    return f"{language.number(rate * 100)}%"
