"""The customers: `customers.yaml` beside the ledger, and `customers.private.yaml`.

Firms can stand in the first. People belong in the second, which git does not keep; on
a machine that lacks it every command works, but for what needs a name or an address.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.file_names import CUSTOMERS, PRIVATE_CUSTOMERS
from paraplu.base.language import say
from paraplu.base.plain_file import is_in
from paraplu.bookkeeping.invoices.fields import vat_id
from paraplu.bookkeeping.invoices.model import Address, Customer
from paraplu.register import fields, names
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.members import NUMBERS
from paraplu.register.membership import PrivatePerson
from paraplu.register.shape import items, named, record
from paraplu.register.textfile import RegisterUnreadable, own_bytes, read_bytes
from paraplu.register.yaml_lines import Node, read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register import Register
    from paraplu.register.converter import Convert

CUSTOMER_ADDRESS: dict[str, Convert[Any]] = {
    **dict.fromkeys(("street", "postcode", "city"), fields.text),
    "country": fields.pattern(
        "[A-Z]{2}", say("is not a country: write two capital letters, such as NL.")
    ),
}


def _address(node: Node, at: Place) -> Address | None:
    found = record(node, at, CUSTOMER_ADDRESS)
    return None if found is None else Address(**found)


CUSTOMER: dict[str, Convert[Any]] = {
    "name": fields.text,
    "attention": fields.text,
    "address": _address,
    "kvk": fields.pattern("[0-9]{8}", say("is not a KvK number: write 8 digits.")),
    "oin": fields.pattern("[0-9]{20}", say("is not an OIN: write 20 digits.")),
    "vat_id": vat_id,
    "email": fields.pattern(r"[^\s@]+@[^\s@]+", say("is not an e-mail address.")),
    "ibans": items(names.iban),
    "peppol": fields.pattern(
        r"[0-9]{4}:[A-Za-z0-9:.-]+",
        say("is not a Peppol address: write four digits, a colon and a number."),
    ),
    "language": fields.choice("en", "nl"),
    "terms": fields.days,
    "reference": fields.text,
}

_code = fields.pattern(
    "[a-z0-9][a-z0-9-]{0,39}",
    say("cannot be a code: use lower-case letters, digits and -, at most 40."),
)


def _customer(node: Node, at: Place) -> Customer | None:
    before = len(at.faults.found)
    found = record(node, at, CUSTOMER, required=("name",), refused=NUMBERS)
    if found is None:
        return None
    faulty = len(at.faults.found) > before
    return Customer(at.name, faulty=faulty, source=at.source, **found)


def books_folder(ledger: Path, register: Register) -> Path:
    """Return the folder of the books: the register's, where the ledger is below it."""
    folder = Path(register.file).absolute().parent
    return folder if register.file and is_in(ledger, folder) else ledger


def read_customers(
    folder: Path, register: Register, faults: Faults
) -> Mapping[str, Customer]:
    """Return the customers by their code; what is wrong with them goes to `faults`.

    A code in both files is that of the private one. Who keeps that one elsewhere, on a
    disk that is encrypted for instance, may link to it; the other goes with the books.
    """
    root = books_folder(folder, register)
    found: dict[str, Customer] = {}
    for name, private in ((CUSTOMERS, False), (PRIVATE_CUSTOMERS, True)):
        own = Faults(str(folder / name), code=faults.code, secret=private)
        there = None if private else root
        for code, customer in _read(folder / name, own, there).items():
            found[code] = Customer(**{**vars(customer), "private": private})
        faults.found += own.found
    return MappingProxyType(found)


def private_customers(folder: Path, register: Register) -> Mapping[str, PrivatePerson]:
    """Return who the private customers beside a ledger are, by their code.

    As `Register.private` has the members: with their names, account numbers and e-mail
    addresses, for whoever has to keep these out of the books. Empty on a machine that
    lacks the file; what is wrong with it is told where invoices are read (IN04).
    """
    found = read_customers(folder, register, Faults(""))
    return MappingProxyType(
        {
            code: PrivatePerson(customer.name, customer.ibans, customer.email)
            for code, customer in found.items()
            if customer.private
        }
    )


def people_in(folder: Path, register: Register) -> Mapping[str, PrivatePerson]:
    """Return who may not be named in a ledger: members, and private customers."""
    return {**private_customers(folder, register), **register.private}


def _read(path: Path, faults: Faults, root: Path | None) -> Mapping[str, Customer]:
    try:
        data = (
            read_bytes(path, faults.file, root)
            if root
            else own_bytes(path, faults.file)
        )
    except RegisterUnreadable as error:
        if not error.missing:
            faults.add(0, error.message)
        return {}
    return customers_in(data.decode(), faults)


def customers_in(text: str, faults: Faults) -> Mapping[str, Customer]:
    """Return the customers that the text of such a file says, and what is wrong."""
    try:
        tree = read_tree(text, faults)
        if tree is not None:
            every = named(_code, _customer)(tree, Place(faults, line=tree.line))
            return every or {}
    except TooManyFaults:
        pass
    return {}
