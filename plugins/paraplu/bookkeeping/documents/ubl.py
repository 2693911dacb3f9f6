"""Invoices and credit notes as UBL 2.1, the XML that bookkeeping programs read.

It obeys EN 16931 with the Dutch rules of NLCIUS (SI-UBL 2.0, rules BR-NL-1 to 35), and
those of Peppol BIS Billing 3, which only want another name on top: `PROFILES`. The
order of elements is that of the schema. Only firms are sent UBL: NLCIUS wants the
customer's number at the Chamber of Commerce or of the government (BR-NL-10).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.dutch_law import GOODS_ONLY
from paraplu.base.identifiers import reference_of
from paraplu.base.language import Language
from paraplu.base.money import in_cents
from paraplu.bookkeeping.documents.ubl_codes import (
    CREDIT_NOTE,
    CURRENCY,
    INVOICE,
    NOT_TAXED,
    PIECE,
    PROCESS,
    PROFILES,
    SEPA,
    UNITS,
)
from paraplu.bookkeeping.documents.ubl_parties import buyer, supplier
from paraplu.bookkeeping.documents.words import DISCOUNT, terms
from paraplu.bookkeeping.documents.xml import Element, document, some, value
from paraplu.bookkeeping.invoices.amounts import ZERO, discount_of, totals_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.base.dutch_law import VatCode
    from paraplu.bookkeeping.invoices.amounts import Totals, VatGroup
    from paraplu.bookkeeping.invoices.model import Customer, Invoice, InvoiceLine
    from paraplu.register.model import Cooperative

# To what a price is told that had VAT in it, and to what any price is.
_OF_A_PRICE, _CENTS = Decimal("1e-10"), Decimal("0.00")


def ubl(
    invoice: Invoice,
    customer: Customer,
    original: Invoice | None,
    cooperative: Cooperative,
    profile: str = "nlcius",
) -> bytes:
    """Return an issued invoice as UBL; a credit note where it credits `original`.

    What restores a credit note is an invoice, and names that.
    """
    credit = bool(invoice.credits)
    name = "CreditNote" if credit else "Invoice"
    totals = totals_of(invoice)
    return document(
        name,
        value("CustomizationID", PROFILES[profile]),
        value("ProfileID", PROCESS),
        value("ID", invoice.number),
        value("IssueDate", invoice.day),
        None if credit else value("DueDate", invoice.due),
        value(f"{name}TypeCode", CREDIT_NOTE if credit else INVOICE),
        value("Note", invoice.note),
        value("DocumentCurrencyCode", CURRENCY),
        value("BuyerReference", invoice.reference or customer.code),
        _period(invoice),
        some("OrderReference", value("ID", invoice.order)),
        *(
            some("BillingReference", some("InvoiceDocumentReference", value("ID", one)))
            for one in _preceding(invoice)
        ),
        some("AccountingSupplierParty", supplier(invoice, cooperative)),
        some("AccountingCustomerParty", buyer(invoice, customer)),
        _delivery(invoice, customer),
        _payment(invoice, original, cooperative),
        None if credit else some("PaymentTerms", value("Note", _terms(invoice))),
        *_off_the_whole(invoice, totals),
        _tax(totals.groups, totals.tax, invoice),
        some(
            "LegalMonetaryTotal",
            _money("LineExtensionAmount", sum(totals.lines, ZERO)),
            _money("TaxExclusiveAmount", totals.net),
            _money("TaxInclusiveAmount", totals.payable),
            _money("AllowanceTotalAmount", sum(totals.off.values(), ZERO))
            if totals.off
            else None,
            _money("PayableAmount", totals.payable),
        ),
        *(
            _line(place, line, net, invoice, name)
            for place, (line, net) in enumerate(
                zip(invoice.lines, totals.lines, strict=True), 1
            )
        ),
    )


def _preceding(invoice: Invoice) -> list[str]:
    """Return the invoices that this one is about: what it takes back, or takes off."""
    every = (invoice.corrects, *(line.down_payment for line in invoice.lines))
    return [number for number in dict.fromkeys(every) if number]


def _off_the_whole(invoice: Invoice, totals: Totals) -> Iterator[Element | None]:
    """Yield a discount on the whole, as the norm has it: by how VAT treats it."""
    for (category, rate), off in totals.off.items():
        yield some(
            "AllowanceCharge",
            value("ChargeIndicator", "false"),
            value("AllowanceChargeReason", Language(invoice.language).render(DISCOUNT)),
            _money("Amount", off),
            _category("TaxCategory", category, rate),
        )


def _money(name: str, amount: Decimal) -> Element | None:
    return value(name, f"{amount:.2f}", currencyID=CURRENCY)


def _period(invoice: Invoice) -> Element | None:
    span = invoice.delivered
    if span.end == span.start:
        return None
    return some(
        "InvoicePeriod", value("StartDate", span.start), value("EndDate", span.end)
    )


def _delivery(invoice: Invoice, customer: Customer) -> Element | None:
    """Return when it was delivered, and for goods to the EU to which country."""
    goods = any(line.vat.category == "K" for line in invoice.lines)
    there = customer.address.country
    if customer.vat_id.startswith(GOODS_ONLY):
        there = GOODS_ONLY
    country = value("IdentificationCode", there) if goods else None
    return some(
        "Delivery",
        value("ActualDeliveryDate", invoice.delivery_day),
        some("DeliveryLocation", some("Address", some("Country", country))),
    )


def _payment(
    invoice: Invoice, original: Invoice | None, cooperative: Cooperative
) -> Element | None:
    restored = original.corrects if invoice.restores and original else ""
    return some(
        "PaymentMeans",
        value("PaymentMeansCode", SEPA),
        value("PaymentID", reference_of(restored or invoice.credits or invoice.number)),
        # Without the BIC: a Dutch seller does not give it (NLCIUS, BR-NL-31).
        some("PayeeFinancialAccount", value("ID", cooperative.iban)),
    )


def _terms(invoice: Invoice) -> str:
    language = Language(invoice.language)
    return language.render(terms(invoice, language))


def _tax(
    groups: tuple[VatGroup, ...], tax: Decimal, invoice: Invoice
) -> Element | None:
    return some(
        "TaxTotal",
        _money("TaxAmount", tax),
        *(
            some(
                "TaxSubtotal",
                _money("TaxableAmount", group.net),
                _money("TaxAmount", group.tax),
                _category(
                    "TaxCategory",
                    group.category,
                    group.rate,
                    _reason(group.codes, invoice.language),
                ),
            )
            for group in groups
        ),
    )


def _reason(codes: tuple[VatCode, ...], language: str) -> str:
    said = Language(language)
    return " ".join(said.render(code.mention) for code in codes if code.mention)


def _category(
    name: str, category: str, rate: Decimal, reason: str = ""
) -> Element | None:
    return some(
        name,
        value("ID", category),
        # What is outside of VAT has no rate: BR-O-05.
        None if category == NOT_TAXED else value("Percent", _percent(rate)),
        value("TaxExemptionReason", reason),
        some("TaxScheme", value("ID", "VAT")),
    )


def _line(
    place: int, line: InvoiceLine, net: Decimal, invoice: Invoice, name: str
) -> Element | None:
    quantity = "CreditedQuantity" if name == "CreditNote" else "InvoicedQuantity"
    day = invoice.day_of(line)
    return some(
        f"{name}Line",
        value("ID", place),
        value(
            quantity,
            f"{line.quantity:f}",
            unitCode=UNITS.get(line.unit.casefold(), PIECE),
        ),
        _money("LineExtensionAmount", net),
        _discount(line, net, invoice.day_of(line), Language(invoice.language)),
        some(
            "Item",
            value("Name", line.description),
            some("SellersItemIdentification", value("ID", line.product)),
            _category(
                "ClassifiedTaxCategory",
                line.vat.category,
                line.vat.rate(day),
            ),
        ),
        some(
            "Price",
            value(
                "PriceAmount",
                f"{_price(line, net, invoice.day_of(line)):f}",
                currencyID=CURRENCY,
            ),
        ),
    )


def _price(line: InvoiceLine, net: Decimal, day: dt.date) -> Decimal:
    """Return what one costs without VAT, so that the amount of the line follows."""
    taken_off = line.quantity < 0
    if not (line.with_vat or (taken_off and line.discount)) and line.amount is None:
        return line.price
    off = ZERO if taken_off else _off(line, day)
    exact = (net + off) / line.quantity
    return exact.quantize(_OF_A_PRICE).normalize() + _CENTS


def _off(line: InvoiceLine, day: dt.date) -> Decimal:
    """Return what is taken off a line, without VAT."""
    off = discount_of(line)
    return in_cents(off / (1 + line.vat.rate(day))) if line.with_vat else off


def _discount(
    line: InvoiceLine, net: Decimal, day: dt.date, language: Language
) -> Element | None:
    off = _off(line, day)
    if line.discount is None or not off or line.quantity < 0:
        # Of what is taken off, the price is told as it is with the discount.
        return None
    by_rate = line.discount.is_rate
    return some(
        "AllowanceCharge",
        value("ChargeIndicator", "false"),
        value("AllowanceChargeReason", language.render(DISCOUNT)),
        value("MultiplierFactorNumeric", _percent(line.discount.amount))
        if by_rate
        else None,
        _money("Amount", off),
        _money("BaseAmount", net + off) if by_rate else None,
    )


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}"
