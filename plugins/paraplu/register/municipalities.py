"""The part of the register that is about municipalities: what was agreed with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.base.periods import PeriodLength
from paraplu.register import fields
from paraplu.register.by_day import by_day
from paraplu.register.converter import shaped
from paraplu.register.municipality import (
    Agreement,
    Attribution,
    FiledReport,
    Municipality,
    ThermometerSpending,
)
from paraplu.register.shape import Keys, items, named

if TYPE_CHECKING:
    from paraplu.register.faults import Faults, Place
    from paraplu.register.model import Register
    from paraplu.register.yaml_lines import Node

# As the reports are called: 2026-Q1, 2026-03, 2026.
_PERIOD = "(?:19[0-9]{2}|2[01][0-9]{2}|2200)(?:-(?:Q[1-4]|0[1-9]|1[0-2]))?"
_MONTHS = 12

_AGREEMENT = Keys(
    {
        "from": fields.day.for_(say("From this day on; without it, since ever.")),
        "reference": fields.text.for_(say("The agreement, as its letter names it.")),
        "document": fields.text.for_(say("Where the agreement can be read.")),
        "attribution": fields.word_of(Attribution).for_(
            say(
                "The month that turnover counts in: that of the work, of the invoice, "
                "or of the receipt of the money."
            )
        ),
        "thermometer_spending": fields.word_of(ThermometerSpending).for_(
            say("Whether what is used for growth and training counts as income.")
        ),
        "tax_forfait": fields.rate.for_(
            say("What is taken off income for taxes, as a percentage."), "0%"
        ),
    }
)
_FIELDS = {"from": "start", "thermometer_spending": "spending"}


@shaped(_AGREEMENT.schema)
def _agreement(node: Node, at: Place) -> Agreement | None:
    found = _AGREEMENT.read(node, at)
    if found is None:
        return None
    return Agreement(source=at.source, **_renamed(found, _FIELDS))


_FILED = Keys(
    {
        "period": fields.pattern(
            _PERIOD,
            say("is not a period: write 2026-Q1, 2026-03 or 2026."),
            number=True,
        ).for_(say("The period that the report was over: 2026-Q1, 2026-03 or 2026.")),
        "sent": fields.day.for_(say("The day on which it was handed in.")),
    },
    required=("period", "sent"),
)


@shaped(_FILED.schema)
def _filed(node: Node, at: Place) -> FiledReport | None:
    found = _FILED.read(node, at)
    return None if found is None else FiledReport(source=at.source, **found)


_USUAL = Municipality("")
MUNICIPALITY = Keys(
    {
        "agreement": by_day(_agreement).for_(
            say("What was agreed: one agreement, or a list of them by day.")
        ),
        "period": fields.word_of(PeriodLength).for_(
            say("How long the period of a report is."), _USUAL.span
        ),
        "due": fields.whole(1, _MONTHS).for_(
            say("In which month after the period the report is due: 1 is the next."),
            _USUAL.due,
        ),
        "filed": items(_filed).for_(say("The reports that were handed in.")),
    }
)
_OF_MUNICIPALITY = {"agreement": "agreements", "period": "span"}


@shaped(MUNICIPALITY.schema)
def _municipality(node: Node, at: Place) -> Municipality | None:
    found = MUNICIPALITY.read(node, at)
    if found is None:
        return None
    return Municipality(at.name, source=at.source, **_renamed(found, _OF_MUNICIPALITY))


municipalities = named(fields.text, _municipality)


def check_municipalities(register: Register, faults: Faults) -> None:
    """Keep a fault for every member's municipality that the register does not have."""
    for code, member in register.members.items():
        for contact in member.benefit.contacts:
            if contact.municipality not in register.municipalities:
                faults.add(
                    contact.source.line,
                    say(
                        "the municipality {name} of {member} is not under "
                        "`municipalities:`.",
                        name=contact.municipality,
                        member=code,
                    ),
                    say("Add it there, or correct the name."),
                    code,
                )
                faults.unknown.append(("members", code, "municipality"))


def _renamed(found: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in found.items()}
