"""`paraplu member request`: a member asks the board whether money may be spent."""

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
            "Writes a request of a member to spend money on growth, training or "
            "equipment, with a number, as a file beside the ledger. The board decides "
            "with paraplu member approve. Without a code it asks."
        ),
    ),
    examples=(
        (
            "paraplu member request L07 --for training --amount 320.00 --what course",
            say("a course"),
        ),
    ),
    statuses=(
        (0, say("the request is there")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

_PURPOSES = "growth|training|equipment"
_ANSWERS = (
    Answer("for", say("For growth, training or equipment"), _PURPOSES, needed=True),
    Answer("amount", say("Amount, without VAT that comes back"), "amount", needed=True),
    Answer("what", say("What it is for"), needed=True),
    Answer("why", say("Why, for the board")),
    Answer("on", say("Day of the request (default: today)"), "day"),
)


def request(**options: Any) -> int:  # noqa: ANN401 - one for each answer
    """Write a request; return the exit status."""
    return run(_request, _ANSWERS, **options)


def _request(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.requesting import request_change
    from paraplu.bookkeeping.spending_requests import RequestFor, read_requests
    from paraplu_cli.clock import clock

    ledger = plan.books.main.parent
    number, change = request_change(
        read_requests(ledger),
        ledger,
        member=code,
        asked=values.get("on") or clock(),
        purpose=RequestFor(values["for"]),
        amount=values["amount"],
        what=values["what"],
        why=values.get("why", ""),
    )
    plan.beside += [change] if change else []
    return (
        (say("{number} waits for: paraplu member approve {number}", number=number),)
        if change
        else ()
    )


command = Command(
    "request",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED],
    request,
)
