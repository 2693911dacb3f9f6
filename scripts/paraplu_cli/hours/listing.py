"""`paraplu hours list`: the hours by week, month, kind or year, and the caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Option
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows the hours of each member, as 1:30, by month or as you ask, and "
            "what is left of the caps of the permission today."
        ),
    ),
    examples=(
        ("paraplu hours list", say("by month")),
        ("paraplu hours list --by week --member L07", say("of one member, by week")),
        ("paraplu hours list --by row --format csv", say("all, for a spreadsheet")),
    ),
    statuses=(
        (0, say("it was shown")),
        (2, say("it could not run; the message says why")),
    ),
)


def show_hours(  # noqa: PLR0913 - one for each option
    main: Path,
    members: Path | None,
    form: str,
    today: dt.date | None,
    *,
    member: str | None,
    year: int | None,
    by: str,
) -> int:
    """Show the hours; return the exit status."""
    from paraplu_cli.hours.desk import known_member, read
    from paraplu_cli.output import hours_table
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    desk = read(main, members, today)
    known_member(desk, member)
    shown = hours_table.HoursShown(desk, tuple(desk.of(year, member)), member, by)
    if form == "text":
        emit(hours_table.as_text(shown, screen_of(desk.language)))
    elif form == "json":
        emit(hours_table.as_json(shown), data=True)
    else:
        emit(hours_table.as_csv(shown), data=True)
    return 0


MEMBER = Option(
    "--member", words=say("Only this member's hours."), placeholder=say("CODE")
)
YEAR = Option(
    "--year",
    words=say("Only the hours of this year."),
    placeholder=say("YEAR"),
    type=click.IntRange(1900, 2200),
)

command = Command(
    "list",
    _GUIDE,
    [
        MAIN,
        MEMBERS,
        one_format("text", "json", "csv"),
        TODAY,
        MEMBER,
        YEAR,
        Option(
            "--by",
            words=say("What to add up by; row shows every row."),
            type=click.Choice(["month", "week", "kind", "year", "row"]),
            default="month",
        ),
    ],
    show_hours,
)
