"""SHA-256 of files that were read before, kept so that they need not be read again.

Ten years of receipts are many gigabytes, and hardly any of them ever changes. So what
was read once is kept in the cache folder of whoever runs this, as git keeps what it
knows of files: by size, times, device and inode. The time of a change of the inode is
the disk's own, and no program can set it. A file that changed moments before it was
read is not kept: another change could have the same time. Names are not in it.

What is made for somebody else, a seal or its verification, never asks here.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.plain_file import digest_of, plain_bytes
from paraplu.ledger.cache_folder import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

# Reading fewer takes no longer than a glance, and then nothing is kept anywhere.
FEWEST = 500
_FIRST = "paraplu digests 1"
_LARGEST = 64 * 1024**2
_FRESH = 2_000_000_000


class KeptDigests:
    """What is known of the files below one folder; without a cache nothing is."""

    def __init__(self, root: Path) -> None:
        self._file = _file_for(root)
        self._before = self._read()
        self._now: dict[str, str] = {}

    def known(self, path: str) -> str | None:
        """Return the SHA-256 of a file that is as it was; None where it has to be read.

        There may be tens of thousands, so paths are the strings that they are.
        """
        key = _key(path)
        before = self._before.get(key)
        if before is None:
            return None
        try:
            mark = _mark(os.stat(path))  # noqa: PTH116 - there are thousands
        except (OSError, ValueError):
            return None
        digest, _, known = before.partition(" ")
        if known != mark:
            return None
        self._now[key] = before
        return digest

    def digest(self, path: Path) -> str:
        """Return the SHA-256 of a file, read anew; OSError where it cannot be read."""
        found = path.stat()
        digest = digest_of(path)
        if max(found.st_mtime_ns, found.st_ctime_ns) < time.time_ns() - _FRESH:
            self._now[_key(os.fspath(path))] = f"{digest} {_mark(found)}"
        return digest

    def keep(self) -> None:
        """Write what is known by now, where it differs and there is a place for it."""
        if self._file is None or self._now == self._before:
            return
        lines = [_FIRST, *(f"{key} {known}" for key, known in self._now.items()), ""]
        part = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        # It is no loss where the disk does not want it.
        with suppress(OSError):
            part.write_bytes("\n".join(lines).encode())
            part.replace(self._file)

    def _read(self) -> dict[str, str]:
        if self._file is None:
            return {}
        try:
            text = plain_bytes(self._file, most=_LARGEST).decode("ascii")
        except (OSError, ValueError):
            return {}
        first, *lines = text.split("\n")
        if first != _FIRST:
            return {}
        return dict(line.split(" ", 1) for line in lines if " " in line)


def _key(path: str) -> str:
    return sha256(os.fsencode(path)).hexdigest()[:32]


def _mark(found: os.stat_result) -> str:
    return (
        f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} "
        f"{found.st_dev} {found.st_ino}"
    )


def _file_for(root: Path) -> Path | None:
    """Return where to keep what is known of a folder; None where that is not safe."""
    folder = cache_folder()
    if folder is None:
        return None
    name = sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]
    return folder / f"{name}.digests"
