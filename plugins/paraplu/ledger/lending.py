"""Receipts that are on another transaction about the same purchase.

A bill may come after the money left: it is then on the transaction that uses up what
was prepaid, or that pays what was owed. Such a transaction shares a link with the one
that the money left by, and has the other side of an account that this one moved. It
shows as much as it moved there, and once; what the supplier pays back needs nothing to
show.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from paraplu.base.chart import Kind
from paraplu.base.kinds import GOODS, MONEY, USE
from paraplu.base.money import ZERO
from paraplu.ledger.evidence import names_receipt, receipts_of, shown
from paraplu.ledger.settlement import moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.transactions import Transaction

_OWED = frozenset({Kind.PAYABLE, Kind.CLEARING})
_HELD = GOODS | _OWED
_SPENT = USE | GOODS

# An account, and whether it is the credit of it that is meant.
Side: TypeAlias = "tuple[Account, bool]"


@dataclass(eq=False)
class _Slot:
    """What can be shown on one side of an account, and what is left of that."""

    number: int
    left: Decimal
    receipts: tuple[Receipt, ...]
    names: frozenset[str]


class Lending:
    """Tells what receipts on linked transactions show, over one set of books."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._slots: dict[tuple[int, Side], _Slot] = {}
        self._passing: dict[tuple[int, Side], _Slot] = {}
        self._first: dict[str, dict[Side, deque[_Slot]]] = {}
        self._whole: dict[str, dict[Side, deque[_Slot]]] = {}

    def lent(
        self, transaction: Transaction, positions: Iterable[int], most: Decimal
    ) -> tuple[Decimal, tuple[Receipt, ...]]:
        """Return how much of some postings linked transactions show, and by what.

        That is used up then.
        """
        left = most
        receipts: list[Receipt] = []
        for n in positions if transaction.links else ():
            posting = transaction.postings[n]
            if left > 0 and posting.account.kind in _HELD:
                side = posting.account, posting.amount >= 0
                part_of = min(abs(posting.amount), left)
                for slot, part in self._take(transaction, side, part_of):
                    left -= part
                    receipts += slot.receipts
        return most - left, tuple(receipts)

    def _take(
        self,
        transaction: Transaction,
        side: Side,
        amount: Decimal,
        *,
        first: bool = False,
    ) -> list[tuple[_Slot, Decimal]]:
        """Take an amount of what others show of a side; return of whom how much."""
        found: list[tuple[_Slot, Decimal]] = []
        left = amount
        for link in sorted(transaction.links):
            slots = (self._at_once if first else self._of)(link).get(side)
            while slots and not slots[0].left:
                slots.popleft()
            for slot in slots or ():
                if not left:
                    break
                part = (
                    min(slot.left, left) if slot.number != transaction.number else ZERO
                )
                if part:
                    slot.left -= part
                    left -= part
                    found.append((slot, part))
        return found

    def _at_once(self, link: str) -> dict[Side, deque[_Slot]]:
        """Return by side what entries with a link show by receipts of their own."""
        if link not in self._first:
            slots: defaultdict[Side, deque[_Slot]] = defaultdict(deque)
            for transaction in self._books.linked(link):
                for account, amount in moved(transaction, _HELD).items():
                    slot = self._slot(transaction, account, amount)
                    if slot.left:
                        slots[account, amount < 0].append(slot)
            self._first[link] = {
                (account, credit): deque(
                    slot
                    for slot in found
                    if not slot.names
                    or slot.names - _names(slots, (account, not credit))
                )
                for (account, credit), found in slots.items()
            }
        return self._first[link]

    def _of(self, link: str) -> dict[Side, deque[_Slot]]:
        """Return that, and what entries pass on that only move it: a debt prepaid."""
        if link not in self._whole:
            whole = {side: deque(slots) for side, slots in self._at_once(link).items()}
            for transaction in self._books.linked(link):
                held = moved(transaction, _HELD)
                if _only_moves(held, transaction) and not self._receipts(transaction):
                    for account, amount in held.items():
                        slot = self._passed(transaction, account, amount, held)
                        side = (account, amount < 0)
                        whole.setdefault(side, deque()).append(slot)
            self._whole[link] = whole
        return self._whole[link]

    def _slot(
        self, transaction: Transaction, account: Account, amount: Decimal
    ) -> _Slot:
        """Return what a transaction itself shows of what it moves on an account."""
        key = (transaction.number, (account, amount < 0))
        if key not in self._slots:
            receipts = self._receipts(transaction)
            whole = abs(amount)
            if shown(self._books, transaction):
                left = whole
            elif receipts:
                left = max(whole - _bare(transaction), ZERO)
            elif account.kind in GOODS and amount < 0:
                left = min(whole, _into_money(transaction))
            else:
                left = ZERO
            shelf = self._books.shelf
            names = frozenset(shelf.find(one) or one.path for one in receipts)
            self._slots[key] = _Slot(transaction.number, left, receipts, names)
        return self._slots[key]

    def _passed(
        self,
        transaction: Transaction,
        account: Account,
        amount: Decimal,
        held: Mapping[Account, Decimal],
    ) -> _Slot:
        """Return what others show of the other side of what an entry only moves."""
        key = (transaction.number, (account, amount < 0))
        if key not in self._passing:
            found = ZERO
            receipts: list[Receipt] = []
            for other, part in held.items():
                if (part < 0) != (amount < 0):
                    most = min(abs(part), abs(amount) - found)
                    side = (other, part > 0)
                    for slot, taken in self._take(transaction, side, most, first=True):
                        found += taken
                        receipts += slot.receipts
            self._passing[key] = _Slot(
                transaction.number, found, tuple(receipts), frozenset()
            )
        return self._passing[key]

    def _receipts(self, transaction: Transaction) -> tuple[Receipt, ...]:
        return tuple(receipts_of(self._books, transaction))


def _names(slots: dict[Side, deque[_Slot]], side: Side) -> frozenset[str]:
    """Return the receipts that a side of an account has of its own."""
    return frozenset(name for slot in slots.get(side, ()) for name in slot.names)


def _only_moves(held: Mapping[Account, Decimal], transaction: Transaction) -> bool:
    """Tell whether only what stood open is moved, and nothing bought by it."""
    bought = any(account.kind in GOODS and n > 0 for account, n in held.items())
    owing = any(account.kind in _OWED and n < 0 for account, n in held.items())
    return transaction.signature.kinds <= _HELD and not (bought and owing)


def _bare(transaction: Transaction) -> Decimal:
    """Return what is spent on postings that have no receipt."""
    amounts = (
        posting.amount
        for posting in transaction.postings
        if posting.amount > 0
        and posting.account.kind in _SPENT
        and not names_receipt(posting.meta)
    )
    return sum(amounts, ZERO)


def _into_money(transaction: Transaction) -> Decimal:
    """Return what comes into money: what was paid for comes back."""
    amounts = (
        posting.amount
        for posting in transaction.postings
        if posting.amount > 0 and posting.account.kind in MONEY
    )
    return sum(amounts, ZERO)
