"""`paraplu member join`: a new member, in the register and in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.member.answers import Answer, misuse
from paraplu_cli.member.desk import SHARED, code_argument, run
from paraplu_cli.member.permit import DECISION, FIRST, decided, has_caps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.membership.plan import MembershipPlan

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Adds a member to the register, opens the accounts, and books the start "
            "capital. Nobody joins without a permission of the benefits agency and a "
            "nomination. Without a code it asks for everything. Comments and order of "
            "the register stay as they are."
        ),
    ),
    examples=(
        ("paraplu member join", say("by answering questions")),
        (
            (
                "paraplu member join L09 --nominated-by K2 --from 2026-11-01 "
                "--reference 40"
            ),
            say("by options; --dry-run shows it first"),
        ),
    ),
    statuses=(
        (0, say("the member is in the books")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

_ANSWERS = (
    Answer("nominated_by", say("Who put the member forward, no name"), needed=True),
    FIRST,
    *DECISION,
    Answer("joined", say("Day of joining, if not the first of the permission"), "day"),
    Answer("trade_name", say("Trade name")),
    Answer("trade", say("What the member makes or does")),
    Answer("municipality", say("Municipality that pays the benefit")),
    Answer("client_manager", say("Client manager, as a code")),
    Answer("start_capital", say("Start capital"), "amount"),
    Answer("capital_from", say("Fund that it is from, or coop")),
    Answer(
        "lend", say("A thing on loan, and what it is worth: drill=80.00"), many=True
    ),
)


def join(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """Add a member; return the exit status."""
    return run(_join, _ANSWERS, new=True, **options)


def _join(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.base.money import ZERO
    from paraplu.bookkeeping.membership.joining import Joining
    from paraplu.bookkeeping.membership.joining import join as join_books
    from paraplu.bookkeeping.membership.start_capital import COOP

    permission = decided(values["from"], values)
    new = Joining(
        code,
        values.get("joined") or values["from"],
        values["nominated_by"],
        permission,
        values.get("trade_name", ""),
        values.get("trade", ""),
        values.get("municipality", ""),
        values.get("client_manager", ""),
        values.get("start_capital") or ZERO,
        values.get("capital_from") or COOP,
        tuple(map(_lent, values["lend"])),
    )
    if not join_books(plan, new):
        return ()
    known = plan.register.cooperative.trade_names
    more = []
    if new.trade_name and new.trade_name not in known:
        more.append(
            say(
                "Register the trade name “{name}” with the KVK, and add it under "
                "`trade_names:`. Until then no invoice can have it.",
                name=new.trade_name,
            )
        )
    if permission.hours is None and has_caps(plan.register):
        more.append(
            say(
                "Of {member} the register does not say how many hours there may be, as "
                "it does of others. Does the decision say it? Add it to the "
                "permission.",
                member=code,
            )
        )
    return tuple(more)


def _lent(text: str) -> tuple[str, Decimal | None]:
    """Return a thing and what it is worth; Misuse where that is no amount."""
    what, mark, worth = text.partition("=")
    value, faults = Answer("lend", say("Worth"), "amount").read(worth.strip())
    if mark and faults:
        raise misuse("--lend", faults[0])
    return what.strip(), value if mark else None


command = Command(
    "join",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED],
    join,
)
