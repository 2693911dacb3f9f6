"""The part of the register that is about funds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.converter import shaped
from paraplu.register.model import Fund
from paraplu.register.shape import Keys, items, named

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

FUND = Keys(
    {
        "funder": fields.text.for_(say("Who gives the money.")),
        "from": fields.day.for_(say("From this day on it may be spent.")),
        "until": fields.day.for_(say("The last day on which it may be spent.")),
        "amount": fields.amount.for_(say("What was granted.")),
        "purposes": items(names.component).for_(
            say("What it may be used for: accounts below Expenses of the fund.")
        ),
    }
)


@shaped(FUND.schema)
def _fund(node: Node, at: Place) -> Fund | None:
    found = FUND.read(node, at)
    if found is None:
        return None
    span = fields.period(found, node, at)
    return Fund(name=at.name, period=span, source=at.source, **found)


funds = named(names.component, _fund)
