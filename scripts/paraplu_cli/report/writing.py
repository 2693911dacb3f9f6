"""Writes documents: all of them or none, for their owner alone, never over others.

Every file is first written beside its place, and brought to the disk. Only when all
are there do they take their names, in one go that nothing interrupts; should the disk
then refuse one, the others are taken back.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.interrupts import interrupts_held
from paraplu.base.language import say
from paraplu.journal.atomic_file import PART, Busy, keep_data, keep_names, locked
from paraplu_cli.command import Stopped
from paraplu_cli.places import must_stay, shown
from paraplu_cli.report.of_books import FilesOfBooks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from paraplu.rules.verdict import Judgement

_OWNER, _OWN_FOLDER = 0o600, 0o700


class Written(NamedTuple):
    """The files that were written, and those that were there and are the same."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def write_all(
    files: Mapping[Path, bytes],
    judgement: Judgement,
    *,
    force: bool = False,
) -> Written:
    """Write files, all of them or none; one that is there and the same stays.

    Stopped, with nothing written, where a file is there with something else in it,
    unless `force` writes over it; it never does over a file of the books. OSError where
    the disk does not want it.
    """
    kept = tuple(path for path, data in files.items() if _holds(path, data))
    new = {path: data for path, data in files.items() if path not in kept}
    _refuse(new, judgement, force=force)
    with ExitStack() as held:
        for folder in dict.fromkeys(path.parent for path in new):
            folder.mkdir(_OWN_FOLDER, parents=True, exist_ok=True)
            try:
                held.enter_context(locked(folder))
            except Busy as fault:
                raise Stopped(
                    say(
                        "Somebody else is writing in {folder}; try again.",
                        folder=shown(folder),
                    )
                ) from fault
        _write(new)
    return Written(tuple(new), kept)


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file is there with just this in it."""
    if path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _refuse(files: Mapping[Path, bytes], judgement: Judgement, *, force: bool) -> None:
    of_books = FilesOfBooks(judgement.books, judgement.register)
    for path in files:
        there = os.path.lexists(path)
        must_stay(path, judgement.books.root, named=True)
        if there and of_books.has(path):
            raise Stopped(
                say(
                    "{path} is a file of the books, and no document is written over "
                    "it. Give another name.",
                    path=shown(path),
                )
            )
        if path.exists() and not path.is_file() and not path.is_dir():
            # A new file would take the place of /dev/null for everybody.
            raise Stopped(
                say(
                    "{path} is a device or a pipe, and no document takes its place. "
                    "Give the name of a file, or leave out --output.",
                    path=shown(path),
                )
            )
        if path.is_dir() and not path.is_symlink():
            raise Stopped(say("{path} is a folder.", path=shown(path)))
        if there and not force:
            raise Stopped(
                say(
                    "{path} is already there, with something else in it. Nothing was "
                    "written; --force writes over it.",
                    path=shown(path),
                )
            )
        for parent in path.parents:
            if os.path.lexists(parent) and not parent.is_dir():
                raise Stopped(
                    say("{path} is in the way: it is not a folder.", path=shown(parent))
                )


def _write(files: Mapping[Path, bytes]) -> None:
    """Write files into folders that nobody else writes in."""
    parts = {path: path.with_name(f".{path.name}{PART}") for path in files}
    try:
        for path, data in files.items():
            parts[path].unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(parts[path], flags, _OWNER), "wb") as part:
                part.write(data)
            keep_data(parts[path])
        with interrupts_held():
            _take_names(parts)
    finally:
        for part_path in parts.values():
            part_path.unlink(missing_ok=True)
    for folder in {path.parent for path in files}:
        keep_names(folder)


def _take_names(parts: Mapping[Path, Path]) -> None:
    """Let every part take its name; where one cannot, all is as it was."""
    before: dict[Path, Path | None] = {}
    try:
        for path, part in parts.items():
            before[path] = _aside(path)
            part.replace(path)
    except OSError:
        for path, old in before.items():
            if old is None:
                path.unlink(missing_ok=True)
            else:
                old.replace(path)
        raise
    for old in filter(None, before.values()):
        old.unlink(missing_ok=True)


def _aside(path: Path) -> Path | None:
    """Keep what has a name under another; None where nothing has it."""
    if not os.path.lexists(path):
        return None
    old = path.with_name(f".{path.name}.old{PART}")
    old.unlink(missing_ok=True)
    path.rename(old)
    return old
