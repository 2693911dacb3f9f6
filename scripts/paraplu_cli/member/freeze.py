"""`paraplu member freeze`: from a day on no money leaves a member's ring."""

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
            "While a question about a member is open, money may come in and none may "
            "leave (MB05). Without a last day that lasts until paraplu member "
            "unfreeze. Without a code it asks."
        ),
    ),
    examples=(
        (
            "paraplu member freeze L07 --from 2026-11-02 --reason 'about hours'",
            say("until further notice"),
        ),
    ),
    statuses=(
        (0, say("the freeze is in the register")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

_ANSWERS = (
    Answer("from", say("First day that is frozen"), "day", needed=True),
    Answer("until", say("Last day that is frozen"), "day"),
    Answer("reason", say("Why, without anything personal"), needed=True),
)


def freeze(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """Add a freeze; return the exit status."""
    return run(_freeze, _ANSWERS, **options)


def _freeze(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.permitting import freeze as freeze_in

    member = plan.register.members[code]
    freeze_in(plan, member, values["from"], values.get("until"), values["reason"])
    return ()


command = Command(
    "freeze",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED],
    freeze,
)
