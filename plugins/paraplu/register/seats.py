"""Seats on the board: who has one, in which days, and what that person signs with.

Values only. A person has an item for each key and each term: a key that was replaced
stays, with the last day on which it counted.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.findings import NO_SOURCE, Source
from paraplu.register.membership import ALWAYS, DayRange

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


class Seat(Struct, frozen=True):
    """A code or an office on the board, in a term, with a key to sign with.

    `signing` is the public half of an SSH key, as “type base64”, or the fingerprint of
    a GPG key in capitals; empty for who signs nothing.
    """

    name: str
    term: DayRange = ALWAYS
    signing: str = ""
    source: Source = NO_SOURCE

    @property
    def is_ssh(self) -> bool:
        """Tell whether the key is one of SSH."""
        return " " in self.signing

    @property
    def fingerprint(self) -> str:
        """The key as git names it: SHA256:… of SSH, hexadecimal of GPG."""
        if not self.is_ssh:
            return self.signing
        return ssh_fingerprint(base64.b64decode(self.signing.split()[1]))


def ssh_fingerprint(key: bytes) -> str:
    """Return how SSH names a public key: its SHA-256 in base64, without padding."""
    digest = hashlib.sha256(key).digest()
    return "SHA256:" + base64.b64encode(digest).decode("ascii").rstrip("=")


def seated(seats: Iterable[Seat], day: dt.date | None) -> tuple[str, ...]:
    """Return who is on the board on a day, each once; without a day who ever was."""
    found = (one for one in seats if day is None or day in one.term)
    return tuple(
        {" ".join(one.name.upper().split()): one.name for one in found}.values()
    )
