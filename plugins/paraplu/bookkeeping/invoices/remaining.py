"""What is left of an invoice after all that took it back, and took that back again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.money import in_cents
from paraplu.bookkeeping.invoices.amounts import (
    ZERO,
    Portion,
    amount_of,
    in_price,
    margin_vat,
    portion_of,
    totals_of,
)
from paraplu.bookkeeping.vat.fitting import shared

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine

# What takes back the invoice or the credit note with a number.
Corrections = Callable[[str], Iterable["Invoice"]]


@dataclass
class Left:
    """What is left of each line, in the terms of its price, and of the VAT.

    `free` is what was taken back by lines that are of none of these.
    """

    lines: tuple[InvoiceLine, ...]
    day: dt.date
    portions: list[Portion]
    quantities: list[Decimal]
    amounts: list[Decimal]
    margins: list[Decimal]
    taxes: dict[Portion, Decimal]
    free: dict[Portion, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def rooms(self) -> dict[Portion, Decimal]:
        """Return what is left of all lines whose VAT is rounded together."""
        sums: defaultdict[Portion, Decimal] = defaultdict(lambda: ZERO)
        for portion, amount in zip(self.portions, self.amounts, strict=True):
            sums[portion] += amount
        for portion, amount in self.free.items():
            sums[portion] -= amount
        return sums

    @property
    def is_anything(self) -> bool:
        """Tell whether anything is left: money, or a down payment to be given back."""
        settles = any(
            line.down_payment and quantity
            for line, quantity in zip(self.lines, self.quantities, strict=True)
        )
        return settles or any(self.rooms().values())

    def place_of(self, line: InvoiceLine) -> int | None:
        """Return of which line a line of a credit note is, from 0; None for none."""
        if line.of is not None:
            return line.of - 1 if line.of <= len(self.lines) else None
        alike = [n for n, own in enumerate(self.lines) if _what(own) == _what(line)]
        enough = (n for n in alike if abs(self.quantities[n]) >= abs(line.quantity))
        return next(enough, alike[0] if alike else None)

    def take(self, place: int, line: InvoiceLine) -> tuple[Decimal, Decimal | None]:
        """Take a part of a line off; return what it comes to, and its margin's VAT."""
        most, amount = self.quantities[place], self.amounts[place]
        margin = self.margins[place]
        if line.amount is not None:
            part = line.amount
            margin = in_cents(margin * part / amount) if amount else margin
        elif line.quantity == most:
            part = amount
        elif abs(line.quantity) < abs(most):
            part = in_cents(amount * line.quantity / most)
            margin = in_cents(margin * line.quantity / most)
        else:
            part = amount_of(line)
        self.quantities[place] -= line.quantity
        self.amounts[place] -= part
        self.margins[place] -= margin
        taxed = self.lines[place].bought is not None
        taxed = taxed or self.lines[place].vat_amount is not None
        of_margin = taxed and not self.portions[place].rate
        return part, margin if of_margin else None

    def shares(
        self,
        lines: Sequence[InvoiceLine],
        rooms: Mapping[Portion, Decimal],
        taxes: Mapping[Portion, Decimal],
    ) -> list[Decimal | None]:
        """Return the VAT of each line of a credit note, rounded over all of them.

        `rooms` and `taxes` are what was left before it.
        """
        places: defaultdict[Portion, list[int]] = defaultdict(list)
        for place, line in enumerate(lines):
            span = line.delivered
            day = (span.end or span.start) if span else self.day
            places[portion_of(line, day)].append(place)
        found: list[Decimal | None] = [None] * len(lines)
        for portion, mine in places.items():
            if not portion.rate:
                continue
            amounts = [amount_of(lines[place]) for place in mine]
            taken, room = sum(amounts, ZERO), rooms.get(portion, ZERO)
            tax = taxes.get(portion, ZERO)
            if taken != room:
                part = taken / room if room else Decimal(-1)
                if 0 <= part < 1:
                    tax = in_cents(tax * part)
                elif portion.with_vat:
                    tax = in_price(taken, portion.rate)
                else:
                    tax = in_cents(taken * portion.rate)
            for place, share in zip(mine, shared(tax, amounts), strict=True):
                found[place] = share
        return found


def left_of(invoice: Invoice, corrections: Corrections) -> Left:
    """Return what is left of an invoice, or of a credit note."""
    totals, day = totals_of(invoice), invoice.delivery_day
    left = Left(
        invoice.lines,
        day,
        [portion_of(line, invoice.day_of(line)) for line in invoice.lines],
        [line.quantity for line in invoice.lines],
        list(totals.charged),
        [
            margin_vat(line, invoice.day_of(line), amount)
            for line, amount in zip(invoice.lines, totals.charged, strict=True)
        ],
        dict(totals.tax_by_portion),
    )
    for note in corrections(invoice.number) if invoice.number else ():
        gone = left_of(note, corrections)
        for line, portion, quantity, amount, margin in zip(
            note.lines,
            gone.portions,
            gone.quantities,
            gone.amounts,
            gone.margins,
            strict=True,
        ):
            place = left.place_of(line)
            if place is None:
                left.free[portion] += amount
                continue
            left.quantities[place] -= quantity
            left.amounts[place] -= amount
            left.margins[place] -= margin
        for portion, amount in gone.free.items():
            left.free[portion] -= amount
        for portion, tax in gone.taxes.items():
            left.taxes[portion] = left.taxes.get(portion, ZERO) - tax
    left.quantities = [
        quantity if quantity * line.quantity > 0 else Decimal(0)
        for quantity, line in zip(left.quantities, invoice.lines, strict=True)
    ]
    return left


def nets_left(invoice: Invoice, corrections: Corrections) -> dict[str, Decimal]:
    """Return what is left without VAT, by code of VAT."""
    left = dict(totals_of(invoice).net_by_code)
    for note in corrections(invoice.number) if invoice.number else ():
        for code, net in nets_left(note, corrections).items():
            left[code] = left.get(code, ZERO) - net
    return left


def _what(line: InvoiceLine) -> tuple[object, ...]:
    """Return by what a line is known again on a credit note that does not say it."""
    off = line.discount
    return (
        line.description,
        line.unit,
        line.price.normalize(),
        line.with_vat,
        line.vat.name,
        line.down_payment,
        (off.is_rate, off.amount if off.is_rate else None) if off else None,
    )
