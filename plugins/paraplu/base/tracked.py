"""Whether a file came with the books by git; git itself is not started for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paraplu.base.plain_file import plain_bytes

if TYPE_CHECKING:
    from pathlib import Path

_SHARED = "sharedindex.*"
# From this version on, git leaves out of a path what the one before it has too.
_SHORTENED = 4
_ENDING = 6


def is_tracked(file: Path) -> bool:
    """Tell whether git keeps a file among those of its repository.

    Git's list of files is looked through for its path. Where git writes paths short,
    their endings count: it may then tell of a file that only another one is like.
    """
    folder = file.parent.resolve()
    for top in (folder, *folder.parents):
        if os.path.lexists(top / ".git"):
            name = (folder / file.name).relative_to(top).as_posix()
            lists = _lists(top / ".git")
            return any(_names(data, os.fsencode(name)) for data in lists)
    return False


def in_git(folder: Path) -> bool:
    """Tell whether a folder is in a repository, of which others may have a copy."""
    there = folder.resolve()
    return any(os.path.lexists(top / ".git") for top in (there, *there.parents))


def _lists(git: Path) -> list[bytes]:
    """Return git's lists of files; those of a linked tree lie elsewhere."""
    try:
        if git.is_file():
            there = plain_bytes(git).decode().removeprefix("gitdir:").strip()
            git = git.parent / there
        return [plain_bytes(file) for file in (git / "index", *git.glob(_SHARED))]
    except (OSError, ValueError):
        return []


def _names(data: bytes, name: bytes) -> bool:
    if int.from_bytes(data[4:8]) >= _SHORTENED:
        name = name[-_ENDING:]
    return name + b"\0" in data
