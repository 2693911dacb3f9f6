"""The contributions: the cooperative's share, month by month and member by member."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bookmaking.entry import Book
from bookmaking.money import ZERO, rounded
from bookmaking.ring import CONTRIBUTION, Ring
from bookmaking.trades import TRADES

if TYPE_CHECKING:
    from bookmaking.days import Month
    from bookmaking.journal import Journal

RATE = Decimal("0.30")


class Contributions:
    """The share over net turnover; a month below nil counts against those after it."""

    def __init__(self, journal: Journal) -> None:
        """Take the journal that the months are read from."""
        self._journal = journal
        self._carried: dict[str, Decimal] = {}

    def book(self, month: Month) -> None:
        """Book the contribution of every member over a month."""
        for trade in TRADES:
            if trade.days_in(month):
                self._book_of(trade.ring, month)

    def _book_of(self, ring: Ring, month: Month) -> None:
        base = self._net_turnover(ring, month) + self._carried.get(ring.code, ZERO)
        self._carried[ring.code] = min(base, ZERO)
        share = rounded(RATE * max(base, ZERO))
        if share:
            self._journal.book(
                month.last,
                Book.JOURNAL,
                "",
                f"Afdracht {ring.code} {month.name}",
                {ring.contribution: share, CONTRIBUTION: -share},
            )

    def _net_turnover(self, ring: Ring, month: Month) -> Decimal:
        """Return turnover, internal services among it, less costs."""
        accounts = (ring.sales, ring.internal_sales, ring.spent("Costs"))
        return -sum(
            (
                self._journal.moved(account, month.first, month.last)
                for account in accounts
            ),
            ZERO,
        )
