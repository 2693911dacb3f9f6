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


class Cause(StrEnum):
    """What one rule finds, where its findings ask for different things.

    Of receipts: one that no other computer has, and a total that may be wrong; of an
    approval, that the cooperative charged it, or that its signature cannot be verified
    where the books are. The others are of contributions.
    """

    HERE_ALONE = "here-alone"
    TOTAL = "total"
    CHARGED = "charged"
    TOO_MUCH = "too-much"
    TOO_LITTLE = "too-little"
    NOT_AGREED = "not-agreed"
    TO_COME = "to-come"
    TOO_EARLY = "too-early"
    NOT_BOOKED = "not-booked"
    NOT_GIVEN_BACK = "not-given-back"
    NOT_VERIFIED = "not-verified"


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
    not about money, and `cause` where all findings of the rule ask for the same.
    `funds` are those that it is about, if it is about any.
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
    cause: Cause | None = None


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted by file and line, then by code and date."""
    return sorted(
        findings,
        key=lambda f: (*f.source, f.code, f.date or dt.date.min, f.member or ""),
    )
