"""What the lines of an invoice come to: per line, per rate of VAT, in all.

VAT is computed once over all lines of one rate, not per line: so the European norm has
it (EN 16931, BR-CO-17), and so the cents of the invoice, the UBL and the ledger are
the same ones. A half cent goes up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import in_cents

if TYPE_CHECKING:
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


@dataclass(frozen=True)
class Totals:
    """What an invoice comes to; `lines` are the net amounts, in the order of lines."""

    lines: tuple[Decimal, ...]
    groups: tuple[VatGroup, ...]
    net_by_code: Mapping[str, Decimal]

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


def net_of(line: InvoiceLine) -> Decimal:
    """Return what a line comes to."""
    return gross_of(line) - discount_of(line)


def totals_of(invoice: Invoice) -> Totals:
    """Return what an invoice comes to, with the rates of VAT of each delivery."""
    by_treatment: defaultdict[tuple[str, Decimal], Decimal] = defaultdict(Decimal)
    codes: defaultdict[tuple[str, Decimal], dict[str, VatCode]] = defaultdict(dict)
    by_code: defaultdict[str, Decimal] = defaultdict(Decimal)
    lines = tuple(map(net_of, invoice.lines))
    for line, net in zip(invoice.lines, lines, strict=True):
        treatment = line.vat.category, line.vat.rate(invoice.day_of(line))
        by_treatment[treatment] += net
        codes[treatment][line.vat.name] = line.vat
        by_code[line.vat.name] += net
    groups = [
        VatGroup(
            category,
            rate,
            net,
            in_cents(net * rate),
            tuple(codes[category, rate].values()),
        )
        for (category, rate), net in by_treatment.items()
    ]
    groups.sort(key=lambda group: (-group.rate, group.category))
    return Totals(lines, tuple(groups), dict(by_code))
