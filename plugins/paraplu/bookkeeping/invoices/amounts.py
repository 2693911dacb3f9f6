"""What the lines of an invoice come to: per line, per rate of VAT, in all.

VAT is computed once over all lines of one rate, not per line: so the European norm has
it (EN 16931, BR-CO-17), and so the cents of the invoice, the UBL and the ledger are
the same ones. A half cent goes up. Of prices with VAT in them the VAT is taken out of
their sum, so that the customer pays that sum; what is without VAT is the rest.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from paraplu.base.dutch_law import MARGIN_RATES
from paraplu.base.dutch_law.dated import rate_on
from paraplu.base.money import in_cents
from paraplu.bookkeeping.vat.fitting import shared

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.base.dutch_law import VatCode
    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine

ZERO = Decimal("0.00")


class VatGroup(NamedTuple):
    """All lines that VAT treats alike: their net amount, and the VAT on it."""

    category: str
    rate: Decimal
    net: Decimal
    tax: Decimal
    codes: tuple[VatCode, ...]


class Portion(NamedTuple):
    """What lines have in common whose VAT is rounded as one sum.

    `code` tells lines apart only where the VAT is in the price: there what is without
    VAT is known of the sum alone.
    """

    category: str
    rate: Decimal
    code: str = ""
    with_vat: bool = False


class Totals(Struct, frozen=True):
    """What an invoice comes to.

    `lines` are the net amounts in the order of lines, `shown` the same in the terms of
    their prices. `margin` is the VAT in the prices of a margin scheme, by code: it is
    owed, and no paper says it.
    """

    lines: tuple[Decimal, ...]
    groups: tuple[VatGroup, ...]
    net_by_code: Mapping[str, Decimal]
    shown: tuple[Decimal, ...]
    margin: Mapping[str, Decimal]
    tax_by_portion: Mapping[Portion, Decimal]

    @property
    def net(self) -> Decimal:
        """All lines, without VAT."""
        return sum(self.lines, ZERO)

    @property
    def tax(self) -> Decimal:
        """All VAT."""
        return sum((group.tax for group in self.groups), ZERO)

    @property
    def payable(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax


def gross_of(line: InvoiceLine) -> Decimal:
    """Return what a line comes to before its discount."""
    return in_cents(line.quantity * line.price)


def discount_of(line: InvoiceLine) -> Decimal:
    """Return what is taken off a line."""
    if line.discount is None:
        return ZERO
    off = line.discount.amount
    return in_cents(gross_of(line) * off) if line.discount.is_rate else in_cents(off)


def amount_of(line: InvoiceLine) -> Decimal:
    """Return what a line comes to, with VAT in it where its price has that."""
    return gross_of(line) - discount_of(line) if line.amount is None else line.amount


def portion_of(line: InvoiceLine, day: dt.date) -> Portion:
    """Return with which lines the VAT of a line is rounded."""
    rate = line.vat.rate(day)
    if line.vat.name in MARGIN_RATES:
        return Portion(line.vat.category, rate, line.vat.name)
    if line.with_vat and rate:
        return Portion(line.vat.category, rate, line.vat.name, with_vat=True)
    return Portion(line.vat.category, rate)


def margin_vat(line: InvoiceLine, day: dt.date) -> Decimal:
    """Return the VAT in the price of a line under the margin scheme.

    It is on what the line brings in above what was paid for it, and never below nil
    (art. 28b Wet OB). Nil where nothing says what was paid, as in an
    invoice of before that was asked.
    """
    if line.vat_amount is not None:
        return line.vat_amount
    rates = MARGIN_RATES.get(line.vat.name)
    if rates is None or line.bought is None:
        return ZERO
    return max(in_price(amount_of(line) - line.bought, rate_on(rates, day)), ZERO)


def in_price(amount: Decimal, rate: Decimal) -> Decimal:
    """Return the VAT in an amount that includes it."""
    return in_cents(amount * rate / (1 + rate))


def totals_of(invoice: Invoice) -> Totals:
    """Return what an invoice comes to, with the rates of VAT of each delivery."""
    shown = tuple(map(amount_of, invoice.lines))
    portions: defaultdict[Portion, list[int]] = defaultdict(list)
    margin: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    codes: defaultdict[tuple[str, Decimal], dict[str, VatCode]] = defaultdict(dict)
    for place, line in enumerate(invoice.lines):
        day = invoice.day_of(line)
        portion = portion_of(line, day)
        portions[portion].append(place)
        codes[portion.category, portion.rate][line.vat.name] = line.vat
        if line.vat.name in MARGIN_RATES:
            margin[line.vat.name] += margin_vat(line, day)
    lines = list(shown)
    taxes: dict[Portion, Decimal] = {}
    by_group: defaultdict[tuple[str, Decimal], list[Decimal]]
    by_group = defaultdict(lambda: [ZERO, ZERO])
    for portion, places in portions.items():
        mine = [shown[place] for place in places]
        taxes[portion] = tax = _tax(invoice, portion, places, sum(mine, ZERO))
        if portion.with_vat:
            nets = shared(sum(mine, ZERO) - tax, mine)
            for place, net in zip(places, nets, strict=True):
                lines[place] = net
        sums = by_group[portion.category, portion.rate]
        sums[0] += sum((lines[place] for place in places), ZERO)
        sums[1] += tax
    by_code: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for line, net in zip(invoice.lines, lines, strict=True):
        by_code[line.vat.name] += net
    groups = [
        VatGroup(category, rate, net, tax, tuple(codes[category, rate].values()))
        for (category, rate), (net, tax) in by_group.items()
    ]
    groups.sort(key=lambda group: (-group.rate, group.category))
    return Totals(
        tuple(lines), tuple(groups), dict(by_code), shown, dict(margin), taxes
    )


def _tax(
    invoice: Invoice, portion: Portion, places: list[int], amount: Decimal
) -> Decimal:
    """Return the VAT of the lines of a portion, as they say it or by its rate."""
    if not portion.rate:
        return ZERO
    said = [invoice.lines[place].vat_amount for place in places]
    if any(tax is not None for tax in said):
        return sum((tax for tax in said if tax is not None), ZERO)
    if portion.with_vat:
        return in_price(amount, portion.rate)
    return in_cents(amount * portion.rate)
