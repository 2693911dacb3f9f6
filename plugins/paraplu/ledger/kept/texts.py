"""What is looked for among the kept files: a text, and the code that reads it."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.ledger.checksums import rules_checksum

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORM = "paraplu kept files 2"
# As long as a day at the beginning of an entry.
_DAY = 10


class FileText:
    """What a file says, or a piece of it; of a file in pieces, with these `pieces`.

    Of `earlier` pieces of that file so many begin as this one does.
    """

    def __init__(
        self, name: str, data: bytes, pieces: Iterable[FileText] = (), earlier: int = 0
    ) -> None:
        self.name = name
        self.data = data
        digests = [piece.digest for piece in pieces]
        # What is in the pieces is not looked at again.
        self.digest: bytes = sha256(b"".join(digests) if digests else data).digest()
        whole = b"in pieces" if digests else b""
        asked = sha256(_reader() + whole + self.digest).hexdigest()
        # The newest are kept of each file, and of each piece that begins as it does.
        begins = b"" if digests else b"%d %s" % (earlier, beginning(data))
        place = sha256(os.fsencode(name) + b"\0" + begins).hexdigest()[:16]
        self.key = f"{place}-{asked}"


def beginning(data: bytes) -> bytes:
    """Return by what a piece of a file is known again: the day of its first entry."""
    return data[:_DAY]


@cache
def _reader() -> bytes:
    """Return what the form depends on: the versions and the code of all that reads."""
    from beancount import __version__ as beancount_version
    from msgspec import __version__ as msgspec_version

    python = ".".join(map(str, sys.version_info[:3]))
    said = (_FORM, beancount_version, msgspec_version, python, rules_checksum(), "")
    return "\n".join(said).encode()
