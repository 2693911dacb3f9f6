"""A customer who is written into the file where customers of that kind are.

Firms go into `customers.yaml`; people into `customers.private.yaml`, which git does not
keep, under a code that tells nothing about them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as dutch_postcode

from paraplu.base.file_names import CUSTOMERS, PRIVATE_CUSTOMERS
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.customers import CUSTOMER, CUSTOMER_ADDRESS
from paraplu.bookkeeping.invoices.model import HOME
from paraplu.journal.draft import Change
from paraplu.journal.present import text_in
from paraplu.register import fields
from paraplu.register.editing import Text, flow, with_entry
from paraplu.register.faults import Faults, Place, shown
from paraplu.register.yaml_lines import read_tree

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.register.converter import Convert
    from paraplu.register.yaml_lines import Node

_LONGEST_CODE = 20
ADDRESS_KEYS = ("street", "postcode", "city", "country")


def _postcode(node: Node, at: Place) -> str | None:
    """Return a postcode of the Netherlands, as people write it: 1234 AB."""
    value = fields.text(node, at)
    if value is None:
        return None
    try:
        digits = dutch_postcode.validate(value)
    except ValidationError:
        at.fault(
            say("{text} is not a postcode.", text=shown(value)),
            say(
                "Write four digits and two letters, such as {example}.",
                example="1234 AB",
            ),
        )
        return None
    return str(digits)


def converter_of(key: str, country: str = HOME) -> Convert[Any]:
    """Return what judges an answer for a key of a customer in a country."""
    if key == "postcode" and country == HOME:
        return _postcode
    return CUSTOMER_ADDRESS.get(key) or CUSTOMER[key]


def code_for(name: str, known: Container[str], *, private: bool) -> str:
    """Return a code for a new customer: of a firm by its name, of people a number."""
    if private:
        place = 1
        while f"k{place:02}" in known:
            place += 1
        return f"k{place:02}"
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain.casefold())
    stem = "-".join(words)[:_LONGEST_CODE].strip("-") or "customer"
    code, place = stem, 1
    while code in known:
        place += 1
        code = f"{stem}-{place}"
    return code


def change_for(
    folder: Path, code: str, values: Mapping[str, str], *, private: bool
) -> Change:
    """Return the file of customers with one more; nothing else in it changes.

    Raises:
        CannotEdit: the file is written in a way that nothing can be added to.
        CannotBook: it cannot be read.
    """
    # The private file may be a link to a disk that is encrypted.
    file = (folder / (PRIVATE_CUSTOMERS if private else CUSTOMERS)).resolve()
    before = text_in(file)
    entry = {key: Text(values[key]) for key in values if key not in ADDRESS_KEYS}
    place = {
        key: Text(values[key])
        for key in ADDRESS_KEYS
        if values.get(key) and (key, values[key]) != ("country", HOME)
    }
    made: dict[str, Any] = {"name": entry.pop("name"), "address": place, **entry}
    if before is None or not _says_anything(before):
        lines = "".join(f"  {key}: {flow(value)}\n" for key, value in made.items())
        gap = "" if not before or before.endswith("\n") else "\n"
        return Change(file, before, f"{before or ''}{gap}{code}:\n{lines}")
    return Change(file, before, with_entry(before, (code,), made))


def _says_anything(text: str) -> bool:
    faults = Faults("")
    return read_tree(text, faults) is not None or bool(faults.found)


def faults_of_customer(answer: str, key: str, country: str = HOME) -> list[Finding]:
    """Return what is wrong with an answer for a key of a customer."""
    from paraplu.bookkeeping.invoices.answers import faults_in

    return faults_in(converter_of(key, country), answer)


def meant(answer: str, key: str, country: str = HOME) -> str:
    """Return an answer as it is written: numbers without spaces, the country high."""
    if key in {"kvk", "vat_id", "country"}:
        return re.sub(r"[ .]", "", answer).upper()
    if key == "postcode" and country == HOME:
        try:
            return str(dutch_postcode.validate(answer))
        except ValidationError:
            return answer
    return answer
