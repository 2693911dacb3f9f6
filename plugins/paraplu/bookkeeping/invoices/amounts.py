"""What the lines of an invoice come to: per line, per rate of VAT, in all.

VAT is computed once over all lines of one rate, not per line: so the European norm has
it (EN 16931, BR-CO-17), and so the cents of the invoice, the UBL and the ledger are
the same ones. A half cent goes up. Of prices with VAT in them the VAT is taken out of
their sum, so that the customer pays that sum; what is without VAT is the rest. A
discount on the whole is spread over all lines by what they come to, and so over the
rates of VAT; its cents add up.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from paraplu.base.dutch_law import MARGIN_RATES
from paraplu.base.dutch_law.dated import rate_on
from paraplu.base.money import in_cents
from paraplu.bookkeeping.vat.fitting import shared

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from paraplu.base.dutch_law import VatCode
    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine

ZERO, CENT = Decimal("0.00"), Decimal("0.01")


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
    VAT is known of the sum alone. What a `down_payment` had is taken off as it was.
    """

    category: str
    rate: Decimal
    code: str = ""
    with_vat: bool = False
    down_payment: str = ""


class Totals(Struct, frozen=True):
    """What an invoice comes to.

    `lines` are the net amounts in the order of lines, before a discount on the whole,
    and `nets` after it. `shown` and `charged` are the same as their prices have it.
    `margin` is the VAT in the prices of a margin scheme, by code: it is owed, and no
    paper says it. `off` is what the discount takes off without VAT, by category and
    rate.
    """

    lines: tuple[Decimal, ...]
    nets: tuple[Decimal, ...]
    groups: tuple[VatGroup, ...]
    net_by_code: Mapping[str, Decimal]
    shown: tuple[Decimal, ...]
    charged: tuple[Decimal, ...]
    margin: Mapping[str, Decimal]
    tax_by_portion: Mapping[Portion, Decimal]
    off: Mapping[tuple[str, Decimal], Decimal]

    @property
    def net(self) -> Decimal:
        """All that is to be paid, without VAT."""
        return sum(self.nets, ZERO)

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
        return Portion(
            line.vat.category,
            rate,
            line.vat.name,
            with_vat=True,
            down_payment=line.down_payment,
        )
    return Portion(line.vat.category, rate, down_payment=line.down_payment)


def margin_vat(
    line: InvoiceLine, day: dt.date, amount: Decimal | None = None
) -> Decimal:
    """Return the VAT in the price of a line under the margin scheme.

    It is on what the line brings in above what was paid for it, and never below nil
    (art. 28b Wet OB). Nil where nothing says what was paid, as in an
    invoice of before that was asked. `amount` is what it brings in, where that is not
    what it comes to by itself.
    """
    if line.vat_amount is not None:
        return line.vat_amount
    rates = MARGIN_RATES.get(line.vat.name)
    if rates is None or line.bought is None:
        return ZERO
    brings = amount_of(line) if amount is None else amount
    return max(in_price(brings - line.bought, rate_on(rates, day)), ZERO)


def in_price(amount: Decimal, rate: Decimal) -> Decimal:
    """Return the VAT in an amount that includes it."""
    return in_cents(amount * rate / (1 + rate))


def off_the_whole(invoice: Invoice, shown: Sequence[Decimal]) -> list[Decimal]:
    """Return what a discount on the whole takes off each line, as its price has it.

    It is spread over what the lines come to, by the largest remainder. Nothing of it is
    for what was paid down before.
    """
    lines = zip(invoice.lines, shown, strict=True)
    weights = [ZERO if line.down_payment else amount for line, amount in lines]
    off, whole = invoice.discount, sum(weights, ZERO)
    if off is None or not whole:
        return [ZERO] * len(shown)
    return spread(in_cents(whole * off.amount if off.is_rate else off.amount), weights)


def spread(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return an amount divided by weights in cents: the largest remainders go up.

    The weights add up to something.
    """
    whole = sum(weights, ZERO)
    exact = [total * weight / whole for weight in weights]
    shares = [part.quantize(ZERO, ROUND_FLOOR) for part in exact]
    short = int((total - sum(shares, ZERO)).scaleb(2))
    by_rest = sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])
    for place in by_rest[:short]:
        shares[place] += CENT
    return shares


def totals_of(invoice: Invoice) -> Totals:
    """Return what an invoice comes to, with the rates of VAT of each delivery."""
    shown = tuple(map(amount_of, invoice.lines))
    off = off_the_whole(invoice, shown)
    charged = tuple(amount - less for amount, less in zip(shown, off, strict=True))
    portions: defaultdict[Portion, list[int]] = defaultdict(list)
    margin: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    codes: defaultdict[tuple[str, Decimal], dict[str, VatCode]] = defaultdict(dict)
    for place, line in enumerate(invoice.lines):
        day = invoice.day_of(line)
        portion = portion_of(line, day)
        portions[portion].append(place)
        codes[portion.category, portion.rate][line.vat.name] = line.vat
        if line.vat.name in MARGIN_RATES:
            margin[line.vat.name] += margin_vat(line, day, charged[place])
    lines, nets = list(shown), list(charged)
    taxes: dict[Portion, Decimal] = {}
    by_group: defaultdict[tuple[str, Decimal], list[Decimal]]
    by_group = defaultdict(lambda: [ZERO, ZERO, ZERO])
    for portion, places in portions.items():
        taxes[portion] = tax = _tax(invoice, portion, places, charged)
        if portion.with_vat:
            # What a discount takes off without VAT is what is left of it.
            whole = _tax(invoice, portion, places, shown) if any(off) else tax
            _without_vat(lines, places, whole)
            _without_vat(nets, places, tax)
        sums = by_group[portion.category, portion.rate]
        sums[0] += sum((nets[place] for place in places), ZERO)
        sums[1] += tax
        sums[2] += sum((lines[place] - nets[place] for place in places), ZERO)
    by_code: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for line, net in zip(invoice.lines, nets, strict=True):
        by_code[line.vat.name] += net
    groups = [
        VatGroup(category, rate, net, tax, tuple(codes[category, rate].values()))
        for (category, rate), (net, tax, _off) in by_group.items()
    ]
    groups.sort(key=lambda group: (-group.rate, group.category))
    return Totals(
        lines=tuple(lines),
        nets=tuple(nets),
        groups=tuple(groups),
        net_by_code=dict(by_code),
        shown=shown,
        charged=charged,
        margin=dict(margin),
        tax_by_portion=taxes,
        off={key: sums[2] for key, sums in by_group.items() if sums[2]},
    )


def _without_vat(amounts: list[Decimal], places: list[int], tax: Decimal) -> None:
    """Make amounts with VAT in them what they are without it, which adds up."""
    mine = [amounts[place] for place in places]
    for place, net in zip(places, shared(sum(mine, ZERO) - tax, mine), strict=True):
        amounts[place] = net


def _tax(
    invoice: Invoice,
    portion: Portion,
    places: list[int],
    amounts: Sequence[Decimal],
) -> Decimal:
    """Return the VAT of the lines of a portion: as they say it, or else by its rate."""
    if not portion.rate:
        return ZERO
    tax, rest = ZERO, ZERO
    for place in places:
        said = invoice.lines[place].vat_amount
        if said is None:
            rest += amounts[place]
        else:
            tax += said
    by_rate = in_price(rest, portion.rate)
    return tax + (by_rate if portion.with_vat else in_cents(rest * portion.rate))
