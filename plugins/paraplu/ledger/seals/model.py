"""A seal as a value: a period of some part of the books, as it was when closed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from paraplu.register.membership import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.periods import Period

_ENTRY = re.compile(r"(\d{4}-[01]\d-[0-3]\d)\t([0-9a-f]{16})\t(.*)", re.ASCII)
_FUND = re.compile(r"fund:(\w[\w-]*)")


class SealKind(StrEnum):
    """What happened to a period.

    What is closed can be opened again. What was filed, at the tax office, the
    municipality or a funder, cannot: an entry of a later day corrects it.
    """

    CLOSED = "closed"
    FILED = "filed"
    OPENED = "opened"


class ScopeKind(StrEnum):
    """Which part of the books a seal is about."""

    ALL = "all"
    VAT = "vat"
    FUND = "fund"


class Scope(NamedTuple):
    """All of the books, what has an effect on VAT, or one fund: all, vat, fund:Name."""

    kind: ScopeKind
    fund: str = ""

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the scope that a text names, or None where it names none."""
        if text in {ScopeKind.ALL, ScopeKind.VAT}:
            return cls(ScopeKind(text))
        found = _FUND.fullmatch(text)
        return cls(ScopeKind.FUND, found[1]) if found else None

    @property
    def in_name(self) -> str:
        """What it adds to the name of a file: nothing for all of the books."""
        return "" if self.kind is ScopeKind.ALL else "." + str(self).replace(":", "-")

    def __str__(self) -> str:
        return f"{self.kind}:{self.fund}" if self.fund else str(self.kind)


class EntryMark(NamedTuple):
    """An entry of a sealed period: its day, its checksum, and by what it is known.

    `digest` is the beginning of the SHA-256 of its canonical line. `words` are the
    amount and the first account of a transaction, and never who was paid.
    """

    day: dt.date
    digest: str
    words: str

    @classmethod
    def read(cls, line: str, otherwise: dt.date) -> Self:
        """Return the mark that a line of a seal is, else one of another day."""
        found = _ENTRY.fullmatch(line)
        try:
            day = dt.date.fromisoformat(found[1]) if found else None
        except ValueError:
            day = None
        if not found or not day:
            return cls(otherwise, "", line)
        return cls(day, found[2], found[3])

    def __str__(self) -> str:
        return f"{self.day}\t{self.digest}\t{self.words}"


@dataclass(frozen=True)
class Seal:
    """What a period was. `number` counts the seals of this period and scope from 1.

    `previous` are the SHA-256 of the seals that no other followed when this one was
    made: one, or two where two people had closed at once. `checksum` is that of the
    canonical lines, sorted. `balances` are in EUR, with Beancount's sign, at the end of
    the last day; `documents` are SHA-256 by path from the folder of the books. Of an
    opened period there are none of these. `file` is where the seal lies, and `digest`
    is its own SHA-256.
    """

    period: Period
    scope: Scope
    kind: SealKind
    number: int
    day: dt.date
    by: str
    reason: str = ""
    previous: tuple[str, ...] = ()
    program: str = ""
    canonical: int = 0
    rules: str = ""
    register: str = ""
    transactions: int = 0
    checksum: str = ""
    balances: Mapping[str, Decimal] = field(default_factory=lambda: EMPTY)
    documents: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    entries: tuple[str, ...] = ()
    file: Path = field(default=Path(), compare=False)
    digest: str = field(default="", compare=False)

    @property
    def closes(self) -> bool:
        """Tell whether nothing may change after it."""
        return self.kind is not SealKind.OPENED

    @property
    def marks(self) -> list[EntryMark]:
        """Its entries; a line that somebody spoilt is like no entry."""
        return [EntryMark.read(line, self.period.first) for line in self.entries]

    @property
    def name(self) -> str:
        """How its file is called."""
        again = "" if self.number == 1 else f".{self.number}"
        return f"{self.period}{self.scope.in_name}{again}.seal"
