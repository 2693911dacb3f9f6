"""The faults of a register, gathered while it is read so that all are told at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

RULE = "MB00"

# The keys that lead to a value.
Path: TypeAlias = tuple[str, ...]

# Beyond this many the file is something else than a register, and telling each
# fault helps nobody.
MOST_FAULTS = 500

# Enough of a value to find it back; a value can be as long as the file.
_SHOWN = 60


class TooManyFaults(Exception):  # noqa: N818 - ends the reading, is no error of ours
    """The file has more than `MOST_FAULTS` faults."""


@dataclass
class Faults:
    """The faults of one file so far; each is a breach of the rule `code`.

    `unknown` leads to the values that they make unknown. Of a `secret` file no value
    is told: what stands in it must not end up in a list that others read.
    """

    file: str
    found: list[Finding] = field(default_factory=list)
    code: str = RULE
    unknown: list[Path] = field(default_factory=list)
    secret: bool = False

    def add(
        self,
        line: int,
        what: Message,
        hint: Message | None = None,
        member: str | None = None,
    ) -> None:
        """Keep a fault of a line; line 0 is the whole file.

        Raises:
            TooManyFaults: there were `MOST_FAULTS` already; a last finding says so.
        """
        full = len(self.found) >= MOST_FAULTS
        if full:
            what = say("There are more than {most} faults.", most=MOST_FAULTS)
            hint, member = say("Fix these first."), None
        self.found.append(
            Finding(
                self.code,
                Severity.ERROR,
                what,
                Source(self.file, line),
                hint=hint,
                member=member,
            )
        )
        if full:
            raise TooManyFaults


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the register a value stands: the keys that lead to it, and its line."""

    faults: Faults
    path: Path = ()
    line: int = 0

    @property
    def source(self) -> Source:
        """The file and line of this place."""
        return Source(self.faults.file, self.line)

    @property
    def name(self) -> str:
        """The last key that leads here: a member's code, a fund's name."""
        return self.path[-1]

    def into(self, key: str, line: int) -> Place:
        """Return the place of the value under a key, or of an item of a list."""
        return Place(self.faults, (*self.path, key), line)

    def at(self, line: int) -> Place:
        """Return this place with another line, where a fault shows more exactly."""
        return replace(self, line=line)

    def fault(
        self,
        what: Message,
        hint: Message | None = None,
        *,
        unknown: Iterable[Path] | None = None,
    ) -> None:
        """Keep a fault at this place; its message begins with the place.

        What is in no file has none. `unknown` leads to what the fault makes
        unknown, where that is not the value of this place.
        """
        self.faults.unknown.extend([self.path] if unknown is None else unknown)
        where = " › ".join(map(shown, self.path)) or PurePath(self.faults.file).name
        if where:
            what = say("{where}: {what}", where=where, what=what)
        self.faults.add(self.line, what, hint, self._member())

    def lose(self) -> None:
        """Keep that the value of this place is unknown; the fault is told already."""
        self.faults.unknown.append(self.path)

    def _member(self) -> str | None:
        """Return the member's code, where it is a word that can stand in a column."""
        match self.path:
            case ("members", code, *_) if code.replace("-", "").isalnum():
                return code if shown(code) == code else None
        return None


def shown(text: str) -> str:
    """Return a value for a message: as it is written, cut off where it is long."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def listed(words: Iterable[str]) -> str:
    """Return the words that are allowed somewhere, for a message."""
    return ", ".join(words)
