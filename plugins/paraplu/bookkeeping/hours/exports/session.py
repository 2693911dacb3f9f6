"""What an export has: spans of time, in seconds, each on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.register.fields import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message

_SECONDS_A_DAY = 24 * 60 * 60
# Where the members work: the zone of times that have none.
HERE = "Europe/Amsterdam"
# A span that is longer was forgotten, not worked.
_LONGEST = 7 * _SECONDS_A_DAY


class CannotReadExport(Problem):
    """An export cannot be read; `message` says which, where, and what to do."""


class DayOrder(StrEnum):
    """What comes first in a day such as 03/04/2026."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True)
class ExportOptions:
    """What whoever imports says of an export.

    `kind` and `whom` are for the rows that do not say it themselves, `days` how its
    days are written, and `user` whose rows count where several people are in it. `span`
    are the days that count, all of them without it.
    """

    member: str
    kind: str = ""
    whom: str = ""
    days: DayOrder | None = None
    user: str = ""
    span: DaySpan | None = None


class DaySpan(NamedTuple):
    """The days that are asked for, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Session:
    """A span of time on one day; `words` may name a kind of hours, or a member.

    `mark` tells it from others of that day, such as the times when it began and ended.
    """

    day: dt.date
    seconds: int
    what: str
    mark: str
    words: tuple[str, ...] = ()
    user: str = ""


class Found(NamedTuple):
    """What is in an export, and what of it is not.

    `left_out` is how many of its events last whole days, and `refused` tells of others
    why they cannot be read.
    """

    sessions: list[Session]
    left_out: int = 0
    refused: tuple[Message, ...] = ()


def refused(program: str, line: int, why: Message) -> CannotReadExport:
    """Return the refusal of an export of a program, at a line; 0 is all of it."""
    if line:
        return CannotReadExport(
            say(
                "{program}, line {line}: {why}",
                program=program,
                line=str(line),
                why=why,
            )
        )
    return CannotReadExport(say("{program}: {why}", program=program, why=why))


def by_day(begin: dt.datetime, seconds: int, about: Session) -> Iterator[Session]:
    """Yield a span of time, cut at each midnight.

    `about` is what it is; its day, seconds and mark are those of each part.

    Raises:
        CannotReadExport: it is of no year in which anybody worked.
    """
    if not FIRST_YEAR <= begin.year <= LAST_YEAR:
        raise CannotReadExport(say("{day} cannot be right.", day=begin.date()))
    moment, left = begin, seconds
    while left > 0:
        start = moment.hour * 3600 + moment.minute * 60 + moment.second
        part = min(left, _SECONDS_A_DAY - start)
        yield Session(
            moment.date(),
            part,
            about.what,
            f"{_clock(start)}-{_clock(start + part)}",
            about.words,
            about.user,
        )
        moment, left = moment + dt.timedelta(seconds=part), left - part


def check_length(seconds: int, program: str, line: int) -> None:
    """Check how long a span is, in seconds.

    Raises:
        CannotReadExport: it ends before it begins, or lasts longer than a week.
    """
    if seconds < 0:
        raise refused(program, line, say("it ends before it begins."))
    if seconds > _LONGEST:
        raise refused(
            program, line, say("it lasts more than a week; correct it there first.")
        )


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{left:02}" if left else "")
