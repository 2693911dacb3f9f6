"""Lots: what came onto an account, and which of it a transaction takes away.

What goes together is known by link, or else by payee; without either, what came first
goes first.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.ledger.settlement import (
    LINK_BY_LINK,
    NAMED_PARTY,
    OLDEST,
    movements,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Account, Kind
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Movement
    from paraplu.ledger.transactions import Transaction

# A transaction that brought something onto an account; None for what nobody brought.
Taken = list["Transaction | None"]


class Lots:
    """What transactions take from the accounts of one kind, over one set of books."""

    def __init__(self, books: Books, kind: Kind) -> None:
        self._books = books
        self._kind = kind
        self._taken: dict[Account, Mapping[int, Taken]] = {}

    def taken(self, transaction: Transaction, account: Account) -> Taken:
        """Return the entries that brought what an entry takes from an account."""
        if account not in self._taken:
            self._taken[account] = _taken(self._moves[account])
        return self._taken[account].get(transaction.number, [])

    @cached_property
    def _moves(self) -> Mapping[Account, list[Movement[Transaction]]]:
        return movements(self._books, frozenset({self._kind}))


def _taken(found: list[Movement[Transaction]]) -> Mapping[int, Taken]:
    """Return for each transaction that takes something what had brought it."""
    matches, left = settled(found, [LINK_BY_LINK], [NAMED_PARTY], [OLDEST])
    taken: defaultdict[int, Taken] = defaultdict(list)
    for match in matches:
        taken[match.by.what.number].append(match.item.what)
    for move in found:
        if move.place in left:
            taken[move.what.number].append(None)
    return taken
