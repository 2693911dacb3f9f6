"""What the law asks an invoice to have, and whether it is there.

Art. 35a lid 1 Wet OB for what has to be on it, art. 34d for the simplified invoice, and
art. 5 Handelsregisterwet 2007 with art. 27 for the number at the Chamber of Commerce. A
bank account is not the law's, but without one nobody can pay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dutch_law import EU_COUNTRIES, GOODS_ONLY, SIMPLIFIED_UP_TO
from paraplu.base.identifiers import read_vat_id
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.model import HOME, Address, Customer, Invoice
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.vat.codes import OUTSIDE, in_other_eu_country

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.base.dutch_law import VatCode
    from paraplu.register.model import Cooperative

# What has to be in the register, by its key there.
_OF_COOPERATIVE = ("name", "kvk", "vat_id", "iban")
_OF_ADDRESS = ("street", "postcode", "city")


def demands_on_register(cooperative: Cooperative) -> Iterator[Obstacle]:
    """Yield what the register lacks, without which no invoice can be issued."""
    keys = [key for key in _OF_COOPERATIVE if not getattr(cooperative, key)]
    keys += [
        f"address: {key}" for key in _OF_ADDRESS if not cooperative.address.get(key)
    ]
    if cooperative.vat_id and not read_vat_id(cooperative.vat_id):
        yield Obstacle(
            say(
                "The VAT number of the cooperative, {vat_id}, has wrong check digits.",
                vat_id=cooperative.vat_id,
            ),
            say(
                "Copy it from the letter of the tax office to `vat_id:` under "
                "`cooperative:` in the register."
            ),
        )
    place = Address(**{key: cooperative.address.get(key, "") for key in _OF_ADDRESS})
    if not keys and not place.complete:
        yield Obstacle(
            say("The register has only a post office box for the cooperative."),
            say(
                "An invoice has the full address. Write the street and the number "
                "under `cooperative: address:` in the register."
            ),
        )
    for key in keys:
        yield Obstacle(
            say("The register has no “{key}” for the cooperative.", key=key),
            say("Add it under `cooperative:` in the register."),
        )


def demands_on(invoice: Invoice, customer: Customer | None) -> Iterator[Obstacle]:
    """Yield what an invoice lacks by itself; `customer` is None for an unnamed one."""
    if customer is None:
        payable = totals_of(invoice).payable
        if payable > SIMPLIFIED_UP_TO:
            yield Obstacle(
                say(
                    "The invoice is for {amount} and names no customer; that is "
                    "allowed only up to {most}.",
                    amount=payable,
                    most=SIMPLIFIED_UP_TO,
                ),
                say("Add `customer:`."),
            )
    elif not customer.address.complete:
        yield Obstacle(
            say("{customer} has no full address.", customer=customer.code),
            say(
                "Fill in the customer's street, postcode and city; a post office box "
                "alone is not enough."
            ),
        )
    codes = {line.vat.name: line.vat for line in invoice.lines}
    if _apart(codes, customer):
        yield Obstacle(
            say("VAT code {code} cannot be together with others.", code=OUTSIDE),
            say("Make an invoice of those lines alone."),
        )
    for code in codes.values():
        yield from _demands_of_vat(code, customer)


def _demands_of_vat(code: VatCode, customer: Customer | None) -> Iterator[Obstacle]:
    """Yield what a code of VAT asks of the customer."""
    country = customer.address.country if customer else HOME
    number = customer.vat_id if customer else ""
    goods_only = country == GOODS_ONLY or number.startswith(GOODS_ONLY)
    fits = {
        "K": (country != HOME and country in EU_COUNTRIES) or goods_only,
        "G": country not in EU_COUNTRIES and not goods_only,
        "O": country not in EU_COUNTRIES,
        "AE": country in EU_COUNTRIES,
    }
    if not fits.get(code.category, True):
        yield Obstacle(
            say(
                "VAT code {code} is not for a customer in {country}.",
                code=code.name,
                country=country,
            ),
            say("Correct the country of the customer, or choose another VAT code."),
        )
    elif code.needs_vat_id and not (customer and customer.vat_id):
        yield Obstacle(
            say(
                "VAT code {code} needs the customer's VAT number.",
                code=code.name,
            ),
            say("Add `vat_id:` to the customer, or choose another VAT code."),
        )
    elif (
        code.needs_vat_id
        and customer
        and customer.private
        and in_other_eu_country(number, goods=True)
    ):
        yield Obstacle(
            say(
                "{customer} belongs on the EU sales list, with a VAT number that is "
                "in a file that git does not keep.",
                customer=customer.code,
            ),
            say("Move this business to customers.yaml."),
        )


def _apart(codes: Mapping[str, VatCode], customer: Customer | None) -> bool:
    """Tell whether an e-invoice cannot have these codes together: BR-O-11 and -12."""
    mixed = len(codes) > 1 and any(code.category == "O" for code in codes.values())
    return mixed and customer is not None and customer.is_firm
