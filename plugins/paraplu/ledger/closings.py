"""Closings: entries that take results to the thermometer, and do nothing else.

A closing debits what was earned and credits what was used; the other way about only
where an account stands the wrong way, such as after a refund of the year before. What
a posting adds to an account is no closing: it was earned or spent that day.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.kinds import RESULT
from paraplu.base.money import ZERO
from paraplu.ledger.transaction_types import EARNED, earns, spends

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry


def closings(books: Books) -> Mapping[Account, Mapping[dt.date, Decimal]]:
    """Return what closings booked on each account, by day."""
    closed: dict[Account, dict[dt.date, Decimal]] = {}
    for batch in books.batches:
        for row in closing_rows(books, batch):
            entry = batch.entry(row)
            for account, amount in entry.legs():
                days = closed.setdefault(account, {})
                days[entry.date] = days.get(entry.date, ZERO) + amount
    return closed


def closing_rows(books: Books, batch: Batch) -> Collection[int]:
    """Return the rows of a batch that close accounts."""
    pattern = batch.pattern
    into_thermometer = Kind.THERMOMETER in pattern.kinds
    if not pattern.kinds <= RESULT or not (into_thermometer or len(pattern.rings) == 1):
        return ()
    if into_thermometer and not (earns(pattern) or spends(pattern)):
        return range(len(batch))
    entries = enumerate(batch.entries)
    return frozenset(row for row, entry in entries if _closes(books, entry))


def only_closes(books: Books, batch: Batch, row: int) -> bool:
    """Tell whether an entry closes accounts, each member's into the own thermometer."""
    if not batch.pattern.kinds <= RESULT:
        return False
    entry = batch.entry(row)
    rings: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for account, amount in entry.legs():
        rings[account.member] += amount
    return not any(rings.values()) and _closes(books, entry)


def _closes(books: Books, entry: Entry) -> bool:
    """Tell whether an entry of results closes accounts, rather than adds to them.

    A year whose result is nil leaves nothing for the thermometer, and Beancount drops
    a posting without an amount then; such a closing empties all its accounts.
    """
    moved: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    for account, amount in entry.legs():
        if account.kind not in (Kind.NOTHING, Kind.THERMOMETER):
            moved[account] += amount
    if Kind.THERMOMETER not in entry.shape.kinds:
        one = len(entry.shape.members) == 1
        return one and not any(_after(books, entry, set(moved)).values())
    odd = {
        account: amount
        for account, amount in moved.items()
        if (amount < 0) == (account.kind in EARNED)
    }
    after = _after(books, entry, set(odd)) if odd else {}
    return all(amount * after[account] <= 0 for account, amount in odd.items())


def _after(
    books: Books, entry: Entry, accounts: set[Account]
) -> dict[Account, Decimal]:
    """Return what stands on accounts right after an entry."""
    after = {
        account: sum(
            (n for day, n in books.days[account].items() if day <= entry.date), ZERO
        )
        for account in accounts
    }
    for other in books.entries_on(entry.date):
        if other.number > entry.number:
            for account, amount in other.legs():
                if account in after:
                    after[account] -= amount
    return after
