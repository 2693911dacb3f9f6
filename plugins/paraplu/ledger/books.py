"""The books as the rules see them: entries in batches, and what goes with them.

One pass over the transactions (`paraplu.ledger.reader`) fills a `Books`; every rule and
page works from it. What is not asked for is not worked out.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.dates import FEW, far_ahead, far_behind
from paraplu.ledger.receipt_files import Shelf
from paraplu.ledger.rings import Ring, rings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from paraplu.base.chart import Account, Chart
    from paraplu.base.findings import Source
    from paraplu.ledger.batches import Batch
    from paraplu.ledger.entries import Entry, Shape
    from paraplu.ledger.evidence import Receipt
    from paraplu.ledger.source import LedgerText

Days = defaultdict[dt.date, Decimal]


def no_days() -> Days:
    """Return sums by day with nothing in them yet."""
    return defaultdict(Decimal)


class Proposed(NamedTuple):
    """An entry that is not in the books yet: what a command would have booked.

    `legs` are accounts with their amounts; what a rule finds in it is at `source`.
    """

    date: dt.date
    payee: str
    links: frozenset[str]
    meta: Mapping[str, Any]
    legs: tuple[tuple[str, Decimal], ...]
    source: Source


class Opened(NamedTuple):
    """An `open` directive, and the day of its `close` where there is one."""

    account: Account
    date: dt.date
    source: Source
    closed: dt.date | None = None


class Assertion(NamedTuple):
    """A `balance` directive; `tolerance` is None where it does not say one."""

    date: dt.date
    tolerance: Decimal | None
    source: Source


class Pad(NamedTuple):
    """A `pad` directive: it fills `account` from `origin`."""

    account: Account
    origin: Account
    date: dt.date
    source: Source


class LedgerError(NamedTuple):
    """What Beancount itself says is wrong."""

    message: str
    source: Source


@dataclass(frozen=True)
class Books:
    """Everything that one pass over a ledger gives the rules and the pages.

    Entries are numbered in the order of the ledger: `places` is the batch of each, and
    `links` are the numbers of those that share a link. `accounts` are those they name.
    `others` are all directives that are no transactions, as the loader gave them;
    `papers` are the files that the `document` lines among them name.
    """

    chart: Chart
    currency: str
    today: dt.date
    main: Path
    root: Path
    batches: tuple[Batch, ...] = ()
    places: Sequence[Batch] = ()
    links: Mapping[str, list[int]] = field(default_factory=dict)
    accounts: tuple[Account, ...] = ()
    opened: Mapping[str, Opened] = field(default_factory=dict)
    assertions: Mapping[str, list[Assertion]] = field(default_factory=dict)
    pads: tuple[Pad, ...] = ()
    documents: Mapping[str, list[str]] = field(default_factory=dict)
    papers: tuple[Receipt, ...] = ()
    files: tuple[str, ...] = ()
    plugins: tuple[tuple[str, str | None], ...] | None = None
    errors: tuple[LedgerError, ...] = ()
    others: tuple[Any, ...] = ()
    text: LedgerText | None = None

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.places)

    @cached_property
    def entries(self) -> list[Entry]:
        """All entries in the order of the ledger."""
        return list(map(self.entry, range(self.size)))

    @cached_property
    def shapes(self) -> Mapping[Shape, list[Entry]]:
        """The entries by their accounts and sides, in the order of the ledger."""
        shapes: defaultdict[Shape, list[Entry]] = defaultdict(list)
        for batch in self.batches:
            for entry in batch.entries:
                shapes[entry.shape].append(entry)
        return shapes

    @cached_property
    def days(self) -> Mapping[Account, Days]:
        """What was booked on each account, by day."""
        return self.booked(frozenset(Kind))

    @cached_property
    def first_day(self) -> dt.date | None:
        """The day on which the books begin: of the first entry that is not mistyped."""
        begins = len(self.far_behind)
        return self.entry(begins).date if self.size else None

    @cached_property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The days of the first and the last entry, mistyped or not."""
        if not self.size:
            return None
        return self.entry(0).date, self.entry(self.size - 1).date

    @cached_property
    def far_ahead(self) -> list[Entry]:
        """The entries at the end whose year must be mistyped: terms leave them out."""
        size = self.size
        last = [self.entry(number) for number in range(max(size - FEW, 0), size)]
        many = far_ahead([entry.date for entry in last], size - len(last))
        return last[len(last) - many :]

    @cached_property
    def far_behind(self) -> list[Entry]:
        """The entries at the beginning whose year must be mistyped."""
        first = [self.entry(number) for number in range(min(self.size, FEW))]
        many = far_behind([entry.date for entry in first], self.size - len(first))
        return first[:many]

    @cached_property
    def newest_day(self) -> dt.date | None:
        """The day of the newest entry but for those that are mistyped."""
        left = self.size - len(self.far_ahead)
        return self.entry(left - 1).date if left else None

    @cached_property
    def rings(self) -> Mapping[str, Ring]:
        """The ring of every member that the entries name, by code."""
        return rings_of(self)

    @cached_property
    def shelf(self) -> Shelf:
        """The receipts, as they lie on disk when the first of them is asked for."""
        return Shelf(self.root, self.main, self.files)

    @cached_property
    def days_by_member(self) -> Mapping[str, Mapping[Account, Days]]:
        """What was booked on each account of each member, by day."""
        found: defaultdict[str, dict[Account, Days]] = defaultdict(dict)
        for account, days in self.days.items():
            found[account.member][account] = days
        return found

    def booked(self, kinds: frozenset[Kind]) -> dict[Account, Days]:
        """Return what was booked on each account of these kinds, by day.

        A posting of 0.00 counts as one on its account.
        """
        booked: defaultdict[Account, Days] = defaultdict(no_days)
        for batch in self.batches:
            for n, leg in enumerate(batch.pattern.legs):
                if leg.kind in kinds:
                    for account, day, amount in batch.booked(n):
                        booked[account][day] += amount
        return booked

    def entry(self, number: int) -> Entry:
        """Return an entry by its number in the ledger."""
        batch = self.places[number]
        return batch.entry(bisect_left(batch.numbers, number))

    def linked(self, *links: str) -> list[Entry]:
        """Return the entries with any of these links, in the order of the ledger."""
        numbers = {number for link in links for number in self.links.get(link, ())}
        return list(map(self.entry, sorted(numbers)))

    def carrying(self, *keys: str) -> list[Entry]:
        """Return the entries with any of these metadata, in the order of the ledger."""
        return in_order(
            batch.entry(row)
            for batch in self.batches
            for key in keys
            for row, _meta in batch.said(key)
        )

    def entries_of(self, member: str) -> list[Entry]:
        """Return the entries that touch a member's ring, in the order of the ledger."""
        return in_order(
            batch.entry(row)
            for batch in self.batches
            for ring in batch.pattern.rings
            for row, code in enumerate(batch.members(ring))
            if code == member
        )

    def entries_of_on(self, member: str, day: dt.date) -> list[Entry]:
        """Return the entries of one day that touch a member's ring."""
        return [
            entry for entry in self.entries_on(day) if member in entry.shape.members
        ]

    def entries_on(self, day: dt.date) -> list[Entry]:
        """Return the entries of one day, in the order of the ledger."""
        return in_order(entry for batch in self.batches for entry in batch.on(day))


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in the order of the ledger, each of them once."""
    numbered = {entry.number: entry for entry in entries}
    return [numbered[number] for number in sorted(numbered)]
