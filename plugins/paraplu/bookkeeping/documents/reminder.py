"""What stands in a reminder: a first one, a second, and a last.

The last one names what collecting may cost. A consumer only owes such costs after a
letter that gives fourteen days from the day after it arrives, and says how much they
would be: art. 6:96 lid 6 BW.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.dutch_law import collection_costs
from paraplu.base.language import Language, Message, say
from paraplu.bookkeeping.documents.page import addressee, footer, seller
from paraplu.bookkeeping.documents.payment_lines import payment
from paraplu.bookkeeping.documents.words import date_of, euros_said
from paraplu.bookkeeping.invoices.model import HOME
from paraplu.bookkeeping.invoices.reminders import DAYS_TO_PAY, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.bookkeeping.invoices.receivables import OpenInvoice
    from paraplu.register.model import Cooperative

_TITLES = {
    Level.FIRST: say("Reminder"),
    Level.SECOND: say("Second reminder"),
    Level.LAST: say("Last reminder"),
}


def reminder(
    invoice: Invoice,
    standing: OpenInvoice,
    customer: Customer,
    cooperative: Cooperative,
    level: Level,
    day: dt.date,
) -> dict[str, Any]:
    """Return what stands in the letter about an invoice that is overdue on a day."""
    language = Language(invoice.language or customer.language)
    said = language.render
    return {
        "language": language.code,
        "title": f"{said(_TITLES[level])} {invoice.number}",
        "heading": said(_TITLES[level]),
        "issued": day.isoformat(),
        "trade_name": invoice.trade_name,
        "seller": seller(cooperative),
        "customer": addressee(customer),
        "facts": [
            [said(say("Date")), date_of(day, language)],
            [said(say("Invoice")), invoice.number],
            [said(say("Invoice date")), date_of(invoice.day, language)],
            [said(say("To be paid by")), date_of(standing.due, language)],
        ],
        "letter": [
            said(words) for words in _letter(standing, customer, level, language)
        ],
        "sums": _sums(standing, language),
        "payable": [said(say("Still to pay")), euros_said(standing.open, language)],
        "payment": payment(
            cooperative,
            standing.open,
            standing.reference,
            say("How to pay"),
            language,
            abroad=customer.address.country != HOME,
        ),
        "footer": footer(cooperative, language),
        "page": said(say("page")),
    }


def _sums(standing: OpenInvoice, language: Language) -> list[list[str]]:
    rows = [(say("Invoiced"), standing.total)]
    if standing.credited:
        rows.append((say("Credited"), -standing.credited))
    if standing.paid:
        rows.append((say("Received"), -standing.paid))
    return [
        [language.render(words), euros_said(amount, language)] for words, amount in rows
    ]


def _letter(
    standing: OpenInvoice, customer: Customer, level: Level, language: Language
) -> Iterator[Message]:
    """Yield the paragraphs of a letter."""
    yield say("Dear {name},", name=customer.name)
    number, amount = standing.number, standing.open
    due = date_of(standing.due, language)
    match level:
        case Level.FIRST:
            yield say(
                "It may have slipped your mind: invoice {number} was due on {due}, and "
                "{amount} euros of it is still unpaid.",
                number=number,
                due=due,
                amount=amount,
            )
            yield say(
                "Could you please pay it within {days} days? If you have paid in the "
                "meantime, you do not need to do anything. If something is not right, "
                "let us know, and we will find a solution together.",
                days=DAYS_TO_PAY,
            )
        case Level.SECOND:
            yield say(
                "We wrote to you before about invoice {number}. It was due on {due}, "
                "and {amount} euros of it is still unpaid.",
                number=number,
                due=due,
                amount=amount,
            )
            yield say(
                "Please pay it within {days} days. If you cannot, call or write to us "
                "within that time, and we will agree on how you can pay.",
                days=DAYS_TO_PAY,
            )
        case Level.LAST:
            yield say(
                "We have asked you twice to pay invoice {number}. It was due on {due}, "
                "and {amount} euros of it is still unpaid.",
                number=number,
                due=due,
                amount=amount,
            )
            yield say(
                "You still have {days} days to pay without further costs, counted from "
                "the day after you receive this letter. If we have not received the "
                "money by then, you will also owe the costs of collecting it: {costs} "
                "euros, as set by law.",
                days=DAYS_TO_PAY,
                costs=collection_costs(amount),
            )
            yield say("If something is not right, please let us know before that day.")
    yield say("With kind regards,")
