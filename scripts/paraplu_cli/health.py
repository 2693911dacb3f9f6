"""What the books need on a computer, looked at point by point: for `paraplu doctor`."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from paraplu import __version__
from paraplu.base.git import answer_of
from paraplu.base.language import Message, counted, printable, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.opening import Request

_EXTENSION = '2025-01-01 custom "fava-extension" "paraplu.fava"'


@dataclass(frozen=True)
class HealthPoint:
    """One thing that was looked at; `cure` says what to do where it is not well."""

    name: str
    words: Message
    cure: Message | None = None

    @property
    def well(self) -> bool:
        """Whether nothing is to be done."""
        return self.cure is None


def points_of(main: Path, members: Path | None) -> Iterator[HealthPoint]:
    """Yield every point of the books with this main file; nothing of a ledger runs."""
    yield from _programs(main)
    yield from _of_books(main, members)
    yield from _of_git(main)


def _programs(main: Path) -> Iterator[HealthPoint]:
    yield HealthPoint(
        "python", say("Python {version}", version=printable(platform.python_version()))
    )
    yield HealthPoint("paraplu", say("paraplu {version}", version=__version__))
    yield _beancount()
    yield _fava()
    try:
        answer = answer_of(_folder_near(main), "version").stdout.decode().strip()
    except OSError:
        yield HealthPoint(
            "git",
            say("git cannot be started."),
            say("Install it from git-scm.com: it keeps who changed what, and when."),
        )
    else:
        found = printable(answer.removeprefix("git version "))
        yield HealthPoint("git", say("git {version}", version=found))


def _folder_near(main: Path) -> Path:
    """Return the folder of the books, or the nearest one above that is there."""
    above = main.absolute().parents
    return next(folder for folder in above if folder.is_dir())


def _beancount() -> HealthPoint:
    from paraplu.ledger.loader import how_loaded, is_tested

    found = version("beancount")
    return HealthPoint(
        "beancount",
        how_loaded(),
        None
        if is_tested(found)
        else say("Install the versions in requirements-pinned.txt."),
    )


def _fava() -> HealthPoint:
    try:
        return HealthPoint("fava", say("Fava {version}", version=version("fava")))
    except PackageNotFoundError:
        return HealthPoint(
            "fava",
            say("Fava is missing, so there are no pages."),
            say("Install the versions in requirements-pinned.txt."),
        )


def _of_books(main: Path, members: Path | None) -> Iterator[HealthPoint]:
    from paraplu.opening import CannotRun, request_of

    try:
        request = request_of(main, members)
    except CannotRun as fault:
        yield HealthPoint(
            "books",
            fault.message,
            say("Name the main file with -f, or start books with paraplu init."),
        )
        return
    number = counted("{n} file", "{n} files", len(request.text.files))
    yield HealthPoint("books", say("{main}, {files}", main=str(main), files=number))
    yield from _lines(request)
    yield _register(request)


def _lines(request: Request) -> Iterator[HealthPoint]:
    named = {line.name for line in request.text.of_main("plugin")}
    yield HealthPoint(
        "plugin",
        say("The main file has the line for bean-check and Fava.")
        if "paraplu" in named
        else say("bean-check and Fava do not check these books."),
        None
        if "paraplu" in named
        else say("Add this line to the main file: {line}", line='plugin "paraplu"'),
    )
    pages = {line.name for line in request.text.named("extension")}
    yield HealthPoint(
        "pages",
        say("The main file has the line for the pages of paraplu.")
        if pages
        else say("Fava does not show the pages of paraplu."),
        None
        if pages
        else say("Add this line to the main file: {line}", line=_EXTENSION),
    )


def _register(request: Request) -> HealthPoint:
    if request.unread:
        return HealthPoint(
            "register", request.unread.message, say("See paraplu explain CK01.")
        )
    faults = len(request.register.faults)
    return HealthPoint(
        "register",
        say(
            "{file}, {members}",
            file=request.register_file.name,
            members=counted("{n} member", "{n} members", len(request.register.members)),
        ),
        say("It has faults: paraplu check says which.") if faults else None,
    )


def _of_git(main: Path) -> Iterator[HealthPoint]:
    folder = _folder_near(main)

    def told(*words: str) -> str | None:
        """Return what git answers, None where it says no."""
        try:
            done = answer_of(folder, *words)
        except OSError:
            return None
        return None if done.returncode else done.stdout.decode(errors="replace").strip()

    top = told("rev-parse", "--show-toplevel")
    if top is None:
        yield HealthPoint(
            "repository",
            say("The books are not in a git repository."),
            say("Type git init in their folder, so that every change shows."),
        )
        return
    yield HealthPoint("repository", say("{folder} is a git repository.", folder=top))
    hook = told("rev-parse", "--git-path", "hooks/pre-commit")
    hooked = bool(hook) and (folder / str(hook)).is_file()
    yield HealthPoint(
        "hook",
        say("The books are checked before every commit.")
        if hooked
        else say("Nothing checks the books before a commit."),
        None if hooked else say("Type pre-commit install in the folder of the books."),
    )
    for name, file, kept, open_ in (
        (
            "private",
            "members.private.yaml",
            say("git leaves out who a code is."),
            say("git would keep members.private.yaml, with names and accounts."),
        ),
        (
            "statements",
            "statements/bank.csv",
            say("git leaves out bank statements."),
            say("git would keep bank statements, with names and accounts."),
        ),
    ):
        ignored = told("-C", top, "check-ignore", "--no-index", file) is not None
        yield HealthPoint(
            name,
            kept if ignored else open_,
            None
            if ignored
            else say("Add this line to .gitignore: {line}", line=_IGNORED[name]),
        )


_IGNORED = {"private": "*.private.yaml", "statements": "statements/"}
