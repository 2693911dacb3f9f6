"""Finds the files that an include means, as Beancount does, but never out of bounds.

Beancount hands the pattern to `glob`, whatever it says: `/**` would search the whole
disk, and a link that points to its own folder would keep it busy for years. So a
pattern is looked at before it is followed.
"""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.ledger.source.directives import brief
from paraplu.ledger.source.files import LedgerUnreadable

if TYPE_CHECKING:
    from paraplu.ledger.source.directives import Line

LONGEST_PATTERN = 4096

_WILD = re.compile(r"[*?\[]")


def included(line: Line, home: str) -> list[str] | None:
    """Return the files that an include line means; None where it leaves `home`.

    A file may still be a link to elsewhere; `is_inside` tells. LedgerUnreadable for a
    pattern that could search without end.
    """
    # The os.path functions, because they are what Beancount uses: a Path would drop
    # a slash at the end or a dot, and then mean another file.
    folder = os.path.dirname(line.source.file)  # noqa: PTH120
    search = os.path.join(folder, line.name)  # noqa: PTH118
    if len(line.name) > LONGEST_PATTERN or _WILD.search(folder):
        raise _too_wide(line)
    if "\0" in search:
        return []
    parts = Path(line.name).parts
    wild = next((i for i, part in enumerate(parts) if _WILD.search(part)), len(parts))
    start = Path(folder, *parts[:wild])
    # A pattern that steps back after a wildcard could end up anywhere.
    if not is_inside(str(start), home) or ".." in parts[wild:]:
        return None
    _must_be_bounded(line, start, parts[wild:])
    return [os.path.normpath(file) for file in glob.glob(search, recursive=True)]  # noqa: PTH207


def is_inside(file: str, home: str) -> bool:
    """Tell whether a file, links followed, lies in the folder `home`."""
    return Path(os.path.realpath(file)).is_relative_to(home)


def _must_be_bounded(line: Line, start: Path, wild: tuple[str, ...]) -> None:
    """Raise LedgerUnreadable unless following these parts from `start` soon ends.

    One wildcard reads one folder. More of them, or `**`, go down through folders, and
    there a link to a folder can lead round and round.
    """
    wildcards = [part for part in wild if _WILD.search(part)]
    if wildcards.count("**") > 1:
        raise _too_wide(line)
    if len(wildcards) < 2 and "**" not in wildcards:  # noqa: PLR2004
        return
    hidden = any(part.startswith(".") for part in wildcards)
    for folder, below, _ in os.walk(start):
        if not hidden:
            below[:] = [name for name in below if not name.startswith(".")]
        for name in below:
            if Path(folder, name).is_symlink():
                raise _through(line, Path(folder, name))


def _through(line: Line, link: Path) -> LedgerUnreadable:
    return LedgerUnreadable(
        say(
            'The include "{name}" at {file}:{line} could search forever. Use * or ** '
            "once, and no links to folders: {link} is one.",
            name=brief(line.name),
            file=line.source.file,
            line=str(line.source.line),
            link=str(link),
        )
    )


def _too_wide(line: Line) -> LedgerUnreadable:
    return LedgerUnreadable(
        say(
            'The include "{name}" at {file}:{line} could search forever. Use * or ** '
            "once, and no links to folders.",
            name=brief(line.name),
            file=line.source.file,
            line=str(line.source.line),
        )
    )
