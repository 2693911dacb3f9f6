"""`paraplu network export 2026-Q1`: what this cooperative sends to the network."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.export.place import FORCE
from paraplu_cli.guide import Guide
from paraplu_cli.options import LEDGER, MEMBERS, TODAY

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.base.periods import Period
    from paraplu.network.exchange import Export
    from paraplu.reports.papers.material import Material

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Shows what would be sent of a quarter or a year: sums with the number of "
            "people, and why a figure is not there. No member, code, name or text is "
            "in it. With --output it shows it, and then writes it."
        ),
        say(
            "A figure of fewer than ten people is withheld, and so is one of which a "
            "single member is more than 30%, and what would give it away."
        ),
    ),
    examples=(
        ("paraplu network export 2026-Q1", say("look at it first")),
        (
            "paraplu network export 2026-Q1 --region Twente --output twente.json",
            say("a file to send"),
        ),
    ),
    statuses=(
        (0, say("it was made")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (
            2,
            say(
                "it could not be made, or not be signed; the message says why and what "
                "is there"
            ),
        ),
    ),
)


def export(  # noqa: PLR0913 - the options of the command
    period: str,
    *,
    region: str | None,
    output: Path | None,
    replaces: Path | None,
    sign: Path | None,
    ledger: Path,
    members: Path | None,
    today: dt.date | None,
    force: bool,
) -> int:
    """Show what a cooperative sends, and write it if asked; return the exit status."""
    from paraplu.base.collector import collector_paused
    from paraplu.network.exchange import export_text, exported
    from paraplu_cli.export.place import place_for, put, tell_export, write_export
    from paraplu_cli.report.desk import material_of
    from paraplu_cli.standing import BROKEN, broken, figures_outcome
    from paraplu_cli.stream import emit

    over = _period(period)
    where = _region(region)
    if output is None and (force or sign):
        raise Misuse(say("--force and --sign need --output."))
    if sign and not sign.is_file():
        raise Stopped(
            say(
                "There is no key {file} to sign with, so nothing was written.",
                file=str(sign),
            )
        )
    outcome = figures_outcome(ledger, members, today)
    if outcome is None:
        return 1
    if broken(outcome.report):
        raise Stopped(BROKEN)
    material = material_of(outcome, names=False)
    _must_be_over(material, over)
    place = (
        place_for(output, output.name, outcome.report, in_git=True, force=force)
        if output
        else None
    )
    with collector_paused():
        made = exported(material, over, where)
        text = export_text(replace(made, replaces=_replaced(replaces, made)))
    emit(text, data=True)
    if place and place.path:
        new = write_export(place, partial(put, text.encode()))
        tell_export(place, outcome.language, new=new)
        if sign:
            _sign(place.path, sign)
    return 0


def _period(text: str) -> Period:
    from paraplu.base.periods import Period, PeriodLength

    period = Period.read(text.upper())
    if period is None or period.span is PeriodLength.MONTH:
        raise Misuse(
            say(
                "“{text}” is neither a quarter nor a year, such as 2026-Q1 or 2026. Of "
                "a month too much could be told.",
                text=text,
            )
        )
    return period


def _region(text: str | None) -> str:
    from paraplu.network.regions import no_region, region_of

    if not text:
        return ""
    found = region_of(text)
    if found is None:
        raise Misuse(no_region(text))
    return found


def _must_be_over(material: Material, period: Period) -> None:
    """Raise Stopped where the books cannot tell of a whole period, or of nobody."""
    from paraplu.network.measuring import scene_of
    from paraplu.reports.papers.material import outside
    from paraplu.reports.papers.period import PaperPeriod

    over = PaperPeriod(period.first, period.last, str(period))
    why = outside(material.books, over)
    if why:
        raise Stopped(why)
    if material.books.today < period.last:
        raise Stopped(
            say(
                "{period} is not over in these books: they go to {day}.",
                period=str(period),
                day=str(material.books.today),
            )
        )
    if material.books.currency != "EUR":
        raise Stopped(
            say(
                "These books are in {currency}. Only euros are put side by side.",
                currency=material.books.currency,
            )
        )
    if not material.register.cooperative.name:
        raise Stopped(
            say(
                "The register does not say what the cooperative is called. Add `name:`."
            )
        )
    if not scene_of(material, period).persons:
        raise Stopped(
            say(
                "Nobody was a member with a permission in {period}, so there is "
                "nothing to send.",
                period=str(period),
            )
        )


def _replaced(path: Path | None, made: Export) -> str:
    """Return the checksum of the file that this one corrects.

    Stopped where that is of another cooperative or period.
    """
    from paraplu.network.reading import NoExport, read_export

    if path is None:
        return ""
    try:
        old = read_export(path)
    except NoExport as fault:
        raise Stopped(
            say("{file}: {why}", file=str(path), why=fault.message)
        ) from fault
    if (old.cooperative, old.period) != (made.cooperative, made.period):
        raise Stopped(
            say(
                "{file} is of {name} over {period}, and this is of {ours} over {over}: "
                "it replaces nothing of it.",
                file=str(path),
                name=old.cooperative,
                period=str(old.period),
                ours=made.cooperative,
                over=str(made.period),
            )
        )
    return old.checksum


def _sign(path: Path, key: Path) -> None:
    """Have OpenSSH write a signature beside the file; Stopped where it cannot."""
    import subprocess

    from paraplu.network.signatures import NAMESPACE

    signature = path.with_name(f"{path.name}.sig")
    signature.unlink(missing_ok=True)
    call = [
        "ssh-keygen",
        "-Y",
        "sign",
        "-f",
        str(key),
        "-n",
        NAMESPACE,
        str(path),
    ]
    try:
        done = subprocess.run(call, capture_output=True, check=False, text=True)  # noqa: S603 - the user's own key
    except OSError as fault:
        raise Stopped(say("There is no ssh-keygen here to sign with.")) from fault
    if done.returncode:
        raise Stopped(
            say(
                "{file} is there, and was not signed: {why}",
                file=path.name,
                why=done.stderr.strip(),
            )
        )


command = Command(
    "export",
    _GUIDE,
    [
        click.Argument(["period"]),
        Option(
            "--region",
            words=say("The labour-market region or the province."),
            placeholder=say("NAME"),
        ),
        Option(
            "-o",
            "--output",
            words=say("The file to write."),
            placeholder=say("FILE"),
            type=click.Path(path_type=Path),
        ),
        Option(
            "--replaces",
            words=say("The file that this one corrects."),
            placeholder=say("FILE"),
            type=click.Path(path_type=Path),
        ),
        Option(
            "--sign",
            words=say("Sign it with this key of OpenSSH, into a file beside it."),
            placeholder=say("KEY"),
            type=click.Path(path_type=Path),
        ),
        FORCE,
        LEDGER,
        MEMBERS,
        TODAY,
    ],
    export,
)
