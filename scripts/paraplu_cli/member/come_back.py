"""`paraplu member return`: somebody who left is a member again, under the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.member.answers import Answer
from paraplu_cli.member.desk import SHARED, code_argument, run
from paraplu_cli.member.permit import DECISION, decided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.bookkeeping.membership.plan import MembershipPlan

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Lets a new time as a member begin, with a new permission. The code and "
            "the accounts stay the same; between the two times nothing may be booked "
            "but what settles the first one (MB03). Without a code it asks."
        ),
    ),
    examples=(
        (
            "paraplu member return L07 --on 2027-03-01 --reference 2027-011",
            say("without an end date"),
        ),
    ),
    statuses=(
        (0, say("the member is back in the register")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

_ANSWERS = (
    Answer("on", say("Day of the return"), "day", needed=True),
    *DECISION,
)


def come_back(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """Let somebody come back; return the exit status."""
    return run(_come_back, _ANSWERS, **options)


def _come_back(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.parting import come_back as come_back_in
    from paraplu.bookkeeping.membership.permitting import permit_anew

    member, day = plan.register.members[code], values["on"]
    if not come_back_in(plan, member, day):
        return ()
    before = permit_anew(plan, member, decided(day, values))
    if before is None:
        return ()
    return (
        say(
            "The permission {reference} was until {end}. It now ends on the day before "
            "the return: from that day the new one is in force.",
            reference=before.reference or str(before.period.start),
            end=before.period.end or "…",
        ),
    )


command = Command(
    "return",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED],
    come_back,
)
