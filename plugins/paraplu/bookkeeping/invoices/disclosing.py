"""What an invoice, or a letter about it, would say about people for ever (PV01)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.ledger.personal.disclosed import What, disclosed
from paraplu.ledger.personal.names import holds_bsn, without_bsn
from paraplu.ledger.personal.telling_codes import told_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.ledger.personal.names import Personal

_Said = tuple[Message | str, str]
_CODE = say("Write the code instead.")
_HINTS = {
    "customer": say("Give this customer a code that tells nothing, such as k07."),
    "trade_name": say(
        "If everybody may know this trade name, add it to `not_a_name:` in "
        "members.private.yaml."
    ),
}


def obstacles_of_privacy(
    invoice: Invoice, customer: Customer | None, personal: Personal
) -> Iterator[Obstacle]:
    """Yield the parts of an invoice that say who somebody is, or hold a BSN.

    The details of a private customer are kept out of git; those of any other are in
    the invoice. A word that may be a name is in nobody's way. A credit note has some
    words in common with its invoice, which has them for ever.
    """
    said = [*_lines(invoice), ("note", invoice.note), ("reference", invoice.reference)]
    if not invoice.credits:
        said += [("customer", invoice.customer), ("trade_name", invoice.trade_name)]
    for part, what in _found([*said, *_public(customer)], personal):
        if what is What.BSN:
            yield Obstacle(
                say(
                    "There is a BSN in {part}, and an issued invoice never changes.",
                    part=part,
                ),
                say("Delete it. The cooperative may not keep it."),
            )
        else:
            yield Obstacle(
                say(
                    "There is a name, an e-mail address or an IBAN from the private "
                    "register in {part}, and an issued invoice never changes.",
                    part=part,
                ),
                _hint(part),
            )
    own = customer if customer and customer.private and not invoice.credits else None
    if own and told_by(own.code, own.name):
        yield Obstacle(
            say(
                "The code of this customer is a part of the customer's name, and an "
                "issued invoice never changes."
            ),
            _HINTS["customer"],
        )


def obstacles_to_letter(
    invoice: Invoice, customer: Customer, personal: Personal
) -> Iterator[Obstacle]:
    """Yield the parts of a letter about an invoice that say who somebody is.

    A letter to a private customer is kept out of git, and may say it.
    """
    if customer.private:
        return
    said: list[_Said] = [("trade_name", invoice.trade_name)]
    said += [("customer", invoice.customer), *_public(customer)]
    for part, what in _found(said, personal):
        if what is What.BSN:
            yield Obstacle(
                say(
                    "There is a BSN in {part}, and git would keep the letter about "
                    "{number} for ever.",
                    part=part,
                    number=invoice.number,
                ),
                say("Delete it. The cooperative may not keep it."),
            )
        else:
            yield Obstacle(
                say(
                    "There is a name, an e-mail address or an IBAN from the private "
                    "register in {part}, and git would keep the letter about {number} "
                    "for ever.",
                    part=part,
                    number=invoice.number,
                ),
                _hint(part),
            )


def obstacles_to_customer(customer: Customer, personal: Personal) -> Iterator[Obstacle]:
    """Yield why a customer cannot stand in `customers.yaml`, which git keeps."""
    for _, what in _found(_public(customer), personal):
        if what is What.BSN:
            yield Obstacle(
                say("There is a BSN in this."),
                say("Delete it. The cooperative may not keep it."),
            )
        else:
            yield Obstacle(
                say(
                    "There is a name, an e-mail address or an IBAN from the private "
                    "register in this."
                ),
                say("A customer who is a person goes into customers.private.yaml."),
            )


def impersonal(invoice: Invoice, personal: Personal) -> Invoice:
    """Return an invoice with codes in its lines where they say who somebody is.

    A credit note of it repeats its lines, but need not repeat that.
    """

    def without(text: str) -> str:
        text = personal.without(text)
        return without_bsn(text) if holds_bsn(text) else text

    lines = tuple(
        replace(line, description=without(line.description), unit=without(line.unit))
        for line in invoice.lines
    )
    return replace(invoice, lines=lines, reference=without(invoice.reference))


def _hint(part: Message | str) -> Message:
    if str(part).startswith("customers.yaml"):
        return say("A customer who is a person goes into customers.private.yaml.")
    return _HINTS.get(str(part), _CODE)


def _found(
    said: Iterable[_Said], personal: Personal
) -> Iterator[tuple[Message | str, What]]:
    """Yield the parts that surely say it, each with what that is."""
    parts = [(part, text) for part, text in said if text]
    text = "\n".join(" ".join(words.replace("\\", " ").split()) for _, words in parts)
    for found in disclosed(personal, text.encode(errors="replace"), ledger=True):
        if found.what is not What.MAYBE:
            yield parts[found.line - 1][0], found.what


def _lines(invoice: Invoice) -> Iterator[_Said]:
    for number, line in enumerate(invoice.lines, 1):
        yield f"lines › {number}", f"{line.description} {line.unit}"


def _public(customer: Customer | None) -> Iterator[_Said]:
    """Yield what is typed of a customer whom git keeps."""
    if customer and not customer.private:
        place = f"customers.yaml › {customer.code}"
        address = customer.address
        for text in (
            *(customer.name, customer.attention, customer.email, customer.reference),
            *(address.street, address.city, customer.peppol, *customer.ibans),
        ):
            yield place, text
