"""The parts of the register about leaving: what was agreed, and what was lent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.converter import shaped
from paraplu.register.impersonal import impersonal
from paraplu.register.membership import Loan
from paraplu.register.parting import (
    Parting,
    WayOfCapital,
    WayOfRest,
    WayOfThings,
)
from paraplu.register.shape import Keys, items

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

_PARTING = Keys(
    {
        "equipment": fields.word_of(WayOfThings).for_(
            say("Equipment: back to the cooperative, sold, or taken along.")
        ),
        "stock": fields.word_of(WayOfThings).for_(
            say("Stock: back to the cooperative, sold, or taken along.")
        ),
        "start_capital": fields.word_of(WayOfCapital).for_(
            say("Start capital: repaid, or waived.")
        ),
        "rest": fields.word_of(WayOfRest).for_(
            say("Where what is left in the thermometer goes.")
        ),
    }
)


@shaped(_PARTING.schema)
def parting(node: Node, at: Place) -> Parting | None:
    """Return what was agreed for members who leave."""
    found = _PARTING.read(node, at)
    return None if found is None else Parting(**found)


_LOAN = Keys(
    {
        "what": impersonal.for_(say("The thing, so that one knows it again.")),
        "from": fields.day.for_(say("The day from which the member has it.")),
        "value": fields.amount.for_(say("What it was worth on that day.")),
        "until": fields.day.for_(say("The day on which it went.")),
        "went": fields.word_of(WayOfThings).for_(
            say("How it went: back to the cooperative, sold, or taken along.")
        ),
    },
    required=("what", "from"),
)


@shaped(_LOAN.schema)
def _loan(node: Node, at: Place) -> Loan | None:
    found = _LOAN.read(node, at)
    if found is None:
        return None
    return Loan(period=fields.period(found, node, at), source=at.source, **found)


loans = items(_loan)
