"""`paraplu hours add L07 1:30 Cakes`: one row of hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.clock import clock
from paraplu_cli.command import Command, Misuse, Option
from paraplu_cli.guide import Guide
from paraplu_cli.hours.desk import KIND, LEDGER, WHOM
from paraplu_cli.options import DRY_RUN, MEMBERS, day_option, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS] MEMBER TIME WHAT"),
    about=(
        say(
            "Writes one row into the member's file of the month. TIME is 1:30, 90m, "
            "1.5h or 1h30m. A row that is there already is not written again."
        ),
    ),
    examples=(
        ('paraplu hours add L07 1:30 "two cakes"', say("today")),
        (
            'paraplu hours add L07 45m "the till" --for L02 --kind help',
            say("help for another member"),
        ),
        ("paraplu hours add L07 2h Market --on 2026-03-14", say("of another day")),
    ),
    statuses=(
        (0, say("the row is there")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)


def add(  # noqa: PLR0913 - one for each option
    member: str,
    time: str,
    what: str,
    *,
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    whom: str,
    kind: str | None,
    evidence: str,
    agreed: str,
    form: str,
    dry_run: bool,
) -> int:
    """Write a row; return the exit status."""
    from paraplu.base.durations import read_duration
    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu_cli.hours.desk import known_kind, known_member, put, read
    from paraplu_cli.output import hours_text
    from paraplu_cli.stream import emit

    minutes = read_duration(time)
    if not minutes:
        raise Misuse(
            say(
                "“{text}” is not a time that was worked. Write {examples}.",
                text=time,
                examples="1:30, 90m, 1.5h, 1h30m",
            )
        )
    today = clock()
    if day and day > today:
        raise Misuse(say("{day} is in the future.", day=day))
    desk = read(ledger, members)
    known_member(desk, member)
    row = HoursRow(
        *(day or today, member, minutes, whom.strip(), " ".join(what.split())),
        *(known_kind(desk, kind), evidence.strip(), agreed.strip()),
    )
    found = put(desk, [row], dry_run=dry_run)
    emit(hours_text.written(desk, found, form, dry_run=dry_run), data=form == "json")
    return 0


command = Command(
    "add",
    _GUIDE,
    [
        click.Argument(["member"]),
        click.Argument(["time"]),
        click.Argument(["what"]),
        LEDGER,
        MEMBERS,
        day_option("--on", "day", words=say("The day (default: today).")),
        WHOM,
        KIND,
        Option(
            "--evidence",
            words=say("What shows it, such as an invoice or a photo."),
            placeholder=say("TEXT"),
            default="",
        ),
        Option(
            "--agreed",
            words=say("Who agreed, by code or office, and when."),
            placeholder=say("TEXT"),
            default="",
        ),
        one_format("text", "json"),
        DRY_RUN,
    ],
    add,
)
