"""What was paid for goods that are sold under the margin scheme.

By the individual method each good is sold with what it cost, so that the VAT is on the
difference (art. 28b Wet OB). What it cost is in the ledger: an entry with the link that
the line names as its `purchase`. By globalisation (art. 28d) no good is followed, so
that a line says nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dutch_law import MARGIN_RATES
from paraplu.base.language import say
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.invoices.remaining import left_of
from paraplu.bookkeeping.vat.assessment import margin_by_period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

_BOUGHT = frozenset({Kind.COSTS, Kind.STOCK, Kind.EQUIPMENT})


class Purchases:
    """What goods cost by their link, and how much of that was sold before."""

    def __init__(self, books: Books, register: Register, invoices: Invoices) -> None:
        self._books = books
        self._register = register
        self._sold: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for issued in invoices.issued:
            invoice = issued.invoice
            if any(line.bought for line in invoice.lines):
                left = left_of(invoice, invoices.corrections).quantities
                self._sell(invoice, left)

    def remember(self, invoice: Invoice) -> None:
        """Count an invoice that is being issued."""
        self._sell(invoice, [line.quantity for line in invoice.lines])

    def _sell(self, invoice: Invoice, quantities: list[Decimal]) -> None:
        for line, left in zip(invoice.lines, quantities, strict=True):
            if line.purchase and line.bought:
                self._sold[line.purchase] += in_cents(
                    line.bought * left / line.quantity
                )

    def told(self, invoice: Invoice) -> Invoice:
        """Return an invoice whose lines say what was paid for them, where it is known.

        A line that names a purchase and not how much of it took all that is left.
        """
        free: dict[str, Decimal] = {}
        lines = []
        for line in invoice.lines:
            if line.purchase and line.bought is None and _under_margin(line):
                if line.purchase not in free:
                    free[line.purchase] = self._free(line.purchase, invoice.member)
                if free[line.purchase] > 0:
                    line = replace(line, bought=free[line.purchase])  # noqa: PLW2901
                    free[line.purchase] = ZERO
            lines.append(line)
        return replace(invoice, lines=tuple(lines))

    def obstacles(self, invoice: Invoice) -> Iterator[Obstacle]:
        """Yield what stands in the way of selling under the margin scheme."""
        by_period = margin_by_period(self._register, invoice.day)
        for place, line in enumerate(invoice.lines, 1):
            told = bool(line.purchase) or line.bought is not None
            if by_period and _under_margin(line):
                if told:
                    yield _not_followed(place)
            elif told and not _under_margin(line):
                yield Obstacle(
                    say(
                        "Line {line} says what was bought for it, but is not sold "
                        "under the margin scheme.",
                        line=place,
                    ),
                    say("Write `vat: margin`, or delete `purchase:`."),
                )
            elif line.purchase:
                yield from self._of_purchase(line, place, invoice.member)
            elif not told and _under_margin(line):
                yield Obstacle(
                    say(
                        "Line {line} is sold under the margin scheme, and does not say "
                        "what was paid for it.",
                        line=place,
                    ),
                    say(
                        "Add `purchase:` with the link of the entry in which it was "
                        "bought, or `bought:` with the amount."
                    ),
                )
        if by_period:
            return
        yield from self._too_much(invoice)
        if len({line.vat.name for line in invoice.lines if _under_margin(line)}) > 1:
            yield Obstacle(
                say("The invoice has margins at two rates."),
                say("Make an invoice for each rate."),
            )

    def _too_much(self, invoice: Invoice) -> Iterator[Obstacle]:
        """Yield the purchases of which more is taken off than they cost."""
        taken: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for line in invoice.lines:
            if line.purchase and _under_margin(line):
                taken[line.purchase] += line.bought or ZERO
        for link, amount in taken.items():
            left = max(self._free(link, invoice.member), ZERO)
            if amount > left and self._entries(link):
                yield Obstacle(
                    say(
                        "{amount} of purchase ^{link} is taken off, but only {left} of "
                        "it is left.",
                        amount=amount,
                        link=link,
                        left=left,
                    ),
                    say("Write under `bought:` what this part of it cost."),
                )

    def _of_purchase(
        self, line: InvoiceLine, place: int, member: str
    ) -> Iterator[Obstacle]:
        entries = self._entries(line.purchase)
        if not self._cost(line.purchase, member):
            yield Obstacle(
                say(
                    "Line {line}: no entry with the link ^{link} buys anything for "
                    "{member}.",
                    line=place,
                    link=line.purchase,
                    member=member,
                ),
                say("Put the link on the entry in which it was bought."),
            )
        elif any(Kind.VAT_CLAIM in one.signature.kinds for one in entries):
            yield Obstacle(
                say(
                    "Line {line}: VAT was deducted on purchase ^{link}, so that the "
                    "margin scheme is not for it.",
                    line=place,
                    link=line.purchase,
                ),
                say("Sell it with VAT: `vat: 21%`."),
            )
        elif line.bought is None:
            yield Obstacle(
                say(
                    "Line {line}: nothing of purchase ^{link} is left; it was sold "
                    "before.",
                    line=place,
                    link=line.purchase,
                ),
                say("Correct `purchase:`, or credit the invoice that has it."),
            )

    def _entries(self, link: str) -> list[Transaction]:
        return [
            one
            for one in self._books.linked(link)
            if _BOUGHT & one.signature.kinds and Kind.SALES not in one.signature.kinds
        ]

    def _cost(self, link: str, member: str) -> Decimal:
        return sum(
            (
                posting.amount
                for one in self._entries(link)
                for posting in one.postings
                if posting.account.kind in _BOUGHT and posting.account.member == member
            ),
            ZERO,
        )

    def _free(self, link: str, member: str) -> Decimal:
        return self._cost(link, member) - self._sold[link]


def _not_followed(place: int) -> Obstacle:
    return Obstacle(
        say(
            "Line {line} says what was bought for it, but the register has one margin "
            "for all of a period.",
            line=place,
        ),
        say("Delete `purchase:` and `bought:`; `paraplu vat margin` works it out."),
    )


def _under_margin(line: InvoiceLine) -> bool:
    return line.vat.name in MARGIN_RATES
