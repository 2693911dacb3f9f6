"""The options that all reports share, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import LANGUAGES, say
from paraplu_cli.command import Misuse, Option
from paraplu_cli.options import MEMBERS, TODAY, flag, main_by

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.reports.papers.period import PaperPeriod

# What is standard output, where a file is asked for.
PIPED = "-"
FORMATS = ("text", "pdf", "html", "csv", "json")
_SUFFIXES = {".pdf": "pdf", ".html": "html", ".csv": "csv", ".json": "json"}
_SUFFIXES |= {".htm": "html", ".txt": "text"}
# What only makes sense in a file.
_FOR_FILES = frozenset({"pdf", "html"})

OPTIONS: tuple[click.Parameter, ...] = (
    main_by("--ledger"),
    MEMBERS,
    Option(
        "--format",
        "form",
        words=say("What to make (default: what --output ends with, or else text)."),
        type=click.Choice(FORMATS),
    ),
    Option(
        "--output",
        words=say(
            "Write into this file, or into this folder under the usual name; - is "
            "standard output."
        ),
        placeholder=say("PATH"),
        type=str,
    ),
    Option(
        "--language",
        words=say("The language of the document (default: the register's)."),
        type=click.Choice(LANGUAGES),
    ),
    flag("--names", words=say("Name people, from members.private.yaml.")),
    flag("--explain", words=say("Add the entries that each figure is made of.")),
    flag("--force", words=say("Write over files that are already there.")),
    TODAY,
)


@dataclass(frozen=True)
class ReportRequest:
    """What was asked for; `folder` tells that `output` is one.

    `piped` tells that what is made goes to standard output, whatever it is, and that it
    has to be one document.
    """

    ledger: Path
    members: Path | None
    today: dt.date | None
    form: str
    output: Path | None
    folder: bool
    language: str | None
    names: bool
    explain: bool
    force: bool
    piped: bool = False


def asked(  # noqa: PLR0913 - one for each option
    *,
    ledger: Path,
    members: Path | None,
    today: dt.date | None,
    form: str | None,
    output: str | None,
    language: str | None,
    names: bool,
    explain: bool,
    force: bool,
    many: bool = False,
    end: str = "",
) -> ReportRequest:
    """Return what the options ask for; Misuse where they do not go together.

    `end` is how the name of a file ends that is in none of the formats.
    """
    piped = output == PIPED
    if piped:
        _must_be_one(many=many, force=force)
    path = None if output is None or piped else Path(output)
    folder = path is not None and (
        many or path.is_dir() or (output or "").endswith(("/", "\\"))
    )
    known = None if path is None else _SUFFIXES.get(path.suffix.lower())
    if many and known and path is not None and not path.is_dir():
        raise Misuse(
            say(
                "“{name}” is the name of one file, and there may be several. Name a "
                "folder, and say --format {form}.",
                name=path.name,
                form=known,
            )
        )
    if path is not None and not folder and path.suffix.lower() not in {"", end}:
        _must_fit(path, known, form)
    form = form or (known if not folder else None) or ("pdf" if path else "text")
    if path is None and form in _FOR_FILES and not many and not piped:
        path, folder = Path(), True
    if path is None and many and form != "text":
        raise Misuse(say("--all with --format {form} needs --output.", form=form))
    if path is None and force:
        raise Misuse(say("--force needs --output."))
    return ReportRequest(
        ledger,
        members,
        today,
        form,
        path,
        folder,
        language,
        names,
        explain,
        force,
        piped,
    )


def _must_be_one(*, many: bool, force: bool) -> None:
    """Raise Misuse where several documents, or what is over, would go into a pipe."""
    if many:
        raise several()
    if force:
        raise Misuse(say("--force writes over a file, and standard output is none."))


def several() -> Misuse:
    """Return that several documents cannot go to standard output."""
    return Misuse(
        say(
            "Standard output takes one document, and there may be several. Name a "
            "folder with --output."
        )
    )


def _must_fit(path: Path, known: str | None, form: str | None) -> None:
    """Raise Misuse for a file whose name says something else than it will be."""
    if known is None:
        raise Misuse(
            say(
                "“{name}” does not say what to make: its name has to end in one of "
                "{ends}.",
                name=path.name,
                ends=", ".join(sorted(_SUFFIXES)),
            )
        )
    if form not in (None, known):
        raise Misuse(
            say(
                "“{name}” would not be what its name says: --format is {form}.",
                name=path.name,
                form=str(form),
            )
        )


def period_of(text: str) -> PaperPeriod:
    """Return the period that an argument names; Misuse where it names none."""
    from paraplu.reports.papers.period import PaperPeriod

    period = PaperPeriod.read(text)
    if period is None:
        raise Misuse(
            say(
                "“{text}” is not a period such as 2026, 2026-Q1, 2026-03 or {days}.",
                text=text,
                days="2026-01-15..2026-02-14",
            )
        )
    return period
