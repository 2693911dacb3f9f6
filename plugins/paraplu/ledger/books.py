"""The books as the rules see them: transactions, and what goes with them.

One pass over the transactions (`paraplu.ledger.reader`) fills a `Books`; every rule and
page works from it. What is not asked for is not worked out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.dates import FEW, far_ahead, far_behind
from paraplu.ledger.day_sums import DaySums
from paraplu.ledger.receipt_files import Receipt, Shelf
from paraplu.ledger.rings import Ring, rings_of
from paraplu.ledger.running import Running
from paraplu.ledger.seals.shelf import seals_of
from paraplu.ledger.transaction_lines import transaction_lines
from paraplu.ledger.transactions import alike, in_order

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from paraplu.base.chart import Account, Chart, Kind
    from paraplu.base.findings import Source
    from paraplu.base.git import Repository
    from paraplu.ledger.day_sums import Days
    from paraplu.ledger.kept.cleared import Cleared
    from paraplu.ledger.seals.shelf import Seals
    from paraplu.ledger.source import LedgerText
    from paraplu.ledger.transactions import Role, Signature, Transaction

    # A transaction, and metadata of it or of one of its postings.
    Remark = tuple[Transaction, Mapping[str, Any]]

_date = attrgetter("date")
_meta = attrgetter("written.meta")


class Proposed(NamedTuple):
    """A transaction that is not in the books yet: what a command would have booked.

    `postings` are accounts with their amounts; what a rule finds in it is at `source`.
    """

    date: dt.date
    payee: str
    links: frozenset[str]
    meta: Mapping[str, Any]
    postings: tuple[tuple[str, Decimal], ...]
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


@dataclass(frozen=True, repr=False)  # it would be the whole ledger
class Books:
    """Everything that one pass over a ledger gives the rules and the pages.

    `transactions` are in the order of the ledger. `by_signature` has those together
    that are alike, `by_keys` those with the same keys of metadata, and `links` those
    that share a link; `remarked` are those whose postings have metadata of their own,
    and `uneven` those whose postings do not come to zero. `accounts` are those they
    name, and `sums` what was booked on them by day. `others` are all other directives;
    `papers` are the files that the `document` lines among them name. `history` is the
    repository they were taken out of; `cleared` knows texts without personal data.
    """

    chart: Chart
    currency: str
    today: dt.date
    main: Path
    root: Path
    transactions: Sequence[Transaction] = ()
    by_signature: Mapping[Signature, Sequence[Transaction]] = field(
        default_factory=dict
    )
    by_keys: Mapping[tuple[str, ...], Sequence[Transaction]] = field(
        default_factory=dict
    )
    remarked: Sequence[Transaction] = ()
    uneven: Sequence[Transaction] = ()
    links: Mapping[str, Sequence[Transaction]] = field(default_factory=dict)
    accounts: tuple[Account, ...] = ()
    sums: DaySums = field(default_factory=DaySums)
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
    history: Repository | None = None
    cleared: Cleared | None = None

    @property
    def size(self) -> int:
        """How many transactions there are."""
        return len(self.transactions)

    def with_signature(
        self, wanted: Callable[[Signature], object]
    ) -> Iterator[Transaction]:
        """Yield the transactions whose signature is wanted, those alike together."""
        for signature, transactions in self.by_signature.items():
            if wanted(signature):
                yield from transactions

    @cached_property
    def groups(self) -> Sequence[list[Transaction]]:
        """The transactions with the same accounts on the same sides, together."""
        return tuple(alike(self.with_signature(lambda _one: True)))

    def postings_where(
        self, wanted: Callable[[Role], bool]
    ) -> Iterator[tuple[Transaction, int]]:
        """Yield the postings that are wanted: a transaction, and which it is of it."""
        for signature, transactions in self.by_signature.items():
            for position in signature.where(wanted):
                for transaction in transactions:
                    yield transaction, position

    def moving(self, kinds: frozenset[Kind]) -> list[Transaction]:
        """Return the transactions on accounts of these kinds, in order."""
        return in_order(self.with_signature(lambda one: one.kinds & kinds))

    def linked(self, *links: str) -> list[Transaction]:
        """Return the transactions with any of these links, in order."""
        return in_order(one for link in links for one in self.links.get(link, ()))

    def saying(self, key: str) -> list[Transaction]:
        """Return the transactions with this metadata, also on a posting, in order."""
        return in_order(transaction for transaction, _meta in self.remarks(key))

    def remarks(self, key: str) -> list[Remark]:
        """Return transaction and metadata wherever this key is said."""
        found: list[Remark] = []
        for keys, transactions in self.by_keys.items():
            if key in keys:
                found += zip(transactions, map(_meta, transactions), strict=True)
        return found + [
            (transaction, posting.meta)
            for transaction in self.remarked
            for posting in transaction.postings
            if key in posting.meta
        ]

    def saying_any(self, key: str, values: Collection[str]) -> list[Transaction]:
        """Return the transactions where this key says one of some values, unordered.

        It is quicker than `remarks` where only a few are wanted.
        """
        found = [
            transaction
            for keys, transactions in self.by_keys.items()
            if key in keys
            for transaction in transactions
            if str(transaction.written.meta[key]) in values
        ]
        return found + [
            transaction
            for transaction in self.remarked
            for posting in transaction.postings
            if key in posting.meta and str(posting.meta[key]) in values
        ]

    def transactions_on(self, day: dt.date) -> Sequence[Transaction]:
        """Return the transactions of one day, in order."""
        return self.transactions_within(day, day)

    def transactions_within(
        self, first: dt.date, last: dt.date
    ) -> Sequence[Transaction]:
        """Return the transactions from one day to another, both included, in order."""
        begin = bisect_left(self.transactions, first, key=_date)
        end = bisect_right(self.transactions, last, begin, key=_date)
        return self.transactions[begin:end]

    def transactions_of(self, member: str) -> Sequence[Transaction]:
        """Return the transactions that touch a member's ring, in order."""
        return self._by_member.get(member, [])

    @cached_property
    def _by_member(self) -> Mapping[str, list[Transaction]]:
        """The transactions by the members whose ring they touch, in order."""
        found: defaultdict[str, list[Transaction]] = defaultdict(list)
        for transaction in self.transactions:
            for position in transaction.signature.first.values():
                found[transaction.account_at(position).member].append(transaction)
        return found

    def transactions_of_on(self, member: str, day: dt.date) -> list[Transaction]:
        """Return the transactions of one day that touch a member's ring."""
        return [one for one in self.transactions_on(day) if member in one.members]

    @property
    def days(self) -> Mapping[Account, Days]:
        """What was booked on each account, by day; 0.00 is booked too."""
        return self.sums.by_account

    @cached_property
    def running(self) -> Mapping[Account, Running]:
        """What was booked on each account, added up by day."""
        return {account: Running(days) for account, days in self.days.items()}

    def booked(self, kinds: Collection[Kind]) -> dict[Account, Days]:
        """Return what was booked on accounts of these kinds, by day, but for 0.00."""
        return self.sums.of_kinds(kinds)

    @cached_property
    def rings(self) -> Mapping[str, Ring]:
        """The ring of every member that the transactions name, by code."""
        return rings_of(self.accounts, self.sums)

    @cached_property
    def shelf(self) -> Shelf:
        """The receipts, as they lie on disk when the first of them is asked for."""
        return Shelf(self.root, self.main, self.files)

    @cached_property
    def seals(self) -> Seals:
        """The seals of closed periods, as they lie on disk when first asked for."""
        return seals_of(self.main.parent)

    @cached_property
    def lines(self) -> list[str]:
        """The canonical line of each transaction, for seals and for the checksum."""
        written = (one.written for one in self.transactions)
        return [*transaction_lines(written, self.currency)]

    @cached_property
    def first_day(self) -> dt.date | None:
        """The day on which the books begin: of the first that is not mistyped."""
        return self.transactions[len(self.far_behind)].date if self.size else None

    @cached_property
    def newest_day(self) -> dt.date | None:
        """The day of the newest transaction but for those that are mistyped."""
        left = self.size - len(self.far_ahead)
        return self.transactions[left - 1].date if left else None

    @cached_property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The days of the first and the last transaction, mistyped or not."""
        every = self.transactions
        return (every[0].date, every[-1].date) if self.size else None

    @cached_property
    def far_ahead(self) -> Sequence[Transaction]:
        """Those at the end whose year must be mistyped: terms leave them out."""
        last = self.transactions[-FEW:]
        many = far_ahead([one.date for one in last], self.size - len(last))
        return last[len(last) - many :]

    @cached_property
    def far_behind(self) -> Sequence[Transaction]:
        """Those at the beginning whose year must be mistyped."""
        first = self.transactions[:FEW]
        return first[: far_behind([one.date for one in first], self.size - len(first))]
