"""The seal of an issued invoice: what its file, its page and its UBL were that day.

It lies beside the invoice, as `sha256sum --check` reads it: a line for each file, with
its SHA-256 (`paraplu.base.sums`). Nothing in it says who the customer is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.plain_file import plain_bytes
from paraplu.base.sums import FileSum

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEAL = ".sha256"
_BESIDE = re.compile(r"(?:private/)?[^/\\\n]+")
_LARGEST = 10_000


def sealed(seal: Path) -> Mapping[str, str] | None:
    """Return the digests of the files of a seal by their names; None for no seal."""
    try:
        text = plain_bytes(seal, most=_LARGEST).decode()
    except (OSError, ValueError):
        return None
    found = [FileSum.read(line) for line in text.splitlines()]
    own = [one for one in found if one and _BESIDE.fullmatch(one.name)]
    return {one.name: one.digest for one in own} if own and own == found else None
