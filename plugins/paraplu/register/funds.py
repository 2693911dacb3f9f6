"""The part of the register that is about funds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.register import fields, names
from paraplu.register.model import Fund
from paraplu.register.periods import period
from paraplu.register.shape import Convert, items, named, record

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

FUND: dict[str, Convert[Any]] = {
    "funder": fields.text,
    "from": fields.day,
    "until": fields.day,
    "amount": fields.amount,
    "purposes": items(names.component),
}


def _fund(node: Node, at: Place) -> Fund | None:
    found = record(node, at, FUND)
    if found is None:
        return None
    span = period(found, node, at)
    return Fund(name=at.name, period=span, source=at.source, **found)


funds = named(names.component, _fund)
