"""`paraplu member L07`, or `paraplu member show L07`: the whole ring of one member."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Option
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, WIDE, flag, one_format

if TYPE_CHECKING:
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS] CODE"),
    about=(
        say(
            "Shows one member: the permissions, the figures for each year, what is "
            "still open, the newest entries behind them with their file and line, and "
            "what is missing. A member may always ask to see this, and a client "
            "manager needs it."
        ),
        say(
            "In the text, turnover and costs are both positive. In json and csv an "
            "amount has Beancount's sign, which makes turnover negative."
        ),
    ),
    examples=(
        ("paraplu member L07", say("in the books in this folder")),
        ("paraplu member L07 --year 2025", say("the figures and entries of a year")),
        ("paraplu member L07 --entries", say("every entry, not only the newest")),
        ("paraplu member L07 --format csv", say("the entries, for a spreadsheet")),
    ),
    statuses=(
        (0, say("it was shown")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("there is no such member, or it could not run; the message says why")),
    ),
)


def show_member(  # noqa: PLR0913, PLR0917 - as many as there are options
    code: str,
    main: Path,
    members: Path | None,
    form: str,
    today: dt.date | None,
    year: int | None,
    entries: bool,  # noqa: FBT001 - click names it
    wide: bool,  # noqa: FBT001 - and this
) -> int:
    """Show a member; return the exit status."""
    from paraplu_cli.member_code import known_code
    from paraplu_cli.output import member_text
    from paraplu_cli.output.member_data import as_csv, as_json
    from paraplu_cli.screen import screen_of
    from paraplu_cli.standing import figures_outcome
    from paraplu_cli.stream import emit, emit_paged

    outcome = figures_outcome(main, members, today)
    if outcome is None:
        return 1
    known = known_code(code, outcome.codes)
    if form == "text":
        wanted = member_text.Wanted(year, every=entries)
        screen = screen_of(outcome.language, wide=wide)
        emit_paged(member_text.render(outcome, known, screen, wanted))
    elif form == "json":
        emit(as_json(outcome, known, year), data=True)
    else:
        emit(as_csv(outcome, known, year), data=True)
    return 0


command = Command(
    "show",
    _GUIDE,
    [
        click.Argument(["code"]),
        MAIN,
        MEMBERS,
        one_format("text", "json", "csv"),
        TODAY,
        Option(
            "--year",
            words=say("Only the figures and entries of this year."),
            placeholder=say("YEAR"),
            type=click.IntRange(dt.MINYEAR, dt.MAXYEAR),
        ),
        flag("--entries", words=say("Every entry, not only the newest.")),
        WIDE,
    ],
    show_member,
)
