"""What the register says of a member's benefit: contacts, decisions, estimates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dutch_law.exemptions import Exemption
from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.benefit import Contact, Estimate, Granted
from paraplu.register.by_day import by_day
from paraplu.register.converter import shaped
from paraplu.register.impersonal import impersonal
from paraplu.register.shape import Keys, items
from paraplu.register.yaml_lines import Node, line_of

if TYPE_CHECKING:
    from paraplu.register.faults import Place

# The longest exemption of the old rules has thirty months.
_MOST_MONTHS = 120

_CONTACT = Keys(
    {
        "name": fields.text.for_(say("The municipality, as under municipalities.")),
        "client_manager": impersonal.for_(
            say("The client manager: a code or an office, not a name.")
        ),
        "from": fields.day.for_(say("From this day on; without it, since ever.")),
    },
    required=("name",),
)
_FIELDS = {"name": "municipality", "from": "start"}


@shaped(_CONTACT.schema)
def _contact(node: Node, at: Place) -> Contact | None:
    found = _CONTACT.read(node, at)
    if found is None:
        return None
    named = {_FIELDS.get(key, key): value for key, value in found.items()}
    return Contact(source=at.source, **named)


contacts = by_day(_contact)

_GRANTED = Keys(
    {
        "kind": fields.word_of(Exemption).for_(
            say("Which rule of the Participatiewet: n, r, y or a part of 34a.")
        ),
        "from": fields.month.for_(say("The first month that it is for.")),
        "until": fields.month.for_(
            say("The last month, where the decision has an end of its own.")
        ),
        "reference": fields.text.for_(say("The decision, as its letter names it.")),
        "used": fields.whole(0, _MOST_MONTHS).for_(
            say("The months of it that were used before these books.")
        ),
        "extended_until": fields.month.for_(
            say("The last month, where the municipality made it longer (34a, lid 2).")
        ),
    },
    required=("kind", "from"),
)
_OF_GRANTED = {"from": "first", "until": "last", "extended_until": "extended"}


@shaped(_GRANTED.schema)
def _granted(node: Node, at: Place) -> Granted | None:
    found = _GRANTED.read(node, at)
    if found is None:
        return None
    for key in ("until", "extended_until"):
        if key in found and found[key] < found["from"]:
            at.at(line_of(node, key)).fault(
                say("ends on {end}, before it begins.", end=str(found[key])),
                say("Correct the date that is wrong."),
            )
    values = {_OF_GRANTED.get(key, key): value for key, value in found.items()}
    return Granted(source=at.source, **values)


_each_granted = items(_granted)


@shaped(_each_granted.schema)
def exemptions(node: Node, at: Place) -> tuple[Granted, ...] | None:
    """Return the decisions by the month they begin; no two begin in one."""
    found = _each_granted(node, at)
    if found is None:
        return None
    begun: dict[object, Granted] = {}
    for one in found:
        first = begun.setdefault(one.first, one)
        if first is not one:
            at.at(one.source.line).fault(
                say(
                    "two exemptions begin in {month}; the other is on line {line}.",
                    month=one.first,
                    line=str(first.source.line),
                ),
                say("Only one can apply in a month: keep that one."),
            )
    return tuple(sorted(found, key=lambda one: one.first))


_ESTIMATE = Keys(
    {
        "month": fields.month.for_(say("The month that the estimate is for.")),
        "income": fields.amount.for_(say("What the member expected to earn.")),
        "sent": fields.day.for_(say("The day on which it was handed in.")),
    },
    required=("month", "income", "sent"),
)


@shaped(_ESTIMATE.schema)
def _estimate(node: Node, at: Place) -> Estimate | None:
    found = _ESTIMATE.read(node, at)
    return None if found is None else Estimate(source=at.source, **found)


_each_estimate = items(_estimate)


@shaped(_each_estimate.schema)
def estimates(node: Node, at: Place) -> tuple[Estimate, ...] | None:
    """Return the estimates by month and day of sending; a later one replaces others."""
    found = _each_estimate(node, at)
    if found is None:
        return None
    sent: dict[object, Estimate] = {}
    for one in found:
        first = sent.setdefault((one.month, one.sent), one)
        if first is not one:
            at.at(one.source.line).fault(
                say(
                    "two estimates for {month} were sent on {day}; the other is on "
                    "line {line}.",
                    month=one.month,
                    day=one.sent,
                    line=str(first.source.line),
                ),
                say("Keep the one that was sent."),
            )
    return tuple(sorted(found, key=lambda one: (one.month, one.sent)))
