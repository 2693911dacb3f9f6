"""Members by a code that nobody can trace who does not have the key.

There are few codes, so a plain hash of one is found by trying them all. The key is kept
apart from the lake; with another key all codes are others.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say

if TYPE_CHECKING:
    from pathlib import Path

# As many bytes as SHA-256 gives.
_BYTES = 32
_KEY = re.compile(rb"[0-9a-f]{64}\n?")
_OWNER = 0o600
# Of a member in a lake: 96 bits, so that no two of a country come to be the same.
_LENGTH = 24


class NoKey(Exception):  # noqa: N818 - it says how things are
    """There is no key to be had; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


@dataclass(frozen=True)
class Pseudonyms:
    """What members of cooperatives are called in a lake."""

    key: bytes = field(repr=False)

    @property
    def mark(self) -> str:
        """By what the key is known in a manifest; it tells nothing of the key."""
        return self._digest("key")

    def of(self, coop: str, member: str) -> str:
        """Return what a member of a cooperative is called; nobody is called nothing."""
        # A name of a cooperative has no such sign in it.
        return self._digest(f"member\n{coop}\n{member}") if member else ""

    def _digest(self, text: str) -> str:
        return hmac.digest(self.key, text.encode(), "sha256").hex()[:_LENGTH]


def key_in(file: Path, lake: Path) -> Pseudonyms:
    """Return what members are called by the key in a file, which is made if need be.

    Raises:
        NoKey: the file is no key, cannot be read or made, or lies in the lake itself.
    """
    if file.resolve().is_relative_to(lake.resolve()):
        raise NoKey(
            say(
                "The key {file} would lie in the lake, where whoever has the one has "
                "the other. Keep it somewhere else.",
                file=str(file),
            )
        )
    try:
        if not file.exists():
            _make(file)
        text = file.read_bytes()
    except OSError as fault:
        raise NoKey(
            say(
                "The key {file} cannot be read or made: {fault}.",
                file=str(file),
                fault=fault.strerror or str(fault),
            )
        ) from fault
    if not _KEY.fullmatch(text):
        raise NoKey(
            say(
                "{file} is not a key: that is one line of 64 digits and letters a to "
                "f. "
                "Name a file that is not there yet, and it will be made.",
                file=str(file),
            )
        )
    return Pseudonyms(bytes.fromhex(text.decode()))


def _make(file: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(file, flags, _OWNER), "w", encoding="ascii") as new:
        new.write(f"{secrets.token_hex(_BYTES)}\n")
