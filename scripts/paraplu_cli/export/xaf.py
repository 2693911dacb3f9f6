"""`paraplu export xaf 2026`: the audit file of a year."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.clock import clock
from paraplu_cli.command import Command, Option
from paraplu_cli.export.place import FORCE, IN_GIT, output
from paraplu_cli.export.year import YEAR
from paraplu_cli.guide import Guide
from paraplu_cli.options import MEMBERS, main_by, today_or

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path
    from typing import BinaryIO

    from paraplu.base.periods import Period

_GUIDE = Guide(
    usage=say("[OPTIONS] YEAR"),
    about=(
        say(
            "Writes the XML Auditfile Financieel of a year: all accounts, the opening "
            "balance, and every entry. Accountants and the tax office read it; from "
            "2027 the tax office takes version 4.0 alone."
        ),
        say(
            "People are in it by their code, as in the books. A code of RGS goes below "
            "the open of an account, as rgs:."
        ),
        say("It is refused where Beancount itself finds an error in the books."),
    ),
    examples=(
        ("paraplu export xaf 2026", say("beside the folder of the books")),
        ("paraplu export xaf 2025 --version 3.2", say("for a program of before 2027")),
        ("paraplu export xaf 2026 -o /tmp/2026.xaf", say("somewhere else")),
    ),
    statuses=(
        (0, say("the file is there")),
        (1, say("the register or the ledger cannot be used")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)


def export_xaf(  # noqa: PLR0913 - the options of the command
    year: Period,
    version: str,
    output: Path | None,
    ledger: Path,
    members: Path | None,
    today: dt.date,
    *,
    in_git: bool,
    force: bool,
) -> int:
    """Write the audit file of a year; return the exit status."""
    from paraplu.base.collector import collector_paused
    from paraplu.reports.auditfile import XafVersion, write_auditfile
    from paraplu_cli.export.place import place_for, tell_export, write_export
    from paraplu_cli.export.year import auditfile, told_of
    from paraplu_cli.loading import progress
    from paraplu_cli.standing import figures_outcome

    outcome = figures_outcome(ledger, members, None)
    if outcome is None:
        return 1
    made = auditfile(outcome.report, year, today)
    name = f"auditfile-{year}.xaf"
    place = place_for(output, name, outcome.report, in_git=in_git, force=force)

    def write(file: BinaryIO) -> None:
        write_auditfile(made, file, XafVersion(version), outcome.language)

    with progress() as tell, collector_paused():
        tell(say("writing {file}", file=place.said))
        new = write_export(place, write)
    for line in told_of(made, outcome.report, outcome.language, today):
        click.echo(line, file=sys.stderr)
    tell_export(place, outcome.language, new=new)
    return 0


command = Command(
    "xaf",
    _GUIDE,
    [
        YEAR,
        Option(
            "--version",
            words=say("The version of XAF: 4.0, or 3.2 for older programs."),
            type=click.Choice(["4.0", "3.2"]),
            default="4.0",
        ),
        output("auditfile-YEAR.xaf"),
        IN_GIT,
        FORCE,
        main_by("--ledger"),
        MEMBERS,
        today_or(clock),
    ],
    export_xaf,
)
