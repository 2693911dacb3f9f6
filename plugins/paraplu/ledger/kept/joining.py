"""Makes transactions of what is kept of the files, as `grouping` does of Beancount's.

The rules see the same transactions in the same groups, whichever of the two made them;
the tests hold one against the other.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
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
from paraplu.ledger.transactions import NOTHING, SIDES, Posting, Transaction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.base.chart import Account, Chart
    from paraplu.ledger.day_sums import Days
    from paraplu.ledger.kept.form import KeptFile, KeptRow
    from paraplu.ledger.transactions import Signature


# An account on a side: with its sums by day, a number for what it is, and its member.
_Place = tuple["Account", "Days", int, str]

_order = attrgetter("order")


def joined(files: Iterable[KeptFile], chart: Chart) -> Grouped:
    """Return the transactions of files, numbered in the order of the ledger.

    The loops run for every transaction and posting of the books.
    """
    files = [*files]
    known = _known(files, chart)
    days: dict[dt.date, dt.date] = {}
    groups: dict[Look, tuple[Signature, list[Transaction]]] = {}
    by_keys: defaultdict[tuple[str, ...], list[Transaction]] = defaultdict(list)
    links: defaultdict[str, list[Transaction]] = defaultdict(list)
    transactions: list[Transaction] = []
    remarked: list[Transaction] = []
    places = {id(file): [*_places(file, known)] for file in files}
    for row in _in_order(files):
        day = days.setdefault(row.date, row.date)
        place = places[id(row.file)]
        name = row.meta["filename"] = row.file.name
        postings: list[Posting] = []
        sides: list[int] = []
        members: list[str] = []
        for number, amount, line in zip(row.used, row.amounts, row.lines, strict=True):
            account, moved, side, member = place[number]
            moved[day] += amount
            sides.append(side)
            if member:
                members.append(member)
            postings.append(
                Posting(account, amount, {"filename": name, "lineno": line})
            )
        several = len(members) > 1 and len(set(members)) > 1
        look = tuple(sides), numbered(members) if several else (), (), ()
        remarks = row.remarks and _remarked(postings, row.remarks)
        if look not in groups:
            groups[look] = signature_of(postings, look), []
        signature, alike = groups[look]
        found = Transaction(
            len(transactions), day, signature, tuple(postings), row, ZERO
        )
        transactions.append(found)
        alike.append(found)
        by_keys[tuple(row.meta)].append(found)
        if remarks:
            remarked.append(found)
        if row.marks:
            for link in row.marks[1]:
                links[link].append(found)
    return Grouped(
        transactions,
        dict(by_accounts(groups)),
        by_keys,
        remarked,
        [],
        links,
        known.accounts,
        known.sums,
    )


def _known(files: list[KeptFile], chart: Chart) -> KnownAccounts:
    """Return the accounts of files in the order in which the ledger uses them."""
    first: list[tuple[int, int, int, str]] = []
    for number, file in enumerate(files):
        # They are in the order in which the file uses them.
        accounts = iter(enumerate(file.accounts))
        found = 0
        for row in file.rows:
            new = max(row.used) // SIDES + 1 - found
            if new > 0:
                found += new
                for place, name in islice(accounts, new):
                    first.append((row.order, number, place, name))
    known = KnownAccounts(chart)
    for *_, name in sorted(first):
        known[name]
    return known


def _places(file: KeptFile, known: KnownAccounts) -> Iterator[_Place]:
    """Yield the accounts of a file by their numbers, on each side."""
    for name in file.accounts:
        account, nothing, means, moved, named = known[name]
        for side in range(SIDES):
            if side == NOTHING:
                yield nothing, named, means + side, account.member
            else:
                yield account, moved, means + side, account.member


def _in_order(files: Iterable[KeptFile]) -> list[KeptRow]:
    """Return all rows in the order of the ledger, each with its file."""
    rows: list[KeptRow] = []
    for file in files:
        for row in file.rows:
            row.file = file
        rows += file.rows
    rows.sort(key=_order)
    return rows


def _remarked(
    postings: list[Posting], remarks: Mapping[int, Mapping[str, Any]]
) -> bool:
    """Give postings their own metadata; tell whether people wrote any of it."""
    for position, said in remarks.items():
        one = postings[position]
        meta = {**one.meta, **said}
        postings[position] = Posting(one.account, one.amount, meta)
    return any(not said.keys() <= ADDED for said in remarks.values())
