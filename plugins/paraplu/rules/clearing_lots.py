"""What stands on each clearing account, and since when.

What came in first is taken to leave first, and only what really comes or goes counts:
what leaves a clearing account and enters one in the same transaction has not arrived,
nor has what goes to the bank and is back within days. It keeps the age that it had.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from decimal import Decimal
from itertools import count, product
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO
from paraplu.ledger.settlement import moved

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction

# What a transaction does to each account.
_Way = frozenset[tuple[Account, Decimal]]

# A payment that bounces is back within so many days.
_BACK = 7


class Lot(NamedTuple):
    """What is left of one posting on a clearing account; a credit is negative.

    The posting may be on another clearing account, from which it was moved.
    """

    amount: Decimal
    transaction: Transaction
    position: int


class _Part(NamedTuple):
    """What one posting brings to a clearing account or takes from it, or part of it."""

    number: int
    position: int
    amount: Decimal
    transaction: Transaction

    @property
    def account(self) -> Account:
        return self.transaction.account_at(self.position)

    def lot(self, amount: Decimal) -> Lot:
        return Lot(amount, self.transaction, self.position)


class _Move(NamedTuple):
    """What goes from one clearing account to another in a transaction."""

    out: _Part
    into: _Part


def standing(books: Books) -> dict[Account, list[Lot]]:
    """Return what stands on each clearing account today, the oldest first.

    It works both ways: money that left a clearing account before it came in stands
    there as well, as a credit.
    """
    booked: defaultdict[Account, list[_Part]] = defaultdict(list)
    moves: list[_Move] = []
    undone = _undone(books)
    for signature, transactions in books.by_signature.items():
        positions = signature.where(lambda role: role.kind is Kind.CLEARING)
        for one in transactions if positions else ():
            if one.date <= books.today and one.number not in undone:
                amounts = one.amounts
                parts = [_Part(one.number, n, amounts[n], one) for n in positions]
                left, between = _apart(parts) if len(parts) > 1 else (parts, ())
                moves += between
                for part in left:
                    booked[part.account].append(part)
    moving = {step.account for move in moves for step in move}
    lots = {
        account: _last(sorted(parts))
        for account, parts in booked.items()
        if account not in moving
    }
    apart = {account: booked.get(account, []) for account in moving}
    return lots | _followed(apart, moves)


def _undone(books: Books) -> set[int]:
    """Return the transactions that are undone by others: there and back within days.

    They only move money between a clearing account and other money, and back by the
    same way to the cent.
    """
    ways: defaultdict[_Way, list[tuple[int, dt.date]]] = defaultdict(list)
    for transaction in books.with_signature(_moves_money):
        if transaction.date <= books.today:
            way = frozenset(moved(transaction, MONEY).items())
            ways[way].append((transaction.number, transaction.date))
    undone: set[int] = set()
    for way, there in ways.items():
        back = ways.get(frozenset((account, -amount) for account, amount in way))
        if back:
            undone.update(_pairs(there, back))
            back.clear()
    return undone


def _moves_money(signature: Signature) -> bool:
    """Tell whether money only moves, to a clearing account or from it."""
    kinds = signature.kinds
    return kinds <= MONEY and Kind.CLEARING in kinds and len(kinds) > 1


def _pairs(
    there: Iterable[tuple[int, dt.date]], back: Iterable[tuple[int, dt.date]]
) -> Iterator[int]:
    """Yield the numbers of entries that undo each other, each with one of the other."""
    waiting = deque(sorted(back))
    for number, day in sorted(there):
        while waiting and (day - waiting[0][1]).days > _BACK:
            waiting.popleft()
        if waiting and (waiting[0][1] - day).days <= _BACK:
            yield number
            yield waiting.popleft()[0]


def _apart(parts: list[_Part]) -> tuple[list[_Part], list[_Move]]:
    """Return what is brought or taken, and apart from that what is only moved.

    That is what the other accounts of the transaction do not account for. What goes
    back to its own account is nothing at all, so that comes first.
    """
    outs = [part for part in parts if part.amount < 0]
    intos = [part for part in parts if part.amount > 0]
    if not (outs and intos):
        return parts, []
    came = sum((part.amount for part in intos), ZERO)
    left = max(came - _brought(parts[0].transaction), ZERO)
    amounts = {part.position: part.amount for part in parts}
    moves: list[_Move] = []
    for own in (True, False):
        for out, into in product(outs, intos):
            amount = min(-amounts[out.position], amounts[into.position], left)
            if amount > 0 and (out.account is into.account) is own:
                amounts[out.position] += amount
                amounts[into.position] -= amount
                left -= amount
                if not own:
                    moves.append(
                        _Move(
                            out._replace(amount=-amount), into._replace(amount=amount)
                        )
                    )
    kept = (part._replace(amount=amounts[part.position]) for part in parts)
    return [part for part in kept if part.amount], moves


def _brought(transaction: Transaction) -> Decimal:
    """Return what may have come from the other accounts.

    Other money pays what is bought before it comes to a clearing account; what is sold
    comes to it before anything else. What may have gone to them says nothing more, for
    an entry comes to nil.
    """
    money: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    rest: defaultdict[tuple[Kind, str], Decimal] = defaultdict(lambda: ZERO)
    for posting in transaction.postings:
        account = posting.account
        if account.kind in MONEY and account.kind is not Kind.CLEARING:
            money[account] += posting.amount
        elif account.kind is not Kind.CLEARING:
            rest[account.kind, account.member] += posting.amount
    paid, _received = _sides(money.values())
    sold, bought = _sides(rest.values())
    return sold + paid - min(paid, bought)


def _sides(amounts: Collection[Decimal]) -> tuple[Decimal, Decimal]:
    """Return what credits and debits come to, both above nil."""
    debits = sum((amount for amount in amounts if amount > 0), ZERO)
    return debits - sum(amounts, ZERO), debits


def _last(parts: list[_Part]) -> list[Lot]:
    """Return the last parts that together make up the balance.

    Where the first to come is the first to leave, it is those that are left.
    """
    left = sum((part.amount for part in parts), ZERO)
    lots: list[Lot] = []
    for part in reversed(parts):
        if left and (part.amount > 0) == (left > 0):
            amount = min(part.amount, left, key=abs)
            lots.append(part.lot(amount))
            left -= amount
    return lots[::-1]


class _Queue:
    """What stands on one clearing account, by its age; all of it on one side."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, _Part]] = []
        self._n = count()

    def take(self, amount: Decimal) -> tuple[Decimal, list[_Part]]:
        """Take away what stands on the other side; return the rest and what went."""
        gone: list[_Part] = []
        while amount and self._heap and (self._heap[0][-1].amount > 0) != (amount > 0):
            oldest = heapq.heappop(self._heap)[-1]
            part = min(-amount, oldest.amount, key=abs)
            gone.append(oldest._replace(amount=part))
            amount += part
            if part != oldest.amount:
                self.add(oldest._replace(amount=oldest.amount - part))
        return amount, gone

    def add(self, part: _Part) -> None:
        """Have a part stand here, where nothing stands on the other side."""
        key = (part.number, part.position, next(self._n), part)
        heapq.heappush(self._heap, key)

    def book(self, part: _Part) -> None:
        """Take away what stands on the other side; the rest stands here."""
        rest, _gone = self.take(part.amount)
        if rest:
            self.add(part._replace(amount=rest))

    def lots(self) -> list[Lot]:
        """Return what stands here in the end, the oldest first."""
        return [one[-1].lot(one[-1].amount) for one in sorted(self._heap)]


