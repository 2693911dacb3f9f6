"""The contributions of a month are booked: those that are in no entry yet."""

from __future__ import annotations

from msgspec import Struct

from paraplu.base.dates import Month
from paraplu.base.language import counted, say
from paraplu.bookkeeping.contributions.month import (
    ContributionState,
    draft,
    must_be_known,
    standings,
)
from paraplu.fava.doing.step import Bench, WorkStep
from paraplu.journal import CannotBook


class BookContributions(Struct, frozen=True, tag_field="do", tag="contribute"):
    """Book what is due of a month and is in no entry yet."""

    month: str

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook for a month that is not over."""
        month = Month.read(self.month)
        if month is None:
            raise CannotBook(
                say("“{text}” is not a month such as 2026-03.", text=self.month[:20])
            )
        books, register = bench.books.books, bench.books.register
        must_be_known(register, month, bench.today)
        found = standings(books, register, month)
        new = sum(one.state is ContributionState.NEW for one in found)
        if not new:
            raise CannotBook(say("All of {month} is booked already.", month=str(month)))
        entries = counted("{n} contribution", "{n} contributions", new)
        said = say("{month}: {entries} booked.", month=str(month), entries=entries)
        return WorkStep(said, draft(books, register, found).changes())
