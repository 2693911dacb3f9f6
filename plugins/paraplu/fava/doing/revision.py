"""By what it is known whether books changed since a page was drawn from them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.plain_file import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.opening import Request

_DIGITS = 24


def revision_of(request: Request) -> str:
    """Return a digest of all that a ledger is made of: its files and the register.

    What cannot be read counts as such.
    """
    private = request.register.private_file
    files = [*request.text.files, request.register_file]
    return _digest([*files, *([Path(private)] if private else [])])


def _digest(files: Iterable[Path]) -> str:
    digest = sha256()
    for file in files:
        try:
            said = digest_of(file)
        except (OSError, ValueError):
            said = ""
        digest.update(f"{file}\0{said}\0".encode())
    return digest.hexdigest()[:_DIGITS]
