"""Periods as people and the tax office name them: 2026-Q1, 2026-03, 2026."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from paraplu.base.dates import Month

_WRITTEN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)))?", re.ASCII)


class PeriodLength(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_LENGTH = {
    PeriodLength.MONTH: 1,
    PeriodLength.QUARTER: 3,
    PeriodLength.YEAR: 12,
}


@dataclass(frozen=True, order=True)
class Period:
    """A month, a quarter or a year; `number` counts them within the year from 1."""

    year: int
    number: int
    span: PeriodLength

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the period that a text names, or None where it names none."""
        found = _WRITTEN.fullmatch(text)
        if not found or not 1 < int(found[1]) < dt.MAXYEAR:
            return None
        year = int(found[1])
        if found[2]:
            return cls(year, int(found[2]), PeriodLength.QUARTER)
        if found[3]:
            month = Month.read(text)
            return cls(year, month.number, PeriodLength.MONTH) if month else None
        return cls(year, 1, PeriodLength.YEAR)

    @classmethod
    def of(cls, day: dt.date, span: PeriodLength) -> Self:
        """Return the period of a length that a day is in."""
        return cls(day.year, (day.month - 1) // _LENGTH[span] + 1, span)

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, (self.number - 1) * _LENGTH[self.span] + 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return Month(self.year, self.number * _LENGTH[self.span]).last

    @property
    def due(self) -> dt.date:
        """The day by which its VAT return is filed and paid.

        A month after its end, and of a year before April: art. 10 and 19 AWR.
        """
        if self.span is PeriodLength.YEAR:
            return dt.date(self.year + 1, 3, 31)
        return Month.of(self.last + dt.timedelta(days=1)).last

    @property
    def before(self) -> Self:
        """The period of the same length that ends where this one begins."""
        return self.of(self.first - dt.timedelta(days=1), self.span)

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether a day is in it."""
        return self.first <= day <= self.last

    def overlaps(self, other: Self) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        if self.span is PeriodLength.YEAR:
            return f"{self.year:04}"
        if self.span is PeriodLength.QUARTER:
            return f"{self.year:04}-Q{self.number}"
        return str(Month(self.year, self.number))
