"""What linked transactions come to, and how much of it was taken back so far.

A refund undoes what it is linked to, and no more: of each member and class, what the
earlier transactions with that link come to, less what was taken back of it. Within a
transaction lines of a class count together, so a sale with a discount is the sale less
the discount, and an amount that only moves within its class is nothing to take back. A
correction, with nothing but results in it, moves no further what it took itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.kinds import MONEY, VAT
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

# What lines that count together have in common: member, class, and what is charged.
Share = tuple[str, Kind, str]


class LinkedFlows:
    """The links of one set of books; remembers what was taken back so far."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._shares: dict[tuple[frozenset[str], Share, bool], list[_Linked]] = {}
        self._taken: defaultdict[tuple[int, Share, bool], Decimal] = defaultdict(
            lambda: ZERO
        )
        self._moved: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)

    def left(
        self, transaction: Transaction, share: Share, member: str, *, credit: bool
    ) -> Decimal:
        """Return what an entry may undo of a share, in EUR, among a member's entries.

        `credit` tells the side it undoes it on: the credit of a cost that comes back.
        """
        return _total(
            left
            for earlier, left in self._rooms(transaction, share, credit=credit)
            if member in earlier.transaction.members
        )

    def take_back(
        self, transaction: Transaction, share: Share, amount: Decimal, *, credit: bool
    ) -> None:
        """Remember that an entry took this much back, in EUR, of those it is linked to.

        What came first is taken first; what is beyond them is left out.
        """
        for earlier, room in self._rooms(transaction, share, credit=credit):
            if amount <= 0:
                return
            taken = min(room, amount)
            self._taken[earlier.transaction.number, share, credit] += taken
            self._moved[transaction.number] += taken
            amount -= taken

    def _rooms(
        self, transaction: Transaction, share: Share, *, credit: bool
    ) -> Iterator[tuple[_Linked, Decimal]]:
        """Yield the earlier transactions of which there is something left."""
        for earlier in self._linked(transaction.links, share, credit=credit):
            known = earlier.transaction
            if known.date > transaction.date:
                return
            if known.number == transaction.number or not (
                known.members & transaction.members
            ):
                continue
            booked = earlier.amount
            if earlier.corrects:
                booked = min(booked, self._moved[known.number])
            left = booked - self._taken[known.number, share, credit]
            if left > 0:
                yield earlier, left

    def _linked(
        self, links: frozenset[str], share: Share, *, credit: bool
    ) -> list[_Linked]:
        """Return the entries with any of these links that have a share to be undone."""
        key = links, share, credit
        if key not in self._shares:
            transactions = self._books.linked(*links)
            found = (
                _Linked.of(transaction, share, credit=credit)
                for transaction in transactions
            )
            self._shares[key] = [linked for linked in found if linked.amount > 0]
        return self._shares[key]


class _Linked(NamedTuple):
    """A transaction, and how much it has of a share that can be undone, in EUR."""

    transaction: Transaction
    amount: Decimal
    corrects: bool

    @classmethod
    def of(cls, transaction: Transaction, share: Share, *, credit: bool) -> _Linked:
        """Return what an entry has; of a claim or a debt, what was paid in money."""
        net = net_of(transaction, share)
        amount = net if credit else -net
        if share[1] in (Kind.RECEIVABLE, Kind.PAYABLE):
            amount = min(amount, abs(transaction.on(MONEY)))
        return cls(transaction, amount, _corrects(transaction))


def share_of(account: Account) -> Share:
    """Return the share of an account; all VAT is one, whatever it stands on."""
    kind = Kind.VAT_DUE if account.kind in VAT else account.kind
    return account.member, kind, account.charge


def net_of(transaction: Transaction, share: Share) -> Decimal:
    """Return what a transaction comes to on a share, in EUR with Beancount's sign."""
    return _total(
        amount
        for account, amount in zip(
            transaction.accounts, transaction.amounts, strict=True
        )
        if share_of(account) == share
    )


def _corrects(transaction: Transaction) -> bool:
    """Tell whether a transaction only moves results of one member."""
    return transaction.signature.only_results and len(transaction.members) == 1


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
