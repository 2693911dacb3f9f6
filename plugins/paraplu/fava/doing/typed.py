"""Amounts and quantities as people type them in a form."""

from __future__ import annotations

from decimal import Decimal

from paraplu.base.language import say
from paraplu.bookkeeping.invoices.meant import meant_number
from paraplu.journal import CannotBook

_LONGEST = 20


def amount_typed(text: str) -> Decimal | None:
    """Return an amount above nothing; None where nothing was typed.

    CannotBook where it is none, or is more exact than cents.
    """
    bare = text.strip()
    if not bare:
        return None
    try:
        found = Decimal(meant_number(bare.removeprefix("€").strip()))
    except ArithmeticError as fault:
        raise _none(text) from fault
    if not found.is_finite() or found <= 0 or found != round(found, 2):
        raise _none(text)
    return round(found, 2)


def quantity_typed(text: str) -> Decimal | None:
    """Return how much of something; None where that is nothing.

    CannotBook where it is no number above nothing, of at most three decimals.
    """
    bare = text.strip()
    try:
        found = Decimal(meant_number(bare)) if bare else Decimal(0)
    except ArithmeticError as fault:
        raise _no_quantity(text) from fault
    if not found.is_finite() or found < 0 or found != round(found, 3):
        raise _no_quantity(text)
    return found or None


def _no_quantity(text: str) -> CannotBook:
    return CannotBook(
        say("This is not how much of something: {text}", text=text[:_LONGEST])
    )


def _none(text: str) -> CannotBook:
    return CannotBook(say("This is not an amount: {amount}", amount=text[:_LONGEST]))
