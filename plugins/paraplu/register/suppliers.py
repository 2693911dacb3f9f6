"""The part of the register that is about suppliers: where their money goes.

An account number on a bill is what somebody wrote there; one in the register was looked
at before it came there, so where both are, they have to agree.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from paraplu.base.folding import folded
from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.converter import shaped
from paraplu.register.faults import Place, shown
from paraplu.register.members import NUMBERS
from paraplu.register.model import Supplier
from paraplu.register.shape import Keys, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.yaml_lines import Node

_ADDRESS = Keys(
    {
        "street": fields.text.for_(say("The street and the number.")),
        "postcode": fields.text.for_(say("The postcode.")),
        "city": fields.text.for_(say("The town or city.")),
        "country": fields.pattern(
            "[A-Z]{2}", say("is not a country: write two capital letters, such as GB.")
        ).for_(say("The country: two capital letters.")),
    },
    required=("city", "country"),
)


@shaped(_ADDRESS.schema)
def _address(node: Node, at: Place) -> Mapping[str, str] | None:
    found = _ADDRESS.read(node, at)
    return None if found is None else MappingProxyType(found)


_SUPPLIER = Keys(
    {
        "iban": names.iban.for_(say("The account that this supplier is paid on.")),
        "holder": fields.text.for_(
            say("The name that the account is in, where that differs.")
        ),
        "address": _address.for_(
            say("The address, for an account outside the EEA: GB, CH and others.")
        ),
        "bic": names.bic.for_(say("The BIC of the bank, where yours asks for it.")),
    },
    required=("iban",),
    refused=NUMBERS,
)


@shaped(_SUPPLIER.schema)
def _supplier(node: Node, at: Place) -> Supplier | None:
    found = _SUPPLIER.read(node, at)
    return None if found is None else Supplier(at.name, source=at.source, **found)


_by_name = named(fields.text, _supplier)


@shaped(_by_name.schema)
def suppliers(node: Node, at: Place) -> Mapping[str, Supplier] | None:
    """Return the suppliers; one with two numbers could be paid on either."""
    found = _by_name(node, at)
    known: dict[str, Supplier] = {}
    for supplier in (found or {}).values():
        first = known.setdefault(folded(supplier.name), supplier)
        if first is not supplier:
            at.at(supplier.source.line).fault(
                say(
                    "{key} is there twice, the first time on line {line}.",
                    key=shown(supplier.name),
                    line=str(first.source.line),
                ),
                say("Keep one of the two."),
            )
    return found
