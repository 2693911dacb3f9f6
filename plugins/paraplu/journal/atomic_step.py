"""Writes several files as one step: all of it is there, or nothing.

A disk changes one name at a time, so the step is a note. First every new file is
written under a name that nobody reads. Then a note says which names these files get,
what goes below what stands in a file, and what goes away. From the moment that the
note is there all of it counts: whoever writes next carries out what is left of it,
and to do so twice changes nothing. Before that moment nothing counts, and whoever
writes next clears it away.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from paraplu.base.errors import Problem
from paraplu.base.interrupts import interrupts_held
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.journal.atomic_file import (
    PART,
    keep_data,
    keep_names,
    part_of,
    replace_data,
    write_part,
)
from paraplu.journal.intent_log import (
    NAME,
    Note,
    NotOurs,
    digest,
    is_draft,
    is_inside,
    is_text,
    note_in,
    text_part,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_AT_ONCE = 16


class CannotFinish(Problem):
    """A step can't be carried out; `message` says why. Nothing was done."""


@dataclass
class Together:
    """What is to be written as one step below `folder`, which has to be locked."""

    folder: Path
    _new: list[str] = field(default_factory=list)
    _below: dict[str, str] = field(default_factory=dict)
    _texts: dict[str, tuple[str, str]] = field(default_factory=dict)

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
        """Let a file be there with this data; CannotFinish for one elsewhere."""
        self._new.append(self._inside(path))
        write_part(path, data)

    def below(self, path: Path, text: str) -> None:
        """Let a text stand below what a file has by then; once for each file.

        What somebody writes into the file in between stays. CannotFinish for a file
        elsewhere.
        """
        self._below[self._inside(path)] = text
        path.parent.mkdir(parents=True, exist_ok=True)

    def can_replace(self, path: Path) -> bool:
        """Tell whether a text may be replaced as a part of the step."""
        return is_text(self.folder.resolve(), self._name(path))

    def replace(self, path: Path, data: bytes) -> None:
        """Let a text that is there be this one; CannotFinish for one elsewhere.

        What somebody makes of it before that is so stays.
        """
        name = self._name(path)
        if not self.can_replace(path):
            raise self._elsewhere(path)
        part = text_part(self.folder, name)
        part.unlink(missing_ok=True)
        with part.open("xb") as text:
            text.write(data)
        self._texts[name] = digest(path), digest(part)

    def commit(self, gone: Iterable[Path] = ()) -> None:
        """Let all of it be so, and these files be gone.

        CannotFinish where it would write over a file, or is too much for a note.
        """
        root = self.folder.resolve()
        named = {self._name(path): path for path in gone}
        drafts = [name for name in named if is_draft(root, name)]
        known = {name: digest(root / name) for name in drafts}
        note = Note(tuple(self._new), self._below, known, self._texts)
        try:
            note.check(self.folder)
        except NotOurs as fault:
            raise CannotFinish(
                say("It cannot be written to the disk: {why}.", why=fault.message)
            ) from fault
        # Only who writes needs it.
        from concurrent.futures import ThreadPoolExecutor

        # A disk that is asked for many files at once takes them in one go.
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            parts = [part_of(self.folder / name) for name in self._new]
            parts += [text_part(self.folder, name) for name in self._texts]
            list(threads.map(keep_data, parts))
        for parent in {part.parent for part in parts}:
            keep_names(parent)
        with interrupts_held():
            replace_data(self.folder / NAME, note.written())
            finish(self.folder)
            # What lies elsewhere, no note may take away.
            for name in named.keys() - set(drafts):
                named[name].unlink(missing_ok=True)

    def _inside(self, path: Path) -> str:
        name = self._name(path)
        if not is_inside(self.folder.resolve(), name):
            raise self._elsewhere(path)
        return name

    def _elsewhere(self, path: Path) -> CannotFinish:
        return CannotFinish(
            say(
                "{file} is not in {folder}; a link may lead away from there.",
                file=str(path),
                folder=str(self.folder),
            )
        )

    def _name(self, path: Path) -> str:
        """Return a path from the folder, so that the folder can be moved."""
        place = path.parent.resolve() / path.name
        return Path(os.path.relpath(place, self.folder.resolve())).as_posix()


def unfinished(folder: Path) -> bool:
    """Tell whether something says that a step was not carried out to its end."""
    return os.path.lexists(folder / NAME)


def begun(folder: Path) -> Note | None:
    """Return the step that counts and was not carried out to its end, if there is one.

    CannotFinish where no step of ours left what there is.
    """
    try:
        return note_in(folder)
    except NotOurs as fault:
        raise CannotFinish(
            say(
                "{file} is not a note that paraplu left: {why}. Nothing was done. Find "
                "out who put it there, and delete it.",
                file=str(folder / NAME),
                why=fault.message,
            )
        ) from fault


def finish(folder: Path) -> None:
    """Carry out what is left of a step that counts; clear away one that does not.

    CannotFinish, with nothing touched, where no step of ours left what there is.
    """
    note = begun(folder)
    if note:
        _carry_out(folder, note)
        (folder / NAME).unlink()
        keep_names(folder)
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                Path(parent, name).unlink(missing_ok=True)


def _carry_out(folder: Path, note: Note) -> None:
    for name in note.new:
        part = part_of(folder / name)
        if part.exists():
            part.replace(folder / name)
    for name, text in note.below.items():
        before, added = _data(folder / name), text.encode()
        if added not in before:
            above = before.rstrip(b"\n") + b"\n\n" if before else b""
            replace_data(folder / name, above + added)
    for name, (old, new) in note.replaced.items():
        _take_place(text_part(folder, name), folder / name, old, new)
    for name, said in note.gone.items():
        if said and digest(folder / name) == said:
            (folder / name).unlink()
    names = (*note.new, *note.gone, *note.replaced)
    for parent in {(folder / name).parent for name in names}:
        keep_names(parent)


def _take_place(part: Path, path: Path, old: str, new: str) -> None:
    """Have a part take the place of a text, where both are what the step knew."""
    if digest(part) != new or digest(path) != old:
        return
    try:
        part.replace(path)
    except OSError as fault:
        # The register may be on another disk than the folder of the ledger.
        if fault.errno != errno.EXDEV:
            raise
        replace_data(path, part.read_bytes())


def _data(path: Path) -> bytes:
    return plain_bytes(path) if path.exists() else b""
