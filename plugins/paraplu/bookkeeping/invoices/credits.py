"""Credit notes: what takes an invoice back, whole or in part.

An issued invoice is never changed. A credit note names it, in the same words, with
the lines that are taken back and a number of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import in_cents
from paraplu.bookkeeping.invoices.amounts import ZERO, totals_of
from paraplu.bookkeeping.invoices.obstacle import Obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine

# What a credit note has in common with what it credits.
_SAME = ("member", "customer", "trade_name", "delivered")


class MoreThanLeft(Exception):  # noqa: N818 - says what was asked for
    """More of a line is to be credited than is left of it; `place` counts from 1."""

    def __init__(self, place: int, left: Decimal) -> None:
        super().__init__(place, left)
        self.place = place
        self.left = left


def credit_of(
    invoice: Invoice, earlier: Iterable[Invoice], taken: Mapping[int, Decimal | None]
) -> Invoice | None:
    """Return the draft that credits an invoice; None where nothing is left of it.

    `taken` are the lines to credit by their place from 1, with how much of them; None
    is all that is left, and an empty mapping is all lines. What `earlier` credit notes
    took back is not taken back again. Raises MoreThanLeft.
    """
    lines = []
    for place, (line, left) in enumerate(_left(invoice, earlier), 1):
        if taken and place not in taken:
            continue
        wanted = taken.get(place)
        quantity = left if wanted is None else wanted
        if quantity > left or (taken and not left):
            raise MoreThanLeft(place, left)
        if quantity:
            lines.append(_part(line, quantity))
    if not lines:
        return None
    return replace(
        invoice,
        lines=tuple(lines),
        credits=invoice.number,
        number="",
        issued=None,
        total=None,
        note="",
    )


def _left(
    invoice: Invoice, earlier: Iterable[Invoice]
) -> Iterator[tuple[InvoiceLine, Decimal]]:
    """Yield each line with how much of it was not credited yet."""
    taken: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for note in earlier:
        for line in note.lines:
            taken[_what(line)] += line.quantity
    for line in invoice.lines:
        gone = min(taken[_what(line)], line.quantity)
        taken[_what(line)] -= gone
        yield line, line.quantity - gone


def _what(line: InvoiceLine) -> tuple[str, ...]:
    """Return by what a line is known again on a credit note."""
    return line.description, line.unit, f"{line.price.normalize():f}", line.vat.name


def _part(line: InvoiceLine, quantity: Decimal) -> InvoiceLine:
    """Return a line with this quantity, and its share of a discount in money."""
    off = line.discount
    if off and not off.is_rate:
        off = replace(off, amount=in_cents(off.amount * quantity / line.quantity))
    return replace(line, quantity=quantity, discount=off)


def credit_obstacles(
    note: Invoice, original: Invoice | None, others: Iterable[Invoice]
) -> Iterator[Obstacle]:
    """Yield what is wrong with a credit note, as against what it credits.

    `others` are the other credit notes of the same invoice.
    """
    if original is None or original.credits:
        yield Obstacle(
            say("There is no issued invoice {number} to credit.", number=note.credits),
            say("Correct `credits:`."),
        )
        return
    for key in _SAME:
        if getattr(note, key) != getattr(original, key):
            yield Obstacle(
                say(
                    "“{key}” is not the same on the credit note as on invoice "
                    "{number}.",
                    key=key,
                    number=original.number,
                ),
                say("Make it the same: a credit note takes back exactly that sale."),
            )
    if note.day < original.day:
        yield Obstacle(
            say(
                "The credit note is dated {day}, before invoice {number} of {was}.",
                day=note.day,
                number=original.number,
                was=original.day,
            ),
            say("Issue it with a later date."),
        )
    left = _net_by_code(original)
    for other in others:
        for code, net in _net_by_code(other).items():
            left[code] = left.get(code, ZERO) - net
    for code, net in _net_by_code(note).items():
        if net > left.get(code, ZERO):
            yield Obstacle(
                say(
                    "{amount} is credited with VAT code {code}, but only {left} of "
                    "invoice {number} is left.",
                    amount=net,
                    code=code,
                    number=original.number,
                    left=left.get(code, ZERO),
                ),
                say("Credit no more than what is left."),
            )


def _net_by_code(invoice: Invoice) -> dict[str, Decimal]:
    return dict(totals_of(invoice).net_by_code)
