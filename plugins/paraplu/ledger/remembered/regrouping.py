"""Groups remembered transactions as `grouping` does those that were just read.

What the rules see of a posting does not depend on other files, as long as the chart is
the same: it is made once. The tests hold one against the other.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from paraplu.base.money import ZERO
from paraplu.ledger.day_sums import Days, DaySums, no_days
from paraplu.ledger.grouping import (
    Grouped,
    KnownAccounts,
    Look,
    by_accounts,
    read_transaction,
    signature_of,
)
from paraplu.ledger.remembered.values import RememberedRow, order_of
from paraplu.ledger.transactions import Transaction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from beancount.core import data

    from paraplu.base.chart import Account, Chart
    from paraplu.ledger.remembered.values import RememberedFile
    from paraplu.ledger.transactions import Signature

_order = attrgetter("order")
# Of each account: what is booked on it, and apart from that what is 0.00.
_TWO = 2


class Regrouping:
    """What transactions look like by one chart; it is kept from load to load."""

    def __init__(self, chart: Chart, currency: str) -> None:
        self.chart = chart
        self.currency = currency
        self._known = KnownAccounts(chart)
        self._days: dict[dt.date, dt.date] = {}
        self._numbers: dict[str, int] = {}
        self._accounts: list[Account] = []

    def rows_of(self, files: Iterable[RememberedFile]) -> list[RememberedRow]:
        """Return the transactions of files, in the order of the ledger."""
        rows: list[RememberedRow] = []
        for file in files:
            if file.rows is None:
                file.rows = [self._row(entry) for entry in file.transactions]
            rows += file.rows
        rows.sort(key=_order)
        # Only the sums that are made below are asked for.
        for _, _, _, moved, named in self._known.values():
            moved.clear()
            named.clear()
        return rows

    def _row(self, entry: data.Transaction) -> RememberedRow:
        day = self._days.setdefault(entry.date, entry.date)
        postings, look, _, remarked = read_transaction(
            entry, day, self._known, self.currency
        )
        places: list[int] = []
        for posting in postings:
            name = posting.account.name
            number = self._numbers.get(name)
            if number is None:
                number = self._numbers[name] = len(self._accounts)
                self._accounts.append(self._known[name][0])
            whole = posting.account is self._accounts[number]
            places.append(number * _TWO + (not whole))
        return RememberedRow(
            order_of(entry),
            day,
            entry,
            tuple(postings),
            tuple(places),
            look,
            tuple(entry.meta),
            remarked,
        )

    def grouped(self, rows: Iterable[RememberedRow]) -> Grouped:
        """Return transactions in order, as `grouping` groups them.

        The loops run for every transaction and posting of the books.
        """
        groups: dict[Look, tuple[Signature, list[Transaction]]] = {}
        by_keys: defaultdict[tuple[str, ...], list[Transaction]] = defaultdict(list)
        links: defaultdict[str, list[Transaction]] = defaultdict(list)
        transactions: list[Transaction] = []
        remarked: list[Transaction] = []
        sums = [no_days() for _ in range(len(self._accounts) * _TWO)]
        used: dict[int, None] = {}
        for row in rows:
            day, postings, look = row.day, row.postings, row.look
            for place, posting in zip(row.places, postings, strict=True):
                used[place // _TWO] = None
                sums[place][day] += posting.amount
            if look not in groups:
                groups[look] = signature_of(postings, look), []
            signature, alike = groups[look]
            entry = row.entry
            number = len(transactions)
            found = Transaction(number, day, signature, postings, entry, ZERO)
            transactions.append(found)
            alike.append(found)
            by_keys[row.keys].append(found)
            if row.remarked:
                remarked.append(found)
            for link in entry.links:
                links[link].append(found)
        return Grouped(
            transactions,
            dict(by_accounts(groups)),
            by_keys,
            remarked,
            [],
            links,
            tuple([self._accounts[number] for number in used]),
            self._sums(used, sums),
        )

    def _sums(self, used: Iterable[int], sums: list[Days]) -> DaySums:
        numbers = [*used]
        return DaySums(*(self._of(numbers, sums, zero) for zero in range(_TWO)))

    def _of(self, numbers: list[int], sums: list[Days], zero: int) -> dict[Any, Days]:
        return {
            self._accounts[number]: days
            for number in numbers
            if (days := sums[number * _TWO + zero])
        }
