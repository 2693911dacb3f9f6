"""The sentences of documents, so that the page and the UBL say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Language, Message, say

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.invoices.model import Invoice

DISCOUNT = say("Discount")
_MONTHS = (
    say("January"),
    say("February"),
    say("March"),
    say("April"),
    say("May"),
    say("June"),
    say("July"),
    say("August"),
    say("September"),
    say("October"),
    say("November"),
    say("December"),
)


def terms(invoice: Invoice, language: Language) -> Message:
    """Return when an invoice has to be paid."""
    if not invoice.terms:
        return say("Please pay immediately.")
    return say("Please pay by {due} at the latest.", due=date_of(invoice.due, language))


def title(invoice: Invoice) -> Message:
    """Return what an invoice is called."""
    return say("Credit note") if invoice.credits else say("Invoice")


def date_of(day: dt.date, language: Language) -> str:
    """Return a day in words: 5 March 2026."""
    return f"{day.day} {language.render(_MONTHS[day.month - 1])} {day.year}"
