"""The seal of an issued invoice: what its file, its page and its UBL were that day.

It lies beside the invoice, as `sha256sum --check` reads it: a line for each file, with
its SHA-256. Nothing in it says who the customer is.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from paraplu.base.plain_file import digest_of, plain_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEAL = ".sha256"
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\n]+|private/[^/\\\n]+)")
_LARGEST = 10_000


def seal_of(files: Mapping[str, bytes]) -> bytes:
    """Return the seal of files, by their names as seen from the seal."""
    lines = (
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()
    )
    return "".join(lines).encode()


def sealed(seal: Path) -> Mapping[str, str] | None:
    """Return the digests of the files of a seal by their names; None for no seal."""
    try:
        text = plain_bytes(seal, most=_LARGEST).decode()
    except (OSError, ValueError):
        return None
    found = [_LINE.fullmatch(line) for line in text.splitlines()]
    return {one[2]: one[1] for one in found if one} if found and all(found) else None


def digest_now(file: Path) -> str:
    """Return the digest of a file as it is; empty where it is gone."""
    try:
        return digest_of(file)
    except OSError:
        return ""
