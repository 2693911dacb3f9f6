"""Months of the calendar, as people write them: 2026-03."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import cache
from typing import NamedTuple, Self

_WRITTEN = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_MONTHS = 12


class Month(NamedTuple):
    """One month; months are in order."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Return the month that a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the month that is written as 2026-03, or None where none is."""
        found = _WRITTEN.fullmatch(text)
        if not found or not 1 <= int(found[2]) <= _MONTHS or not int(found[1]):
            return None
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return _last(self)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@cache  # of few months, each asked for once a member
def _last(month: Month) -> dt.date:
    return month.first.replace(day=monthrange(*month)[1])
