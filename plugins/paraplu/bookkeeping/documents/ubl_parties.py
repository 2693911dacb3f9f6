"""Who sells and who buys, as UBL has them: addresses, and the numbers they go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.bookkeeping.documents.ubl_codes import KVK, NOT_TAXED, OIN, VAT_SCHEMES
from paraplu.bookkeeping.documents.xml import Element, some, value
from paraplu.bookkeeping.invoices.model import HOME

if TYPE_CHECKING:
    from paraplu.bookkeeping.invoices.model import Address, Customer, Invoice
    from paraplu.register.model import Cooperative


def supplier(invoice: Invoice, cooperative: Cooperative) -> Element | None:
    """Return the cooperative, under the trade name of the member."""
    place = cooperative.address
    return some(
        "Party",
        value("EndpointID", cooperative.kvk, schemeID=KVK),
        some("PartyName", value("Name", invoice.trade_name)),
        _address(place.get("street"), place.get("city"), place.get("postcode"), HOME),
        _tax_scheme(invoice, cooperative.vat_id),
        some(
            "PartyLegalEntity",
            value("RegistrationName", cooperative.name),
            value("CompanyID", cooperative.kvk, schemeID=KVK),
        ),
        some(
            "Contact",
            value("Telephone", cooperative.phone),
            value("ElectronicMail", cooperative.email),
        ),
    )


def buyer(invoice: Invoice, customer: Customer) -> Element | None:
    """Return the firm that is invoiced."""
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
        _tax_scheme(invoice, customer.vat_id),
        some(
            "PartyLegalEntity",
            value("RegistrationName", customer.name),
            value("CompanyID", number, schemeID=scheme) if number else None,
        ),
        some("Contact", *contact),
    )


def _tax_scheme(invoice: Invoice, vat_id: str) -> Element | None:
    """Return by which VAT a party goes, and its number.

    Where nothing is taxed here the norm wants no number (BR-O-02), and the Dutch rules
    the scheme nonetheless (BR-NL-25).
    """
    apart = any(line.vat.category == NOT_TAXED for line in invoice.lines)
    if not vat_id:
        return None
    return some(
        "PartyTaxScheme",
        None if apart else value("CompanyID", vat_id),
        some("TaxScheme", value("ID", "VAT")),
    )


def _legal_number(customer: Customer) -> tuple[str, str]:
    """Return the number that the customer is registered by, and who gave it out."""
    return (customer.oin, OIN) if customer.oin else (customer.kvk, KVK)


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
