"""The statements in MT940, and the fields of each, as they stand in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from nl_banks.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG = re.compile(r":(\d\d[A-Z]?|NS):(.*)", re.DOTALL)

# What banks put around a message: {1:F01INGB...}{2:I940...}{4:, ABNANL2A, 940 00,
# 0000 01INGBNL2AXXXX00001, :940:, -} and -XXX; BNG has 940 02.
# The tag of an entry behind signs that are no part of any text.
_HIDDEN_LINE = re.compile(r"[^0-9A-Za-z]*:61:")
_AROUND = re.compile(
    r"\s*|\{.*|:?940:?( 0[02])?|\d{4} \d\d[A-Z]{6}[A-Z0-9]{2,8}\d{5}"
    r"|[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?|-(\}.*|XXX)?"
)
_BIC = re.compile(r"(?:\{1:F01|\d{4} (?:01|13)|^)([A-Z]{6}[A-Z0-9]{2})")
_BEGIN = "20"
# What comes right after the begin; text that merely starts with ":20:" has it not.
_AFTER_BEGIN = (":21", ":25", ":28")

_ACCOUNT = {"25", "25P"}
_OPENING = {"60", "60F", "60M"}
_CLOSING = {"62", "62F", "62M"}
# Of a line this much is taken; lines have 65 signs, and the books show 500 of a text.
_LONGEST = 5_000


@dataclass(frozen=True)
class Field:
    """What stands behind a tag, over one line or more."""

    line: int
    tag: str
    lines: list[str]

    @property
    def text(self) -> str:
        """The first line, without padding."""
        return self.lines[0].strip()


@dataclass(frozen=True)
class StatementText:
    """One statement: its account and balances, and each line with its texts."""

    account: Field
    opening: Field
    closing: Field
    bic: str
    entries: list[tuple[Field, list[Field]]]


def looks_like(start: str) -> float:
    """Return 1.0 for text that begins as MT940 does, 0.5 for half of it."""
    seen = []
    for one in start.lstrip("\ufeff").splitlines()[:40]:
        found = _TAG.match(_bare(one))
        if found:
            seen.append(found[1])
        elif not seen and not _AROUND.fullmatch(one.rstrip()):
            return 0.0
    if seen[:1] == [_BEGIN] and _ACCOUNT & {*seen}:
        return 1.0 if _OPENING & {*seen} else 0.5
    return 0.0


def _bare(text: str) -> str:
    """Return a line without the envelope, which may end on the line that begins."""
    envelope, mark, rest = text.rpartition("{4:")
    return rest if mark and envelope.startswith("{") and rest else text


def blocks(lines: Iterable[str]) -> Iterator[StatementText]:
    """Yield the statements; Refused, with the line, where one is not whole."""
    reader = _Reader()
    for (number, text), (_, after) in pairwise(chain(_joined(lines), [(0, "")])):
        try:
            done = reader.take(number, text, after)
        except Refused as refusal:
            raise refusal.at(number) from None
        if done:
            yield done
    reader.end()


def _joined(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers.

    ING wrote :28C: with a line end behind the first colon.
    """
    colon = False
    for number, line in enumerate(lines, start=1):
        text = _bare(line.rstrip("\r\n").removeprefix("\ufeff"))[:_LONGEST]
        if colon and text.startswith(("28:", "28C:")):
            text = f":{text}"
        elif colon:
            yield number - 1, ":"
        colon = text.strip() == ":"
        if text.strip() and not colon:
            yield number, text


class _State(Enum):
    """Where in the text a line stands."""

    AROUND = auto()  # between messages
    HEAD = auto()  # from :20: to :60F:
    OPEN = auto()  # from :60F: to :62F:
    CLOSED = auto()  # what is told after it


class _Reader:
    """Puts fields and statements together, one line of the file after the other."""

    def __init__(self) -> None:
        self._state = _State.AROUND
        self._bic = ""
        self._account: Field | None = None
        self._opening: Field | None = None
        self._entries: list[tuple[Field, list[Field]]] = []
        # What a line without a tag goes on with.
        self._field: Field | None = None

    def take(self, number: int, text: str, after: str) -> StatementText | None:
        """Take a line, given the one after it; return the statement that it ends."""
        found = _TAG.match(text)
        if not found or not self._is_field(found[1], after):
            self._go_on(text)
            return None
        self._field = Field(number, found[1], [found[2]])
        return self._take_field(self._field)

    def end(self) -> None:
        """Refuse a file that ends within a statement."""
        if self._state in {_State.HEAD, _State.OPEN} and self._field:
            raise _cut_off().at(self._field.line)

    def _is_field(self, tag: str, after: str) -> bool:
        """Tell whether a tag is one where it stands, and not the text of a payment."""
        if self._state is not _State.OPEN:
            return True
        if tag == _BEGIN:
            return after.startswith(_AFTER_BEGIN)
        return tag in {"61", "86", "NS", *_OPENING, *_CLOSING}

    def _take_field(self, taken: Field) -> StatementText | None:
        is_open = self._state is _State.OPEN
        if is_open and taken.tag in {_BEGIN, *_OPENING}:
            raise _cut_off()
        if not is_open and taken.tag in {"61", *_CLOSING}:
            raise Refused(
                "This line does not belong to any statement. Download the file again."
            )
        if taken.tag == _BEGIN:
            self._state, self._account = _State.HEAD, None
        elif self._state is _State.AROUND:
            raise Refused(
                "This line does not belong to any statement. Download the file again."
            )
        elif taken.tag in _ACCOUNT:
            self._account = taken
        elif taken.tag in _OPENING:
            self._state, self._opening, self._entries = _State.OPEN, taken, []
        elif taken.tag == "61":
            self._entries.append((taken, []))
        elif taken.tag == "86" and is_open and self._entries:
            self._entries[-1][1].append(taken)
        elif taken.tag in _CLOSING:
            return self._close(taken)
        return None

    def _close(self, closing: Field) -> StatementText:
        if not self._account or not self._opening:
            raise Refused("The statement does not say which account it is for.")
        self._state = _State.CLOSED
        return StatementText(
            self._account, self._opening, closing, self._bic, self._entries
        )

    def _go_on(self, text: str) -> None:
        """Take a line without a tag: more of a field, or what is around messages.

        A tag behind blanks or damaged signs is none; the entry would be lost in the
        field before it.
        """
        if _HIDDEN_LINE.match(text):
            raise Refused(
                "This line does not belong to any statement. Download the file again."
            )
        is_around = _AROUND.fullmatch(text.rstrip())
        if self._state is _State.CLOSED and is_around:
            self._state = _State.AROUND
        if self._state is not _State.AROUND:
            if self._field:
                self._field.lines.append(text)
        elif not is_around:
            raise Refused(
                "This line does not belong to any statement. Download the file again."
            )
        elif found := _BIC.match(text):
            self._bic = found[1]


def _cut_off() -> Refused:
    return Refused(
        "The statement is incomplete: it has no closing balance. Download it again."
    )
