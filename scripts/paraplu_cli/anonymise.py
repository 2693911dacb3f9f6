"""`paraplu anonymise FOLDER`: a copy of the books for a helper or a bug report."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from secrets import SystemRandom
from typing import TYPE_CHECKING

import click

from paraplu.base.language import counted, say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MEMBERS, TODAY, main_by
from paraplu_cli.screen import Screen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from random import Random

    from paraplu.base.language import Message
    from paraplu.reports.anonymous import AnonymousCopy, FindingPlace

_GUIDE = Guide(
    usage=say("[OPTIONS] FOLDER"),
    about=(
        say(
            "Makes a copy of the books for a helper or a bug report. Names, texts, "
            "references, account numbers and amounts are others, drawn at random, and "
            "nothing keeps what they were. Everything still balances, and paraplu "
            "check finds the same on the same lines."
        ),
        say(
            "Documents become empty pages. The private register, private customers "
            "and programs are left out."
        ),
        say(
            "It cannot hide days, how many entries and members there are, how they "
            "hang together, percentages, and how amounts compare: all are multiplied "
            "by one secret factor, so who knows one amount knows about all of them. "
            "Give it to people whom you trust with that."
        ),
    ),
    examples=(
        ("paraplu anonymise ../for-helper", say("a new folder beside the books")),
    ),
    statuses=(
        (0, say("the copy is there, and finds what the books find")),
        (1, say("the copy is there, but it finds something else; it says what")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)
_MOST_TOLD = 20


def anonymise(
    folder: Path,
    ledger: Path,
    members: Path | None,
    today: dt.date | None,
    random: Random | None = None,
) -> int:
    """Write an anonymous copy of the books; return the exit status.

    `random` is what is drawn from: the system's, if not given.
    """
    from paraplu.reports.anonymous import anonymous_copy
    from paraplu_cli.loading import examine, language_of, progress
    from paraplu_cli.places import shown
    from paraplu_cli.stream import emit

    report = examine(ledger, members, today)
    _must_be_apart(folder, report.books.root)
    part = folder.with_name(f".{folder.name}.part")
    try:
        with progress() as tell:
            tell(say("writing {file}", file=shown(folder)))
            made = anonymous_copy(report, (), part, random or SystemRandom())
            _must_be_apart(folder, report.books.root)
            part.rename(folder)
    except OSError as fault:
        raise Stopped(
            say(
                "{folder} cannot be written: {reason}.",
                folder=shown(folder),
                reason=fault.strerror or str(fault),
            )
        ) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    language = language_of(report)
    emit(f"{shown(folder)}\n")
    for line in _told(made, part, folder):
        for row in Screen(language).wrapped(language.render(line), "", ""):
            click.echo(row, file=sys.stderr)
    return 1 if made.differs else 0


def _must_be_apart(folder: Path, books: Path) -> None:
    """Raise Stopped for a folder that is there, or lies where the books are."""
    from paraplu_cli.places import shown

    name = shown(folder)
    if os.path.lexists(folder):
        raise Stopped(
            say("{path} is already there. Give the name of a new folder.", path=name)
        )
    if not folder.absolute().parent.is_dir():
        raise Stopped(
            say("There is no folder {folder}.", folder=shown(folder.absolute().parent))
        )
    real = Path(os.path.realpath(folder))
    if real.is_relative_to(os.path.realpath(books)):
        raise Stopped(
            say(
                "{path} would lie in the folder of the books, and go into git with "
                "them. Give a place outside it.",
                path=name,
            )
        )


def _told(made: AnonymousCopy, part: Path, folder: Path) -> Iterator[Message]:
    yield say(
        "It cannot hide days, how many entries and members there are, percentages, and "
        "how amounts compare. Look it through before you give it to somebody."
    )
    if not made.differs:
        return
    yield counted(
        "The copy differs in {n} finding from the books; another try may do better:",
        "The copy differs in {n} findings from the books; another try may do better:",
        made.differs,
    )
    for place in made.lost[:_MOST_TOLD]:
        yield say("only in the books: {place}", place=_place(place, part, folder))
    for place in made.more[:_MOST_TOLD]:
        yield say("only in the copy: {place}", place=_place(place, part, folder))


def _place(place: FindingPlace, part: Path, folder: Path) -> str:
    code, file, line = place
    within = Path(file)
    if within.is_relative_to(os.path.realpath(part)):
        file = (folder / within.relative_to(os.path.realpath(part))).as_posix()
    return f"{code} {file}:{line}"


command = Command(
    "anonymise",
    _GUIDE,
    [
        click.Argument(["folder"], type=click.Path(path_type=Path)),
        main_by("--ledger"),
        MEMBERS,
        TODAY,
    ],
    anonymise,
)
