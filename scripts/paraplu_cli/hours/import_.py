"""`paraplu hours import FILE`: what another program kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.hours.desk import KIND, LEDGER, WHOM
from paraplu_cli.options import DRY_RUN, MEMBERS, day_option, flag, one_format

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.hours.model import HoursRow

_GUIDE = Guide(
    usage=say("[OPTIONS] --member CODE FILE"),
    about=(
        say(
            "Reads the detailed export of Toggl, Clockify or Kimai (CSV), hledger's "
            "timeclock and timedot files, and calendars (.ics). It knows each by its "
            "contents. Names and addresses of people stay out of the books."
        ),
        say(
            "A project, client, tag, activity or category that is called like a kind "
            "of hours, or like a member, says which kind it is and for whom. Hours "
            "over midnight become two rows. Seconds add up over a day, and then are "
            "rounded to minutes. What was imported before is known again, also after "
            "you changed its kind or its words, and so is the export of another member."
        ),
        say(
            "An event that repeats counts on the days from --from until --until. It "
            "was planned, and not yet worked: look at the rows with --dry-run."
        ),
    ),
    examples=(
        ("paraplu hours import toggl.csv --member L07", say("into the books")),
        (
            "paraplu hours import toggl.csv --member L07 --dry-run",
            say("look at it first"),
        ),
        (
            "paraplu hours import clockify.csv --member L07 --dates month-first",
            say("03/04/2026 is in March"),
        ),
        (
            "paraplu hours import agenda.ics --member L07 --from 2026-10-01",
            say("what is in the calendar since October, also what repeats"),
        ),
    ),
    statuses=(
        (0, say("all of it is in the books")),
        (1, say("some events were refused; the message says which, the rest is in")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)


def import_hours(  # noqa: PLR0913 - one for each option
    file: Path,
    member: str,
    ledger: Path,
    members: Path | None,
    *,
    whom: str,
    kind: str | None,
    dates: str | None,
    user: str,
    both: bool,
    first: dt.date | None,
    last: dt.date | None,
    form: str,
    dry_run: bool,
) -> int:
    """Write the rows of an export; return the exit status."""
    from paraplu.bookkeeping.hours.exports import (
        CannotReadExport,
        DayOrder,
        DaySpan,
        ExportOptions,
        read_export,
    )
    from paraplu_cli.hours.desk import known_kind, known_member, put, read
    from paraplu_cli.output import hours_text
    from paraplu_cli.stream import emit

    if (first is None) != (last is None) or (first and last and last < first):
        raise Misuse(say("--from and --until belong together, the first day first."))
    desk = read(ledger, members)
    known_member(desk, member)
    options = ExportOptions(
        member,
        known_kind(desk, kind),
        whom.strip(),
        DayOrder(dates) if dates else None,
        user,
        DaySpan(first, last) if first and last else None,
    )
    try:
        export = read_export(file, options, desk.report.register)
    except CannotReadExport as fault:
        raise Stopped(fault.message) from fault
    rows: tuple[HoursRow, ...] = export.rows
    found = put(desk, rows, dry_run=dry_run, both=both)
    text = hours_text.written(desk, found, form, dry_run=dry_run, export=export)
    emit(text, data=form == "json")
    return int(bool(export.refused))


command = Command(
    "import",
    _GUIDE,
    [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        Option(
            "--member",
            words=say("Whose hours these are."),
            placeholder=say("CODE"),
            required=True,
        ),
        LEDGER,
        MEMBERS,
        WHOM,
        KIND,
        Option(
            "--dates",
            words=say("What comes first in a day such as 03/04/2026."),
            type=click.Choice(["day-first", "month-first"]),
        ),
        Option(
            "--user",
            words=say("Whose rows count, where the export is of several people."),
            placeholder=say("NAME"),
            default="",
        ),
        day_option(
            "--from", "first", words=say("Only from this day on, with --until.")
        ),
        day_option("--until", "last", words=say("Only until this day, with --from.")),
        flag("--both", words=say("Another member worked at the same times.")),
        one_format("text", "json"),
        DRY_RUN,
    ],
    import_hours,
)