def _followed(
    booked: Mapping[Account, list[_Part]], moves: Iterable[_Move]
) -> dict[Account, list[Lot]]:
    """Return what stands on accounts between which money is moved, with its age."""
    queues: defaultdict[Account, _Queue] = defaultdict(_Queue)
    steps: list[tuple[int, int, _Part | _Move]] = []
    for move in moves:
        steps.append((move.out.number, len(steps), move))
    for parts in booked.values():
        for part in parts:
            steps.append((part.number, len(steps), part))
    for _number, _n, step in sorted(steps):
        if isinstance(step, _Move):
            _follow(step, queues[step.out.account], queues[step.into.account])
        else:
            queues[step.account].book(step)
    return {account: queue.lots() for account, queue in queues.items()}


def _follow(move: _Move, source: _Queue, target: _Queue) -> None:
    """Move an amount: what stands on one side keeps its age on the other."""
    left, debits = source.take(move.out.amount)
    room, credits_ = target.take(move.into.amount)
    _stand(target, move.into, room, debits)
    _stand(source, move.out, left, credits_)


def _stand(queue: _Queue, new: _Part, amount: Decimal, aged: list[_Part]) -> None:
    """Have an amount stand on an account: the newest of what is aged, then new."""
    for old in reversed(aged):
        part = min(old.amount, amount, key=abs)
        if part:
            queue.add(old._replace(amount=part))
            amount -= part
    if amount:
        queue.add(new._replace(amount=amount))
