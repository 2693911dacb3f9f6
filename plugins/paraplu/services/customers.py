"""A new customer: judged as the file of customers will be read, and by PV01."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.folding import folded
from paraplu.base.language import Message, say
from paraplu.bookkeeping.invoices.customers import customers_in, people_in
from paraplu.bookkeeping.invoices.disclosing import obstacles_to_customer
from paraplu.bookkeeping.invoices.model import HOME
from paraplu.bookkeeping.invoices.new_customer import (
    change_for,
    code_for,
    faults_of_customer,
    meant,
)
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.personal.names import Personal
from paraplu.register.faults import Faults
from paraplu.register.yaml_places import CannotEdit
from paraplu.services.issuing import InTheWay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.journal.draft import Change
    from paraplu.services.invoicing import InvoicingBooks

# What is asked of a customer, in this order, and in which words.
FIELDS: Mapping[str, Message] = MappingProxyType(
    {
        "name": say("Name of the customer"),
        "street": say("Street and number"),
        "postcode": say("Postcode"),
        "city": say("City"),
        "country": say("Country, two letters"),
        "kvk": say("Number at the Chamber of Commerce (8 digits)"),
        "vat_id": say("VAT number"),
        "email": say("E-mail for invoices"),
    }
)
NEEDED = ("name", "street", "postcode", "city")
# What only a firm has.
OF_FIRMS = ("kvk", "vat_id")


class CustomerWritten(NamedTuple):
    """The code of a new customer, and the file of customers with one more."""

    code: str
    change: Change


def new_customer(
    desk: InvoicingBooks, answers: Mapping[str, str], *, private: bool, code: str = ""
) -> CustomerWritten:
    """Return the file with a new customer; nothing is written.

    A `private` one goes where git does not look. CannotBook where an answer cannot be,
    where the customer is there already, or where the file would say who a person is.
    """
    country = meant(answers.get("country", "").strip(), "country") or HOME
    values = {"country": country}
    for key, words in FIELDS.items():
        answer = meant(" ".join(answers.get(key, "").split()), key, country)
        if key == "country" or not answer or (private and key in OF_FIRMS):
            if not answer and key in NEEDED:
                raise CannotBook(say("{field} is missing.", field=words))
            continue
        values[key] = answer
    for key, answer in values.items():
        for fault in faults_of_customer(answer, key, country)[:1]:
            what = InTheWay([fault]).message
            raise CannotBook(say("{field}: {what}", field=FIELDS[key], what=what))
    known = desk.invoices.customers
    for one in known.values():
        if _place(one.name, one.address.street) == _place(
            values["name"], values["street"]
        ):
            raise CannotBook(
                say(
                    "{name} is a customer already: {code}.",
                    name=one.name,
                    code=one.code,
                )
            )
    code = code or code_for(values["name"], known, private=private)
    try:
        change = change_for(desk.folder, code, values, private=private)
    except CannotEdit as fault:
        raise CannotBook(fault.message) from fault
    _must_be_read(desk, code, change, private=private)
    return CustomerWritten(code, change)


def _place(name: str, street: str) -> tuple[str, str]:
    return folded(name), folded(street)


def _must_be_read(
    desk: InvoicingBooks, code: str, change: Change, *, private: bool
) -> None:
    """Raise CannotBook where the reader would refuse the customer, or PV01 would."""
    faults = Faults(change.file.name, secret=private)
    customer = customers_in(change.after, faults).get(code)
    if customer is None or customer.faulty:
        if faults.found:
            raise InTheWay(faults.found)
        raise CannotBook(say("{file} cannot take it.", file=change.file.name))
    personal = Personal(people_in(desk.folder, desk.register))
    for what, hint in obstacles_to_customer(customer, personal) if not private else ():
        raise CannotBook(say("{what} {hint}", what=what, hint=hint))
