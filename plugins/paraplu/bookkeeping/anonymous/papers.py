"""Empty papers in the place of documents: as many, and alike where those were alike."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

_PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R/ID[<{mark}><{mark}>]>>
%%EOF
"""
_PLAIN = "{mark}\n"


class Papers:
    """What stands in the place of the documents of some books."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._marks: dict[str, str] = {}

    def of(self, file: Path) -> bytes:
        """Return a paper with nothing on it; of an empty file nothing."""
        data = file.read_bytes()
        if not data:
            return b""
        digest = sha256(data).hexdigest()
        if digest not in self._marks:
            self._marks[digest] = f"{self._random.getrandbits(128):032x}"
        pdf = file.suffix.lower() == ".pdf"
        return (_PDF if pdf else _PLAIN).format(mark=self._marks[digest]).encode()
