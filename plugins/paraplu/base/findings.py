"""What a rule says when the books break it.

A finding is a value: it is made by a rule, sorted by the check, and shown by a
door (terminal, Beancount, Fava, CI). Its words are kept as a `Message`, so that
the door chooses the language.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


class Severity(StrEnum):
    """How much a finding weighs; only an error fails the check."""

    ERROR = "error"
    WARNING = "warning"
    SIGNAL = "signal"

    @property
    def word(self) -> Message:
        """The word that people read."""
        return _WORDS[self]


_WORDS = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.SIGNAL: say("signal"),
}


class Source(NamedTuple):
    """A place in a text file; `line` counts from 1, 0 means the whole file."""

    file: str
    line: int


# Of what is in no file.
NO_SOURCE = Source("", 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule, at one place (contract, section 5).

    `amount` is in `currency` and never negative; it is None where the rule is
    not about money. `funds` are those that it is about, if it is about any.
    not about money. `case` tells apart what one rule finds, where that asks for
    different things of the same reader; no word of a language.
    """

    code: str
    severity: Severity
    message: Message
    source: Source
    hint: Message | None = None
    member: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    date: dt.date | None = None
    funds: tuple[str, ...] = ()
    case: str = ""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted by file and line, then by code and date."""
    return sorted(
        findings,
        key=lambda f: (*f.source, f.code, f.date or dt.date.min, f.member or ""),
    )
