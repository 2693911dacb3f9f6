"""What moved on the accounts of a member's customers, and what of it settles what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.ledger.settlement import LINK, OLDEST, Matcher, moved, movement_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Criterion, Match, Movement
    from paraplu.ledger.transactions import Transaction

# What moved on one account, in the order of days.
Moves = list["Movement[Transaction]"]


@dataclass(frozen=True)
class CustomerMoves:
    """What moved on a member's accounts of customers, account by account."""

    claims: tuple[Moves, ...] = ()
    deposits: tuple[Moves, ...] = ()


def customer_moves(books: Books, member: str) -> CustomerMoves:
    """Return what a member sold on account, what was paid, and paid in advance."""
    claims, deposits = (
        _by_account(books, member, kind, owed)
        for kind, owed in ((Kind.RECEIVABLE, 1), (Kind.DEPOSIT, -1))
    )
    return CustomerMoves(claims, deposits)


def _by_account(books: Books, member: str, kind: Kind, owed: int) -> tuple[Moves, ...]:
    """Return the same as `settlement.movements`, of the accounts of one member."""
    found: defaultdict[Account, Moves] = defaultdict(list)
    for one in books.transactions_of(member):
        if kind in one.signature.kinds:
            for account, amount in moved(one, frozenset({kind})).items():
                if account.member == member:
                    move = movement_of(one, one, account, owed * amount)
                    found[account].append(move)
    for moves in found.values():
        moves.sort(key=lambda move: (move.date, move.amount < 0, move.place))
    return tuple(found.values())


def laid(moves: Moves) -> Iterator[Match[Transaction, Transaction]]:
    """Yield what settles what on one account of down payments.

    By link what comes after, then what came before; the rest settles the oldest, unless
    it has the link of something that is settled already.
    """
    left = {move.place: abs(move.amount) for move in moves}
    numbers = {link for move in moves if move.amount > 0 for link in move.links}
    ahead = sorted(moves, key=lambda move: move.amount < 0)
    bare = [m for m in moves if m.amount > 0 or not m.links & numbers]
    rounds: tuple[tuple[Criterion, Moves], ...] = (
        (LINK, moves),
        (LINK, ahead),
        (OLDEST, bare),
    )
    for criterion, order in rounds:
        items: Matcher[Transaction] = Matcher(criterion)
        for move in order:
            there = left[move.place]
            if there and move.amount > 0:
                items.add(move, there)
            elif there:
                for match in items.settle(move, there):
                    yield match
                    left[match.item.place] -= match.amount
                    left[move.place] -= match.amount
