"""One document, or a ZIP of them: some banks put a statement per day in one.

Nothing is unpacked to disk and no name in the ZIP is used as a path. How many files
there are, and how large, is bounded before anything is unpacked and while it is.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from nl_banks.refusal import Refused
from nl_banks.source import LARGEST_DOCUMENT
from nl_banks.text import name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nl_banks.source import StatementFile

_ZIP = b"PK\x03\x04"
# What each entry in the list of a ZIP begins with.
_ENTRY = b"PK\x01\x02"
_BLOCK = 64 * 1024

# A statement per day of five accounts, for five years.
_MOST_FILES = 10_000

_LOCAL = struct.Struct("<4s2xHH8xL4xHH")
_SIZE_COMES_LATER = 0x08
_LOCKED = 0x01
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# What a Mac adds to a ZIP beside each file; it holds no more than an icon.
_RESOURCE = b"\x00\x05\x16\x07"

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class ArchivedDocument(NamedTuple):
    """A document: its name in the ZIP, if it came in one, and what it holds."""

    name: str
    blocks: Iterator[bytes]


def is_archive(source: StatementFile) -> bool:
    """Tell whether a file is a ZIP."""
    return source.start.startswith(_ZIP)


def first_start(source: StatementFile) -> bytes:
    """Return how the first file in a ZIP begins; empty where that cannot be seen."""
    start, place = source.start, 0
    try:
        while start.startswith(_ZIP, place):
            _, flags, method, size, *lengths = _LOCAL.unpack_from(start, place)
            place += _LOCAL.size + sum(lengths)
            packed = start[place : place + size] if size else start[place:]
            if flags & _SIZE_COMES_LATER or size:
                if method != zipfile.ZIP_STORED:
                    packed = zlib.decompressobj(-zlib.MAX_WBITS).decompress(
                        packed, _BLOCK
                    )
                if packed:
                    return packed[:_BLOCK]
            place += size
    except (struct.error, zlib.error):
        pass
    return b""


def documents(source: StatementFile) -> Iterator[ArchivedDocument]:
    """Yield the documents in a file, each to be read before the next.

    Refused where a ZIP is damaged, locked, or holds more than statements do.
    """
    if not is_archive(source):
        yield ArchivedDocument("", source.blocks())
        return
    content = source.content()
    if content.count(_ENTRY) > _MOST_FILES:
        raise Refused("This ZIP holds more than {n} files.", n=_MOST_FILES)
    with _undamaged(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in _checked(archive.infolist()):
            with archive.open(entry) as file:
                mark = file.read(len(_RESOURCE))
                if mark != _RESOURCE:
                    yield ArchivedDocument(name(entry.filename), _blocks(file, mark))


@contextmanager
def _undamaged() -> Iterator[None]:
    """Refuse a ZIP for whatever the library finds wrong with it."""
    try:
        yield
    except _DAMAGED as fault:
        raise Refused(
            "This ZIP cannot be opened. It may be damaged, or locked with a password. "
            "Download it again."
        ) from fault


def _checked(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the files in a ZIP, where all of them can be read."""
    if sum(entry.file_size for entry in entries) > LARGEST_DOCUMENT:
        raise Refused(
            "The file is larger than {n} MiB, the most that paraplu reads.",
            n=LARGEST_DOCUMENT // (1024 * 1024),
        )
    for entry in entries:
        if entry.flag_bits & _LOCKED or entry.compress_type not in _METHODS:
            raise Refused(
                "“{name}” in this ZIP is locked with a password, or packed in a way "
                "that paraplu cannot read.",
                name=name(entry.filename),
            )
    return [entry for entry in entries if not entry.filename.endswith("/")]


def _blocks(file: IO[bytes], mark: bytes = b"") -> Iterator[bytes]:
    """Yield a file in blocks, of which `mark` was read already.

    A ZIP may hold more than it says: what is really there is bounded too.
    """
    left = LARGEST_DOCUMENT
    with _undamaged():
        while block := mark + file.read(_BLOCK):
            mark = b""
            left -= len(block)
            if left < 0:
                raise Refused(
                    "The file is larger than {n} MiB, the most that paraplu reads.",
                    n=LARGEST_DOCUMENT // (1024 * 1024),
                )
            yield block
