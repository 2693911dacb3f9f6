"""Checksums as `sha256sum` writes and checks them.

Seals of periods and of invoices, packs and bundles have their files in these lines, so
that whoever has no paraplu can verify them.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.plain_file import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# The digest of a file that is not there.
GONE = ""
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


class FileSum(NamedTuple):
    """The SHA-256 of a file, in hexadecimal, and its name."""

    digest: str
    name: str

    @classmethod
    def read(cls, line: str) -> FileSum | None:
        """Return what a line says; None where it is none of `sha256sum`'s."""
        found = _LINE.fullmatch(line)
        return cls(found[1], found[2]) if found else None

    def __str__(self) -> str:
        return f"{self.digest}  {self.name}"


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """Return a line for each of some files, by name, in the order that they come in."""
    sums = (FileSum(sha256(data).hexdigest(), name) for name, data in files.items())
    return "".join(f"{one}\n" for one in sums).encode()


def digest_now(file: Path, digest: Callable[[Path], str] = digest_of) -> str:
    """Return the SHA-256 of a file as it is; `GONE` where it cannot be read."""
    try:
        return digest(file)
    except (OSError, ValueError):
        return GONE
