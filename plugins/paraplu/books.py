"""The books as the rules see them: entries by shape, movements by account and day.

One pass over the transactions (`paraplu.reading`) fills a `Books`; every rule and
page works from it. Two things make that quick. Entries with the same accounts on
the same sides share a `Shape`, so that what depends on accounts alone is decided
once per shape and not once per entry. And money is summed per account and day
while the pass goes by, so that thermometers and cover need no second walk.

Amounts are weights in the operating currency, with Beancount's sign: a debit is
positive, a credit negative.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from paraplu.findings import Source
from paraplu.rings import Ring, rings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from paraplu.accounts import Account, Chart, Kind
    from paraplu.patterns import Pattern
    from paraplu.source import LedgerText

ZERO = Decimal(0)
Days = defaultdict[dt.date, Decimal]


def no_days() -> Days:
    """Return sums by day with nothing in them yet."""
    return defaultdict(Decimal)


# Metadata that rules look for; the pass notes which entries carry them.
MARKS = frozenset(
    {
        *("counterparty", "bank-ref", "waiver", "receipt", "document"),
        *("vat", "vat-return"),
    }
)


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """The accounts of an entry in their order, and which of them are credited.

    `members` are the codes of those whose ring the entry touches, and `rings` their
    numbers in the pattern. `foreign` are the legs in another commodity than the
    operating currency. A posting of 0.00 has an account of `Kind.NOTHING`, so that it
    can't make an entry look like something that it isn't.
    """

    accounts: tuple[Account, ...]
    credit: tuple[bool, ...]
    foreign: tuple[int, ...]
    pattern: Pattern
    rings: Mapping[str, int]
    members: frozenset[str]

    @property
    def kinds(self) -> frozenset[Kind]:
        """What the entry moves."""
        return self.pattern.kinds


class Posted(Protocol):
    """What the pass keeps of a posting as the loader gave it."""

    @property
    def meta(self) -> Mapping[str, Any] | None:
        """Its metadata, with `filename` and `lineno`."""


class Written(Protocol):
    """What the pass keeps of a transaction as the loader gave it: its words."""

    @property
    def flag(self) -> str | None:
        """Its flag."""

    @property
    def payee(self) -> str | None:
        """Its payee."""

    @property
    def narration(self) -> str | None:
        """Its narration."""

    @property
    def links(self) -> frozenset[str]:
        """Its links, without the ^."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Its metadata, with `filename` and `lineno`."""

    @property
    def postings(self) -> Sequence[Posted]:
        """Its postings, in the order of the legs."""


class Entry(NamedTuple):
    """One transaction; its legs are its postings, in the order of the ledger.

    Its words stay where the loader put them, `written`: most are never asked for.
    """

    number: int
    date: dt.date
    shape: Shape
    amounts: tuple[Decimal, ...]
    written: Written

    @property
    def flag(self) -> str:
        """The flag: `*`, `!`, or `P` for what a pad made."""
        return self.written.flag or ""

    @property
    def payee(self) -> str:
        """The payee, empty where there is none."""
        return self.written.payee or ""

    @property
    def narration(self) -> str:
        """The narration, empty where there is none."""
        return self.written.narration or ""

    @property
    def links(self) -> frozenset[str]:
        """The links, without the ^."""
        return self.written.links

    @property
    def meta(self) -> Mapping[str, Any]:
        """The metadata of the transaction."""
        return self.written.meta

    @property
    def leg_meta(self) -> list[Mapping[str, Any]]:
        """The metadata of each posting."""
        return [posting.meta or {} for posting in self.written.postings]

    @property
    def source(self) -> Source:
        """Where the entry begins."""
        return source_of(self.meta)

    def leg_source(self, leg: int) -> Source:
        """Where a posting stands; the entry's place where it has none of its own."""
        return source_of(self.written.postings[leg].meta or {}, self.meta)

    def legs(self) -> Iterator[tuple[Account, Decimal]]:
        """Yield account and amount of each posting."""
        return zip(self.shape.accounts, self.amounts, strict=True)


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

    `uneven` are the entries whose amounts do not come to nil, with what they come to.
    """

    chart: Chart
    currency: str
    today: dt.date
    main: Path
    root: Path
    shapes: Mapping[Shape, list[Entry]] = field(default_factory=dict)
    days: Mapping[Account, Days] = field(default_factory=dict)
    opened: Mapping[str, Opened] = field(default_factory=dict)
    assertions: Mapping[str, list[Assertion]] = field(default_factory=dict)
    pads: tuple[Pad, ...] = ()
    uneven: tuple[tuple[Entry, Decimal], ...] = ()
    documents: Mapping[str, list[str]] = field(default_factory=dict)
    links: Mapping[str, list[Entry]] = field(default_factory=dict)
    marked: Mapping[str, list[Entry]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    plugins: tuple[tuple[str, str | None], ...] | None = None
    errors: tuple[LedgerError, ...] = ()
    text: LedgerText | None = None

    @cached_property
    def entries(self) -> list[Entry]:
        """All entries in the order of the ledger."""
        every = [entry for entries in self.shapes.values() for entry in entries]
        return sorted(every, key=lambda entry: entry.number)

    @cached_property
    def first_day(self) -> dt.date | None:
        """The day of the first entry."""
        return min((e[0].date for e in self.shapes.values()), default=None)

    @cached_property
    def last_day(self) -> dt.date | None:
        """The day of the last entry."""
        return max((e[-1].date for e in self.shapes.values()), default=None)

    @cached_property
    def rings(self) -> Mapping[str, Ring]:
        """The ring of every member that the entries name, by code."""
        return rings_of(self.days)

    def entries_of(self, member: str) -> list[Entry]:
        """Return the entries that touch a member's ring, in the order of the ledger."""
        every = [
            entry
            for shape, entries in self.shapes.items()
            if member in shape.members
            for entry in entries
        ]
        return sorted(every, key=lambda entry: entry.number)

    def entries_of_on(self, member: str, day: dt.date) -> list[Entry]:
        """Return the entries of one day that touch a member's ring."""
        return [
            entry for entry in self.entries_on(day) if member in entry.shape.members
        ]

    def entries_on(self, day: dt.date) -> list[Entry]:
        """Return the entries of one day, in the order of the ledger."""
        begin = bisect_left(self.entries, day, key=_date)
        return self.entries[begin : bisect_right(self.entries, day, key=_date)]


def _date(entry: Entry) -> dt.date:
    return entry.date


def source_of(*metas: Mapping[str, Any]) -> Source:
    """Return the place that the first of these metadata names, or no place."""
    for meta in metas:
        if meta and "lineno" in meta:
            return Source(str(meta.get("filename", "")), int(meta["lineno"]))
    return Source("", 0)
