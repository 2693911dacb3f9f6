"""Where read files are kept: in the cache folder of whoever runs this.

A file there has the SHA-256 of what is in it, so that whatever becomes of it on the
disk, it is known again or made anew. It is written aside and renamed. Of each file of
the ledger the newest are kept, and of all together no more than some room.

Who may write there may also forge: what is made for somebody else never asks here.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.cache_folder import cache_folder, is_private
from paraplu.ledger.checksums import rules_checksum
from paraplu.ledger.kept.form import decoded, encoded
from paraplu.ledger.kept.uncertain import Uncertain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from paraplu.ledger.kept.form import KeptFile

FOLDER = "files"
# Smaller books are read as quickly as that.
LEAST = 1_000_000
# Of the same file: what it was before the last edits, should they be taken back.
_VERSIONS = 3
_ROOM = 1024**3
_DIGEST = 32
_LEFT_OVER = 3600
_ENDING = ".kept"
_FORM = "paraplu kept files 1"


class Store:
    """What is kept, and what is to be kept once the books were judged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new: dict[str, bytes] = {}
        # What did not have to be read again.
        self.used: list[str] = []

    def kept(self, name: str, data: bytes) -> KeptFile | None:
        """Return what is kept of a file with these bytes; None where nothing is.

        Uncertain where it is known that nothing can be.
        """
        key = _key(name, data)
        body = self.body(key)
        if body is None:
            return None
        if not body:
            raise Uncertain
        file = decoded(body)
        if file is None or file.name != name:
            return None
        self.used.append(key)
        return file

    def note(self, name: str, data: bytes, file: KeptFile | None) -> None:
        """Note what a file says, to be kept; None where nothing can be.

        Uncertain where it says something that cannot be kept.
        """
        key = _key(name, data)
        self._new[key] = b""
        if file is not None:
            try:
                self._new[key] = encoded(file)
            except (ValueError, OverflowError):
                # Text that is none; it stays noted that it cannot be kept.
                raise Uncertain from None

    def keep(self) -> None:
        """Write what was noted; it is no loss where the disk does not want it."""
        with suppress(OSError):
            for key in self.used:
                os.utime(self.folder / f"{key}{_ENDING}")
            for key, body in self._new.items():
                part = self.folder / f".{key}.{os.getpid()}"
                part.write_bytes(_digest(key, body) + body)
                part.replace(self.folder / f"{key}{_ENDING}")
            if self._new:
                _tidy(self.folder)

    def body(self, key: str) -> bytes | None:
        """Return what is kept under a key, None where it is not as it was written."""
        try:
            data = plain_bytes(self.folder / f"{key}{_ENDING}")
        except (OSError, ValueError):
            return None
        body = data[_DIGEST:]
        return body if data[:_DIGEST] == _digest(key, body) else None


def store_of(files: Iterable[Path]) -> Store | None:
    """Return the store for the files of a ledger; None where none is wanted or safe.

    The folder of it is private in a private folder.
    """
    try:
        size = sum(file.stat().st_size for file in files)
    except OSError:
        return None
    above = cache_folder() if size >= LEAST else None
    folder = above / FOLDER if above else None
    return Store(folder) if folder and is_private(folder) else None


def forget_kept() -> None:
    """Delete whatever is kept."""
    above = cache_folder()
    if above is not None:
        for file in (above / FOLDER).glob("*"):
            with suppress(OSError):
                file.unlink()


def _key(name: str, data: bytes) -> str:
    """Return under what a file is kept: its path, its text, and all that reads it."""
    path = sha256(os.fsencode(name)).hexdigest()[:16]
    return f"{path}-{sha256(_reader() + sha256(data).digest()).hexdigest()}"


@cache
def _reader() -> bytes:
    """Return what the form depends on: the versions and the code of all that reads."""
    from beancount import __version__ as beancount_version
    from msgspec import __version__ as msgspec_version

    python = ".".join(map(str, sys.version_info[:3]))
    said = (_FORM, beancount_version, msgspec_version, python, rules_checksum(), "")
    return "\n".join(said).encode()


def _digest(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).digest()


def _tidy(folder: Path) -> None:
    """Delete what is the oldest of the same file, or too much, or half written."""
    now = time.time()
    files = []
    for file in folder.iterdir():
        found = file.stat()
        if file.suffix == _ENDING:
            files.append((found.st_mtime_ns, found.st_size, file))
        elif found.st_mtime < now - _LEFT_OVER:
            file.unlink()
    files.sort(reverse=True)
    room = _ROOM
    versions: dict[str, int] = {}
    for _, size, file in files:
        path = file.name.partition("-")[0]
        versions[path] = versions.get(path, 0) + 1
        room -= size
        if versions[path] > _VERSIONS or room < 0:
            file.unlink()
