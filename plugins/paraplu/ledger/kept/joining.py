"""Makes transactions of what is kept of the files, as `grouping` does of Beancount's.

The rules see the same transactions in the same groups, whichever of the two made them;
the tests hold one against the other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from paraplu.base.money import ZERO
from paraplu.ledger.grouping import (
    ADDED,
    Grouped,
    KnownAccounts,
    Look,
    by_accounts,
    numbered,
    signature_of,
)
from paraplu.ledger.kept.form import LINES
from paraplu.ledger.transactions import NOTHING, SIDES, Transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paraplu.base.chart import Chart
    from paraplu.ledger.day_sums import Days
    from paraplu.ledger.kept.form import KeptFile, KeptRow
    from paraplu.ledger.transactions import Signature

_order = attrgetter("order")


def joined(files: Iterable[KeptFile], chart: Chart) -> Grouped:
    """Return the transactions of files, numbered in the order of the ledger."""
    files = [*files]
    known = _known(files, chart)
    joining = _Joining(files, known)
    transactions = joining.transactions(_in_order(files))
    _add_up(files, known, joining.days)
    return Grouped(
        transactions,
        dict(by_accounts(joining.groups)),
        joining.by_keys,
        joining.remarked,
        [],
        joining.links,
        known.accounts,
        known.sums,
    )


class _OfFile:
    """What rows of a file say by numbers: of accounts on their sides, and of keys."""

    def __init__(self, file: KeptFile, known: KnownAccounts) -> None:
        self.means: list[int] = []
        file.known = []
        for name in file.accounts:
            account, nothing, means, *_ = known[name]
            for side in range(SIDES):
                self.means.append(means + side)
                file.known.append(nothing if side == NOTHING else account)
        self.add: list[Callable[[Transaction], None] | None] = [None] * len(file.keys)


class _Joining:
    """Makes transactions of rows, with what they have in common."""

    def __init__(self, files: Iterable[KeptFile], known: KnownAccounts) -> None:
        self._files = {id(file): _OfFile(file, known) for file in files}
        self.days: dict[int, dt.date] = {}
        self.groups: dict[Look, tuple[Signature, list[Transaction]]] = {}
        self.by_keys: defaultdict[tuple[str, ...], list[Transaction]]
        self.by_keys = defaultdict(list)
        self.links: defaultdict[str, list[Transaction]] = defaultdict(list)
        self.remarked: list[Transaction] = []
        # By the sides of accounts alone, where not several have a ring.
        self._alone: dict[tuple[int, ...], tuple[Signature, list[Transaction]]] = {}

    def transactions(self, rows: Iterable[KeptRow]) -> list[Transaction]:
        """Return the transactions of rows that are in order.

        The loop runs for every transaction of the books.
        """
        found: list[Transaction] = []
        days, alone, links = self.days, self._alone, self.links
        for row in rows:
            ordinal = row.order // LINES
            if ordinal not in days:
                days[ordinal] = dt.date.fromordinal(ordinal)
            file = self._files[id(row.file)]
            means = file.means
            sides = tuple([means[number] for number in row.used])
            group = alone.get(sides) or self._group(row, sides)
            one = Transaction(len(found), days[ordinal], group[0], row, row, ZERO)
            found.append(one)
            group[1].append(one)
            add = file.add[row.keys]
            if add is None:
                add = self.by_keys[row.file.keys[row.keys]].append
                file.add[row.keys] = add
            add(one)
            if row.remarks and _is_remarked(row.remarks):
                self.remarked.append(one)
            if row.marks:
                for link in row.marks[1]:
                    links[link].append(one)
        return found

    def _group(
        self, row: KeptRow, sides: tuple[int, ...]
    ) -> tuple[Signature, list[Transaction]]:
        """Return what transactions have in common that look like a row."""
        known = row.file.known
        members = [one for number in row.used if (one := known[number].member)]
        several = len(members) > 1 and len(set(members)) > 1
        look: Look = (sides, numbered(members) if several else (), (), ())
        if look not in self.groups:
            self.groups[look] = signature_of(row.made(), look), []
        if len(members) <= 1:
            self._alone[sides] = self.groups[look]
        return self.groups[look]


def _known(files: Iterable[KeptFile], chart: Chart) -> KnownAccounts:
    """Return the accounts of files in the order in which the ledger uses them."""
    first = [
        (order, number, place, name)
        for number, file in enumerate(files)
        for place, (order, name) in enumerate(
            zip(file.first, file.accounts, strict=True)
        )
    ]
    known = KnownAccounts(chart)
    for *_, name in sorted(first):
        known[name]
    return known


def _in_order(files: Iterable[KeptFile]) -> list[KeptRow]:
    """Return all rows in the order of the ledger, each with its file."""
    rows: list[KeptRow] = []
    for file in files:
        for at, row in enumerate(file.rows):
            row.file = file
            row.at = at
        rows += file.rows
    rows.sort(key=_order)
    return rows


def _add_up(
    files: Iterable[KeptFile], known: KnownAccounts, days: dict[int, dt.date]
) -> None:
    """Add what files book to the sums of each account, by day in their order."""
    for file in sorted((one for one in files if one.rows), key=_begins):
        for booked in file.sums:
            number, side = divmod(booked.account, SIDES)
            *_, moved, named = known[file.accounts[number]]
            sums = named if side == NOTHING else moved
            last = next(reversed(sums), dt.date.min)
            these = map(days.__getitem__, booked.days)
            if last < days[booked.days[0]]:
                sums.update(zip(these, booked.amounts, strict=True))
                continue
            for day, amount in zip(these, booked.amounts, strict=True):
                sums[day] += amount
            _sort(sums)


def _begins(file: KeptFile) -> int:
    return file.rows[0].order


def _sort(sums: Days) -> None:
    """Have the days of an account in order."""
    ordered = sorted(sums.items())
    sums.clear()
    sums.update(ordered)


def _is_remarked(remarks: dict[int, dict[str, Any]]) -> bool:
    """Tell whether people wrote any of the metadata that postings have."""
    return any(not said.keys() <= ADDED for said in remarks.values())
