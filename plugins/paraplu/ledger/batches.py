"""Batches: all entries of one pattern, in columns.

Nearly every entry is like hundreds of others, so a rule asks a question once of a
pattern, then looks down a column. An `Entry` is made of a row only where one has to
be looked at by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import add, attrgetter
from typing import TYPE_CHECKING, Any

from paraplu.base.chart import Account
from paraplu.base.money import ZERO
from paraplu.ledger.entries import Entry, Shape

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.ledger.entries import Written
    from paraplu.ledger.patterns import Pattern


_member = attrgetter("member")


@dataclass(frozen=True, eq=False)
class Batch:
    """The entries of one pattern, a row each, in the order of the ledger.

    `numbers` say where in the ledger an entry stands, and `keys` what metadata it has.
    `accounts` and `amounts` are columns by leg; a leg of 0.00 has the account it stands
    on. `remarked` are the rows whose postings have metadata of their own; `uneven` are
    those that do not come to nil, with what they come to; and `unweighed` those with
    legs that do not say what they come to in the operating currency. Such a leg counts
    by its own amount where that is in the currency, and for nil where it is not.
    """

    pattern: Pattern
    numbers: Sequence[int]
    dates: Sequence[dt.date]
    keys: Sequence[tuple[str, ...]]
    written: Sequence[Written]
    accounts: Sequence[Sequence[Account]]
    amounts: Sequence[Sequence[Decimal]]
    remarked: Sequence[int]
    uneven: Mapping[int, Decimal]
    unweighed: Mapping[int, tuple[int, ...]]
    _shapes: dict[tuple[Account, ...], Shape] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self.numbers)

    def member(self, ring: int, row: int) -> str:
        """Return whose ring it is in an entry."""
        return self._of(ring)[row].member

    def members(self, ring: int) -> Sequence[str]:
        """Return whose ring it is, entry by entry."""
        return list(map(_member, self._of(ring)))

    def _of(self, ring: int) -> Sequence[Account]:
        """Return the first accounts of a ring."""
        return self.accounts[self.pattern.where(lambda leg: leg.ring == ring)[0]]

    def booked(self, leg: int) -> Iterator[tuple[Account, dt.date, Decimal]]:
        """Yield account, day and amount of a leg, entry by entry."""
        return zip(self.accounts[leg], self.dates, self.amounts[leg], strict=True)

    def summed(self, legs: Iterable[int]) -> Sequence[Decimal]:
        """Return what some legs come to, entry by entry; nil where there are none."""
        columns = [self.amounts[leg] for leg in legs]
        if not columns:
            return [ZERO] * len(self)
        return reduce(lambda sums, column: list(map(add, sums, column)), columns)

    @cached_property
    def _by_keys(self) -> Mapping[tuple[str, ...], list[int]]:
        """The rows by the keys of their metadata, of which there are few sets."""
        rows: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for row, keys in enumerate(self.keys):
            rows[keys].append(row)
        return rows

    def rows_with(self, key: str) -> list[int]:
        """Return the rows whose transaction itself has this metadata."""
        found = [rows for keys, rows in self._by_keys.items() if key in keys]
        return [row for rows in found for row in rows]

    def said(self, key: str) -> list[tuple[int, Mapping[str, Any]]]:
        """Return row and metadata wherever a transaction or a posting says this key."""
        written = self.written
        own = [(row, written[row].meta) for row in self.rows_with(key)]
        on_postings = [
            (row, posting.meta)
            for row in self.remarked
            for posting in written[row].postings
            if posting.meta and key in posting.meta
        ]
        return own + on_postings

    def entry(self, row: int) -> Entry:
        """Return one entry."""
        return Entry(
            self.numbers[row],
            self.dates[row],
            self._shape(tuple([column[row] for column in self.accounts])),
            tuple([column[row] for column in self.amounts]),
            self.written[row],
        )

    def _shape(self, accounts: tuple[Account, ...]) -> Shape:
        """Return the shape of the entries with these accounts, one for all of them."""
        shape = self._shapes.get(accounts)
        if shape is None:
            moved = tuple(
                account if leg.kind is account.kind else Account(account.name, leg.kind)
                for account, leg in zip(accounts, self.pattern.legs, strict=True)
            )
            members = frozenset(account.member for account in moved) - {""}
            shape = self._shapes[accounts] = Shape(moved, self.pattern, members)
        return shape

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All entries."""
        return [self.entry(row) for row in range(len(self))]

    def on(self, day: dt.date) -> Iterator[Entry]:
        """Yield the entries of one day."""
        begin, end = bisect_left(self.dates, day), bisect_right(self.dates, day)
        return map(self.entry, range(begin, end))
