"""Texts in which nothing was found when they were last looked through.

It is of use where what is found depends on the text, on what is looked for and on the
code, and on nothing else. That nothing was found is all that is kept, under a SHA-256
of these three; a text in which there was something is looked through each time.
"""

from __future__ import annotations

from hashlib import sha256

_DIGEST = 32


class Cleared:
    """What was cleared before, and what is asked now, which is kept for the next time.

    What nobody asks about any more is forgotten.
    """

    def __init__(self, kept: bytes = b"") -> None:
        parts = range(0, len(kept) - len(kept) % _DIGEST, _DIGEST)
        self._known = {kept[at : at + _DIGEST] for at in parts}
        self._asked: set[bytes] = set()

    def knows(self, looked_for: bytes, text: bytes) -> bool:
        """Tell whether nothing is in a text, by its SHA-256, of what is looked for."""
        one = _of(looked_for, text)
        if one in self._known:
            self._asked.add(one)
            return True
        return False

    def note(self, looked_for: bytes, text: bytes) -> None:
        """Note that nothing of what is looked for is in a text."""
        self._asked.add(_of(looked_for, text))

    @property
    def is_new(self) -> bool:
        """Whether there is something else to keep than there was."""
        return self._asked != self._known

    def kept(self) -> bytes:
        """Return what is to be kept."""
        return b"".join(sorted(self._asked))


def _of(looked_for: bytes, text: bytes) -> bytes:
    return sha256(sha256(looked_for).digest() + text).digest()
