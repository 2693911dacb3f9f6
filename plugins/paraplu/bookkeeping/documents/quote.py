"""What stands on a quote: what the invoice would say, and until when that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Language, say
from paraplu.bookkeeping.documents.making import logo
from paraplu.bookkeeping.documents.own_templates import own_templates
from paraplu.bookkeeping.documents.page import page, references
from paraplu.bookkeeping.documents.page_lines import delivered_said
from paraplu.bookkeeping.documents.setting import WITHOUT_FILES, set_page
from paraplu.bookkeeping.documents.words import date_of, euros_said
from paraplu.bookkeeping.invoices.amounts import totals_of

if TYPE_CHECKING:
    from paraplu.bookkeeping.invoices.model import Customer
    from paraplu.bookkeeping.invoices.quotes import Quote
    from paraplu.register.model import Cooperative, Register


def quote_page(
    quote: Quote, customer: Customer, cooperative: Cooperative
) -> dict[str, Any]:
    """Return what stands on a quote; nobody owes anything by it, so no way to pay."""
    invoice = quote.invoice
    language = Language(invoice.language)
    said = language.render
    return {
        **page(invoice, customer, None, cooperative),
        "title": f"{said(say('Quote'))} {invoice.number}",
        "heading": said(say("Quote")),
        "facts": [
            [said(say("Number")), invoice.number],
            [said(say("Date")), date_of(invoice.day, language)],
            [said(say("Valid until")), date_of(quote.valid_until, language)],
            [said(say("Delivery")), delivered_said(invoice.delivered, language)],
            *references(invoice, language),
        ],
        "payable": [
            said(say("Total")),
            euros_said(totals_of(invoice).payable, language),
        ],
        "payment": None,
    }


def quote_pdf(quote: Quote, customer: Customer, register: Register) -> bytes:
    """Return the page of a quote.

    Raises:
        CannotSet: the page cannot be made.
    """
    values = quote_page(quote, customer, register.cooperative)
    values["logo"] = logo(quote.invoice.trade_name, register)
    day, own = quote.invoice.day, own_templates(register)
    return set_page("quote", values, day, standard=WITHOUT_FILES, own=own)
