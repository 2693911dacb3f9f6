"""Figures of law by the days on which they are in force.

A rate that counts until the next is `Dated`: it has a value on any day. An amount that
the minister sets for a half year or a year is a `LawFigure`: of a day for which it is
not here it has none, and says so. Nobody's benefit is worked out with a guess.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum, auto

from msgspec import Struct

from paraplu.base.errors import Problem
from paraplu.base.language import Message, say

Dated = tuple[tuple[dt.date, Decimal], ...]


def rate_on(rates: Dated, day: dt.date) -> Decimal:
    """Return the figure in force on a day: the last that has begun.

    A day before the first figure gets the first: no books are that old.
    """
    begun = [rate for start, rate in rates if start <= day]
    return begun[-1] if begun else rates[0][1]


def followed_by(rates: Dated, day: dt.date, others: Dated) -> Dated:
    """Return the first rates before a day, and from that day on the others."""
    return (
        *(one for one in rates if one[0] < day),
        (day, rate_on(others, day)),
        *(one for one in others if one[0] > day),
    )


_DAY = dt.timedelta(days=1)


class NotInForce(Problem):
    """A figure of law is asked for a day for which paraplu does not have it."""


class Unit(Enum):
    """What a figure counts."""

    EUR = auto()
    SHARE = auto()  # 0.20 is 20 %
    HOURS = auto()
    MONTHS = auto()
    WEEKS = auto()


class InForce(Struct, frozen=True):
    """A value from `start` until `end`, both included; without `end` until replaced.

    `source` is where it was read, and `verified` whether that was the text of the law
    itself, with nothing left open by it.
    """

    value: Decimal
    start: dt.date
    end: dt.date | None
    source: str
    verified: bool = True

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether the value is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


class LawFigure(Struct, frozen=True):
    """A figure that an article of law sets, with its values in the order of days."""

    name: Message
    article: str
    unit: Unit
    values: tuple[InForce, ...]

    def on(self, day: dt.date) -> InForce:
        """Return the value in force on a day.

        Raises:
            NotInForce: it is not known for that day; nothing is guessed.
        """
        for value in self.values:
            if day in value:
                return value
        raise NotInForce(
            say(
                "What “{name}” is {days} ({article}) is not known to this version "
                "of paraplu.",
                name=self.name,
                days=self._unknown(day),
                article=self.article,
            )
        )

    def _unknown(self, day: dt.date) -> Message:
        """Say of which days around this one nothing is known: of each day alike."""
        ended = [one.end for one in self.values if one.end and one.end < day]
        begin = max(ended, default=None)
        after = min((one.start for one in self.values if one.start > day), default=None)
        last = after and after - _DAY
        if begin and last:
            return say("from {first} until {last}", first=begin + _DAY, last=last)
        if begin:
            return say("from {first} on", first=begin + _DAY)
        return say("until {last}", last=last or day)
