"""`paraplu member unfreeze`: the last day of a freeze."""

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
            "Gives a freeze that is in force its last day. On the day after it, money "
            "may leave the ring again. Without a code it asks."
        ),
    ),
    examples=(
        ("paraplu member unfreeze L07 --until 2026-11-09", say("frozen to that day")),
    ),
    statuses=(
        (0, say("the freeze has its last day")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

_ANSWERS = (Answer("until", say("Last day that is frozen"), "day", needed=True),)


def unfreeze(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """End a freeze; return the exit status."""
    return run(_unfreeze, _ANSWERS, **options)


def _unfreeze(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.permitting import unfreeze as unfreeze_in

    member = plan.register.members[code]
    if unfreeze_in(plan, member, values["until"]) or member.frozen:
        return ()
    return (say("{member} is not frozen.", member=code),)


command = Command(
    "unfreeze",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED],
    unfreeze,
)
