"""Writes several files as one step: all of it is there, or nothing.

A disk changes one name at a time, so the step is a note. First every new file is
written under a name that nobody reads. Then a note says which names these files get,
what goes below what stands in a file, and what goes away. From the moment that the
note is there all of it counts: whoever writes next carries out what is left of it,
and to do so twice changes nothing. Before that moment nothing counts, and whoever
writes next clears it away.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from paraplu.writing import (
    PART,
    keep_data,
    keep_names,
    part_of,
    replace_file,
    write_part,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTE = ".unfinished.json"
_AT_ONCE = 16


@dataclass
class Together:
    """What is to be written as one step below `folder`, which has to be locked."""

    folder: Path
    _new: list[str] = field(default_factory=list)
    _below: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Carry out what was left of a step before this one."""
        finish(self.folder)

    def __enter__(self) -> Self:
        """Begin the step."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """Clear away what was written for a step that came to nothing."""
        finish(self.folder)

    def new(self, path: Path, data: bytes) -> None:
        """Let a file be there with this data."""
        write_part(path, data)
        self._new.append(self._name(path))

    def below(self, path: Path, text: str) -> None:
        """Let a text stand below what a file has by then; once for each file.

        What somebody writes into the file in between stays.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._below[self._name(path)] = text

    def commit(self, gone: Iterable[Path] = ()) -> None:
        """Let all of it be so, and these files be gone."""
        # A disk that is asked for many files at once takes them in one go.
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            parts = [part_of(self.folder / name) for name in self._new]
            list(threads.map(keep_data, parts))
        for parent in {(self.folder / name).parent for name in self._new}:
            keep_names(parent)
        note = {
            "new": self._new,
            "below": self._below,
            "gone": [self._name(path) for path in gone],
        }
        replace_file(self.folder / NOTE, json.dumps(note, ensure_ascii=False))
        finish(self.folder)

    def _name(self, path: Path) -> str:
        """Return a path from the folder, so that the folder can be moved."""
        return Path(os.path.relpath(path, self.folder)).as_posix()


def unfinished(folder: Path) -> bool:
    """Tell whether a step counts that was not carried out to its end."""
    return (folder / NOTE).exists()


def finish(folder: Path) -> None:
    """Carry out what is left of a step that counts; clear away one that does not."""
    note = folder / NOTE
    if note.exists():
        _carry_out(folder, json.loads(note.read_text("utf-8")))
        note.unlink()
        keep_names(folder)
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                Path(parent, name).unlink(missing_ok=True)


def _carry_out(folder: Path, step: dict[str, Any]) -> None:
    for name in step["new"]:
        part = part_of(folder / name)
        if part.exists():
            part.replace(folder / name)
    for name, text in step["below"].items():
        before = _text(folder / name)
        if text not in before:
            above = before.rstrip("\n") + "\n\n" if before else ""
            replace_file(folder / name, above + text)
    for name in step["gone"]:
        (folder / name).unlink(missing_ok=True)
    for parent in {(folder / name).parent for name in (*step["new"], *step["gone"])}:
        keep_names(parent)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""
