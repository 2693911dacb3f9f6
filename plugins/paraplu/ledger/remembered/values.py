"""What is remembered of a file: its entries, and its transactions as rules see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount.core import data
from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.as_written import Posting
    from paraplu.ledger.grouping import Look

# It carries no types.
_sort_order: dict[type, int] = data.SORT_ORDER

# Room for the order of directives of one day, and for lines.
_KINDS = 8
_FIRST = 2
_LINES = 2**32


class RememberedRow(Struct, frozen=True, eq=False, gc=False):
    """A transaction as the rules see it, but for its place among the others.

    `places` are its accounts by number, each twice the number of the account, and one
    more for 0.00. `keys` are those of its metadata.
    """

    order: int
    day: dt.date
    entry: data.Transaction
    postings: tuple[Posting, ...]
    places: tuple[int, ...]
    look: Look
    keys: tuple[str, ...]
    remarked: bool


class RememberedFile(Struct, eq=False):
    """What a file says: its transactions, booked and in order, and all else.

    All amounts are in `commodity`; `cents` tells that all are in whole cents. `rows`
    are the transactions as the rules see them, once somebody asked for that.
    """

    digest: bytes
    options: dict[str, Any]
    transactions: list[data.Transaction]
    others: list[Any]
    commodity: str
    cents: bool
    rows: list[RememberedRow] | None = None

    @property
    def entries(self) -> list[Any]:
        """All entries, in the order of the ledger."""
        return sorted([*self.transactions, *self.others], key=data.entry_sortkey)


def order_of(entry: Any) -> int:  # noqa: ANN401 - any directive
    """Return a number by which entries are in Beancount's order."""
    kind = _sort_order.get(type(entry), 0) + _FIRST
    line: int = entry.meta["lineno"]
    day: int = entry.date.toordinal()
    return (day * _KINDS + kind) * _LINES + line
