"""Finds the files that an include means, as Beancount does, but never out of bounds.

Beancount hands the pattern to `glob`, whatever it says: `/**` would search the whole
disk, and a link that points to its own folder would keep it busy for years. So a
pattern is looked at, and its way through the folders gone, before it is followed.
"""

from __future__ import annotations

import glob
import os
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.ledger.source.directives import brief
from paraplu.ledger.source.files import LedgerUnreadable

if TYPE_CHECKING:
    from paraplu.ledger.source.directives import SourceDirective

LONGEST_PATTERN = 4096
# Folders and files that the patterns of a ledger together may look at. A hundred
# members with ten receipts a month have as many in forty years; to look at them takes
# a second or two.
MOST_SEARCHED = 500_000
# Folders in each other; `glob` stops with a fault of Python's at some nine hundred.
DEEPEST = 100

_WILD = re.compile(r"[*?\[]")
_DEEP = "**"


class Search:
    """Finds what the includes of one ledger mean, until it has looked at too much.

    `home` is the folder that no include may leave.
    """

    def __init__(self, home: str) -> None:
        self._home = home
        self._left = MOST_SEARCHED

    def included(self, line: SourceDirective) -> list[str] | None:
        """Return the files that an include line means; None where it leaves home.

        A file may still be a link to elsewhere; `is_inside` tells.

        Raises:
            LedgerUnreadable: the pattern could search without end, or for too long.
        """
        # The os.path functions, because they are what Beancount uses: a Path would drop
        # a slash at the end or a dot, and then mean another file.
        folder = os.path.dirname(line.source.file)  # noqa: PTH120
        search = os.path.join(folder, line.name)  # noqa: PTH118
        if _WILD.search(folder):
            raise _in_pattern(line, folder)
        if len(line.name) > LONGEST_PATTERN:
            raise _too_wide(line)
        if "\0" in search:
            return []
        parts = Path(line.name).parts
        places = (i for i, part in enumerate(parts) if _WILD.search(part))
        wild = next(places, len(parts))
        start = Path(folder, *parts[:wild])
        # A pattern that steps back after a wildcard could end up anywhere.
        if not is_inside(str(start), self._home) or ".." in parts[wild:]:
            return None
        if wild < len(parts):
            self._go(line, start, parts[wild:])
        return [os.path.normpath(file) for file in glob.glob(search, recursive=True)]  # noqa: PTH207

    def _go(self, line: SourceDirective, start: Path, parts: tuple[str, ...]) -> None:
        """Raise LedgerUnreadable unless following these parts from `start` soon ends.

        One wildcard reads one folder. More of them, or `**`, go down through folders,
        and there a link to a folder can lead round and round.
        """
        wildcards = [part for part in parts if _WILD.search(part)]
        if wildcards.count(_DEEP) > 1:
            raise _too_wide(line)
        deep = len(wildcards) > 1 or _DEEP in wildcards
        waiting = [(str(start), parts, 0)]
        while waiting:
            folder, left, depth = waiting.pop()
            entries = _listed(folder)
            self._left -= 1 + len(entries)
            if self._left < 0:
                raise _too_much(line)
            if depth > DEEPEST:
                raise _too_deep(line)
            if not deep:
                return
            rest = left if left[0] == _DEEP else left[1:]
            for entry in entries if rest else ():
                if _is_on_the_way(entry.name, left) and _is_folder(entry):
                    if entry.is_symlink():
                        raise _through(line, entry.path)
                    waiting.append((entry.path, rest, depth + 1))


def is_inside(file: str, home: str) -> bool:
    """Tell whether a file, links followed, lies in the folder `home`."""
    return Path(os.path.realpath(file)).is_relative_to(home)


def _listed(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        # `glob` passes over what it cannot read.
        return []


def _is_on_the_way(name: str, parts: tuple[str, ...]) -> bool:
    """Tell whether `glob` may go into a folder of this name by the first of the parts.

    It goes into hidden ones only where a part says so. Capitals do not count: to some
    disks they are the same.
    """
    hidden = name.startswith(".")
    if parts[0] == _DEEP:
        return not hidden or any(part.startswith(".") for part in parts)
    if hidden and not parts[0].startswith("."):
        return False
    return fnmatchcase(name.casefold(), parts[0].casefold())


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()  # noqa: PTH112 - strings are at hand


def _in_pattern(line: SourceDirective, folder: str) -> LedgerUnreadable:
    return LedgerUnreadable(
        say(
            "The folder {folder} has *, ? or [ in its name. Beancount takes that for a "
            'pattern, and does not find the include "{name}" at {file}:{line}. Give '
            "the folder another name.",
            folder=folder,
            name=brief(line.name),
            file=line.source.file,
            line=str(line.source.line),
        )
    )


def _through(line: SourceDirective, link: str) -> LedgerUnreadable:
    return LedgerUnreadable(
        say(
            'The include "{name}" at {file}:{line} could search forever. Use * or ** '
            "once, and no links to folders: {link} is one.",
            name=brief(line.name),
            file=line.source.file,
            line=str(line.source.line),
            link=link,
        )
    )


def _too_wide(line: SourceDirective) -> LedgerUnreadable:
    return LedgerUnreadable(
        say(
            'The include "{name}" at {file}:{line} could search forever. Use * or ** '
            "once, and no links to folders.",
            name=brief(line.name),
            file=line.source.file,
            line=str(line.source.line),
        )
    )


def _too_much(line: SourceDirective) -> LedgerUnreadable:
    return LedgerUnreadable(
        say(
            'The include "{name}" at {file}:{line} searches too much: the books search '
            "more than {most} folders and files. Name the folder that the files are "
            "in.",
            name=brief(line.name),
            file=line.source.file,
            line=str(line.source.line),
            most=MOST_SEARCHED,
        )
    )


def _too_deep(line: SourceDirective) -> LedgerUnreadable:
    return LedgerUnreadable(
        say(
            'The include "{name}" at {file}:{line} searches too deep: more than {most} '
            "folders lie in each other there. Name the folder that the files are in.",
            name=brief(line.name),
            file=line.source.file,
            line=str(line.source.line),
            most=DEEPEST,
        )
    )
