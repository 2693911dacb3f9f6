"""Down payments, and the final invoice that takes them off.

A down payment has VAT of its own (art. 13 lid 2 Wet OB). The final invoice is for the
whole, and takes off what was invoiced before as lines below zero, each with just the
VAT that it had: so the norm has it (EN 16931) where the VAT of the first was told
already, and so no VAT is told twice. A down payment is taken off whole, by one invoice.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.dutch_law import MARGIN_RATES
from paraplu.base.language import Language, say
from paraplu.bookkeeping.invoices.amounts import ZERO
from paraplu.bookkeeping.invoices.model import InvoiceLine
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.invoices.remaining import left_of
from paraplu.bookkeeping.vat.fitting import shared
from paraplu.bookkeeping.vat.sales_list import GOODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.amounts import Portion
    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices

_SAME = ("member", "account", "customer")


class DownPayments:
    """What was paid down, and what was taken off by a final invoice."""

    def __init__(self, invoices: Invoices) -> None:
        self._invoices = invoices
        self._taken: dict[str, str] = {}
        for issued in invoices.issued:
            self._look_at(issued.invoice)

    def _look_at(self, invoice: Invoice) -> None:
        if invoice.credits or not any(line.down_payment for line in invoice.lines):
            return
        left = left_of(invoice, self._invoices.corrections)
        for line, quantity in zip(invoice.lines, left.quantities, strict=True):
            if line.down_payment and quantity:
                self._taken[line.down_payment] = invoice.number

    def remember(self, invoice: Invoice) -> None:
        """Count an invoice that is being issued."""
        for line in invoice.lines:
            if line.down_payment and not invoice.credits:
                self._taken[line.down_payment] = invoice.number

    def taken_by(self, number: str) -> str:
        """Return the number of the invoice that takes a down payment off, or none."""
        return self._taken.get(number, "")

    def told(self, invoice: Invoice) -> Invoice:
        """Return a final invoice with lines for the down payments that it takes off."""
        lines: list[InvoiceLine] = []
        for number in dict.fromkeys(invoice.down_payments):
            issued = self._invoices.find(number)
            if issued:
                lines += self._lines(issued.invoice, invoice)
        return replace(invoice, lines=(*invoice.lines, *lines), down_payments=())

    def _lines(self, paid: Invoice, final: Invoice) -> Iterator[InvoiceLine]:
        """Yield what is left of a down payment, below zero, by how VAT treats it."""
        left = left_of(paid, self._invoices.corrections)
        by_portion: dict[Portion, dict[str, tuple[InvoiceLine, Decimal]]] = {}
        for line, portion, amount in zip(
            paid.lines, left.portions, left.amounts, strict=True
        ):
            alike = by_portion.setdefault(portion, {})
            first, sum_ = alike.get(line.vat.name, (line, ZERO))
            alike[line.vat.name] = first, sum_ + amount
        words = say("Down payment, invoice {number}", number=paid.number)
        for portion, alike in by_portion.items():
            tax = left.taxes.get(portion, ZERO)
            shares = shared(tax, [amount for _, amount in alike.values()])
            for (line, amount), share in zip(alike.values(), shares, strict=True):
                span = line.delivered or paid.delivered
                same = line.vat.rate(final.delivery_day) == portion.rate
                if amount:
                    yield InvoiceLine(
                        description=Language(final.language).render(words),
                        quantity=Decimal(-1),
                        price=amount,
                        vat=line.vat,
                        with_vat=line.with_vat,
                        delivered=None if same else span,
                        down_payment=paid.number,
                        vat_amount=-share if portion.rate else None,
                    )

    def obstacles(self, draft: Invoice) -> Iterator[Obstacle]:
        """Yield what stands in the way of what a draft says of down payments."""
        if draft.down_payment:
            yield from _of_the_first(draft)
        if not draft.corrects and any(line.down_payment for line in draft.lines):
            yield Obstacle(
                say("A line says `down_payment:`, which issuing fills in by itself."),
                say("Take it out, and name the invoice under `down_payments:`."),
            )
        for number in draft.down_payments:
            yield from self._of_the_last(number, draft)
        final = self.taken_by(draft.credits)
        if final:
            yield Obstacle(
                say(
                    "Down payment {number} is taken off on invoice {final}.",
                    number=draft.credits,
                    final=final,
                ),
                say("Credit that invoice first."),
            )

    def _of_the_last(self, number: str, draft: Invoice) -> Iterator[Obstacle]:
        issued = self._invoices.find(number)
        paid = issued.invoice if issued else None
        if paid is None or not paid.down_payment or paid.credits:
            yield Obstacle(
                say("There is no invoice {number} for a down payment.", number=number),
                say("Correct `down_payments:`."),
            )
            return
        for key in _SAME:
            if getattr(paid, key) != getattr(draft, key):
                yield Obstacle(
                    say(
                        "“{key}” is not the same as on down payment {number}.",
                        key=key,
                        number=number,
                    ),
                    say("A final invoice is for the same sale as its down payments."),
                )
        final = self.taken_by(number)
        if final:
            yield Obstacle(
                say(
                    "Down payment {number} is taken off on invoice {final} already.",
                    number=number,
                    final=final,
                ),
                say("Take it out, or credit that invoice first."),
            )
        elif not any(left_of(paid, self._invoices.corrections).amounts):
            yield Obstacle(
                say("Down payment {number} was credited.", number=number),
                say("Take it out of `down_payments:`."),
            )


def _of_the_first(draft: Invoice) -> Iterator[Obstacle]:
    """Yield why an invoice cannot be for a down payment."""
    codes = {line.vat.name for line in draft.lines}
    if codes & MARGIN_RATES.keys():
        yield Obstacle(
            say("A down payment cannot be under the margin scheme."),
            say(
                "The VAT is on the margin, which is known when the good is sold: make "
                "the invoice then."
            ),
        )
    if GOODS in codes:
        yield Obstacle(
            say("A down payment cannot have VAT code {code}.", code=GOODS),
            say(
                "VAT on goods to another country of the EU is due on delivery: ask for "
                "the money with a quote, and make the invoice then."
            ),
        )
    if draft.down_payments:
        yield Obstacle(
            say("An invoice is for a down payment, or takes them off."),
            say("Take out `down_payment:` or `down_payments:`."),
        )
