"""What is looked for among the kept files: a text, and the code that reads it."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256

from paraplu.base.read_once import digest_of_bytes
from paraplu.ledger.checksums import rules_checksum

_FORM = "paraplu kept files 2"
# As long as a day at the beginning of an entry.
_DAY = 10


class FileText:
    """What a file says, or a piece of it that is known by how it `begins`."""

    def __init__(self, name: str, data: bytes, begins: bytes = b"") -> None:
        self.name = name
        self.data = data
        digest = digest_of_bytes(data)
        # The newest are kept of each file, and of each piece that begins as it does.
        place = sha256(os.fsencode(name) + b"\0" + begins).hexdigest()[:16]
        self.key = f"{place}-{sha256(reader() + digest).hexdigest()}"


def beginning(data: bytes) -> bytes:
    """Return by what a piece of a file is known again: the day of its first entry."""
    return data[:_DAY]


@cache
def reader() -> bytes:
    """Return what the form depends on: the versions and the code of all that reads."""
    from beancount import __version__ as beancount_version
    from msgspec import __version__ as msgspec_version

    python = ".".join(map(str, sys.version_info[:3]))
    said = (_FORM, beancount_version, msgspec_version, python, rules_checksum(), "")
    return "\n".join(said).encode()
