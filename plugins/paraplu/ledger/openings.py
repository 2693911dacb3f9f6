"""Opening entries: what earlier books left, as these begin with it.

Whatever account they book it on, it was there before: equipment that a member had is
not bought in the first year, and start capital is not given in it. An opening entry has
the opening account (contract, section 2) and the first day of the books; on any later
day that account brings in nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


def brings_in(books: Books, transaction: Transaction) -> bool:
    """Tell whether an entry brings in what earlier books left."""
    if transaction.date != books.first_day:
        return False
    # Where the other amounts come to nil by themselves, 0.00 stands on that account.
    return any(
        books.chart.account(one.name).kind is Kind.OPENING
        for one in transaction.accounts
    )


def brought_in(books: Books) -> Mapping[Account, Decimal]:
    """Return what opening entries bring in on each account, with Beancount's sign."""
    found: dict[Account, Decimal] = {}
    first = books.first_day
    for transaction in () if first is None else books.transactions_on(first):
        if brings_in(books, transaction):
            for posting in transaction.postings:
                stood = found.get(posting.account, ZERO)
                found[posting.account] = stood + posting.amount
    return found
