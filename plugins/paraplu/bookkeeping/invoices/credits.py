"""Credit notes: what takes an invoice back, whole or in part.

An issued invoice is never changed. A credit note names it, in the same words, with
the lines that are taken back and a number of its own. A credit note that was wrong is
taken back in the same way, by an invoice that `restores` it. What is left of each is
told by `paraplu.bookkeeping.invoices.remaining`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import in_cents
from paraplu.bookkeeping.invoices.amounts import ZERO, amount_of, totals_of
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.invoices.remaining import left_of, nets_left

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine
    from paraplu.bookkeeping.invoices.remaining import Corrections

# What a credit note has in common with what it credits.
_SAME = ("member", "account", "customer", "trade_name", "delivered", "down_payment")


class MoreThanLeft(Exception):  # noqa: N818 - says what was asked for
    """More of a line is to be credited than is left of it; `place` counts from 1."""

    def __init__(self, place: int, left: Decimal) -> None:
        super().__init__(place, left)
        self.place = place
        self.left = left


def credit_of(
    invoice: Invoice, corrections: Corrections, taken: Mapping[int, Decimal | None]
) -> Invoice | None:
    """Return the draft that takes an invoice back; None where nothing is left of it.

    Of an invoice that is a credit note, of a credit note an invoice that restores what
    it took. `taken` are the lines by their place from 1, with how much of them; None is
    all that is left, and an empty mapping is all lines. What earlier `corrections` took
    back is not taken back again. Raises MoreThanLeft.
    """
    left = left_of(invoice, corrections)
    if not (taken or left.is_anything):
        return None
    room = left.rooms()
    lines = []
    for place, line in enumerate(invoice.lines):
        most = left.quantities[place]
        if taken and place + 1 not in taken:
            continue
        wanted = taken.get(place + 1)
        # Of what was taken off, as much as is said is put back.
        quantity = most if wanted is None else wanted.copy_sign(most)
        if abs(quantity) > abs(most) or (taken and not most):
            raise MoreThanLeft(place + 1, abs(most))
        if not quantity:
            continue
        part = _part(line, quantity, place + 1)
        portion = left.portions[place]
        whole = left.amounts[place]
        amount = whole if quantity == most else in_cents(whole * quantity / most)
        if not taken and left.free.get(portion) and amount > room[portion]:
            # Something was taken back that is of no line.
            part = replace(part, amount=room[portion])
            amount = room[portion]
        room[portion] -= amount
        if amount or not taken:
            lines.append(part)
    if not any(left.amounts[line.of - 1] for line in lines if line.of):
        return None
    lines = [line for line in lines if line.amount is None or line.amount]
    if not lines:
        return None
    number = invoice.number
    return replace(
        invoice,
        lines=tuple(lines),
        credits="" if invoice.credits else number,
        restores=number if invoice.credits else "",
        number="",
        issued=None,
        total=None,
        note="",
        discount=None,
    )


def _part(line: InvoiceLine, quantity: Decimal, place: int) -> InvoiceLine:
    """Return a line with this quantity, and its share of a discount in money."""
    off = line.discount
    if off and not off.is_rate:
        off = replace(off, amount=in_cents(off.amount * quantity / line.quantity))
    return replace(
        line,
        quantity=quantity,
        discount=off,
        of=place,
        purchase="",
        bought=None,
        amount=None,
        vat_amount=None,
    )


def to_the_cent(note: Invoice, original: Invoice, corrections: Corrections) -> Invoice:
    """Return what takes an invoice back, with its share of each rounded amount.

    Each part takes its share of what is left, and the last one all of it, so that in
    the end nothing is left however it was divided. A line says its amounts only where
    any of the note is not what its quantity and price make of it.
    """
    left = left_of(original, corrections)
    portions = left.rooms()
    taxes = dict(left.taxes)
    lines, margins = [], []
    for line in note.lines:
        place = left.place_of(line)
        margin = None
        if place is None:
            amount = amount_of(line)
        else:
            amount, margin = left.take(place, line)
            line = replace(line, of=place + 1)  # noqa: PLW2901 - now it says which
        lines.append(replace(line, amount=amount))
        margins.append(margin)
    plain = replace(
        note,
        lines=tuple(
            replace(line, amount=own.amount)
            for line, own in zip(lines, note.lines, strict=True)
        ),
    )
    shares = left.shares(lines, portions, taxes)
    exact = tuple(
        replace(line, vat_amount=tax if margin is None else margin)
        for line, margin, tax in zip(lines, margins, shares, strict=True)
    )
    made = replace(note, lines=exact)
    return plain if _same(plain, made) else made


def _same(one: Invoice, other: Invoice) -> bool:
    mine, its = totals_of(one), totals_of(other)
    return (
        mine.shown == its.shown
        and mine.tax_by_portion == its.tax_by_portion
        and mine.margin == its.margin
    )


def credit_obstacles(
    note: Invoice, original: Invoice | None, corrections: Corrections
) -> Iterator[Obstacle]:
    """Yield what is wrong with a credit note, as against what it credits.

    `corrections` are the others, of the same invoice and of those.
    """
    if original is None or (note.credits and original.credits):
        yield Obstacle(
            say("There is no issued invoice {number} to credit.", number=note.corrects),
            say(
                "Correct `credits:`. A credit note that was wrong is taken back with "
                "`paraplu invoice credit` and its number."
            ),
        )
        return
    if note.restores and not original.credits:
        yield Obstacle(
            say("{number} is not a credit note.", number=note.restores),
            say("Correct `restores:`."),
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
    left = nets_left(original, corrections)
    for code, net in totals_of(note).net_by_code.items():
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
