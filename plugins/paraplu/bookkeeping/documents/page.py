"""What stands on the page of an invoice: every word and number, ready to be set.

The template lays out and decides nothing, and takes all of this as data: a name that
looks like a command of typst is a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stdnum import iban

from paraplu.base.identifiers import reference_of
from paraplu.base.language import Language, say
from paraplu.bookkeeping.documents.countries import country_line
from paraplu.bookkeeping.documents.page_lines import (
    Way,
    delivered_said,
    line_cells,
    percent,
)
from paraplu.bookkeeping.documents.payment_lines import payment
from paraplu.bookkeeping.documents.words import (
    DISCOUNT,
    amount_said,
    date_of,
    euros_said,
    terms,
    title,
)
from paraplu.bookkeeping.invoices.amounts import (
    ZERO,
    totals_of,
)
from paraplu.bookkeeping.invoices.model import HOME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.amounts import Totals
    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.register.model import Cooperative

Row = list[str]


def page(
    invoice: Invoice,
    customer: Customer | None,
    original: Invoice | None,
    cooperative: Cooperative,
) -> dict[str, Any]:
    """Return what stands on the page of an issued invoice."""
    language = Language(invoice.language)
    said = language.render
    totals = totals_of(invoice)
    heading = said(title(invoice))
    credit = bool(invoice.credits)
    way = way_of(invoice, totals, customer)
    return {
        "language": language.code,
        "title": f"{heading} {invoice.number}",
        "heading": heading,
        "number": invoice.number,
        "issued": invoice.day.isoformat(),
        "trade_name": invoice.trade_name,
        "seller": seller(cooperative),
        "customer": addressee(customer),
        "facts": list(_facts(invoice, customer, original, language)),
        "columns": [
            said(words)
            for words in (
                say("Description"),
                say("Quantity"),
                say("Price with VAT") if way is Way.WITH_VAT else say("Price"),
                None if way is Way.MARGIN else say("VAT"),
                say("Amount with VAT") if way is Way.WITH_VAT else say("Amount"),
            )
            if words
        ],
        "lines": [
            line_cells(line, net, invoice.day_of(line), language, way)
            for line, net in zip(
                invoice.lines,
                totals.shown if way is Way.WITH_VAT else totals.lines,
                strict=True,
            )
        ],
        "sums": list(_sums(invoice, totals, language, way)),
        "payable": [
            said(say("Total credited") if credit else say("Total to pay")),
            euros_said(totals.payable, language),
        ],
        "mentions": [
            said(code.mention)
            for code in {line.vat.mention: line.vat for line in invoice.lines}.values()
            if code.mention
        ],
        "note": invoice.note,
        "payment": None
        if credit or not totals.payable
        else payment(
            cooperative,
            totals.payable,
            reference_of(_to_pay(invoice, original)),
            terms(invoice, language),
            language,
            abroad=customer is not None and customer.address.country != HOME,
        ),
        "footer": footer(cooperative, language),
        "page": said(say("page")),
    }


def way_of(invoice: Invoice, totals: Totals, customer: Customer | None) -> Way:
    """Return how the page of an invoice tells its prices.

    With VAT only where all have it in them: else the lines would not add up. A firm is
    told the price without VAT (art. 35a lid 1 onder g Wet OB). Of goods
    under the margin scheme a page says no word of VAT but those of the scheme.
    """
    if len(totals.margin) == len(totals.net_by_code):
        return Way.MARGIN
    firm = customer is not None and (customer.is_firm or customer.vat_id)
    if not firm and all(line.with_vat for line in invoice.lines):
        return Way.WITH_VAT
    return Way.WITHOUT_VAT


def _to_pay(invoice: Invoice, original: Invoice | None) -> str:
    """Return the number under which an invoice is paid: once restored, its first."""
    first = original.credits if invoice.restores and original else ""
    return first or invoice.number


def seller(cooperative: Cooperative) -> Row:
    """Return who the cooperative is, where, and how to reach it, line by line."""
    place = cooperative.address
    town = f"{place.get('postcode', '')} {place.get('city', '')}"
    reached = filter(None, (cooperative.phone, cooperative.email))
    return [cooperative.name, place.get("street", ""), town.strip(), *reached]


def addressee(customer: Customer | None) -> Row:
    """Return the lines of an address; none for a customer who is not named."""
    if customer is None:
        return []
    place = customer.address
    country = "" if place.country == HOME else country_line(place.country)
    town = " ".join(filter(None, (place.postcode, place.city)))
    lines = (customer.name, customer.attention, place.street, town, country)
    return [line for line in lines if line]


def footer(cooperative: Cooperative, language: Language) -> Row:
    """Return what stands at the foot of every page."""
    said = language.render
    return [
        cooperative.name,
        said(say("KvK {number}", number=cooperative.kvk)),
        said(say("VAT {number}", number=cooperative.vat_id)),
        iban.format(cooperative.iban),
    ]


def _facts(
    invoice: Invoice,
    customer: Customer | None,
    original: Invoice | None,
    language: Language,
) -> Iterator[Row]:
    """Yield what is told beside the address: a label and a value."""
    said = language.render
    yield [said(say("Number")), invoice.number]
    yield [said(say("Date")), date_of(invoice.day, language)]
    if original:
        of = date_of(original.day, language)
        label = say("For credit note") if invoice.restores else say("For invoice")
        yield [said(label), f"{original.number} ({of})"]
    day = say("Delivery") if invoice.down_payment else say("Delivered")
    yield [said(day), delivered_said(invoice.delivered, language)]
    if not invoice.credits and totals_of(invoice).payable:
        yield [said(say("To be paid by")), date_of(invoice.due, language)]
    yield from references(invoice, language)
    if customer and customer.vat_id:
        yield [said(say("Your VAT number")), customer.vat_id]


def references(invoice: Invoice, language: Language) -> Iterator[Row]:
    """Yield the numbers by which the customer knows the sale."""
    said = language.render
    if invoice.quote:
        yield [said(say("Our quote")), invoice.quote]
    if invoice.reference:
        yield [said(say("Your reference")), invoice.reference]
    if invoice.order:
        yield [said(say("Your order")), invoice.order]


def _sums(
    invoice: Invoice, totals: Totals, language: Language, way: Way
) -> Iterator[Row]:
    """Yield the amounts above the total: the discount, and the VAT of each rate.

    What is sold under the margin scheme has VAT in it that is not told.
    """
    said = language.render
    off = invoice.discount
    if off is not None:
        without = way is Way.WITHOUT_VAT
        amounts = totals.lines if without else totals.shown
        after = sum(totals.nets if without else totals.charged, ZERO)
        lines = zip(invoice.lines, amounts, strict=True)
        # Of what was paid down before nothing is taken off.
        paid = sum((amount for line, amount in lines if line.down_payment), ZERO)
        before = sum(amounts, ZERO)
        rate = f" {percent(off.amount, language)}" if off.is_rate else ""
        yield [said(say("Subtotal")), euros_said(before - paid, language)]
        yield [said(DISCOUNT) + rate, euros_said(after - before, language)]
        if paid:
            yield [said(say("Down payments")), euros_said(paid, language)]
    if not totals.margin:
        yield [said(say("Total without VAT")), euros_said(totals.net, language)]
    for group in totals.groups:
        if group.category in {"S", "Z"}:
            label = say(
                "{rate} VAT on {net}",
                rate=percent(group.rate, language),
                net=amount_said(group.net, language),
            )
            yield [said(label), euros_said(group.tax, language)]
