"""`paraplu contribution 2026-03`: the cooperative's share of a month."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from paraplu.base.language import chosen_language, say
from paraplu_cli.command import Command, Misuse, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import DRY_RUN, INTO, MAIN, MEMBERS, one_format, today_or

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.dates import Month

_GUIDE = Guide(
    usage=say("[OPTIONS] MONTH"),
    about=(
        say(
            "Computes what each member owes the cooperative for a month, under the "
            "policy of each day, and writes the entries that are missing. If there is "
            "an entry that differs, it says so and leaves it alone."
        ),
        say(
            "Running it again changes nothing. See what it wrote with git diff; git "
            "add -N ledger before it shows new files too. Git can undo it."
        ),
    ),
    examples=(
        ("paraplu contribution 2026-03", say("write the entries of March")),
        ("paraplu contribution 2026-03 --dry-run", say("look at them first")),
    ),
    statuses=(
        (0, say("everything that is due is booked")),
        (1, say("what is booked is not what is due; the table shows the difference")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)


def contribute(  # noqa: PLR0913 - the options of the command
    text: str,
    main: Path,
    members: Path | None,
    into: Path | None,
    form: str,
    today: dt.date,
    *,
    dry_run: bool,
) -> int:
    """Write the contributions of a month; return the exit status."""
    from paraplu.base.collector import collector_paused
    from paraplu.bookkeeping.bank_import import open_ledger
    from paraplu.bookkeeping.contributions.month import (
        ContributionState,
        draft,
        must_be_known,
        standings,
    )
    from paraplu.journal import CannotBook, alone, write
    from paraplu_cli.loading import progress
    from paraplu_cli.output import contributions
    from paraplu_cli.stream import emit

    month = _month(text)
    folder = main.absolute().parent
    try:
        with progress() as tell, collector_paused(), alone(folder, dry_run=dry_run):
            tell(say("loading the ledger"))
            ledger = open_ledger(main, members)
            must_be_known(ledger.register, month, today)
            found = standings(ledger.books, ledger.register, month)
            changes = draft(ledger.books, ledger.register, found, into).changes()
            files = () if dry_run else tuple(write(changes))
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    language = chosen_language(ledger.register.language)
    shown = contributions.ContributionsShown(
        month, found, ledger, files, dry_run=dry_run
    )
    if form == "text":
        emit(contributions.as_text(shown, language))
    else:
        emit(contributions.as_data(shown, form), data=True)
    return int(any(one.state is ContributionState.DIFFERS for one in found))


def _month(text: str) -> Month:
    """Return the month that is asked for; Misuse where it is none."""
    from paraplu.base.dates import Month

    month = Month.read(text)
    if month is None:
        raise Misuse(say("“{text}” is not a month such as 2026-03.", text=text))
    return month


command = Command(
    "contribution",
    _GUIDE,
    [
        click.Argument(["text"], metavar="MONTH"),
        MAIN,
        MEMBERS,
        INTO,
        one_format("text", "json", "csv"),
        today_or(dt.date.today),
        DRY_RUN,
    ],
    contribute,
)
