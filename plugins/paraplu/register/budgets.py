"""The part of a fund in the register that a report to the funder is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.converter import Shaped, shaped
from paraplu.register.grants import (
    BudgetChange,
    BudgetLine,
    Contributor,
    OwnContribution,
    ReportMoment,
)
from paraplu.register.impersonal import impersonal
from paraplu.register.shape import Keys, items, named

if TYPE_CHECKING:
    from paraplu.register.converter import Convert
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

T = TypeVar("T")

_CHANGE = Keys(
    {
        "amount": fields.amount.for_(say("What may be used now.")),
        "date": fields.day.for_(say("The day on which the funder approved it.")),
        "reference": impersonal.for_(say("The letter or e-mail that says so.")),
    },
    required=("amount", "date", "reference"),
)


@shaped(_CHANGE.schema)
def _change(node: Node, at: Place) -> BudgetChange | None:
    found = _CHANGE.read(node, at)
    return None if found is None else BudgetChange(**found)


_LINE = Keys(
    {
        "granted": fields.amount.for_(say("What the budget has for it.")),
        "purposes": items(names.account(1)).for_(
            say("What counts to it: accounts below Expenses of the fund.")
        ),
        "accounts": items(names.account(2)).for_(
            say("Expenses of the cooperative or another fund that count to it too.")
        ),
        "spent_before": fields.amount.for_(
            say("What was used for it in books before these."), 0
        ),
        "change": _change.for_(say("What the funder last approved instead.")),
        "explanation": impersonal.for_(
            say("Why more or less was used, without anything personal.")
        ),
    },
    required=("granted",),
)


@shaped(_LINE.schema)
def _line(node: Node, at: Place) -> BudgetLine | None:
    found = _LINE.read(node, at)
    return None if found is None else BudgetLine(at.name, source=at.source, **found)


_OWN = Keys(
    {
        "money": fields.amount.for_(say("The money that the cooperative puts in."), 0),
        "hours": fields.amount.for_(say("The hours that it puts in."), 0),
        "rate": fields.amount.for_(say("What an hour counts for.")),
        "worked": fields.amount.for_(say("The hours that were worked so far.")),
    }
)


@shaped(_OWN.schema)
def own(node: Node, at: Place) -> OwnContribution | None:
    """Return what the cooperative itself puts in; hours count at a rate."""
    found = _OWN.read(node, at)
    if found is None:
        return None
    if {"hours", "worked"} & found.keys() and "rate" not in found:
        at.fault(
            say("has hours, but does not say what an hour counts for."),
            say("Add it, as in {example}.", example="`rate: 15.00`"),
        )
        return None
    return OwnContribution(**found)


_CONTRIBUTOR = Keys(
    {
        "amount": fields.amount.for_(say("What the budget counts on.")),
        "accounts": items(names.account(2)).for_(
            say("The accounts of income that sales are on; not for another fund.")
        ),
    },
    required=("amount",),
)


@shaped(_CONTRIBUTOR.schema)
def _contributor(node: Node, at: Place) -> Contributor | None:
    found = _CONTRIBUTOR.read(node, at)
    return None if found is None else Contributor(at.name, source=at.source, **found)


_MOMENT = Keys(
    {
        "due": fields.day.for_(say("The day on which the funder wants it.")),
        "sent": fields.day.for_(say("The day on which it was sent.")),
    },
    required=("due",),
)


@shaped(_MOMENT.schema)
def _moment(node: Node, at: Place) -> ReportMoment | None:
    found = _MOMENT.read(node, at)
    return None if found is None else ReportMoment(at.name, source=at.source, **found)


def _in_order(convert: Convert[T]) -> Shaped[tuple[T, ...]]:
    """Return the converter of a table by name, as a tuple in the order of the file."""
    table = named(impersonal, convert)

    def read(node: Node, at: Place) -> tuple[T, ...] | None:
        found = table(node, at)
        return None if found is None else tuple(found.values())

    return Shaped(read, table.schema)


budget = _in_order(_line)
coverage = _in_order(_contributor)
reports = _in_order(_moment)
