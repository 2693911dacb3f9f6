"""Writes files so that nobody ever meets half of one, and one writer at a time.

A new text is written beside the old one, brought to the disk, and renamed over it. A
rename is one step to every reader, and to a computer that stops in the middle.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What the name of a file ends with while it is written, and no other file's; it begins
# with a dot.
PART = ".paraplu.part"


class Busy(Exception):  # noqa: N818 - it says how things are
    """Somebody else is writing in this folder."""


def part_of(path: Path) -> Path:
    """Return where a file is written before it takes the name `path`."""
    return path.with_name(f".{path.name}{PART}")


def write_part(path: Path, data: bytes) -> Path:
    """Write what shall become `path` beside it; return where.

    It need not be on the disk yet: `keep_data` sees to that.
    """
    return _write(part_of(path), data)


def _write(part: Path, data: bytes) -> Path:
    part.parent.mkdir(parents=True, exist_ok=True)
    part.unlink(missing_ok=True)
    # As a new file: a link that somebody put there would lead to another.
    with part.open("xb") as new:
        new.write(data)
    return part


def keep_data(path: Path) -> None:
    """Bring what was written in a file to the disk."""
    # Open for writing, as Windows wants it.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, text: str) -> None:
    """Have a file hold this text, whole, or leave it as it was.

    The text is UTF-8, with the ends of lines that it has. OSError where the disk does
    not want it; what was begun is then taken away.
    """
    replace_data(path, text.encode())


def replace_data(path: Path, data: bytes) -> None:
    """Have a file hold these bytes, as `replace_file` does a text."""
    try:
        part = write_part(path, data)
        keep_data(part)
        part.replace(path)
    finally:
        part_of(path).unlink(missing_ok=True)
    keep_names(path.parent)


def new_file(path: Path, text: str) -> bool:
    """Make a file with this text, whole; tell whether nothing had its name yet.

    What is there stays as it is, also what came there a moment ago. No lock is needed.
    OSError as of `replace_file`.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        _write(part, text.encode())
        keep_data(part)
        made = _takes_free_name(part, path)
    finally:
        part.unlink(missing_ok=True)
    keep_names(path.parent)
    return made


def _takes_free_name(part: Path, path: Path) -> bool:
    """Give a file a name that nothing has; tell whether that was so."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:
        # A disk without links, such as a stick: an empty file takes the name.
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            return False
        part.replace(path)
    return True


def keep_names(folder: Path) -> None:
    """Bring the names in a folder to the disk, on systems that can be asked to."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the only one who writes in a folder, for as long as this lasts.

    The lock is one of the system: it is gone when its holder is, however that ends. It
    counts on one computer. Raises Busy where somebody else has it.
    """
    descriptor = _opened(folder)
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _opened(folder: Path) -> int:
        return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)

    def _take(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as fault:
            raise Busy from fault

else:
    import fcntl

    def _opened(folder: Path) -> int:
        # The folder itself, so that no file for it is left lying about.
        return os.open(folder, os.O_RDONLY)

    def _take(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise Busy from fault
