"""`paraplu approve`: the board approves a request, with a signature of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.member.answers import Answer
from paraplu_cli.options import DRY_RUN, MEMBERS, flag, main_by

if TYPE_CHECKING:
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS] REQUEST"),
    about=(
        say(
            "Writes into the file of a request that the board approves it, and makes a "
            "commit of that file alone, signed with the key of whoever runs this. The "
            "register has the key, under board:. Nothing is written unless git makes "
            "the signature and it is right."
        ),
        say(
            "What was signed is the request as it is now: if its amount or its words "
            "change, the approval does not count any more. Nobody signs for their own "
            "spending."
        ),
    ),
    examples=(
        ("paraplu approve L07-2026-001 --by L02", say("L02 approves it")),
        (
            "paraplu approve L07-2026-001 --by L02 --tag",
            say("also with a tag, which a squash leaves as it is"),
        ),
    ),
    statuses=(
        (0, say("it is approved and signed")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

ANSWERS = (
    Answer("by", say("Who approves: a code or an office under board:"), needed=True),
    Answer("on", say("Day of the decision (default: today)"), "day"),
    Answer("amount", say("What was allowed, if not all of it"), "amount"),
    Answer("note", say("What the board said about it")),
)


def approve(
    *,
    request: str,
    ledger: Path,
    members: Path | None,
    dry_run: bool,
    tag: bool,
    **options: Any,  # noqa: ANN401 - answers
) -> int:
    """Approve a request with a signature; return the exit status."""
    from paraplu_cli.approve.approving import approve_request
    from paraplu_cli.member.answers import given

    return approve_request(
        request.strip(),
        given(ANSWERS, options),
        main=ledger,
        members=members,
        dry_run=dry_run,
        tag=tag,
    )


command = Command(
    "approve",
    _GUIDE,
    [
        click.Argument(["request"]),
        *(one.option for one in ANSWERS),
        flag("--tag", words=say("Also make a signed tag in git that approves it.")),
        main_by("--ledger"),
        MEMBERS,
        DRY_RUN,
    ],
    approve,
)
