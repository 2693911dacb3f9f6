"""Invoices and credit notes as UBL 2.1, the XML that bookkeeping programs read.

It obeys EN 16931 with the Dutch rules of NLCIUS (SI-UBL 2.0, rules BR-NL-1 to 35), and
those of Peppol BIS Billing 3, which only want another name on top: `PROFILES`. The
order of elements is that of the schema. Only firms are sent UBL: NLCIUS wants the
customer's number at the Chamber of Commerce or of the government (BR-NL-10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.identifiers import reference_of
from paraplu.base.language import Language
from paraplu.bookkeeping.documents.words import DISCOUNT, terms
from paraplu.bookkeeping.documents.xml import Element, document, some, value
from paraplu.bookkeeping.invoices.amounts import discount_of, gross_of, totals_of
from paraplu.bookkeeping.invoices.model import HOME

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.dutch_law import VatCode
    from paraplu.bookkeeping.invoices.amounts import VatGroup
    from paraplu.bookkeeping.invoices.model import Address, Customer, Invoice, Line
    from paraplu.register.model import Cooperative

_EN = "urn:cen.eu:en16931:2017#compliant#urn:fdc:"
PROFILES = {
    "nlcius": f"{_EN}nen.nl:nlcius:v1.0",
    "peppol": f"{_EN}peppol.eu:2017:poacc:billing:3.0",
}
_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
CURRENCY = "EUR"

# Code lists of the norm: UNTDID 1001 for the kind of document, UNTDID 4461 for a SEPA
# credit transfer, ISO 6523 for who gives a number out.
_INVOICE, _CREDIT_NOTE = "380", "381"
_SEPA = "58"
_KVK, _OIN = "0106", "0190"
# Whom a VAT number addresses in Peppol (code list EAS), by the letters it begins
# with. Sweden has another number for that, which “peppol:” of the customer tells.
_BY_LETTERS = (
    "AT9914 BE9925 BG9926 CY9928 CZ9929 DE9930 DK0198 EE9931 EL9933 ES9920 FI0213 "
    "FR9957 HR9934 HU9910 IE9935 IT0211 LT9937 LU9938 LV9939 MT9943 NL9944 PL9945 "
    "PT9946 RO9947 SI9949 SK9950"
)
VAT_SCHEMES = {both[:2]: both[2:] for both in _BY_LETTERS.split()}
# Units, UN/ECE recommendation 20, by the words that people write.
_PIECE = "C62"
UNITS = {
    word: code
    for code, words in {
        "HUR": "uur uren hour hours u h",
        "DAY": "dag dagen day days",
        "WEE": "week weken weeks",
        "MON": "maand maanden month months",
        "MIN": "minuut minuten minute minutes",
        "KMT": "km kilometer",
        "MTR": "m meter",
        "MTK": "m2 m²",
        "KGM": "kg kilo",
        "GRM": "g gram",
        "LTR": "l liter",
        "SET": "set",
    }.items()
    for word in words.split()
}


def ubl(
    invoice: Invoice,
    customer: Customer,
    original: Invoice | None,
    cooperative: Cooperative,
    profile: str = "nlcius",
) -> bytes:
    """Return an issued invoice as UBL; a credit note where it credits `original`."""
    credit = original is not None
    name = "CreditNote" if credit else "Invoice"
    totals = totals_of(invoice)
    return document(
        name,
        value("CustomizationID", PROFILES[profile]),
        value("ProfileID", _PROCESS),
        value("ID", invoice.number),
        value("IssueDate", invoice.day),
        None if credit else value("DueDate", invoice.due),
        value(f"{name}TypeCode", _CREDIT_NOTE if credit else _INVOICE),
        value("Note", invoice.note),
        value("DocumentCurrencyCode", CURRENCY),
        value("BuyerReference", invoice.reference or customer.code),
        _period(invoice),
        some(
            "BillingReference",
            some("InvoiceDocumentReference", value("ID", invoice.credits)),
        ),
        some("AccountingSupplierParty", _supplier(invoice, cooperative)),
        some("AccountingCustomerParty", _buyer(customer)),
        _delivery(invoice, customer),
        _payment(invoice, cooperative),
        None if credit else some("PaymentTerms", value("Note", _terms(invoice))),
        _tax(totals.groups, totals.tax, invoice),
        some(
            "LegalMonetaryTotal",
            _money("LineExtensionAmount", totals.net),
            _money("TaxExclusiveAmount", totals.net),
            _money("TaxInclusiveAmount", totals.payable),
            _money("PayableAmount", totals.payable),
        ),
        *(
            _line(place, line, net, invoice, name)
            for place, (line, net) in enumerate(
                zip(invoice.lines, totals.lines, strict=True), 1
            )
        ),
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


def _supplier(invoice: Invoice, cooperative: Cooperative) -> Element | None:
    place = cooperative.address
    return some(
        "Party",
        value("EndpointID", cooperative.kvk, schemeID=_KVK),
        some("PartyName", value("Name", invoice.trade_name)),
        _address(place.get("street"), place.get("city"), place.get("postcode"), HOME),
        some(
            "PartyTaxScheme",
            value("CompanyID", cooperative.vat_id),
            some("TaxScheme", value("ID", "VAT")),
        ),
        some(
            "PartyLegalEntity",
            value("RegistrationName", cooperative.name),
            value("CompanyID", cooperative.kvk, schemeID=_KVK),
        ),
    )


def _buyer(customer: Customer) -> Element | None:
    place: Address = customer.address
    number, scheme = _legal_number(customer)
    contact = (
        value("Name", customer.attention),
        value("ElectronicMail", customer.email),
    )
    return some(
        "Party",
        _endpoint(customer),
        _address(place.street, place.city, place.postcode, place.country),
        some(
            "PartyTaxScheme",
            value("CompanyID", customer.vat_id),
            some("TaxScheme", value("ID", "VAT")),
        )
        if customer.vat_id
        else None,
        some(
            "PartyLegalEntity",
            value("RegistrationName", customer.name),
            value("CompanyID", number, schemeID=scheme) if number else None,
        ),
        some("Contact", *contact),
    )


def _legal_number(customer: Customer) -> tuple[str, str]:
    """Return the number that the customer is registered by, and who gave it out."""
    return (customer.oin, _OIN) if customer.oin else (customer.kvk, _KVK)


def _endpoint(customer: Customer) -> Element | None:
    """Return the customer's address in the network of Peppol, where there is one."""
    number, scheme = _legal_number(customer)
    if customer.peppol:
        scheme, number = customer.peppol.split(":", 1)
    elif not number:
        scheme, number = VAT_SCHEMES.get(customer.vat_id[:2], ""), customer.vat_id
    return value("EndpointID", number, schemeID=scheme) if scheme else None


