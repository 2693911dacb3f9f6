"""`paraplu network report FOLDER`: what cooperatives sent, side by side."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import LANGUAGES, Language, chosen_language, say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.export.place import FORCE
from paraplu_cli.guide import Guide
from paraplu_cli.options import file_option
from paraplu_cli.report.options import FORMATS

if TYPE_CHECKING:
    from paraplu.base.periods import Period
    from paraplu.network.gathering import Gathered

_ENDS = {".pdf": "pdf", ".html": "html", ".csv": "csv", ".json": "json"}

_GUIDE = Guide(
    usage=say("[OPTIONS] FOLDER"),
    about=(
        say(
            "Puts the files of a folder side by side: of each indicator what all come "
            "to, the middle, the lower and the upper end, and how many cooperatives "
            "and members are in it. A file that cannot be used is named, and stops "
            "none of the others."
        ),
        say(
            "Names of who was asked stand in invited.txt, one on each line. Every "
            "report, on the screen too, is remembered in released.json: keep that, so "
            "that of two reports nothing follows about who sent late, corrected a file "
            "or did not send one quarter of a year."
        ),
    ),
    examples=(
        ("paraplu network report files/", say("the last period, on the screen")),
        (
            "paraplu network report files/ --period 2026-Q1 --output q1.pdf",
            say("as pages to send"),
        ),
    ),
    statuses=(
        (0, say("it was made, of all files")),
        (1, say("it was made; some files could not be used, and are named")),
        (2, say("it could not be made, and nothing was written; the message says why")),
    ),
)


def report(  # noqa: PLR0913 - the options of the command
    folder: Path,
    period: str | None,
    cooperative: str | None,
    form: str | None,
    output: Path | None,
    language: str | None,
    *,
    signers: Path | None,
    force: bool,
) -> int:
    """Show or write the report of a folder; return the exit status."""
    from paraplu import __version__
    from paraplu.network.exchange import composed
    from paraplu.network.gathering import RELEASED, gathered
    from paraplu.network.overview import Earlier, overview
    from paraplu.network.paper import NetworkView, network_paper
    from paraplu.network.reading import NoExport
    from paraplu.network.released import released, released_beside, with_released
    from paraplu.network.signatures import NoSigners, Signers
    from paraplu_cli.export.place import ExportPlace, put, tell_export, write_export
    from paraplu_cli.report.desk import rendered
    from paraplu_cli.stream import emit

    form = _form(form, output)
    if force and output is None:
        raise Misuse(say("--force needs --output."))
    words = Language(language) if language else chosen_language()
    try:
        there = gathered(folder, Signers.read(signers) if signers else None)
    except NoSigners as fault:
        raise Stopped(fault.message) from fault
    except OSError as fault:
        raise Stopped(
            say(
                "{folder} cannot be read: {why}",
                folder=str(folder),
                why=str(fault.strerror),
            )
        ) from fault
    for one in there.refused:
        line = say("{file}: {why}", file=one.name, why=one.why)
        click.echo(words.render(line), err=True)
    over = _period(there, period, folder)
    cooperative = composed(cooperative) if cooperative else None
    if cooperative and (cooperative, over) not in there.exports:
        raise Stopped(
            say(
                "There is no file of {name} of {period}.",
                name=cooperative,
                period=str(over),
            )
        )
    try:
        others = [one for (_, when), one in there.exports.items() if when != over]
        before = Earlier(
            released(folder, over),
            released_beside(folder, over),
            [*others, *there.replaced],
        )
        found = overview(there.of(over), before)
        kept = with_released(folder, over, found.told)
    except NoExport as fault:
        raise Stopped(fault.message) from fault
    view = NetworkView(there, over, found, cooperative or "", __version__)
    data = rendered(network_paper(view), form, words)
    memory = partial(put, kept.encode())
    if output is None:
        if form in {"pdf", "html"} and sys.stdout.isatty():
            raise Misuse(say("--format {form} needs --output.", form=form))
        write_export(ExportPlace(folder / RELEASED, force=True), memory)
        emit(data.decode(), data=True) if form != "pdf" else sys.stdout.buffer.write(
            data
        )
        return int(bool(there.refused))
    place = ExportPlace(output, force)
    new = write_export(place, partial(put, data))
    write_export(ExportPlace(folder / RELEASED, force=True), memory)
    tell_export(place, words, new=new)
    return int(bool(there.refused))


def _form(form: str | None, output: Path | None) -> str:
    known = _ENDS.get(output.suffix.lower()) if output else None
    if form and known and form != known:
        raise Misuse(
            say(
                "“{name}” would not be what its name says: --format is {form}.",
                name=output.name if output else "",
                form=form,
            )
        )
    return form or known or "text"


def _period(there: Gathered, text: str | None, folder: Path) -> Period:
    """Return the period that is asked for, or the last; Stopped where there is none."""
    from paraplu.base.periods import Period

    if not there.exports:
        raise Stopped(
            say(
                "There is no file in {folder} that can be used. Ask cooperatives for "
                "what paraplu network export makes, and put that there.",
                folder=str(folder),
            )
        )
    if text is None:
        return there.periods[-1]
    period = Period.read(text.upper())
    if period is None:
        raise Misuse(
            say(
                "“{period}” is neither a quarter nor a year: 2026-Q1 or 2026.",
                period=text,
            )
        )
    if period not in there.periods:
        known = ", ".join(map(str, there.periods))
        raise Misuse(say("There are files of {periods}.", periods=known))
    return period


command = Command(
    "report",
    _GUIDE,
    [
        click.Argument(["folder"], type=click.Path(path_type=Path)),
        Option(
            "--period",
            words=say("The quarter or the year (default: the last that there is)."),
            placeholder=say("PERIOD"),
        ),
        Option(
            "--cooperative",
            words=say("Add the figures of this cooperative, for itself alone."),
            placeholder=say("NAME"),
        ),
        file_option(
            "--signers",
            words=say("The public keys of cooperatives: allowed signers of OpenSSH."),
        ),
        Option(
            "--format",
            "form",
            words=say("What to make (default: what --output ends with, or else text)."),
            type=click.Choice(FORMATS),
        ),
        Option(
            "-o",
            "--output",
            words=say("The file to write."),
            placeholder=say("FILE"),
            type=click.Path(path_type=Path),
        ),
        Option(
            "--language",
            words=say("The language of the document (default: the register's)."),
            type=click.Choice(LANGUAGES),
        ),
        FORCE,
    ],
    report,
)
