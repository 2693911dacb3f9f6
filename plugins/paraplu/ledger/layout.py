"""Lays out transactions in columns, and makes batches of those of one pattern.

What tells entries of the same classes apart is seen a column at a time: the sides they
stand on, what is in another commodity, and which accounts are of the same ring.
"""

from __future__ import annotations

from collections import defaultdict
from operator import add
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.ledger.batches import Batch
from paraplu.ledger.patterns import NO_RING, Leg, Pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.entries import Written

# A posting of 0.00, whatever it stands on: it holds and moves nothing.
_NOTHING = Leg(Kind.NOTHING, None, NO_RING, "", counts=False, credit=False)


class Rows:
    """Transactions whose accounts are of the same classes.

    `names` and `amounts` are those of their postings, one transaction after the other.
    By row, `foreign` are the legs in another commodity and `unweighed` those that do
    not say what they come to in the operating currency; `remarked` are the rows whose
    postings have metadata of their own. Few have any of these.
    """

    __slots__ = ("amounts", "foreign", "names", "numbers", "remarked", "unweighed")

    def __init__(self) -> None:
        """Begin without any."""
        self.numbers: list[int] = []
        self.names: list[str] = []
        self.amounts: list[Decimal] = []
        self.foreign: dict[int, tuple[int, ...]] = {}
        self.unweighed: dict[int, tuple[int, ...]] = {}
        self.remarked: set[int] = set()


class Words:
    """What transactions say beside their postings: day, keys of metadata, links.

    There are few days and few sets of keys. Each is made one object, which makes it
    quick to look something up by it.
    """

    def __init__(self, transactions: Sequence[Written]) -> None:
        self.written = transactions
        days: dict[dt.date, dt.date] = {}
        self.days = [days.setdefault(one.date, one.date) for one in transactions]
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        keys = (tuple(transaction.meta) for transaction in transactions)
        self.keys = [known.setdefault(found, found) for found in keys]
        self.links: defaultdict[str, list[int]] = defaultdict(list)
        for number, transaction in enumerate(transactions):
            for link in transaction.links:
                self.links[link].append(number)


class Layout:
    """Transactions of the same classes laid out in columns, a column for each leg."""

    def __init__(self, rows: Rows, legs: int, known: Mapping[str, Account]) -> None:
        self._rows = rows
        self._amounts = [rows.amounts[leg::legs] for leg in range(legs)]
        self._accounts = [
            [known[name] for name in rows.names[leg::legs]] for leg in range(legs)
        ]

    def batches(self, words: Words) -> Iterator[Batch]:
        """Yield a batch for each pattern."""
        remarked, unweighed = self._rows.remarked, self._rows.unweighed
        uneven = self._uneven()
        by_look: defaultdict[Hashable, list[int]] = defaultdict(list)
        for row, look in enumerate(self._looks()):
            by_look[look].append(row)
        for rows in by_look.values():
            numbers = [self._rows.numbers[row] for row in rows]
            yield Batch(
                self._pattern(rows[0]),
                numbers,
                [words.days[number] for number in numbers],
                [words.keys[number] for number in numbers],
                [words.written[number] for number in numbers],
                [[column[row] for row in rows] for column in self._accounts],
                [[column[row] for row in rows] for column in self._amounts],
                [n for n, row in enumerate(rows) if row in remarked],
                {n: uneven[row] for n, row in enumerate(rows) if row in uneven},
                {n: unweighed[row] for n, row in enumerate(rows) if row in unweighed},
            )

    def _uneven(self) -> dict[int, Decimal]:
        """Return what each row comes to that does not come to nil."""
        totals: Iterable[Decimal] = self._amounts[0] if self._amounts else ()
        for column in self._amounts[1:]:
            totals = map(add, totals, column)
        return {row: total for row, total in enumerate(totals) if total}

    def _looks(self) -> Iterable[Hashable]:
        """Return what tells each row from others of the same classes.

        That is the side of each leg, what is foreign, and which are of the same ring.
        """
        foreign, size = self._rows.foreign, len(self._rows.numbers)
        looks: list[Iterable[Hashable]] = [map(foreign.get, range(size))]
        for amounts in self._amounts:
            looks.append([amount < ZERO for amount in amounts])
            if not all(amounts):
                looks.append(map(bool, amounts))
        codes = [
            [account.member for account in accounts]
            for accounts in self._accounts
            if accounts[0].member
        ]
        if any(column != codes[0] for column in codes):
            looks.append(map(_numbered, zip(*codes, strict=True)))
        return zip(*looks, strict=True)

    def _pattern(self, row: int) -> Pattern:
        """Return the pattern of a row."""
        foreign = self._rows.foreign.get(row, ())
        accounts = [column[row] for column in self._accounts]
        amounts = [column[row] for column in self._amounts]
        nil = [not amount and n not in foreign for n, amount in enumerate(amounts)]
        codes = [
            "" if nothing else account.member
            for account, nothing in zip(accounts, nil, strict=True)
        ]
        legs = [
            _NOTHING if nothing else _leg(account, ring, credit=amount < ZERO)
            for account, amount, nothing, ring in zip(
                accounts, amounts, nil, _numbered(codes), strict=True
            )
        ]
        return Pattern(tuple(legs), foreign)


def _leg(account: Account, ring: int, *, credit: bool) -> Leg:
    return Leg(account.kind, account.root, ring, account.charge, account.counts, credit)


def _numbered(codes: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of rings, in the order in which they come."""
    rings = {"": NO_RING}
    return tuple([rings.setdefault(code, len(rings)) for code in codes])
