"""Closings of all accounts: entries that take results to equity, and do nothing else.

They are left out of results, or else every closed year would be nil. Of a ring they are
those of `paraplu.ledger.closings`. Outside rings an entry closes where it has nothing
but results and the equity that they go to, and all those results are nil after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.money import ZERO
from paraplu.ledger.closings import closes_accounts

if TYPE_CHECKING:
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Role, Signature, Transaction

RESULTS = frozenset({Root.INCOME, Root.EXPENSES})
EQUITY = frozenset({Kind.COOP_EQUITY, Kind.FUND_EQUITY, Kind.THERMOMETER})


def closes(books: Books, transaction: Transaction) -> bool:
    """Tell whether a transaction closes accounts, of members or of others."""
    if not may_close(transaction.signature):
        return False
    if closes_accounts(books, transaction):
        return True
    roles = [one for one in transaction.signature.roles if one.kind is not Kind.NOTHING]
    return (
        any(map(_is_equity, roles))
        and any(map(_is_result, roles))
        and all(_is_equity(one) or _is_result(one) for one in roles)
        and _empties(books, transaction)
    )


def may_close(signature: Signature) -> bool:
    """Tell whether entries like these may close accounts, by what they move."""
    return signature.only_results or not signature.kinds.isdisjoint(EQUITY)


def _is_equity(role: Role) -> bool:
    return role.kind in EQUITY


def _is_result(role: Role) -> bool:
    return role.root in RESULTS


def _empties(books: Books, transaction: Transaction) -> bool:
    """Tell whether all results in it stand at nil at the end of its day."""
    results = {one for one in transaction.accounts if one.root in RESULTS}
    return all(
        not sum(
            (n for day, n in books.days[one].items() if day <= transaction.date), ZERO
        )
        for one in results
    )
