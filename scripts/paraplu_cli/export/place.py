"""Where an export is written: beside the books, outside git, whole or not at all."""

from __future__ import annotations

import filecmp
import os
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from paraplu.base.interrupts import interrupts_held
from paraplu.base.language import Message, say
from paraplu.journal.atomic_file import Busy, keep_data, keep_names, locked, part_of
from paraplu_cli.command import Misuse, Option, Stopped
from paraplu_cli.options import flag
from paraplu_cli.places import must_stay, shown
from paraplu_cli.report.of_books import FilesOfBooks
from paraplu_cli.stream import emit, emit_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from paraplu.base.language import Language
    from paraplu.check import Report

IN_GIT = flag(
    "--in-git",
    words=say("Allow a file inside a git repository, where others would get it."),
)
FORCE = flag("--force", words=say("Write over a file that is already there."))
# What is standard output, where a file is asked for.
PIPED = Path("-")
_OWNER = 0o600


def output(default: str) -> Option:
    """Return the option --output, which tells what the file is called without it."""
    return Option(
        "-o",
        "--output",
        words=say(
            "The file to write (default: {name} beside the folder of the books); - is "
            "standard output.",
            name=default,
        ),
        placeholder=say("FILE"),
        type=click.Path(path_type=Path),
    )


class ExportPlace(NamedTuple):
    """A place for a file, and what may be there already.

    Without a path it is standard output.
    """

    path: Path | None
    force: bool

    @property
    def said(self) -> str:
        """The place as people read it."""
        return shown(self.path) if self.path else "-"


def place_for(
    wanted: Path | None,
    name: str,
    report: Report,
    *,
    in_git: bool,
    force: bool,
) -> ExportPlace:
    """Return where an export goes; Stopped where nothing may be written there.

    What others get with a repository is never put into it unasked: an export holds all
    that was paid and to whom, and stays with whoever has a copy.
    """
    if wanted == PIPED:
        if force or in_git:
            raise Misuse(say("Standard output has no --force and no --in-git."))
        return ExportPlace(None, force=False)
    books = report.books
    path = wanted or _beside(books.root) / name
    must_stay(path, books.root, named=True)
    of_books = FilesOfBooks(books, report.register)
    if os.path.lexists(path) and of_books.has(path):
        raise Stopped(
            say(
                "{path} is a file of the books, and no document is written over it. "
                "Give another name.",
                path=shown(path),
            )
        )
    if path.is_dir():
        raise Stopped(say("{path} is a folder.", path=shown(path)))
    if not path.parent.is_dir():
        raise Stopped(say("There is no folder {folder}.", folder=shown(path.parent)))
    if not in_git and repository_of(path.parent):
        raise Stopped(
            say(
                "{path} would lie in a git repository, and everybody who has that "
                "would have it. Give another place, or say --in-git.",
                path=shown(path),
            )
        )
    return ExportPlace(path, force)


def repository_of(folder: Path) -> Path | None:
    """Return the top of the git repository that a folder is in, or None."""
    real = folder.resolve()
    above = (real, *real.parents)
    return next((one for one in above if os.path.lexists(one / ".git")), None)


def _beside(books: Path) -> Path:
    top = repository_of(books) or books.resolve()
    return top.parent


def write_export(place: ExportPlace, write: Callable[[BinaryIO], None]) -> bool:
    """Have `write` fill a file, and give it its name; tell whether it is a new one.

    To standard output it all goes at once, when it is whole. False where the very same
    was there. Stopped where something else is there, unless
    the place allows to write over it. Nobody meets half a file, and an interrupt leaves
    none.
    """
    path = place.path
    if path is None:
        whole = BytesIO()
        write(whole)
        emit_bytes(whole.getvalue())
        return True
    part = part_of(path)
    with _only_writer(path.parent):
        try:
            part.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(part, flags, _OWNER), "wb") as file:
                write(file)
            if path.is_file() and filecmp.cmp(part, path, shallow=False):
                return False
            if os.path.lexists(path) and not place.force:
                raise Stopped(_there(path))
            keep_data(part)
            with interrupts_held():
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    keep_names(path.parent)
    return True


def put(data: bytes, file: BinaryIO) -> None:
    """Write what is already made into a file: for `write_export`."""
    file.write(data)


def tell_export(place: ExportPlace, language: Language, *, new: bool) -> None:
    """Say where an export is, or that it was there already."""
    if place.path is None:
        return
    if new:
        emit(f"{place.said}\n")
    else:
        kept = say("{n} already there, and the same", n=1)
        emit(f"{language.render(kept)}\n")


def _there(path: Path) -> Message:
    return say(
        "{path} is already there, with something else in it. Nothing was written; "
        "--force writes over it.",
        path=shown(path),
    )


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    with ExitStack() as held:
        try:
            held.enter_context(locked(folder))
        except Busy as fault:
            raise Stopped(
                say(
                    "Somebody else is writing in {folder}; try again.",
                    folder=shown(folder),
                )
            ) from fault
        yield
