"""The part of the register that is about funds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.budgets import budget, coverage, own, reports
from paraplu.register.converter import shaped
from paraplu.register.grants import COPIES_ABOVE, Fund
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
        "budget": budget.for_(say("The lines of the budget, by name.")),
        "advance": fields.amount.for_(
            say("What the funder pays before the account is settled.")
        ),
        "received_before": fields.amount.for_(
            say("What the funder paid in books before these.")
        ),
        "own": own.for_(say("What the cooperative itself puts in.")),
        "coverage": coverage.for_(
            say("What else pays for it, by name: another fund, or sales.")
        ),
        "reports": reports.for_(say("The reports that the funder wants, by name.")),
        "copies_above": fields.amount.for_(
            say("The report has copies of receipts above this amount."),
            int(COPIES_ABOVE),
        ),
        "explain_above": fields.rate.for_(
            say("A difference above this part of a line needs an explanation."), "10%"
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
