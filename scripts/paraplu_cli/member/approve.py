"""`paraplu member approve`: what the board decides on a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import Message, say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.member.answers import Answer
from paraplu_cli.member.desk import SHARED, run
from paraplu_cli.options import flag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.bookkeeping.membership.plan import MembershipPlan

_GUIDE = Guide(
    usage=say("[OPTIONS] [REQUEST]"),
    about=(
        say(
            "Writes into the file of a request what the board decided, who and when. "
            "An entry with the number, as in {example}, then has its approval (EV03). "
            "Without a number it asks.",
            example='request: "L07-2026-001"',
        ),
    ),
    examples=(
        ("paraplu member approve L07-2026-001 --by board", say("the board said yes")),
        ("paraplu member approve L07-2026-001 --by board --refuse", say("it said no")),
    ),
    statuses=(
        (0, say("the decision is in the file of the request")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

_NUMBER = Answer("request", say("Number of the request"), needed=True)
_ANSWERS = (
    Answer("by", say("Who decided, as in the register: board"), needed=True),
    Answer("on", say("Day of the decision (default: today)"), "day"),
    Answer("amount", say("What was allowed, if not all of it"), "amount"),
    Answer("note", say("What the board said about it")),
)


def approve(*, refuse: bool, **options: Any) -> int:  # noqa: ANN401 - answers
    """Write a decision; return the exit status."""

    def decide(
        plan: MembershipPlan, number: str, values: Mapping[str, Any]
    ) -> tuple[Message, ...]:
        return _decide(plan, number, values, refuse=refuse)

    return run(decide, _ANSWERS, new=True, about=_NUMBER, **options)


def _decide(
    plan: MembershipPlan, number: str, values: Mapping[str, Any], *, refuse: bool
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership.requesting import decide_change
    from paraplu.bookkeeping.spending_requests import (
        BoardAnswer,
        BoardDecision,
        read_requests,
    )
    from paraplu_cli.clock import clock

    requests = read_requests(plan.books.main.parent)
    request = requests.by_number.get(number.strip())
    if request is None:
        waiting = ", ".join(one.number for one in requests.waiting)
        raise Stopped(
            say(
                "There is no request “{number}” that can be read. Waiting: {waiting}.",
                number=number,
                waiting=waiting or "–",
            )
        )
    known = request.decision
    decision = BoardDecision(
        BoardAnswer.NO if refuse else BoardAnswer.YES,
        values["by"],
        values.get("on") or (known.day if known else clock()),
        values.get("amount"),
        values.get("note", ""),
    )
    change = decide_change(request, decision, plan.register)
    plan.beside += [change] if change else []
    if change is None or refuse:
        return ()
    return (
        say("Write on the entry of the purchase: {line}", line=f'request: "{number}"'),
    )


command = Command(
    "approve",
    _GUIDE,
    [
        click.Argument(["code"], required=False, metavar="REQUEST"),
        *(one.option for one in _ANSWERS),
        flag("--refuse", words=say("The board did not approve it.")),
        *SHARED,
    ],
    approve,
)
