"""`paraplu members`: what every member earned and used, and still has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, WIDE, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows every member: how long the permission lasts, what was earned, what "
            "it was used for, and the thermometer, which is what is left. Carried over "
            "+ start capital + profit − growth − training − set-off − common fund = "
            "thermometer, to the cent. Profit is net turnover minus the contribution. "
            "The bar is full at the threshold in the policy, or at the largest "
            "thermometer."
        ),
    ),
    examples=(
        ("paraplu members", say("the books in this folder")),
        ("paraplu members --today 2025-12-31", say("as it was on a day")),
        ("paraplu members --wide", say("every figure, however wide that is")),
        ("paraplu members --format csv", say("for a spreadsheet")),
    ),
    statuses=(
        (0, say("it was shown")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not run; the message says why")),
    ),
)


def show_members(
    main: Path,
    members: Path | None,
    form: str,
    today: dt.date | None,
    wide: bool,  # noqa: FBT001 - click gives it by its name
) -> int:
    """Show the members; return the exit status."""
    from paraplu_cli.output import members_table
    from paraplu_cli.screen import screen_of
    from paraplu_cli.standing import figures_outcome
    from paraplu_cli.stream import emit

    outcome = figures_outcome(main, members, today)
    if outcome is None:
        return 1
    if form == "text":
        emit(members_table.as_text(outcome, screen_of(outcome.language, wide=wide)))
    elif form == "json":
        emit(members_table.as_json(outcome), data=True)
    else:
        emit(members_table.as_csv(outcome), data=True)
    return 0


command = Command(
    "members",
    _GUIDE,
    [MAIN, MEMBERS, one_format("text", "json", "csv"), TODAY, WIDE],
    show_members,
)
