"""A file that somebody handed in: bounded, decoded strictly, and the same throughout.

Only the start is read to see what it is. Rows are read as a stream, so a file of a
million rows costs no more memory than what is made of them.
"""

from __future__ import annotations

import codecs
import io
import os
import stat
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from nl_banks.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MIB = 1024 * 1024

# A row takes some 250 bytes: this is more than a million of them. In XML it takes 500.
LARGEST_TABLE = 512 * _MIB
# ZIP and Excel are taken apart in memory; a year of a busy account is 10 MiB.
LARGEST_DOCUMENT = 64 * _MIB

_START = 64 * 1024
_BLOCK = _MIB

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class StatementFile:
    """One file to be read; every fault of it is `Refused`, with the path in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._first: tuple[int, int, int] | None = None

    @cached_property
    def start(self) -> bytes:
        """The first 64 KiB."""
        with self._opened(LARGEST_TABLE) as file:
            return file.read(_START)

    @cached_property
    def start_text(self) -> str:
        """The first 64 KiB as text, good enough to see what it is."""
        for mark, encoding in _MARKS.items():
            if self.start.startswith(mark):
                return self.start.decode(encoding, "replace")
        # A sign may be cut in two at the end.
        try:
            return self.start.decode("utf-8", "strict")
        except UnicodeDecodeError as fault:
            if fault.start > len(self.start) - 4 and len(self.start) == _START:
                return self.start[: fault.start].decode("utf-8")
            return self.start.decode("cp1252", "replace")

    @property
    def start_lines(self) -> list[str]:
        """The same as lines, which end where those of the whole file end."""
        return list(io.StringIO(self.start_text, newline=""))

    def lines(self, legacy: str = "cp1252") -> Iterator[str]:
        """Yield the lines as they end in the file; `legacy` is what is not UTF-8.

        That is cp1252, which holds all of latin-1 that is printed, or ISO-8859-15,
        where the euro sign took the place of another.
        """
        with self._opened(LARGEST_TABLE) as file:
            encoding = _encoding(file, legacy)
            file.seek(0)
            try:
                with io.TextIOWrapper(file, encoding, newline="") as text:
                    yield from text
            except UnicodeError as fault:
                raise Refused(
                    "The file is neither UTF-8, UTF-16 nor {legacy}: is it damaged?",
                    legacy=legacy,
                ).of(self.path) from fault

    def blocks(self) -> Iterator[bytes]:
        """Yield a document in blocks, so that it is never in memory as a whole."""
        with self._opened(LARGEST_TABLE) as file:
            while block := file.read(_START):
                yield block

    def content(self) -> bytes:
        """Return the whole of a document that has to be taken apart at once."""
        with self._opened(LARGEST_DOCUMENT) as file:
            return file.read(LARGEST_DOCUMENT + 1)

    @contextmanager
    def _opened(self, largest: int) -> Iterator[BinaryIO]:
        """Open the file, and refuse it if it is another one than when it was first."""
        try:
            # A pipe would be waited for, so it is not opened as one.
            handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(handle, "rb") as file:
                before = os.fstat(handle)
                if not stat.S_ISREG(before.st_mode):
                    raise Refused("This is not a file.").of(self.path)
                if before.st_size > largest:
                    raise Refused(
                        "The file is larger than {n} MiB, the most that paraplu reads.",
                        n=largest // _MIB,
                    ).of(self.path)
                self._check_same(before)
                yield file
                self._check_same(self.path.stat())
        except OSError as fault:
            raise _unread(fault).of(self.path) from fault

    def _check_same(self, status: os.stat_result) -> None:
        self._first = self._first or _version(status)
        if _version(status) != self._first:
            raise Refused(
                "The file changed while it was being read. Wait until the download is "
                "complete."
            ).of(self.path)


def _version(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _encoding(file: BinaryIO, legacy: str) -> str:
    """Return how a file is encoded; reads all of it, and keeps none."""
    start = file.read(4)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return legacy
    return "utf-8"


def _unread(fault: OSError) -> Refused:
    """Return why the computer does not give a file, where that is known in words."""
    match fault:
        case FileNotFoundError():
            return Refused("There is no such file.")
        case PermissionError():
            return Refused("You do not have permission to read this file.")
    return Refused("The file cannot be read.")
