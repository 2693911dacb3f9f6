"""`paraplu export audit 2026`: all that an auditor needs of a year, in one zip."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.export.place import FORCE, IN_GIT, output
from paraplu_cli.export.year import YEAR
from paraplu_cli.guide import Guide
from paraplu_cli.options import MEMBERS, TODAY, main_by

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path
    from typing import BinaryIO

    from paraplu.base.periods import Period

_GUIDE = Guide(
    usage=say("[OPTIONS] YEAR"),
    about=(
        say(
            "Writes one zip that opens without paraplu: the audit file (XAF), the "
            "ledger, the register, documents, seals and whether they hold, findings, "
            "waivers and approvals, with the checksum of each. README.txt and "
            "LEESMIJ.txt in it say how to verify three figures with sha256sum and a "
            "text editor."
        ),
        say(
            "The private register and private customers are never in it. Of the same "
            "books the zip is the same, byte for byte."
        ),
    ),
    examples=(
        ("paraplu export audit 2026", say("beside the folder of the books")),
        ("paraplu export audit 2025 -o /tmp/2025.zip", say("somewhere else")),
    ),
    statuses=(
        (0, say("the file is there")),
        (1, say("the register or the ledger cannot be used")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)


def export_audit(  # noqa: PLR0913 - the options of the command
    year: Period,
    output: Path | None,
    ledger: Path,
    members: Path | None,
    today: dt.date | None,
    *,
    in_git: bool,
    force: bool,
) -> int:
    """Write the pack of a year; return the exit status."""
    from paraplu.base.collector import collector_paused
    from paraplu.reports.auditpack import CannotPack, pack_of, write_archive
    from paraplu_cli.export.place import place_for, tell_export, write_export
    from paraplu_cli.export.year import auditfile, told_of
    from paraplu_cli.loading import progress
    from paraplu_cli.standing import figures_outcome

    outcome = figures_outcome(ledger, members, today)
    if outcome is None:
        return 1
    report = outcome.report
    # By the books, and no clock: the same books give the same bytes.
    made = auditfile(report, year, report.books.today)
    place = place_for(output, f"audit-{year}.zip", report, in_git=in_git, force=force)

    def write(file: BinaryIO) -> None:
        write_archive(pack_of(report, made), file)

    with progress() as tell, collector_paused():
        tell(say("writing {file}", file=place.said))
        try:
            new = write_export(place, write)
        except CannotPack as fault:
            raise Stopped(fault.message) from fault
    for line in told_of(made, report, outcome.language, report.books.today):
        click.echo(line, file=sys.stderr)
    tell_export(place, outcome.language, new=new)
    return 0


command = Command(
    "audit",
    _GUIDE,
    [
        YEAR,
        output("audit-YEAR.zip"),
        IN_GIT,
        FORCE,
        main_by("--ledger"),
        MEMBERS,
        TODAY,
    ],
    export_audit,
)
