"""The sentences of documents, so that the page and the UBL say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Language, Message, say
from paraplu.base.periods import PeriodLength
from paraplu.bookkeeping.invoices.amounts import totals_of

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.periods import Period
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

_SHORT_MONTHS = (
    say("Jan"),
    say("Feb"),
    say("Mar"),
    say("Apr"),
    say("May"),
    say("Jun"),
    say("Jul"),
    say("Aug"),
    say("Sep"),
    say("Oct"),
    say("Nov"),
    say("Dec"),
)


def amount_said(amount: Decimal, language: Language) -> str:
    """Return an amount as a page has it: with a true minus, as wide as a plus."""
    return language.amount(amount).replace("-", "−")


def euros_said(amount: Decimal, language: Language) -> str:
    """Return an amount with its unit, which does not part from it: € −10.00."""
    return f"€\u00a0{amount_said(amount, language)}"


def terms(invoice: Invoice, language: Language) -> Message:
    """Return when an invoice has to be paid."""
    if not totals_of(invoice).payable:
        return say("Everything was paid before.")
    if not invoice.terms:
        return say("Please pay immediately.")
    return say("Please pay by {due} at the latest.", due=date_of(invoice.due, language))


def title(invoice: Invoice) -> Message:
    """Return what an invoice is called."""
    if invoice.credits:
        return say("Credit note")
    return say("Down payment invoice") if invoice.down_payment else say("Invoice")


def date_of(day: dt.date, language: Language) -> str:
    """Return a day in words: 5 March 2026."""
    return language.render(day_said(day))


def day_said(day: dt.date) -> Message:
    """Return the message of a day in words: 5 March 2026."""
    month = month_said(day.month)
    return Message(
        "{day} {month} {year}",
        (("day", str(day.day)), ("month", month), ("year", str(day.year))),
    )


def period_said(period: Period) -> Message:
    """Return the message of a period in words: March 2026, quarter 3 of 2026, 2026."""
    year = str(period.year)
    if period.span is PeriodLength.YEAR:
        return Message("{year}", (("year", year),))
    if period.span is PeriodLength.QUARTER:
        return say("quarter {number} of {year}", number=period.number, year=year)
    month = month_said(period.number)
    return Message("{month} {year}", (("month", month), ("year", year)))


def month_said(number: int) -> Message:
    """Return the message of a month's name, from 1 for January."""
    return _MONTHS[number - 1]


def short_month_said(number: int) -> Message:
    """Return the message of a month's name where there is little room."""
    return _SHORT_MONTHS[number - 1]
