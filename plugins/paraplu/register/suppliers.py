"""The part of the register that is about suppliers: where their money goes.

An account number on a bill is what somebody wrote there; one in the register was looked
at before it came there, so where both are, they have to agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.payee import plain
from paraplu.register import fields, names
from paraplu.register.faults import shown
from paraplu.register.members import NUMBERS
from paraplu.register.model import Supplier
from paraplu.register.shape import named, record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node


def _supplier(node: Node, at: Place) -> Supplier | None:
    keys = {"iban": names.iban, "holder": fields.text}
    found = record(node, at, keys, required=("iban",), refused=NUMBERS)
    return None if found is None else Supplier(at.name, source=at.source, **found)


def suppliers(node: Node, at: Place) -> Mapping[str, Supplier] | None:
    """Return the suppliers; one with two numbers could be paid on either."""
    found = named(fields.text, _supplier)(node, at)
    known: dict[str, Supplier] = {}
    for supplier in (found or {}).values():
        first = known.setdefault(plain(supplier.name), supplier)
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
