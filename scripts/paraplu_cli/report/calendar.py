"""`paraplu report calendar`: what is due to whom, also for a calendar program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.report.options import OPTIONS, asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Tells what is due to whom, day by day: reports to funders, reports on the "
            "members to their municipality, permissions to renew with it, and returns "
            "of VAT. It has what is too late, and a year ahead of the newest entry, or "
            "of --today."
        ),
        say(
            "With a file that ends in .ics it makes a calendar file, which your own "
            "calendar can open or follow."
        ),
    ),
    examples=(
        ("paraplu report calendar", say("on the screen")),
        ("paraplu report calendar --output due.ics", say("for your own calendar")),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)
_ICS = ".ics"


def make_calendar(**options: Any) -> int:  # noqa: ANN401 - those that all reports share
    """Make the calendar; return the exit status."""
    from paraplu.rendering.as_ics import as_ics
    from paraplu.reports.papers.calendar import calendar, year_ahead
    from paraplu_cli.report.desk import opened, report, tell_written
    from paraplu_cli.report.writing import write_all

    def make(material: Material) -> Iterator[Paper]:
        _begun(material, options["today"])
        yield calendar(material, year_ahead(material.books))

    path = Path(options["output"] or "")
    if path.suffix.lower() != _ICS:
        return report(asked(**options), None, make)
    if options["form"] or options["explain"]:
        raise Misuse(say("A calendar file has no --format and no --explain."))
    wanted = asked(**options, end=_ICS)
    found = opened(wanted)
    if found is None:
        return 1
    material, language = found
    _begun(material, options["today"])
    written = write_all(
        {path: as_ics(material, language)}, material.judgement, force=wanted.force
    )
    tell_written(written, language)
    return 0


def _begun(material: Material, today: object) -> None:
    """Stop where neither an entry nor --today tells from which day to look ahead."""
    if material.books.newest_day is None and today is None:
        raise Stopped(
            say(
                "These books have no entries yet, so say with --today from which day "
                "on."
            )
        )


command = Command("calendar", _GUIDE, [*OPTIONS], make_calendar)
