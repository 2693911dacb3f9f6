"""What waits, what it can be, and what somebody chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.bookkeeping.bank_import.line import Allocation, ImportLine
    from paraplu.ledger.transactions import Transaction


@dataclass(frozen=True)
class WaitingLine:
    """A line of a statement that is booked, and of which somebody has to say more.

    `key` knows it again while its entry stays as it is. `positions` are the postings
    that make place for what somebody says; the others stay. `doubtful` tells that it
    has a place already, which somebody has to look at, and `doubled` that the books may
    have the line in another entry: `why` is what the import said of it.
    """

    key: str
    line: ImportLine
    transaction: Transaction
    positions: tuple[int, ...]
    doubtful: bool = False
    doubled: bool = False
    why: str = ""

    @property
    def date(self) -> dt.date:
        """The day of the line."""
        return self.line.booking.date

    @property
    def amount(self) -> Decimal:
        """What came in, in EUR; negative for what went out."""
        return self.line.booking.amount


class Choice(NamedTuple):
    """A line that waited, and where it goes."""

    waiting: WaitingLine
    allocation: Allocation
