"""Receipts that are on another entry about the same purchase.

A bill may come after the money left: it is then on the entry that uses up what was
prepaid, or that pays what was owed. Such an entry shares a link with the one that the
money left by, and has the other side of an account that this one moved. It shows as
much as it moved there, and once; what the supplier pays back needs nothing to show.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from paraplu.base.chart import Kind
from paraplu.base.kinds import GOODS, MONEY, USE
from paraplu.base.money import ZERO
from paraplu.ledger.evidence import receipts_of, shown, shown_leg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.ledger.evidence import Receipt

_OWED = frozenset({Kind.PAYABLE, Kind.CLEARING})
_HELD = GOODS | _OWED
_SPENT = USE | GOODS

# An account, and whether it is the credit of it that is meant.
Side: TypeAlias = "tuple[Account, bool]"


@dataclass(eq=False)
class _Slot:
    """What an entry can show on one side of an account, and what is left of that."""

    number: int
    left: Decimal
    receipts: tuple[Receipt, ...]
    names: frozenset[str]


class Lending:
    """Tells what receipts on linked entries show, over one set of books."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._slots: dict[tuple[int, Side], _Slot] = {}
        self._passing: dict[tuple[int, Side], _Slot] = {}
        self._first: dict[str, dict[Side, deque[_Slot]]] = {}
        self._whole: dict[str, dict[Side, deque[_Slot]]] = {}

    def lent(
        self, entry: Entry, legs: Iterable[int], most: Decimal
    ) -> tuple[Decimal, tuple[Receipt, ...]]:
        """Return how much of an entry's legs linked entries show, and by what.

        That is used up then.
        """
        left = most
        receipts: list[Receipt] = []
        for leg in legs if entry.links else ():
            if left > 0 and entry.shape.accounts[leg].kind in _HELD:
                side = entry.shape.accounts[leg], not entry.shape.credit[leg]
                for slot, part in self._take(
                    entry, side, min(abs(entry.amounts[leg]), left)
                ):
                    left -= part
                    receipts += slot.receipts
        return most - left, tuple(receipts)

    def _take(
        self, entry: Entry, side: Side, amount: Decimal, *, first: bool = False
    ) -> list[tuple[_Slot, Decimal]]:
        """Take an amount of what others show of a side; return of whom how much."""
        found: list[tuple[_Slot, Decimal]] = []
        left = amount
        for link in sorted(entry.links):
            slots = (self._at_once if first else self._of)(link).get(side)
            while slots and not slots[0].left:
                slots.popleft()
            for slot in slots or ():
                if not left:
                    break
                part = min(slot.left, left) if slot.number != entry.number else ZERO
                if part:
                    slot.left -= part
                    left -= part
                    found.append((slot, part))
        return found

    def _at_once(self, link: str) -> dict[Side, deque[_Slot]]:
        """Return by side what entries with a link show by receipts of their own."""
        if link not in self._first:
            slots: defaultdict[Side, deque[_Slot]] = defaultdict(deque)
            for entry in self._books.linked(link):
                for account, amount in _moved(entry):
                    slot = self._slot(entry, account, amount)
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
            for entry in self._books.linked(link):
                moved = _moved(entry)
                if _only_moves(moved, entry) and not self._receipts(entry):
                    for account, amount in moved:
                        slot = self._passed(entry, account, amount, moved)
                        side = (account, amount < 0)
                        whole.setdefault(side, deque()).append(slot)
            self._whole[link] = whole
        return self._whole[link]

    def _slot(self, entry: Entry, account: Account, amount: Decimal) -> _Slot:
        """Return what an entry itself shows of what it moves on an account."""
        key = (entry.number, (account, amount < 0))
        if key not in self._slots:
            receipts = self._receipts(entry)
            moved = abs(amount)
            if shown(self._books, entry.written):
                left = moved
            elif receipts:
                left = max(moved - _bare(entry), ZERO)
            elif account.kind in GOODS and amount < 0:
                left = min(moved, _into_money(entry))
            else:
                left = ZERO
            shelf = self._books.shelf
            names = frozenset(shelf.find(one) or one.path for one in receipts)
            self._slots[key] = _Slot(entry.number, left, receipts, names)
        return self._slots[key]

    def _passed(
        self,
        entry: Entry,
        account: Account,
        amount: Decimal,
        moved: list[tuple[Account, Decimal]],
    ) -> _Slot:
        """Return what others show of the other side of what an entry only moves."""
        key = (entry.number, (account, amount < 0))
        if key not in self._passing:
            found = ZERO
            receipts: list[Receipt] = []
            for other, part in moved:
                if (part < 0) != (amount < 0):
                    most = min(abs(part), abs(amount) - found)
                    side = (other, part > 0)
                    for slot, taken in self._take(entry, side, most, first=True):
                        found += taken
                        receipts += slot.receipts
            self._passing[key] = _Slot(
                entry.number, found, tuple(receipts), frozenset()
            )
        return self._passing[key]

    def _receipts(self, entry: Entry) -> tuple[Receipt, ...]:
        return tuple(receipts_of(self._books, entry))


def _names(slots: dict[Side, deque[_Slot]], side: Side) -> frozenset[str]:
    """Return the receipts that a side of an account has of its own."""
    return frozenset(name for slot in slots.get(side, ()) for name in slot.names)


def _moved(entry: Entry) -> list[tuple[Account, Decimal]]:
    """Return what an entry moves on each account that can be left open, in all."""
    found: dict[Account, Decimal] = {}
    for account, amount in entry.legs():
        if account.kind in _HELD:
            found[account] = found.get(account, ZERO) + amount
    return [(account, amount) for account, amount in found.items() if amount]


def _only_moves(moved: list[tuple[Account, Decimal]], entry: Entry) -> bool:
    """Tell whether an entry only moves what stood open, and buys nothing itself."""
    bought = any(account.kind in GOODS and amount > 0 for account, amount in moved)
    owing = any(account.kind in _OWED and amount < 0 for account, amount in moved)
    return entry.shape.kinds <= _HELD and not (bought and owing)


def _bare(entry: Entry) -> Decimal:
    """Return what is spent on postings that have no receipt."""
    return sum(
        (
            amount
            for n, (account, amount) in enumerate(entry.legs())
            if amount > 0 and account.kind in _SPENT and not shown_leg(entry, n)
        ),
        ZERO,
    )


def _into_money(entry: Entry) -> Decimal:
    """Return what comes into money: what was paid for comes back."""
    return sum((n for a, n in entry.legs() if a.kind in MONEY and n > 0), ZERO)
