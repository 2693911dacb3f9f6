"""`paraplu member permit`: a decision of the benefits agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.member.answers import Answer
from paraplu_cli.member.desk import SHARED, code_argument, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.bookkeeping.membership.plan import MembershipPlan

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Adds a permission to the register: from when until when the member may "
            "trade, and by which decision. Without a code it asks."
        ),
    ),
    examples=(
        (
            "paraplu member permit L07 --from 2026-11-01 --reference 2026-040",
            say("without an end date"),
        ),
    ),
    statuses=(
        (0, say("the permission is in the register")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

FIRST = Answer("from", say("First day of the permission"), "day", needed=True)
DECISION = (
    Answer("until", say("Last day of the permission"), "day"),
    Answer("reference", say("The decision, as its letter names it"), needed=True),
    Answer("document", say("Where the decision can be read")),
)
_ANSWERS = (FIRST, *DECISION)


def permit(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """Add a permission; return the exit status."""
    return run(_permit, _ANSWERS, **options)


def _permit(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.permitting import NewPermission
    from paraplu.bookkeeping.membership.permitting import permit as permit_in

    new = NewPermission(
        values["from"],
        values.get("until"),
        values["reference"],
        values.get("document", ""),
    )
    permit_in(plan, plan.register.members[code], new)
    return ()


command = Command(
    "permit",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED],
    permit,
)
