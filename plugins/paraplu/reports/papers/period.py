"""The period of a paper: 2026, 2026-Q1, 2026-03, or from one day until another."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from paraplu.base.dates import Month
from paraplu.base.language import say
from paraplu.base.periods import Period
from paraplu.bookkeeping.documents.words import day_said, period_said
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", re.ASCII)


@dataclass(frozen=True)
class PaperPeriod:
    """Days from `first` to `last`, both included, and `code`, as somebody types it."""

    first: dt.date
    last: dt.date
    code: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the period that a text names, or None where it names none.

        Of days the last is not before the first. Small and large letters are the same.
        """
        known = Period.read(text.upper())
        if known:
            return cls(known.first, known.last, str(known))
        days = _DAYS.fullmatch(text)
        try:
            first, last = map(dt.date.fromisoformat, days.groups() if days else ())
        except ValueError:
            return None
        return cls(first, last, f"{first}..{last}") if first <= last else None

    @classmethod
    def of_month(cls, day: dt.date) -> Self:
        """Return the month that a day is in."""
        month = Month.of(day)
        return cls(month.first, month.last, str(month))

    @property
    def span(self) -> Span:
        """The same days, as views are asked for."""
        return Span(self.first, self.last)

    @property
    def said(self) -> Message:
        """The period in words: March 2026, the first quarter of 2026, 2026."""
        known = Period.read(self.code)
        if known is None:
            first, last = day_said(self.first), day_said(self.last)
            return say("{first} to {last}", first=first, last=last)
        return period_said(known)

    def months(self) -> Iterator[Month]:
        """Yield the months that it has a day in."""
        month, last = Month.of(self.first), Month.of(self.last)
        while month <= last:
            yield month
            follows = month.number % 12 + 1
            month = Month(month.year + (follows == 1), follows)
