"""Files as people and programs find them again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Source
from paraplu.base.language import say
from paraplu.base.plain_file import is_in, leads_out
from paraplu.ledger.source.kinds import is_private
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterable


def shown(file: str | Path) -> str:
    """Return a path from the working directory when it lies inside it, else in full."""
    path = Path(os.path.normpath(Path.cwd() / file))
    for one in (path, Path(os.path.realpath(path))):
        if one.is_relative_to(Path.cwd()):
            return one.relative_to(Path.cwd()).as_posix()
    return path.as_posix()


def must_stay(path: Path, books: Path, *, named: bool = False) -> None:
    """Raise Stopped for a place that a link in the books leads out of them, or git's.

    `books` is their folder. A place outside that somebody names is what was meant: with
    `named` so is ../papers, from the folder of the books.
    """
    led = leads_out(path, books)
    if led and named:
        straight = Path(os.path.normpath(path.absolute()))
        tops = (books.absolute(), Path(os.path.realpath(books)))
        led = any(map(straight.is_relative_to, tops))
    if led or ".git" in path.absolute().parts:
        raise Stopped(
            say(
                "{path} would lie outside the books, by a link in them, or in git's "
                "own folder. Give another place.",
                path=shown(path),
            )
        )


def must_lie_in(draft: Path, books: Path, folder: Path) -> None:
    """Raise Stopped for a draft outside the folder `books`, or among git's files.

    It goes away when it is issued, and nothing outside the books does. Left where it is
    it could be issued again. `folder` is where drafts are.
    """
    if not is_in(draft, books) or is_private(str(draft.parent)):
        raise Stopped(
            say(
                "The draft {file} is outside the books. Put it in {folder} first: a "
                "draft goes away when it is issued.",
                file=shown(draft),
                folder=shown(folder),
            )
        )


def place(finding: Finding, main: Path) -> Source:
    """Return where a finding is, with its file as `shown`.

    What no file says, such as an entry that a plugin made, is put on the main file.
    """
    file, line = finding.source
    if not file or file.startswith("<"):
        return Source(shown(main), 0)
    return Source(shown(file), line)


def by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by file and line, whatever way led to the file.

    A register that the ledger names is `ledger/../members.yaml` until then.
    """

    def place_of(finding: Finding) -> tuple[str, int]:
        return os.path.normpath(finding.source.file), finding.source.line

    return tuple(sorted(findings, key=place_of))


def written(source: Source) -> str:
    """Return file and line as terminals make a link of."""
    return f"{source.file}:{source.line}" if source.line else source.file
