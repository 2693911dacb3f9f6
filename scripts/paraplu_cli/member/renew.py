"""`paraplu member renew`: a permission that follows on the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.member.desk import SHARED, code_argument, run
from paraplu_cli.member.permit import DECISION, decided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.bookkeeping.membership.plan import MembershipPlan

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Adds the permission that begins on the day after the last one. To ask the "
            "client manager for it, make a letter: paraplu report renewal L07. Without "
            "a code it asks."
        ),
    ),
    examples=(
        (
            "paraplu member renew L07 --reference 2026-040 --hours 23.5/week",
            say("a year on, with the most hours that it says"),
        ),
    ),
    statuses=(
        (0, say("the permission is in the register")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)


def renew(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """Add the permission after the last one; return the exit status."""
    return run(_renew, DECISION, **options)


def _renew(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.permitting import (
        caps_stay,
        follows_on,
        permit,
    )

    member = plan.register.members[code]
    last = member.permissions[-1] if member.permissions else None
    again = last and last.period.end == values.get("until")
    if again and last and last.reference == values["reference"]:
        caps_stay(member, last, decided(last.period.start, values).hours)
        return ()
    permit(plan, member, decided(follows_on(member), values))
    return ()


command = Command(
    "renew",
    _GUIDE,
    [code_argument(), *(one.option for one in DECISION), *SHARED],
    renew,
)
