"""The days that a view is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paraplu.ledger.books import Books


@dataclass(frozen=True)
class Span:
    """Days from `begin` to `end`, both included; without either, all of the books.

    What moved is counted over these days; how something stands, at the end of the
    last of them.
    """

    begin: dt.date = dt.date.min
    end: dt.date = dt.date.max

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether a day falls in it."""
        return self.begin <= day <= self.end

    def closing(self, books: Books) -> dt.date:
        """Return the day at whose end the books stand: no later than their today."""
        return min(self.end, books.today)

    def until(self, books: Books) -> Span:
        """Return the span without the days after the books stand."""
        return Span(self.begin, self.closing(books))

    @property
    def before(self) -> dt.date | None:
        """The day before it begins, None where nothing can come before."""
        if self.begin == dt.date.min:
            return None
        return self.begin - dt.timedelta(days=1)
