"""What stands on each clearing account, and since when.

What came in first is taken to leave first, and only what really comes or goes counts:
what leaves a clearing account and enters one in the same entry has not arrived, nor
has what goes to the bank and is back within days. It keeps the age that it had.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import defaultdict, deque
from decimal import Decimal
from itertools import count, product, repeat
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry

# What an entry does to each account.
_Way = frozenset[tuple[Account, Decimal]]

# A payment that bounces is back within so many days.
_BACK = 7


class Lot(NamedTuple):
    """What is left of one posting on a clearing account; a credit is negative.

    The posting may be on another clearing account, from which it was moved.
    """

    amount: Decimal
    entry: Entry
    leg: int


class _Posting(NamedTuple):
    """What one posting brings to a clearing account or takes from it."""

    number: int
    leg: int
    amount: Decimal
    batch: Batch
    row: int

    @property
    def account(self) -> Account:
        return self.batch.accounts[self.leg][self.row]

    def lot(self, amount: Decimal) -> Lot:
        return Lot(amount, self.batch.entry(self.row), self.leg)


class _Move(NamedTuple):
    """What goes from one clearing account to another in an entry."""

    out: _Posting
    into: _Posting


def standing(books: Books) -> dict[Account, list[Lot]]:
    """Return what stands on each clearing account today, the oldest first.

    It works both ways: money that left a clearing account before it came in stands
    there as well, as a credit.
    """
    booked: defaultdict[Account, list[_Posting]] = defaultdict(list)
    moves: list[_Move] = []
    undone = _undone(books)
    for batch in books.batches:
        legs = batch.pattern.where(lambda leg: leg.kind is Kind.CLEARING)
        both = len({batch.pattern.credit[leg] for leg in legs}) > 1
        until = bisect_right(batch.dates, books.today) if legs else 0
        numbers = batch.numbers[:until]
        columns = [
            map(_Posting, numbers, repeat(leg), amounts, repeat(batch), count())
            for leg in legs
            for amounts in (batch.amounts[leg],)
        ]
        for postings in zip(*columns, strict=True):
            if postings[0].number in undone:
                continue
            left, moved = _apart(postings) if both else (postings, ())
            moves += moved
            for posting in left:
                booked[posting.account].append(posting)
    moving = {step.account for move in moves for step in move}
    lots = {
        account: _last(sorted(postings))
        for account, postings in booked.items()
        if account not in moving
    }
    apart = {account: booked.get(account, []) for account in moving}
    return lots | _followed(apart, moves)


def _undone(books: Books) -> set[int]:
    """Return the entries that are undone by others: there and back within days.

    They only move money between a clearing account and other money, and back by the
    same way to the cent.
    """
    ways: defaultdict[_Way, list[tuple[int, dt.date]]] = defaultdict(list)
    for batch in books.batches:
        kinds = batch.pattern.kinds
        if kinds <= MONEY and Kind.CLEARING in kinds and len(kinds) > 1:
            for row in range(bisect_right(batch.dates, books.today)):
                sums: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
                for leg, accounts in enumerate(batch.accounts):
                    sums[accounts[row]] += batch.amounts[leg][row]
                way = frozenset(moved for moved in sums.items() if moved[1])
                ways[way].append((batch.numbers[row], batch.dates[row]))
    undone: set[int] = set()
    for way, there in ways.items():
        back = ways.get(frozenset((account, -amount) for account, amount in way))
        if back:
            undone.update(_pairs(there, back))
            back.clear()
    return undone


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


def _apart(
    postings: Sequence[_Posting],
) -> tuple[Sequence[_Posting], Sequence[_Move]]:
    """Return what an entry brings or takes, and apart from that what it only moves.

    That is what the other accounts of the entry do not account for. What goes back to
    its own account is nothing at all, so that comes first.
    """
    brought, taken = _accounted(postings[0])
    came = sum((p.amount for p in postings if p.amount > 0), ZERO)
    went = -sum((p.amount for p in postings if p.amount < 0), ZERO)
    left = max(min(came - brought, went - taken), ZERO)
    amounts = {posting: posting.amount for posting in postings}
    outs = [posting for posting in postings if posting.amount < 0]
    intos = [posting for posting in postings if posting.amount > 0]
    moves: list[_Move] = []
    for own in (True, False):
        for out, into in product(outs, intos):
            part = min(-amounts[out], amounts[into], left)
            if part > 0 and (out.account is into.account) is own:
                amounts[out] += part
                amounts[into] -= part
                left -= part
                if not own:
                    moves.append(
                        _Move(out._replace(amount=-part), into._replace(amount=part))
                    )
    return [p._replace(amount=n) for p, n in amounts.items() if n], moves


def _accounted(posting: _Posting) -> tuple[Decimal, Decimal]:
    """Return what may have come from the entry's other accounts, and gone to them.

    Other money pays what is bought in the entry before it comes to a clearing account;
    what is sold comes to it before anything else.
    """
    batch, row = posting.batch, posting.row
    money: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    rest: defaultdict[tuple[Kind, str], Decimal] = defaultdict(lambda: ZERO)
    for leg, known in enumerate(batch.pattern.legs):
        account, amount = batch.accounts[leg][row], batch.amounts[leg][row]
        if known.kind in MONEY and known.kind is not Kind.CLEARING:
            money[account] += amount
        elif known.kind is not Kind.CLEARING:
            rest[known.kind, account.member] += amount
    paid, received = _sides(money.values())
    sold, bought = _sides(rest.values())
    own = min(paid, bought)
    return sold + paid - own, received + bought - own


def _sides(amounts: Collection[Decimal]) -> tuple[Decimal, Decimal]:
    """Return what credits and debits come to, both above nil."""
    debits = sum((amount for amount in amounts if amount > 0), ZERO)
    return debits - sum(amounts, ZERO), debits


def _last(postings: list[_Posting]) -> list[Lot]:
    """Return the last postings that together make up the balance.

    Where the first to come is the first to leave, it is those that are left.
    """
    left = sum((posting.amount for posting in postings), ZERO)
    lots: list[Lot] = []
    for posting in reversed(postings):
        if left and (posting.amount > 0) == (left > 0):
            amount = min(posting.amount, left, key=abs)
            lots.append(posting.lot(amount))
            left -= amount
    return lots[::-1]


class _Queue:
    """What stands on one clearing account, by its age; all of it on one side."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, _Posting]] = []
        self._n = count()

    def take(self, amount: Decimal) -> tuple[Decimal, list[_Posting]]:
        """Take away what stands on the other side; return the rest and what went."""
        gone: list[_Posting] = []
        while amount and self._heap and (self._heap[0][-1].amount > 0) != (amount > 0):
            oldest = heapq.heappop(self._heap)[-1]
            part = min(-amount, oldest.amount, key=abs)
            gone.append(oldest._replace(amount=part))
            amount += part
            if part != oldest.amount:
                self.add(oldest._replace(amount=oldest.amount - part))
        return amount, gone

    def add(self, posting: _Posting) -> None:
        """Have a posting stand here, where nothing stands on the other side."""
        key = (posting.number, posting.leg, next(self._n), posting)
        heapq.heappush(self._heap, key)

    def book(self, posting: _Posting) -> None:
        """Take away what stands on the other side; the rest stands here."""
        rest, _gone = self.take(posting.amount)
        if rest:
            self.add(posting._replace(amount=rest))

    def lots(self) -> list[Lot]:
        """Return what stands here in the end, the oldest first."""
        return [one[-1].lot(one[-1].amount) for one in sorted(self._heap)]


def _followed(
    booked: Mapping[Account, list[_Posting]], moves: Iterable[_Move]
) -> dict[Account, list[Lot]]:
    """Return what stands on accounts between which money is moved, with its age."""
    queues: defaultdict[Account, _Queue] = defaultdict(_Queue)
    steps: list[tuple[int, int, _Posting | _Move]] = []
    for move in moves:
        steps.append((move.out.number, len(steps), move))
    for postings in booked.values():
        for posting in postings:
            steps.append((posting.number, len(steps), posting))
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


def _stand(
    queue: _Queue, posting: _Posting, amount: Decimal, aged: list[_Posting]
) -> None:
    """Have an amount stand on an account: the newest of what is aged, then new."""
    for old in reversed(aged):
        part = min(old.amount, amount, key=abs)
        if part:
            queue.add(old._replace(amount=part))
            amount -= part
    if amount:
        queue.add(posting._replace(amount=amount))
