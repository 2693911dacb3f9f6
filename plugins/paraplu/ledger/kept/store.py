"""Where read files are kept: in the cache folder of whoever runs this.

A file there has the SHA-256 of what is in it, so that whatever becomes of it on the
disk, it is known again or made anew. It is written aside and renamed. Of each file of
the ledger the newest are kept, and of all together no more than some room.

Who may write there may also forge: what is made for somebody else never asks here.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.cache_folder import cache_folder, is_private
from paraplu.ledger.kept.cleared import Cleared
from paraplu.ledger.kept.form import decoded, encoded
from paraplu.ledger.kept.texts import FileText
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
# A key, in a file that is kept or is being written.
_NAME = re.compile(r"\.?[0-9a-f]{16}-[0-9a-f]{64}\.(?:kept|[0-9]+)")
_CLEARED = b"cleared"


class Store:
    """What is kept, and what is to be kept once the books were judged.

    Of `used` nothing was parsed, files or pieces, and `files` is how many files that
    was all of.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new: dict[str, bytes] = {}
        self.used: list[str] = []
        self.files = 0
        self._cleared: dict[str, Cleared] = {}

    def cleared(self, main: Path) -> Cleared:
        """Return in which texts beside some books nothing was found before."""
        key = FileText(str(main), b"", _CLEARED).key
        if key not in self._cleared:
            self._cleared[key] = Cleared(self.body(key) or b"")
        return self._cleared[key]

    def kept(self, text: FileText) -> KeptFile | None:
        """Return what is kept of a text; None where nothing is.

        Uncertain where it is known that nothing can be.
        """
        key, name = text.key, text.name
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

    def note(self, text: FileText, file: KeptFile | None) -> None:
        """Note what a text says, to be kept; None where nothing can be.

        Uncertain where it says something that cannot be kept.
        """
        key = text.key
        self._new[key] = b""
        if file is not None:
            try:
                self._new[key] = encoded(file)
            except (ValueError, OverflowError):
                # Text that is none; it stays noted that it cannot be kept.
                raise Uncertain from None

    def keep(self) -> None:
        """Write what was noted; it is no loss where the disk does not want it."""
        for key in self.used:
            # Another program may have forgotten it meanwhile.
            with suppress(OSError):
                os.utime(self.folder / f"{key}{_ENDING}")
        self._new |= {
            key: one.kept() for key, one in self._cleared.items() if one.is_new
        }
        for key, body in self._new.items():
            part = self.folder / f".{key}.{os.getpid()}"
            try:
                part.write_bytes(_digest(key, body) + body)
                part.replace(self.folder / f"{key}{_ENDING}")
            except OSError:
                _delete(part)
        if self._new:
            with suppress(OSError):
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
            if _is_ours(file):
                _delete(file)


def _digest(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).digest()


def _tidy(folder: Path) -> None:
    """Delete what is the oldest of the same file, or too much, or half written."""
    now = time.time()
    files = []
    # Whoever names a folder may have something else in it.
    for file in filter(_is_ours, folder.iterdir()):
        found = file.lstat()
        if file.suffix == _ENDING:
            files.append((found.st_mtime_ns, found.st_size, file))
        elif found.st_mtime < now - _LEFT_OVER:
            _delete(file)
    files.sort(reverse=True)
    room = _ROOM
    versions: dict[str, int] = {}
    for _, size, file in files:
        path = file.name.partition("-")[0]
        versions[path] = versions.get(path, 0) + 1
        room -= size
        if versions[path] > _VERSIONS or room < 0:
            _delete(file)


def _is_ours(file: Path) -> bool:
    """Tell whether a file has a name as this module gives them."""
    return _NAME.fullmatch(file.name) is not None


def _delete(file: Path) -> None:
    # Another program may have done so, and a folder is not ours.
    with suppress(OSError):
        file.unlink()
