"""Lots: what came onto an account, and which of it an entry takes away.

What goes together is known by link, or else by payee; without either, what came first
goes first.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.base.payee import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account, Kind
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry

# An entry that brought something onto an account; None for what nobody brought.
Taken = list["Entry | None"]


@dataclass(eq=False)
class _Move:
    """What an entry brings onto an account, or takes from it, and what is left of it.

    The amount is above zero either way.
    """

    entry: Entry
    left: Decimal


class Lots:
    """What entries take from the accounts of one kind, over one set of books."""

    def __init__(self, books: Books, kind: Kind) -> None:
        self._books = books
        self._kind = kind
        self._taken: dict[Account, Mapping[int, Taken]] = {}

    def taken(self, entry: Entry, account: Account) -> Taken:
        """Return the entries that brought what an entry takes from an account."""
        if account not in self._taken:
            self._taken[account] = _matched(self._moves[account])
        return self._taken[account].get(entry.number, [])

    @cached_property
    def _moves(self) -> Mapping[Account, list[tuple[Entry, Decimal]]]:
        """What entries move on each account, by day, and on one day what comes first.

        What one entry brings and takes away again is not a move.
        """
        found: defaultdict[Account, list[tuple[Entry, Decimal]]] = defaultdict(list)
        for batch in self._books.batches:
            if self._kind in batch.pattern.kinds:
                for entry in batch.entries:
                    for account, amount in self._moved(entry).items():
                        if amount:
                            found[account].append((entry, amount))
        for moves in found.values():
            moves.sort(key=lambda move: (move[0].date, move[1] < 0, move[0].number))
        return found

    def _moved(self, entry: Entry) -> dict[Account, Decimal]:
        moved: dict[Account, Decimal] = {}
        for account, amount in entry.legs():
            if account.kind is self._kind:
                moved[account] = moved.get(account, ZERO) + amount
        return moved


def _matched(moves: list[tuple[Entry, Decimal]]) -> dict[int, Taken]:
    """Return for each entry that takes something what had brought it."""
    brought = [_Move(entry, amount) for entry, amount in moves if amount > 0]
    taking = [_Move(entry, -amount) for entry, amount in moves if amount < 0]
    found: defaultdict[int, Taken] = defaultdict(list)
    for names in (_links, _payees, _any):
        _match(brought, taking, names, found)
    for move in taking:
        if move.left:
            found[move.entry.number].append(None)
    return found


def _match(
    brought: Iterable[_Move],
    taking: Iterable[_Move],
    names: Callable[[Entry], Iterable[str]],
    found: Mapping[int, Taken],
) -> None:
    """Match what has a name in common, what came first at first."""
    lots: defaultdict[str, deque[_Move]] = defaultdict(deque)
    for lot in brought:
        for name in names(lot.entry) if lot.left else ():
            lots[name].append(lot)
    for move in taking:
        for name in names(move.entry) if move.left else ():
            queue = lots.get(name)
            while move.left and queue and queue[0].entry.date <= move.entry.date:
                part = min(queue[0].left, move.left)
                if part:
                    found[move.entry.number].append(queue[0].entry)
                    queue[0].left -= part
                    move.left -= part
                if not queue[0].left:
                    queue.popleft()


def _links(entry: Entry) -> Iterable[str]:
    return sorted(entry.links)


def _payees(entry: Entry) -> Iterable[str]:
    name = plain(entry.payee)
    return [name] if name else []


def _any(_entry: Entry) -> Iterable[str]:
    return [""]
