"""Makes transactions of what is kept of the files, as `grouping` does of Beancount's.

The rules see the same transactions in the same groups, whichever of the two made them;
the tests hold one against the other.
"""

from __future__ import annotations

from collections import defaultdict
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
    from collections.abc import Iterable, Mapping

    from paraplu.base.chart import Account, Chart
    from paraplu.ledger.day_sums import Days
    from paraplu.ledger.kept.form import KeptFile, KeptRow
    from paraplu.ledger.transactions import Signature


class _Table(dict[int, tuple["Account", "Days", int]]):
    """The accounts of a file by number and side, with sums by day, and what they are.

    That is a number, the same for accounts that are alike on the same side.
    """

    def __init__(self, file: KeptFile, known: KnownAccounts) -> None:
        super().__init__()
        self.name = file.name
        self._names = file.accounts
        self._known = known

    def __missing__(self, number: int) -> tuple[Account, Days, int]:
        place, side = divmod(number, SIDES)
        account, nothing, means, moved, named = self._known[self._names[place]]
        if side == NOTHING:
            self[number] = nothing, named, means + side
        else:
            self[number] = account, moved, means + side
        return self[number]


def joined(files: Iterable[KeptFile], chart: Chart) -> Grouped:
    """Return the transactions of files, numbered in the order of the ledger.

    The loops run for every transaction and posting of the books.
    """
    known = KnownAccounts(chart)
    days: dict[dt.date, dt.date] = {}
    groups: dict[Look, tuple[Signature, list[Transaction]]] = {}
    by_keys: defaultdict[tuple[str, ...], list[Transaction]] = defaultdict(list)
    links: defaultdict[str, list[Transaction]] = defaultdict(list)
    transactions: list[Transaction] = []
    remarked: list[Transaction] = []
    for row, table in _in_order(files, known):
        day = days.setdefault(row.date, row.date)
        name = row.meta["filename"] = table.name
        postings: list[Posting] = []
        sides: list[int] = []
        members: list[str] = []
        for number, amount, line in zip(row.used, row.amounts, row.lines, strict=True):
            account, moved, side = table[number]
            moved[day] += amount
            sides.append(side)
            if account.member:
                members.append(account.member)
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


def _in_order(
    files: Iterable[KeptFile], known: KnownAccounts
) -> Iterable[tuple[KeptRow, _Table]]:
    """Return all rows in the order of the ledger, each with the table of its file."""
    rows: list[tuple[KeptRow, _Table]] = []
    for file in files:
        table = _Table(file, known)
        for row in file.rows:
            row.file = file
            rows.append((row, table))
    rows.sort(key=lambda one: one[0].order)
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
