"""What takes an issued invoice back, whole or in part, in words for who asks for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.bookkeeping.invoices.credits import MoreThanLeft, credit_of
from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.bookkeeping.invoices.disclosing import impersonal
from paraplu.bookkeeping.invoices.remaining import left_of
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.personal.names import Personal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.model import Invoice, InvoiceLine
    from paraplu.bookkeeping.invoices.remaining import Left
    from paraplu.services.invoicing import InvoicingBooks


_THOUSANDTH = Decimal("0.001")


class LinePart(NamedTuple):
    """How much of a line is taken back: a quantity, an amount, or all that is left.

    An amount (EUR, above nil) is as the price of the line has it, with or without VAT.
    """

    quantity: Decimal | None = None
    amount: Decimal | None = None


def credit_draft(
    desk: InvoicingBooks, number: str, parts: Mapping[int, LinePart], note: str = ""
) -> Invoice:
    """Return the draft that takes an invoice back, or a credit note.

    `parts` are of the lines by their place from 1; none is all lines. CannotBook where
    so much is not left.
    """
    invoice, corrections = _issued(desk, number)
    beyond = [place for place in parts if not 1 <= place <= len(invoice.lines)]
    if beyond:
        raise CannotBook(
            say("Invoice {number} has no line {line}.", number=number, line=beyond[0])
        )
    left = left_of(invoice, corrections)
    taken = {
        place: part.quantity
        if part.amount is None
        else _share(number, left, place, part.amount)
        for place, part in parts.items()
    }
    try:
        draft = credit_of(invoice, corrections, taken)
    except MoreThanLeft as fault:
        raise CannotBook(_too_much(number, fault, taken)) from fault
    if draft is None:
        raise CannotBook(
            say("Nothing is left of that to credit on {number}.", number=number)
        )
    lines = [_as_said(line, parts, left) for line in draft.lines]
    return replace(draft, lines=tuple(lines), note=note)


def _share(number: str, left: Left, place: int, amount: Decimal) -> Decimal | None:
    """Return how much of a line an amount is: never all, unless it is all (None)."""
    whole = abs(left.amounts[place - 1])
    most = abs(left.quantities[place - 1])
    if amount > whole:
        raise CannotBook(
            say(
                "{amount} of line {line} cannot be credited: only {left} is left on "
                "{number}.",
                amount=amount,
                line=place,
                left=whole,
                number=number,
            )
        )
    if amount == whole:
        return None
    share = (most * amount / whole).quantize(_THOUSANDTH)
    return min(max(share, _THOUSANDTH), max(most - _THOUSANDTH, _THOUSANDTH))


def _as_said(
    line: InvoiceLine, parts: Mapping[int, LinePart], left: Left
) -> InvoiceLine:
    """Return a line of a credit note with the amount that somebody said, if any."""
    part = parts.get(line.of or 0)
    if part is None or part.amount is None:
        return line
    whole = left.amounts[(line.of or 0) - 1]
    if part.amount == abs(whole):
        return line
    return replace(line, amount=part.amount.copy_sign(whole))


def left_on(desk: InvoicingBooks, number: str) -> Left:
    """Return what is left to credit of each line; CannotBook for no such invoice."""
    return left_of(*_issued(desk, number))


def _issued(
    desk: InvoicingBooks, number: str
) -> tuple[Invoice, Callable[[str], list[Invoice]]]:
    """Return an invoice and what takes it back, both without the names of people."""
    issued = desk.invoices.find(number)
    if issued is None:
        raise CannotBook(
            say("There is no issued invoice {number} to credit.", number=number)
        )
    personal = Personal(people_in(desk.folder, desk.register))

    def corrections(of: str) -> list[Invoice]:
        return [impersonal(one, personal) for one in desk.invoices.corrections(of)]

    return impersonal(issued.invoice, personal), corrections


def _too_much(
    number: str, fault: MoreThanLeft, taken: Mapping[int, Decimal | None]
) -> Message:
    wanted = taken[fault.place]
    if not fault.left or wanted is None:
        return say(
            "Nothing is left of line {line} to credit on {number}.",
            line=fault.place,
            number=number,
        )
    return say(
        "{wanted} of line {line} cannot be credited: only {left} is left on {number}.",
        wanted=plain(wanted),
        line=fault.place,
        number=number,
        left=plain(fault.left),
    )


def plain(quantity: Decimal) -> str:
    """Return a quantity as --line takes it."""
    return f"{quantity.normalize():f}"
