"""What an invoice would say about people, for ever, once it is issued (PV01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.disclosed import What, disclosed
from paraplu.invoices.obstacle import Obstacle
from paraplu.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.invoices.model import Customer, Invoice
    from paraplu.personal import Personal


def obstacles_of_privacy(
    invoice: Invoice, customer: Customer | None, personal: Personal
) -> Iterator[Obstacle]:
    """Yield the parts of an invoice that say who somebody is, or hold a BSN.

    The details of a private customer are kept out of git; those of any other are in
    the invoice. A word that may be a name is in nobody's way.
    """
    said = [(part, text) for part, text in _said(invoice, customer) if text]
    text = "\n".join(" ".join(words.replace("\\", " ").split()) for _, words in said)
    for found in disclosed(personal, text.encode(errors="replace"), ledger=True):
        part = said[found.line - 1][0]
        if found.what is What.BSN:
            yield Obstacle(
                say(
                    "There is a BSN in {part}, and an issued invoice never changes.",
                    part=part,
                ),
                say("Delete it. The cooperative may not keep it."),
            )
        elif found.what is What.PRIVATE:
            yield Obstacle(
                say(
                    "There is a name, an e-mail address or an IBAN from the private "
                    "register in {part}, and an issued invoice never changes.",
                    part=part,
                ),
                say(
                    "Write the code instead. A customer who is a person goes into "
                    "customers.private.yaml."
                ),
            )


def _said(
    invoice: Invoice, customer: Customer | None
) -> Iterator[tuple[Message | str, str]]:
    """Yield all that is typed, with the key that it is under."""
    for number, line in enumerate(invoice.lines, 1):
        yield f"lines › {number}", f"{line.description} {line.unit}"
    for key in ("customer", "trade_name", "reference", "note"):
        yield key, getattr(invoice, key)
    if customer and not customer.private:
        place = f"customers.yaml › {customer.code}"
        address = customer.address
        for text in (
            *(customer.name, customer.attention, customer.email, customer.reference),
            *(address.street, address.city, customer.peppol, *customer.ibans),
        ):
            yield place, text
