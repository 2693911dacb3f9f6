"""The year of a meeting: its days, those of the year before, and what is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.ledger.openings import brought_in
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.papers.whole.results import moved
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod


@dataclass(frozen=True)
class MeetingYear:
    """A book year, or another period that a meeting looks at, with its material."""

    material: Material
    period: PaperPeriod

    @property
    def span(self) -> Span:
        """Its days."""
        return self.period.span

    @property
    def closing(self) -> dt.date:
        """The last day that the books have of it."""
        return self.span.closing(self.material.books)

    @property
    def before(self) -> Span:
        """The same days a year earlier."""
        return Span(_earlier(self.period.first), _earlier(self.period.last))

    @cached_property
    def number(self) -> int | None:
        """The calendar year that it is, None where it is something else."""
        first, last = self.period.first, self.period.last
        whole = (first.month, first.day) == (1, 1) and (last.month, last.day) == (
            12,
            31,
        )
        return first.year if whole and first.year == last.year else None

    @property
    def missing_before(self) -> NotKnown | None:
        """Why the books have nothing of the year before; None where they have it."""
        begins = self.material.books.first_day
        if begins is not None and begins <= self.before.end:
            return None
        return NotKnown(
            say("the books begin on {day}", day=day_said(begins or self.closing))
        )

    @property
    def notes(self) -> tuple[Message, ...]:
        """What has to be said where the books begin within the year before."""
        begins = self.material.books.first_day
        if begins and self.before.begin < begins <= self.before.end:
            return (
                say(
                    "The books begin on {day}, so the year before is not whole.",
                    day=day_said(begins),
                ),
            )
        return ()

    def moved(
        self, *, outside: bool = False, before: bool = False
    ) -> Mapping[Account, Decimal]:
        """Return what accounts of income and costs moved by, with Beancount's sign."""
        span = self.before if before else self.span
        return moved(self.material, span, outside=outside)


def opened_on(books: Books, period: PaperPeriod) -> dt.date | None:
    """Return the day within a period on which earlier books were taken over, if any."""
    begins = books.first_day
    within = begins is not None and period.first < begins <= period.last
    return begins if within and brought_in(books) else None


def _earlier(day: dt.date) -> dt.date:
    """Return the same day a year earlier: of 29 February the 28th."""
    year = max(day.year - 1, dt.MINYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)
