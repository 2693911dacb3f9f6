"""The part of the register that is about what the general meeting decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.converter import shaped
from paraplu.register.impersonal import impersonal
from paraplu.register.meetings import Decision, DecisionAbout
from paraplu.register.shape import Keys, items

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

_DECISION = Keys(
    {
        "date": fields.day.for_(say("The day of the meeting.")),
        "about": fields.word_of(DecisionAbout).for_(say("What was decided about.")),
        "year": fields.year.for_(say("The book year that it is about.")),
        "from": fields.day.for_(
            say("Of the contribution: the day that the policy begins.")
        ),
        "reference": impersonal.for_(
            say("Where it can be read: the minutes and the item.")
        ),
    },
    required=("date", "about", "reference"),
    needs=("year", "from"),
)


@shaped(_DECISION.schema)
def _decision(node: Node, at: Place) -> Decision | None:
    found = _DECISION.read(node, at)
    if found is None:
        return None
    year, start = found.pop("year", None), found.pop("from", None)
    if found["about"] is DecisionAbout.CONTRIBUTION and start is None:
        at.fault(
            say("does not say which contribution it is about."),
            say(
                "Add the day that the policy begins, as in {example}.",
                example="`from: 2026-01-01`",
            ),
        )
        return None
    if found["about"] is not DecisionAbout.CONTRIBUTION and year is None:
        at.fault(
            say("does not say which year it is about."),
            say("Add the book year, as in {example}.", example="`year: 2025`"),
        )
        return None
    return Decision(
        **found, year=int(year) if year else None, start=start, source=at.source
    )


decisions = items(_decision)
