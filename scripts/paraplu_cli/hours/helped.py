"""`paraplu hours helped`: who helped whom, in minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.hours.listing import YEAR
from paraplu_cli.options import MAIN, MEMBERS, one_format

if TYPE_CHECKING:
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows who helped whom: the hours that have another member, or COOP, under "
            "“for”. Help has no price. What was given is what was received, to the "
            "minute. Below it is what members ask and offer, from the register."
        ),
    ),
    examples=(
        ("paraplu hours helped", say("all there is")),
        ("paraplu hours helped --year 2026", say("of one year")),
    ),
    statuses=(
        (0, say("it was shown")),
        (2, say("it could not run; the message says why")),
    ),
)


def show_help(main: Path, members: Path | None, form: str, year: int | None) -> int:
    """Show the help; return the exit status."""
    from paraplu.bookkeeping.hours.helping import helped
    from paraplu_cli.hours.desk import read
    from paraplu_cli.output import help_table
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    desk = read(main, members)
    found = helped(desk.of(year, None), desk.report.register.members)
    if form == "text":
        emit(help_table.as_text(desk, found, screen_of(desk.language)))
    elif form == "json":
        emit(help_table.as_json(desk, found), data=True)
    else:
        emit(help_table.as_csv(found), data=True)
    return 0


command = Command(
    "helped",
    _GUIDE,
    [MAIN, MEMBERS, one_format("text", "json", "csv"), YEAR],
    show_help,
)
