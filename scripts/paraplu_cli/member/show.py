"""`paraplu member L07`, or `paraplu member show L07`: the whole ring of one member."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS] CODE [MAIN]"),
    about=(
        say(
            "Shows one member: the permissions, the figures for each year, what is "
            "still open, every entry behind them with its file and line, and what is "
            "missing. A member may always ask to see this, and a client manager needs "
            "it."
        ),
        say(
            "In the text, turnover and costs are both positive. In json and csv an "
            "amount has Beancount's sign, which makes turnover negative."
        ),
    ),
    examples=(
        ("paraplu member L07", say("in the books in this folder")),
        ("paraplu member L07 --format csv", say("the entries, for a spreadsheet")),
    ),
    statuses=(
        (0, say("it was shown")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("there is no such member, or it could not run; the message says why")),
    ),
)


def show_member(
    code: str, main: Path, members: Path | None, form: str, today: dt.date | None
) -> int:
    """Show a member; return the exit status."""
    from paraplu_cli.member_code import known_code
    from paraplu_cli.output import member_text
    from paraplu_cli.output.member_data import as_csv, as_json
    from paraplu_cli.screen import screen_of
    from paraplu_cli.standing import figures_outcome
    from paraplu_cli.stream import emit

    outcome = figures_outcome(main, members, today)
    if outcome is None:
        return 1
    known = known_code(code, outcome.codes)
    if form == "text":
        emit(member_text.render(outcome, known, screen_of(outcome.language)))
    elif form == "json":
        emit(as_json(outcome, known), data=True)
    else:
        emit(as_csv(outcome, known), data=True)
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
    ],
    show_member,
)
