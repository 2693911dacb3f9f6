"""The margins of a period or a year on the desk, and the entries that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.assessment import margin_by_period
from paraplu.bookkeeping.vat.filing import SPANS
from paraplu.bookkeeping.vat.margin_entry import period_entry, year_entry
from paraplu.bookkeeping.vat.margins import Margins
from paraplu.journal import write
from paraplu_cli.command import Stopped
from paraplu_cli.standing import BROKEN, broken

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.bookkeeping.vat.margins import YearMargin
    from paraplu.journal import PendingEntries
    from paraplu_cli.outcome import Outcome


class PeriodMargins:
    """The margins of a period or a year, and the entries that are missing."""

    def __init__(self, outcome: Outcome, period: Period) -> None:
        """Work them out; Stopped where the register has no such period."""
        self.outcome = outcome
        self.language = outcome.language
        self.books = outcome.report.books
        self.register = outcome.report.register
        self.period = period
        self.files: tuple[Path, ...] = ()
        margins = Margins(self.books, self.register)
        self.every = margins.of_period(period)
        self.years: list[YearMargin] = []
        self._refuse()
        self.over = period.last <= self.books.today
        entries: list[PendingEntries | None] = []
        if self.over:
            entries.append(period_entry(self.books, self.register, self.every))
        if period.first.month == 1 and period.last.month == 12:  # noqa: PLR2004 - a year
            self.years = margins.whole_year(period.year)
            unbooked = [o for o in margins.of_year(period.year) if o.wrong]
            if self.over and not unbooked:
                year = year_entry(self.books, self.register, period.year, self.years)
                entries.append(year)
        self.entries = [one for one in entries if one]

    def _refuse(self) -> None:
        period = self.period
        if not (margin_by_period(self.register, period.last) or self.every):
            raise Stopped(
                say(
                    "The register does not work margins out by period in {period}. If "
                    "it should, write {register}.",
                    period=str(period),
                    register="`vat: {margin: global}`",
                )
            )
        span = self.register.vat_on(period.last).span
        if period.span is not span and period.span != "year":
            raise Stopped(
                say(
                    "According to the register a return covers a {span}. Ask for "
                    "{own}.",
                    span=SPANS[span],
                    own=str(Period.of(period.last, span)),
                )
            )

    def book(self) -> None:
        """Write the entries that are missing. Stopped where that cannot be."""
        if broken(self.outcome.report):
            raise Stopped(BROKEN)
        if not self.over:
            raise Stopped(
                say(
                    "{period} is not over: it ends on {end}, and the books go up to "
                    "{today}.",
                    period=str(self.period),
                    end=self.period.last,
                    today=self.books.today,
                )
            )
        for entry in self.entries:
            self.files += tuple(write(entry.changes()))
