"""Writes what was drafted: one whole file after the other, or all of them as one."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from paraplu.base.interrupts import interrupts_held
from paraplu.base.language import say
from paraplu.journal.atomic_file import Busy, locked, replace_file
from paraplu.journal.atomic_step import CannotFinish, Together, begun, finish
from paraplu.journal.present import text_in
from paraplu.journal.unbooked import CannotBook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from paraplu.journal.draft import Change

# An import of a hundred thousand lines takes less.
_PATIENCE = 120.0
_PAUSE = 0.1


def write(changes: Iterable[Change]) -> list[Path]:
    """Write the files, and return those that changed; OSError where the disk won't.

    Unbooked where somebody changed one of them since it was read: nothing of theirs is
    written over. KeyboardInterrupt where there was one meanwhile, with all of it there.
    """
    with interrupts_held():
        return _written(changes)


def _written(changes: Iterable[Change]) -> list[Path]:
    files = []
    for change in changes:
        if _now(change) != (change.before or ""):
            raise _changed(change)
        if change.after != change.before:
            change.file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(change.file, change.after)
            files.append(change.file)
    return list(dict.fromkeys(files))


def write_together(changes: Iterable[Change]) -> list[Path]:
    """Write files as one step, and return those that changed; each is there once.

    Unbooked, with nothing written, where somebody changed one of them since it was
    read. OSError where the disk won't: then each file is as it was. After a computer
    that stopped in the middle the later ones may be unwritten; a second run does that.
    """
    wanted = [one for one in changes if one.after != one.before]
    with interrupts_held():
        for change in wanted:
            if _now(change) != (change.before or ""):
                raise _changed(change)
        done: list[Change] = []
        try:
            for change in wanted:
                change.file.parent.mkdir(parents=True, exist_ok=True)
                replace_file(change.file, change.after)
                done.append(change)
        except OSError:
            for change in reversed(done):
                _put_back(change)
            raise
    return [change.file for change in wanted]


def write_at_once(
    folder: Path,
    changes: Iterable[Change],
    new: Mapping[Path, bytes] = MappingProxyType({}),
    gone: Collection[Path] = (),
) -> list[Path]:
    """Write files as one step that a computer that stops cannot halve either.

    `folder` is that of the ledger, which is locked; `new` are files beside the texts
    that change, and `gone` those that go away. Each file is there once. Returns those
    that changed. What lies in neither of the folders of the books is written before the
    rest. CannotBook, with nothing written, where somebody changed one of them since it
    was read, or made what is new. OSError where the disk won't: then each is as it was.
    """
    wanted = [one for one in changes if one.after != one.before]
    with interrupts_held():
        for change in wanted:
            if _now(change) != (change.before or ""):
                raise _changed(change)
        apart: list[Change] = []
        try:
            with Together(folder) as step:
                apart = [one for one in wanted if not _taken_in(step, one)]
                for file, data in new.items():
                    step.new(file, data)
                write_together(apart)
                step.commit(gone)
        except (OSError, CannotFinish) as fault:
            for change in reversed(apart):
                if _now(change) == change.after:
                    _put_back(change)
            if isinstance(fault, CannotFinish):
                raise CannotBook(fault.message) from fault
            raise
    return [*(change.file for change in wanted), *new]


def _taken_in(step: Together, change: Change) -> bool:
    """Have a step write a change; tell whether it can."""
    if not step.can_replace(change.file):
        return False
    if change.before is None and not change.file.exists():
        step.new(change.file, change.after.encode())
    else:
        step.replace(change.file, change.after.encode())
    return True


def _put_back(change: Change) -> None:
    if change.before is None:
        change.file.unlink(missing_ok=True)
    else:
        replace_file(change.file, change.before)


def _changed(change: Change) -> CannotBook:
    return CannotBook(
        say(
            "Somebody else has just changed {file}. Run this again: what is already in "
            "the books is not written twice.",
            file=str(change.file),
        )
    )


def is_written(changes: Iterable[Change]) -> bool:
    """Tell whether every file is by now what it was to become."""
    last = {change.file: change for change in changes}
    return all(_now(change) == change.after for change in last.values())


def _now(change: Change) -> str:
    return text_in(change.file) or ""


@contextmanager
def alone(folder: Path, *, dry_run: bool = False) -> Iterator[None]:
    """Be the only one who writes in books; wait for whoever came first.

    What somebody was interrupted in is finished first, so that the books are whole.
    Unbooked where that takes too long or can't be done, where there is no such folder,
    and in a dry run where there is something to finish: that would write.
    """
    end = time.monotonic() + _PATIENCE
    lock = ExitStack()
    while True:
        try:
            lock.enter_context(locked(folder))
            break
        except Busy:
            if time.monotonic() > end:
                raise CannotBook(
                    say(
                        "Somebody else is writing in {folder}; try again.",
                        folder=str(folder),
                    )
                ) from None
        except (FileNotFoundError, NotADirectoryError) as fault:
            raise CannotBook(
                say("There is no folder {folder}.", folder=str(folder))
            ) from fault
        time.sleep(_PAUSE)
    with lock:
        _make_whole(folder, dry_run=dry_run)
        yield


def _make_whole(folder: Path, *, dry_run: bool) -> None:
    try:
        if not dry_run:
            finish(folder)
        elif begun(folder):
            raise CannotBook(
                say(
                    "Something was started in {folder} and not finished. Run `paraplu "
                    "invoice issue` to finish it. A dry run changes nothing.",
                    folder=str(folder),
                )
            )
    except CannotFinish as fault:
        raise CannotBook(fault.message) from fault
