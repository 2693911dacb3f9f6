"""Writes a zip file by file, the same bytes for the same files.

No time and no owner is kept. Nothing is compressed: what compresses does it otherwise
from one version to the next. The last file is the list of checksums of all others.
"""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from paraplu.base.sums import FileSum
from paraplu.bookkeeping.documents.bundle import SUMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The first day that a zip knows, and a file that its owner may read and write.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100600


class PackedFile(NamedTuple):
    """A file of a zip: its name there, and what writes it when its turn comes."""

    name: str
    write: Callable[[BinaryIO], None]


def write_archive(parts: Iterable[PackedFile], out: BinaryIO) -> None:
    """Write a zip of these files by name, and the list of their checksums.

    OSError where one of them cannot be read, or the disk does not want it.
    """
    sums = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part in sorted(parts):
            with archive.open(_info(part.name), "w", force_zip64=True) as file:
                told = _Told(file)
                part.write(told)  # type: ignore[arg-type] # it only writes
            sums.append(f"{FileSum(told.digest.hexdigest(), part.name)}\n")
        with archive.open(_info(SUMS), "w") as file:
            file.write("".join(sums).encode())


class _Told:
    """A file that is written, and its checksum."""

    def __init__(self, file: object) -> None:
        self._file: BinaryIO = file  # type: ignore[assignment] # what zipfile gives
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Write some bytes."""
        self.digest.update(data)
        return self._file.write(data)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.create_system, info.external_attr = _UNIX, _MODE << 16
    return info
