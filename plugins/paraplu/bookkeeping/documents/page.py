"""What stands on the page of an invoice: every word and number, ready to be set.

The template lays out and decides nothing, and takes all of this as data: a name that
looks like a command of typst is a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stdnum import iban, iso11649

from paraplu.base.identifiers import reference_of
from paraplu.base.language import Language, Message, say
from paraplu.base.money import in_cents
from paraplu.bookkeeping.documents.countries import country_line
from paraplu.bookkeeping.documents.payment_code import payment_code
from paraplu.bookkeeping.documents.words import DISCOUNT, date_of, terms, title
from paraplu.bookkeeping.invoices.amounts import discount_of, totals_of
from paraplu.bookkeeping.invoices.model import HOME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.amounts import Totals
    from paraplu.bookkeeping.invoices.model import Customer, Invoice, InvoiceLine
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
                say("Price"),
                say("VAT"),
                say("Amount"),
            )
        ],
        "lines": [
            _line(line, net, invoice.delivery_day, language)
            for line, net in zip(invoice.lines, totals.lines, strict=True)
        ],
        "sums": list(_sums(totals, language)),
        "payable": [
            said(say("Total credited") if original else say("Total to pay")),
            "€ " + language.amount(totals.payable),
        ],
        "mentions": [
            said(code.mention)
            for code in {line.vat.name: line.vat for line in invoice.lines}.values()
            if code.mention
        ],
        "note": invoice.note,
        "payment": None
        if original
        else payment(
            cooperative,
            totals.payable,
            reference_of(invoice.number),
            terms(invoice, language),
            language,
            abroad=customer is not None and customer.address.country != HOME,
        ),
        "footer": footer(cooperative, language),
        "page": said(say("page")),
    }


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
    town = "  ".join(filter(None, (place.postcode, place.city)))
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
        yield [said(say("For invoice")), f"{original.number} ({of})"]
    yield [said(say("Delivered")), _delivered(invoice, language)]
    if not original:
        yield [said(say("To be paid by")), date_of(invoice.due, language)]
    if invoice.reference:
        yield [said(say("Your reference")), invoice.reference]
    if customer and customer.vat_id:
        yield [said(say("Your VAT number")), customer.vat_id]


def _delivered(invoice: Invoice, language: Language) -> str:
    """Return the day or days of a delivery: 1 – 28 February 2026."""
    first, last = invoice.delivered.start, invoice.delivery_day
    end = date_of(last, language)
    if first == last:
        return end
    begin = date_of(first, language)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
        if first.month == last.month:
            begin = str(first.day)
    return f"{begin} – {end}"


def _line(
    line: InvoiceLine, net: Decimal, day: dt.date, language: Language
) -> dict[str, Any]:
    off = discount_of(line)
    told = ""
    if line.discount and off:
        rate = percent(line.discount.amount, language) if line.discount.is_rate else ""
        told = f"{language.render(DISCOUNT)} {rate}".rstrip()
        told += f"  −{language.amount(off)}"
    return {
        "description": line.description,
        "discount": told,
        "quantity": f"{number(line.quantity, language)} {line.unit}".rstrip(),
        "price": _price(line.price, language),
        "vat": _vat(line, day, language),
        "net": language.amount(net),
    }


def _vat(line: InvoiceLine, day: dt.date, language: Language) -> str:
    code = line.vat
    if code.category in {"S", "Z"}:
        return percent(code.rate(day), language)
    return language.render(code.label)


def _sums(totals: Totals, language: Language) -> Iterator[Row]:
    """Yield the amounts above the total: without VAT, and the VAT of each rate."""
    said = language.render
    yield [said(say("Total without VAT")), language.amount(totals.net)]
    for group in totals.groups:
        if group.category in {"S", "Z"}:
            label = say(
                "{rate} VAT on {net}", rate=percent(group.rate, language), net=group.net
            )
            yield [said(label), language.amount(group.tax)]


def payment(
    cooperative: Cooperative,
    amount: Decimal,
    reference: str,
    sentence: Message,
    language: Language,
    *,
    abroad: bool = False,
) -> dict[str, Any]:
    """Return how to pay an amount, with the code that the app of a bank reads.

    A customer abroad is told the BIC too, where the register has it.
    """
    said = language.render
    bic = [[said(say("BIC")), cooperative.bic]] if abroad and cooperative.bic else []
    told = say(
        "Payment code: {amount} EUR to {iban}, reference {reference}",
        amount=amount,
        iban=cooperative.iban,
        reference=reference,
    )
    return {
        "sentence": said(sentence),
        "rows": [
            [said(say("IBAN")), iban.format(cooperative.iban)],
            *bic,
            [said(say("In the name of")), cooperative.name],
            [said(say("Payment reference")), iso11649.format(reference)],
        ],
        "code": payment_code(cooperative.name, cooperative.iban, amount, reference),
        "code_says": said(say("Scan with your banking app")),
        "code_alt": said(told),
    }


def number(value: Decimal, language: Language) -> str:
    """Return a quantity without needless noughts: 1,250.5 or 1.250,5."""
    plain = f"{value.normalize():,f}"
    return plain if language.code == "en" else plain.translate(_SWAPPED)


_SWAPPED = str.maketrans(",.", ".,")


def _price(value: Decimal, language: Language) -> str:
    """Return a price with two decimals, or as many more as it has."""
    return (
        language.amount(value) if value == in_cents(value) else number(value, language)
    )


def percent(rate: Decimal, language: Language) -> str:
    """Return a rate as people write it: 21%."""
    return f"{number(rate * 100, language)}%"
