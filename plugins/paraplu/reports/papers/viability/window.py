"""The twenty-four months of a dossier: the last twelve, and the twelve before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.language import Message, say
from paraplu.bookkeeping.documents.words import month_said
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from paraplu.register.membership import Member
    from paraplu.reports.papers.material import Material

YEAR = 12
_BEFORE = NotKnown(say("not yet a member, or before these books"))


@dataclass(frozen=True)
class Window:
    """Twelve months, of which those from `known` on are in the books of a member.

    `known` is None where none of them is.
    """

    key: str
    first: Month
    last: Month
    known: Month | None

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first.first, self.last.last)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months, in order."""
        return tuple(shifted(self.first, n) for n in range(YEAR))

    @property
    def size(self) -> int:
        """How many of its months are in the books."""
        if self.known is None:
            return 0
        return YEAR - (number(self.known) - number(self.first))

    @property
    def unknown(self) -> NotKnown | None:
        """Why there is nothing to tell of it, None where there is."""
        return None if self.size else _BEFORE

    @property
    def said(self) -> Message:
        """The months in words."""
        return say(
            "{first} to {last}", first=month_of(self.first), last=month_of(self.last)
        )


@dataclass(frozen=True)
class Windows:
    """The last twelve months and the previous ones."""

    last: Window
    previous: Window

    @property
    def both(self) -> tuple[Window, Window]:
        """The last one first, as banks have it."""
        return self.last, self.previous

    @property
    def end(self) -> dt.date:
        """The last day of all."""
        return self.last.last.last

    @property
    def begin(self) -> dt.date:
        """The first day of all."""
        return self.previous.first.first


def windows_of(material: Material, member: Member | None, until: dt.date) -> Windows:
    """Return the months of a member's dossier, the last of them over by a day.

    Of who left it is the month of leaving. Known are the months since the books began
    and the member joined; a month that they began in counts, also where it is not over:
    before it there is nothing to tell.
    """
    books, register = material.books, material.register
    until = min(until, books.today)
    last = _whole(until)
    if member and member.left and register.knows("members.left", member.code):
        last = min(last, Month.of(member.left))
    begins = books.first_day or dt.date.max
    if member and register.knows("members.joined", member.code):
        begins = max(begins, member.joined)
    known = Month.of(begins)
    if last < known == Month.of(until):
        last = known
    return Windows(
        _window("last", shifted(last, 1 - YEAR), last, known),
        _window("previous", shifted(last, 1 - 2 * YEAR), shifted(last, -YEAR), known),
    )


def _window(key: str, first: Month, last: Month, known: Month) -> Window:
    return Window(key, first, last, None if known > last else max(known, first))


def _whole(day: dt.date) -> Month:
    """Return the last month that is over at the end of a day."""
    month = Month.of(day)
    return month if day == month.last else shifted(month, -1)


def number(month: Month) -> int:
    """Return the place of a month in the calendar."""
    return month.year * YEAR + month.number - 1


def shifted(month: Month, months: int) -> Month:
    """Return the month so many later, before it where that is below zero."""
    at = max(number(month) + months, YEAR)
    return Month(at // YEAR, at % YEAR + 1)


def month_of(month: Month) -> Message:
    """Return a month in words: March 2026."""
    return Message(
        "{month} {year}",
        (("month", month_said(month.number)), ("year", str(month.year))),
    )
