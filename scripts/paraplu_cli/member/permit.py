"""`paraplu member permit`: a decision of the benefits agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.member.answers import Answer
from paraplu_cli.member.desk import SHARED, code_argument, run

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.bookkeeping.membership.permitting import NewPermission
    from paraplu.bookkeeping.membership.plan import MembershipPlan
    from paraplu.register.model import Register
    from paraplu.register.working_hours import HoursCap

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Adds a permission to the register: from when until when the member may "
            "trade, by which decision, and how many hours. Without a code it asks."
        ),
    ),
    examples=(
        (
            "paraplu member permit L07 --from 2026-11-01 --reference 2026-040",
            say("without an end date"),
        ),
        (
            "paraplu member permit L07 --reference 2026-040 --hours 23.5/week",
            say("with the most hours; --hours none where it says none"),
        ),
    ),
    statuses=(
        (0, say("the permission is in the register")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)


def has_caps(register: Register) -> bool:
    """Tell whether a permission in the register says how many hours there may be."""
    every = (one for who in register.members.values() for one in who.permissions)
    return any(one.hours for one in every)


FIRST = Answer("from", say("First day of the permission"), "day", needed=True)
DECISION = (
    Answer("until", say("Last day of the permission"), "day"),
    Answer("reference", say("The decision, as its letter names it"), needed=True),
    Answer("document", say("Where the decision can be read")),
    # Asked for where the cooperative has such limits.
    Answer(
        "hours",
        say("The most hours that it says, as 23.5/week or 1000/year, or none"),
        "caps",
        needed=True,
        many=True,
        when=has_caps,
    ),
)
_ANSWERS = (FIRST, *DECISION)


def permit(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """Add a permission; return the exit status."""
    return run(_permit, _ANSWERS, **options)


def _permit(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.permitting import permit as permit_in

    new = decided(values["from"], values)
    permit_in(plan, plan.register.members[code], new)
    return ()


def decided(first: dt.date, values: Mapping[str, Any]) -> NewPermission:
    """Return the permission that the answers to `DECISION` tell, from its first day."""
    from paraplu.bookkeeping.membership.permitting import NewPermission

    said: list[tuple[HoursCap, ...]] = values.get("hours") or []
    return NewPermission(
        first,
        values.get("until"),
        values["reference"],
        values.get("document", ""),
        tuple(cap for caps in said for cap in caps) if said else None,
    )


command = Command(
    "permit",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED],
    permit,
)
