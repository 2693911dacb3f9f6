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
    from paraplu.ledger.entries import Entry


class Kept(NamedTuple):
    """What the cooperative kept, and the posting by which it did."""

    entry: Entry
    leg: int
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

    entry: Entry
    leg: int
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
    waiting: defaultdict[Account, list[tuple[Entry, Decimal]]]
    waiting = defaultdict(list)
    for entry in _paying(books):
        owed = sum((n for a, n in entry.legs() if a.kind is Kind.MUNICIPALITY), ZERO)
        for account, amount in entry.legs():
            if account.kind in HOLDING and amount < 0 < owed:
                waiting[account].append((entry, min(-amount, owed)))
    seen: set[Account] = set()
    while waiting.keys() - seen:
        account = min(waiting.keys() - seen, key=lambda one: one.name)
        seen.add(account)
        held = _happened(books, account, waiting[account])
        # Where nothing else ever left the account, whatever fills it up is kept.
        kept_if = {_From.OWN} if held.out else {_From.OWN, _From.OTHER}
        for lot, amount in _matched(held):
            if lot.origin in kept_if:
                yield Kept(lot.entry, lot.leg, amount)
            elif lot.source:
                waiting[lot.source].append((lot.entry, amount))


def _paying(books: Books) -> Iterator[Entry]:
    for batch in books.batches:
        kinds = batch.pattern.kinds
        if Kind.MUNICIPALITY in kinds and kinds & HOLDING and not batch.pattern.rings:
            yield from batch.entries


def _happened(
    books: Books, account: Account, waiting: list[tuple[Entry, Decimal]]
) -> _Held:
    """Return what happened on an account, in the order of the ledger."""
    held = _Held()
    owed: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for entry, amount in waiting:
        owed[entry.number] += amount
    for entry in _entries_on(books, account):
        for leg, (on, amount) in enumerate(entry.legs()):
            if on is not account:
                continue
            if amount > 0:
                held.filled += _lots(entry, leg, amount)
            elif amount < 0:
                part = min(-amount, owed[entry.number])
                owed[entry.number] -= part
                if part:
                    held.owed.append(_Lot(entry, leg, part))
                if part < -amount:
                    held.out.append(_Lot(entry, leg, -amount - part))
    return held


def _entries_on(books: Books, account: Account) -> list[Entry]:
    found = {
        batch.numbers[row]: batch.entry(row)
        for batch in books.batches
        for leg in batch.pattern.where(lambda leg: leg.kind is account.kind)
        for row, on in enumerate(batch.accounts[leg])
        if on is account
    }
    return [found[number] for number in sorted(found)]


def _lots(entry: Entry, leg: int, amount: Decimal) -> Iterator[_Lot]:
    """Yield what a debit came from, money first: that much was surely paid."""
    here = entry.shape.accounts[leg]
    parts = {_From.MONEY: ZERO, _From.HELD: ZERO, _From.OWN: ZERO}
    source = None
    for account, other in entry.legs():
        if other < 0 and account is not here:
            origin = _origin(account)
            if origin in parts:
                parts[origin] -= other
            if origin is _From.HELD:
                source = account
    for origin, part in parts.items():
        taken = min(part, amount)
        if taken:
            at = source if origin is _From.HELD else None
            yield _Lot(entry, leg, taken, origin, at)
            amount -= taken
    if amount:
        yield _Lot(entry, leg, amount)


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
            if one.left and other.left and fit(one, other):
                amount = min(one.left, other.left)
                one.left -= amount
                other.left -= amount
                found.append((other, amount))
    return found


def _linked(one: _Lot, other: _Lot) -> bool:
    return bool(one.entry.links & other.entry.links)


def _equal(one: _Lot, other: _Lot) -> bool:
    return one.left == other.left


def _any(one: _Lot, other: _Lot) -> bool:
    return bool(one.left and other.left)