def _address(
    street: str | None, city: str | None, postcode: str | None, country: str
) -> Element | None:
    return some(
        "PostalAddress",
        value("StreetName", street),
        value("CityName", city),
        value("PostalZone", postcode),
        some("Country", value("IdentificationCode", country)),
    )


def _delivery(invoice: Invoice, customer: Customer) -> Element | None:
    """Return when it was delivered, and for goods to the EU to which country."""
    goods = any(line.vat.category == "K" for line in invoice.lines)
    country = value("IdentificationCode", customer.address.country) if goods else None
    return some(
        "Delivery",
        value("ActualDeliveryDate", invoice.delivery_day),
        some("DeliveryLocation", some("Address", some("Country", country))),
    )


def _payment(invoice: Invoice, cooperative: Cooperative) -> Element | None:
    return some(
        "PaymentMeans",
        value("PaymentMeansCode", _SEPA),
        value("PaymentID", reference_of(invoice.credits or invoice.number)),
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
        value("Percent", _percent(rate)),
        value("TaxExemptionReason", reason),
        some("TaxScheme", value("ID", "VAT")),
    )


def _line(
    place: int, line: Line, net: Decimal, invoice: Invoice, name: str
) -> Element | None:
    quantity = "CreditedQuantity" if name == "CreditNote" else "InvoicedQuantity"
    day = invoice.delivery_day
    return some(
        f"{name}Line",
        value("ID", place),
        value(
            quantity,
            f"{line.quantity:f}",
            unitCode=UNITS.get(line.unit.casefold(), _PIECE),
        ),
        _money("LineExtensionAmount", net),
        _discount(line, Language(invoice.language)),
        some(
            "Item",
            value("Name", line.description),
            _category("ClassifiedTaxCategory", line.vat.category, line.vat.rate(day)),
        ),
        some("Price", value("PriceAmount", f"{line.price:f}", currencyID=CURRENCY)),
    )


def _discount(line: Line, language: Language) -> Element | None:
    off = discount_of(line)
    if line.discount is None or not off:
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
        _money("BaseAmount", gross_of(line)) if by_rate else None,
    )


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}"
