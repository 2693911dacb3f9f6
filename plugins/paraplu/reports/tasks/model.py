"""A task: one thing that somebody does, and the cases that ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.findings import NO_SOURCE, Severity, Source
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction


class Doer(StrEnum):
    """Who does something."""

    BOOKKEEPER = "bookkeeper"
    TREASURER = "treasurer"
    BOARD = "board"
    COACH = "coach"

    @property
    def word(self) -> Message:
        """The word that people read."""
        return _WORDS[self]


_WORDS = {
    Doer.BOOKKEEPER: say("bookkeeper"),
    Doer.TREASURER: say("treasurer"),
    Doer.BOARD: say("board"),
    Doer.COACH: say("coach"),
}
_ORDER = {severity: n for n, severity in enumerate(Severity)}


@dataclass(frozen=True)
class TaskJob:
    """What somebody does about a kind of case.

    `about` is said once, above all cases. `command` does it in the terminal, "" where
    it is done by hand; `page` is the part of the browser that does it, if there is one.
    """

    key: str
    doer: Doer
    title: Message
    about: Message
    command: str = ""
    page: str = ""
    batched: bool = False


@dataclass(frozen=True)
class TaskCase:
    """One case: about whom, of which day, what it is, how much, and where it stands.

    `code` is the rule that found it, "" where none did; then it lasts whatever period
    is looked at. An amount is never negative. `command` is for this case alone.
    """

    what: Message | str
    severity: Severity
    member: str = ""
    day: dt.date | None = None
    amount: Decimal | None = None
    source: Source = NO_SOURCE
    code: str = ""
    hint: Message | None = None
    transaction: Transaction | None = None
    command: str = ""


@dataclass(frozen=True)
class JobTask:
    """A job with its cases, the gravest first and then the oldest."""

    job: TaskJob
    cases: tuple[TaskCase, ...]
    command: str = ""

    @property
    def count(self) -> int:
        """How many cases there are."""
        return len(self.cases)

    @property
    def name(self) -> str:
        """What tells it apart from other tasks, in an address."""
        month = self.command.rpartition(" ")[2] if self.job.batched else ""
        return f"{self.job.key}-{month}" if month else self.job.key

    @cached_property
    def severity(self) -> Severity:
        """How much the gravest of them weighs."""
        return min((one.severity for one in self.cases), key=_ORDER.__getitem__)

    @cached_property
    def oldest(self) -> dt.date | None:
        """The first day of any of them, None where none has a day."""
        return min((one.day for one in self.cases if one.day), default=None)

    @cached_property
    def total(self) -> Decimal | None:
        """What they come to, None where not all of them are amounts."""
        amounts = [one.amount for one in self.cases]
        if None in amounts:
            return None
        return sum((one for one in amounts if one is not None), ZERO)

    @cached_property
    def rank(self) -> int:
        """Where it comes among all tasks: the gravest first."""
        return _ORDER[self.severity]

    @property
    def presses(self) -> bool:
        """Tell whether somebody has to do it; a signal is only worth talking about."""
        return self.severity is not Severity.SIGNAL


def in_cases_order(case: TaskCase) -> tuple[int, bool, dt.date | None, str, Source]:
    """Return by what cases are put in order."""
    return (
        _ORDER[case.severity],
        case.day is None,
        case.day,
        case.member,
        case.source,
    )
