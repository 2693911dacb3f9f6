"""Puts new files into a folder, and never over what is there."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.base.plain_file import leads_out
from paraplu.journal.atomic_file import PART, Busy, locked, new_file
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Placed(NamedTuple):
    """The files that were made, and those that were there and stayed as they were."""

    made: tuple[str, ...]
    kept: tuple[str, ...]


def place_files(folder: Path, files: Mapping[str, str]) -> Placed:
    """Write the texts that `folder` does not have yet, by their paths from it.

    Each file is there whole or not at all. Stopped, before anything is written, where
    something that is no folder stands in the way of one; OSError where the disk does
    not want it.
    """
    new = [name for name in files if not os.path.lexists(folder / name)]
    for parent in _parents(folder, new):
        if os.path.lexists(parent) and not parent.is_dir():
            raise Stopped(say("{path} is in the way: it is not a folder.", path=parent))
    for name in new:
        if leads_out(folder / name, folder):
            raise Stopped(
                say(
                    "{path} lies behind a link that leads out of {folder}. Nothing was "
                    "written.",
                    path=name,
                    folder=str(folder),
                )
            )
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with locked(folder):
            for name in files:
                _clear(folder / name)
            made = tuple(name for name in new if new_file(folder / name, files[name]))
    except Busy as fault:
        raise Stopped(
            say("Somebody else is writing in {folder}; try again.", folder=str(folder))
        ) from fault
    return Placed(made, tuple(name for name in files if name not in made))


def _clear(path: Path) -> None:
    """Clear away what is left of a file that a killed run was writing."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*{PART}"):
        part.unlink(missing_ok=True)


def _parents(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return every folder that the files need, the outer ones first."""
    inner = {folder / part for name in names for part in Path(name).parents}
    return [*reversed(folder.parents), *sorted(inner)]
