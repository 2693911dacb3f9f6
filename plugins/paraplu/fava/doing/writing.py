"""Writes a step, and takes it back to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.interrupts import interrupts_held
from paraplu.base.language import say
from paraplu.base.plain_file import digest_of
from paraplu.journal import CannotBook, Change, write_at_once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from paraplu.fava.doing.step import WorkStep


class PlaceWritten(NamedTuple):
    """A line of a file."""

    file: Path
    line: int


class StepWritten(NamedTuple):
    """What files became, what is new, and what is gone, with what it held."""

    changes: tuple[Change, ...] = ()
    new: tuple[tuple[Path, str], ...] = ()
    gone: tuple[tuple[Path, bytes], ...] = ()
    done: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that are others by now."""
        every = (
            *(one.file for one in self.changes),
            *(file for file, _ in self.new),
            *(file for file, _ in self.gone),
            *self.done,
        )
        return tuple(dict.fromkeys(every))

    @property
    def places(self) -> tuple[PlaceWritten, ...]:
        """The first line of each text that changed, then the files that are new."""
        lines = [PlaceWritten(one.file, _first(one)) for one in self.changes]
        made = (*(file for file, _ in self.new), *self.done)
        return (*lines, *(PlaceWritten(file, 0) for file in made))


def put(step: WorkStep, folder: Path) -> StepWritten:
    """Write a step in books whose folder nobody else writes in meanwhile.

    All of it is written or nothing, also where the computer stops in the middle.
    CannotBook, with nothing written, where a file is there already or was changed.
    OSError where the disk won't.
    """
    for file in step.new:
        if file.exists() or file.is_symlink():
            raise CannotBook(say("{file} is there already.", file=str(file)))
    changes = _merged(step.changes)
    gone = tuple((file, file.read_bytes()) for file in step.gone)
    write_at_once(folder, changes, step.new, step.gone)
    new = tuple((file, digest_of(file)) for file in step.new)
    return StepWritten(changes, new, gone, step.done)


def _merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes with each file once, as it was first and is at last."""
    found: dict[Path, Change] = {}
    for one in changes:
        known = found.get(one.file, one)
        found[one.file] = known._replace(after=one.after)
    return tuple(one for one in found.values() if one.after != one.before)


def taken_back(written: StepWritten, folder: Path) -> StepWritten:
    """Take back what was written; CannotBook where it is no longer as it was left."""
    for file, digest in written.new:
        if not file.is_file() or digest_of(file) != digest:
            raise _other(file)
    for file, _ in written.gone:
        if file.exists():
            raise _other(file)
    with interrupts_held():
        back = [
            Change(one.file, one.after, one.before)
            for one in written.changes
            if one.before is not None
        ]
        write_at_once(folder, back, dict(written.gone))
        _remove([one.file for one in written.changes if one.before is None])
        _remove([file for file, _ in written.new])
    begun = [
        Change(one.file, one.after, "") for one in written.changes if one.before is None
    ]
    new = tuple((file, "") for file, _ in written.gone)
    left = tuple((file, b"") for file, _ in written.new)
    return StepWritten((*back, *begun), new, left)


def _other(file: Path) -> CannotBook:
    return CannotBook(
        say("{file} was changed since, so nothing is undone.", file=str(file))
    )


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _first(change: Change) -> int:
    """Return the first line that differs, from 1 on."""
    before = (change.before or "").splitlines()
    after = change.after.splitlines()
    same = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        same += 1
    return min(same + 1, max(len(after), 1))
