"""What was set off and waits on an account of the cooperative, and what became of it.

A payment goes over a clearing account, or is put with the bills. What fills that
account up again says whether it was paid: money does, and income of the cooperative
means that it was kept; so does a sale, where nothing else went over the account. The
two are told apart by their links, then by their amounts, then by what is left.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.money import ZERO
from paraplu.rules.set_offs.direct import HOLDING, OWN, PAID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


class Kept(NamedTuple):
    """What the cooperative kept, and the posting by which it did."""

    transaction: Transaction
    position: int
    amount: Decimal


class _From(Enum):
    """What an account was filled up from."""

    MONEY = auto()
    OWN = auto()
    HELD = auto()
    OTHER = auto()


@dataclass
class _Lot:
    """A part of a posting on an account that holds; `left` is what is not matched."""

    transaction: Transaction
    position: int
    left: Decimal
    origin: _From = _From.OTHER
    source: Account | None = None


@dataclass
class _Held:
    """What happened on one account: what it holds of set-offs, and all else."""

    owed: list[_Lot] = field(default_factory=list)
    out: list[_Lot] = field(default_factory=list)
    filled: list[_Lot] = field(default_factory=list)

    @property
    def balance(self) -> Decimal:
        """What is on the account in the end."""
        gone = sum((lot.left for lot in (*self.owed, *self.out)), ZERO)
        return sum((lot.left for lot in self.filled), ZERO) - gone


def kept(books: Books) -> Iterator[Kept]:
    """Yield what was set off and kept, by way of accounts that hold it for a while."""
    waiting: defaultdict[Account, list[tuple[Transaction, Decimal]]]
    waiting = defaultdict(list)
    for transaction in _paying(books):
        owed = transaction.on({Kind.MUNICIPALITY})
        for posting in transaction.postings:
            if posting.account.kind in HOLDING and posting.amount < 0 < owed:
                part = min(-posting.amount, owed)
                waiting[posting.account].append((transaction, part))
    seen: set[Account] = set()
    while waiting.keys() - seen:
        account = min(waiting.keys() - seen, key=lambda one: one.name)
        seen.add(account)
        held = _happened(books, account, waiting[account])
        # Where nothing else ever left the account, whatever fills it up is kept.
        kept_if = {_From.OWN} if held.out else {_From.OWN, _From.OTHER}
        for lot, amount in _matched(held):
            if lot.origin in kept_if:
                yield Kept(lot.transaction, lot.position, amount)
            elif lot.source:
                waiting[lot.source].append((lot.transaction, amount))


def _paying(books: Books) -> Iterator[Transaction]:
    return books.with_signature(
        lambda one: (
            Kind.MUNICIPALITY in one.kinds and one.kinds & HOLDING and not one.rings
        )
    )


def _happened(
    books: Books, account: Account, waiting: list[tuple[Transaction, Decimal]]
) -> _Held:
    """Return what happened on an account, in the order of the ledger."""
    held = _Held()
    owed: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for transaction, amount in waiting:
        owed[transaction.number] += amount
    for transaction in books.moving(frozenset({account.kind})):
        for n, posting in enumerate(transaction.postings):
            if posting.account is not account:
                continue
            amount = posting.amount
            if amount > 0:
                held.filled += _lots(transaction, n, amount)
            elif amount < 0:
                part = min(-amount, owed[transaction.number])
                owed[transaction.number] -= part
                if part:
                    held.owed.append(_Lot(transaction, n, part))
                if part < -amount:
                    held.out.append(_Lot(transaction, n, -amount - part))
    return held


def _lots(transaction: Transaction, position: int, amount: Decimal) -> Iterator[_Lot]:
    """Yield what a debit came from, money first: that much was surely paid."""
    here = transaction.postings[position].account
    parts = {_From.MONEY: ZERO, _From.HELD: ZERO, _From.OWN: ZERO}
    source = None
    for other in transaction.postings:
        if other.amount < 0 and other.account is not here:
            origin = _origin(other.account)
            if origin in parts:
                parts[origin] -= other.amount
            if origin is _From.HELD:
                source = other.account
    for origin, part in parts.items():
        taken = min(part, amount)
        if taken:
            at = source if origin is _From.HELD else None
            yield _Lot(transaction, position, taken, origin, at)
            amount -= taken
    if amount:
        yield _Lot(transaction, position, amount)


def _origin(account: Account) -> _From:
    if account.kind in PAID:
        return _From.MONEY
    if account.kind in HOLDING:
        return _From.HELD
    return _From.OWN if account.kind in OWN else _From.OTHER


_Match = tuple[_Lot, Decimal]


def _matched(held: _Held) -> list[_Match]:
    """Return what the set-offs on an account were followed by, and by how much.

    Where other money leaves the account too, what was left unmatched may still be paid:
    that only counts when nothing is left on the account.
    """
    settled = not held.out or not held.balance
    money = [lot for lot in held.filled if lot.origin is _From.MONEY]
    found = _pairs(held.owed, held.filled, _linked)
    _pairs(held.out, held.filled, _linked)
    found += _pairs(held.owed, money, _equal)
    _pairs(held.out, held.filled, _equal)
    found += _pairs(held.owed, held.filled, _equal)
    found += _pairs(held.owed, money, _any)
    if settled:
        _pairs(held.out, held.filled, _any)
        found += _pairs(held.owed, held.filled, _any)
    return found


def _pairs(
    ones: Iterable[_Lot], others: Iterable[_Lot], fit: Callable[[_Lot, _Lot], bool]
) -> list[_Match]:
    """Match what fits in the order of the ledger; return what was matched of others."""
    others = list(others)
    found = []
    for one in ones:
        for other in others:
            amount = min(one.left, other.left)
            if amount and fit(one, other):
                one.left -= amount
                other.left -= amount
                found.append((other, amount))
    return found


def _linked(one: _Lot, other: _Lot) -> bool:
    return bool(one.transaction.links & other.transaction.links)


def _equal(one: _Lot, other: _Lot) -> bool:
    return one.left == other.left


def _any(_one: _Lot, _other: _Lot) -> bool:
    return True
