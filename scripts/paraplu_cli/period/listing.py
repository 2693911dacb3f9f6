"""`paraplu period list`: which periods are closed, filed or open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.options import MEMBERS, TODAY, main_by, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows every seal: the period, what was closed, by whom, on which day, and "
            "the reason. Whether anything changed since, paraplu period verify tells."
        ),
    ),
    examples=(("paraplu period list", say("all of them")),),
    statuses=(
        (0, say("it was shown")),
        (2, say("it could not run; the message says why")),
    ),
)


def show(
    *, ledger: Path, members: Path | None, form: str, today: dt.date | None
) -> int:
    """Show the seals; return the exit status."""
    from paraplu_cli.output import periods_table
    from paraplu_cli.period.desk import read
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    desk = read(ledger, members, today)
    if form == "json":
        emit(periods_table.list_json(desk), data=True)
    else:
        emit(periods_table.list_text(desk, screen_of(desk.language)))
    return 0


command = Command(
    "list",
    _GUIDE,
    [main_by("--ledger"), MEMBERS, one_format("text", "json"), TODAY],
    show,
)
