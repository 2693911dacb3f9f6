"""Closings of all accounts: entries that take results to equity, and do nothing else.

They are left out of results, or else every closed year would be nil. Of a ring they are
those of `paraplu.ledger.closings`. Outside rings an entry closes where it has nothing
but results and the equity that they go to, and all those results are nil after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.money import ZERO
from paraplu.ledger.closings import closing_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry

RESULTS = frozenset({Root.INCOME, Root.EXPENSES})
_EQUITY = frozenset({Kind.COOP_EQUITY, Kind.FUND_EQUITY, Kind.THERMOMETER})


def closing_rows_of(books: Books, batch: Batch) -> Collection[int]:
    """Return the rows of a batch that close accounts, of members or of others."""
    if batch.pattern.rings and batch.pattern.kinds.isdisjoint(_EQUITY):
        return closing_rows(books, batch)
    legs = [leg for leg in batch.pattern.legs if leg.kind is not Kind.NOTHING]
    into = [leg for leg in legs if leg.kind in _EQUITY]
    from_results = [leg for leg in legs if leg.root in RESULTS]
    if not into or not from_results or len(into) + len(from_results) < len(legs):
        return closing_rows(books, batch)
    of_rings = frozenset(closing_rows(books, batch))
    others = range(len(batch))
    return of_rings | {
        row
        for row in others
        if row not in of_rings and _empties(books, batch.entry(row))
    }


def _empties(books: Books, entry: Entry) -> bool:
    """Tell whether all results in an entry stand at nil at the end of its day."""
    return all(
        not sum((n for day, n in books.days[one].items() if day <= entry.date), ZERO)
        for one in {account for account, _ in entry.legs() if account.root in RESULTS}
    )
