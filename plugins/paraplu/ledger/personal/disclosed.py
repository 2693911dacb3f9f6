"""Where a text discloses personal data: a BSN, or what the private register holds.

A text is that of a whole file, comments included. It is walked through once; only
where something may be, its lines are looked at by themselves.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.read_once import digest_of_bytes
from paraplu.base.spelling import squeezed
from paraplu.ledger.personal.names import holds_bsn
from paraplu.ledger.personal.passages import over_lines, passage, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.kept.cleared import Cleared
    from paraplu.ledger.personal.names import Personal, Secret

# What an escape in a string does: it breaks a line, or gives the sign behind it.
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
# A name goes on over no more lines than this.
_FAR = 3


class What(enum.Enum):
    """What a text discloses; MAYBE is a word or number that may be anything."""

    BSN = enum.auto()
    PRIVATE = enum.auto()
    MAYBE = enum.auto()


class Disclosed(NamedTuple):
    """What is disclosed on a line; lines count from one."""

    what: What
    line: int


def disclosed(
    personal: Personal, data: bytes, *, ledger: bool, cleared: Cleared | None = None
) -> list[Disclosed]:
    """Return what a text discloses, each kind once for each line.

    It is at the line where a name begins, or that speaks of a BSN. `ledger` tells
    that its strings are Beancount's, or else YAML's. What was `cleared` before is not
    looked through again. UnicodeDecodeError where the text is not UTF-8.
    """
    if cleared is None:
        return _disclosed(personal, data, ledger=ledger)
    asked, text = personal.asked + bytes([ledger]), digest_of_bytes(data)
    if cleared.knows(asked, text):
        return []
    found = _disclosed(personal, data, ledger=ledger)
    if not found:
        cleared.note(asked, text)
    return found


def _disclosed(personal: Personal, data: bytes, *, ledger: bool) -> list[Disclosed]:
    if b"\\" in data:
        data = _ESCAPE.sub(_blank, data)
    # As one line first: where that holds nothing, as nearly always, no line does.
    if not personal.may_be_in(squeezed(data, joined=True)):
        return []
    text = squeezed(data)
    near = personal.near(text)
    over = over_lines(personal, text, near)
    if not near and not over:
        return []
    found = _Text(personal, data.decode().split("\n"), ledger=ledger)
    for line, secret in _lines(text, near):
        if secret is None:
            found.look_for_bsn(line)
        else:
            found.look_for(secret, line)
    for first, last, secret in over:
        found.look_over(secret, first, last)
    return found.result()


def _lines(
    text: bytes, near: list[tuple[int, Secret | None]]
) -> Iterator[tuple[int, Secret | None]]:
    """Yield the lines in which something may be, once for each secret."""
    seen: set[tuple[int, Secret | None]] = set()
    line, counted = 0, 0
    for at, secret in near:
        line += text.count(b"\n", counted, at)
        counted = at
        if (line, secret) in seen or (secret and not secret.may_be_at(text, at)):
            continue
        seen.add((line, secret))
        yield line, secret


class _Text:
    """The lines of a text, and what was found in them."""

    def __init__(self, personal: Personal, lines: list[str], *, ledger: bool) -> None:
        self._personal = personal
        self._all = lines
        self._ledger = ledger
        # The lines that are told, in the order in which they were found.
        self._found: dict[Disclosed, None] = {}
        self._told: dict[What, set[int]] = {what: set() for what in What}

    def look_for_bsn(self, line: int) -> None:
        if line in self._told[What.BSN]:
            return
        # The number may be on the line below the word for it.
        whole = self._passage(line)
        if any(map(holds_bsn, readings(self._all, whole))):
            self._tell(What.BSN, whole, line)

    def look_for(self, secret: Secret, line: int) -> None:
        span = range(line, line + 1)
        if not self._says(secret, span):
            span = self._around(secret, line)
        if span:
            self._tell(_kind(secret), span, span.start)

    def look_over(self, secret: Secret, first: int, last: int) -> None:
        span = range(first, last + 1)
        if last in self._passage(first) and self._says(secret, span):
            self._tell(_kind(secret), span[:1], first)

    def result(self) -> list[Disclosed]:
        """Return all that was found; a name makes a word on its line of no account."""
        surely = self._told[What.PRIVATE]
        return [
            found
            for found in self._found
            if found.what is not What.MAYBE or found.line - 1 not in surely
        ]

    def _around(self, secret: Secret, line: int) -> range:
        """Return the lines that say it as one, if one of them has its surname."""
        if secret.beside is None:
            return range(0)
        whole = self._passage(line)
        first, last = max(whole.start, line - _FAR), min(whole.stop, line + _FAR + 1)
        for size in range(2, last - first + 1):
            begin, end = max(first, line - size + 1), min(line, last - size)
            for start in range(begin, end + 1):
                span = range(start, start + size)
                if self._says(secret, span):
                    return span
        return range(0)

    def _says(self, secret: Secret, span: range) -> bool:
        return any(
            self._personal.says(text, secret) for text in readings(self._all, span)
        )

    def _passage(self, line: int) -> range:
        return passage(self._all, line, ledger=self._ledger)

    def _tell(self, what: What, span: range, line: int) -> None:
        if line not in self._told[what]:
            self._told[what].update(span)
            self._found[Disclosed(what, line + 1)] = None


def _kind(secret: Secret) -> What:
    return What.MAYBE if secret.weak else What.PRIVATE


def _blank(escape: re.Match[bytes]) -> bytes:
    """Return what an escape in a string is read as, in as many signs."""
    return b"  " if escape[1] in b"nrtfbv" else escape[0]
