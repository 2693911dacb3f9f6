"""The matcher: lays payments to what is open, without looking at each of them."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from paraplu.base.folding import folded
from paraplu.base.money import ZERO
from paraplu.ledger.settlement.criteria import Takes
from paraplu.ledger.settlement.movements import Match, Reason

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.ledger.settlement.criteria import Criterion
    from paraplu.ledger.settlement.movements import Movement

_What = TypeVar("_What")
_By = TypeVar("_By")

_OVER = frozenset({Takes.FIRST, Takes.ONLY})
_BY_AMOUNT = frozenset({Takes.EXACT, Takes.WHOLE})


class _Pile(NamedTuple, Generic[_What]):
    """By the names of a criterion: items, the oldest first, and what is open of them.

    What is settled stays in until it is seen; `totals` are kept where all must fit.
    """

    criterion: Criterion
    heaps: dict[Hashable, list[Movement[_What]]]
    totals: dict[Hashable, Decimal]


class Matcher(Generic[_What]):
    """Items of one account, of which one payment after another takes what it settles.

    An item is open to what is settled after it was added.
    """

    def __init__(self, *criteria: Criterion) -> None:
        self._left: dict[int, Decimal] = {}
        self._piles: list[_Pile[_What]] = [_Pile(one, {}, {}) for one in criteria]
        self._by_amount = any(one.takes in _BY_AMOUNT for one in criteria)

    def add(self, item: Movement[_What], left: Decimal | None = None) -> None:
        """Have an item open: all of it, or what is left of it."""
        left = item.amount if left is None else left
        self._left[item.place] = left
        for criterion, heaps, totals in self._piles:
            for name in criterion.names(item, left):
                heappush(heaps.setdefault(name, []), item)
                if criterion.takes is Takes.WHOLE:
                    totals[name] = totals.get(name, ZERO) + left

    def left(self, item: Movement[_What]) -> Decimal:
        """Return what is open of an item; below zero where more than it was settled."""
        return self._left[item.place]

    def settle(
        self, by: Movement[_By], amount: Decimal | None = None
    ) -> list[Match[_What, _By]]:
        """Settle what an item pays, or so much of it; return what it settled."""
        left = abs(by.amount) if amount is None else amount
        found: list[Match[_What, _By]] = []
        for criterion, heaps, totals in self._piles:
            if not left:
                break
            names = criterion.names(by, left)
            some = [heap for name in names if (heap := heaps.get(name))]
            if not some or (totals and totals[names[0]] < left):
                continue
            for item in self._fitting(criterion.takes, some, by, left):
                over = criterion.takes in _OVER
                part = left if over else min(left, self._left[item.place])
                found.append(self.take(item, by, part, criterion.reason))
                left -= part
                if not left:
                    break
        return found

    def spread(
        self, items: Sequence[Movement[_What]], by: Movement[_By], amount: Decimal
    ) -> list[Match[_What, _By]]:
        """Settle these items in turn; what is more than all stays with the last.

        An amount below zero takes back, and settles what is open below zero.
        """
        return [
            self.take(item, by, part, Reason.LINK)
            for item, part in self._divided(items, amount)
        ]

    def pay(self, items: Sequence[Movement[_What]], amount: Decimal) -> None:
        """Settle these items as `spread` does, without telling what settled them."""
        for item, part in self._divided(items, amount):
            self._lower(item, part)

    def _divided(
        self, items: Sequence[Movement[_What]], amount: Decimal
    ) -> Iterator[tuple[Movement[_What], Decimal]]:
        """Yield how much of an amount goes to each of some items."""
        for item in items[:-1]:
            there = self._left[item.place]
            if there * amount > 0:
                part = min(there, amount, key=abs)
                yield item, part
                amount -= part
        yield items[-1], amount

    def take(
        self, item: Movement[_What], by: Movement[_By], amount: Decimal, reason: Reason
    ) -> Match[_What, _By]:
        """Settle so much of an item, also more than is open; return the match."""
        before = self._left[item.place]
        self._lower(item, amount)
        return Match(item, by, amount, abs(item.amount) - before, reason)

    def _lower(self, item: Movement[_What], amount: Decimal) -> None:
        left = self._left[item.place] = self._left[item.place] - amount
        if self._by_amount:
            for criterion, heaps, totals in self._piles:
                if criterion.takes is Takes.WHOLE:
                    for name in criterion.names(item, left):
                        totals[name] -= amount
                elif criterion.takes is Takes.EXACT and left > 0:
                    for name in criterion.names(item, left):
                        heappush(heaps.setdefault(name, []), item)

    def _fitting(
        self,
        takes: Takes,
        heaps: Sequence[list[Movement[_What]]],
        by: Movement[Any],
        amount: Decimal,
    ) -> Iterable[Movement[_What]]:
        """Return what a payment takes; whoever goes on has settled all of the last."""
        if takes in _OVER:
            # Of each name two are enough to know that it is not the only one.
            first = {item.place: item for heap in heaps for item in heap[:2]}
            only = takes is Takes.ONLY
            return () if only and len(first) > 1 else (first[min(first)],)
        if takes is Takes.OTHERS:
            return self._others(heaps[0], folded(by.party), amount)
        return self._waiting(takes, heaps, amount)

    def _others(
        self, items: list[Movement[_What]], party: str, amount: Decimal
    ) -> Sequence[Movement[_What]]:
        """Return the items of other parties if all fits, that of the amount first."""
        items[:] = sorted(item for item in items if self._left[item.place] > 0)
        others = [item for item in items if folded(item.party) != party]
        if sum((self._left[item.place] for item in others), ZERO) < amount:
            return []
        return sorted(others, key=lambda item: self._left[item.place] != amount)

    def _waiting(
        self, takes: Takes, heaps: Sequence[list[Movement[_What]]], amount: Decimal
    ) -> Iterator[Movement[_What]]:
        left = self._left
        while True:
            first: Movement[_What] | None = None
            for heap in heaps:
                while heap:
                    there = left[heap[0].place]
                    if there > 0 and (there == amount or takes is not Takes.EXACT):
                        break
                    heappop(heap)
                if heap and (first is None or heap[0] < first):
                    first = heap[0]
                    if takes is Takes.IN_TURN:
                        break
            if first is None:
                return
            yield first


class Settled(NamedTuple, Generic[_What]):
    """What was settled, in the order in which it was, and what no item took."""

    matches: list[Match[_What, _What]]
    left: dict[int, Decimal]


def settled(
    moves: Iterable[Movement[_What]], *rounds: Sequence[Criterion]
) -> Settled[_What]:
    """Return what settles what by criteria, in one round after another.

    In each round all that settles has its turn, in the order of the moves, with what is
    left of it; and an item is open for what comes after it. `left` is by place what is
    left of what settles, where anything is.
    """
    moves = list(moves)
    left = {move.place: abs(move.amount) for move in moves}
    matches: list[Match[_What, _What]] = []
    for criteria in rounds:
        items: Matcher[_What] = Matcher(*criteria)
        for move in [one for one in moves if left[one.place]]:
            there = left[move.place]
            if move.amount > 0:
                items.add(move, there)
            else:
                for match in items.settle(move, there):
                    matches.append(match)
                    left[match.item.place] -= match.amount
                    left[move.place] -= match.amount
    paying = (move.place for move in moves if move.amount < 0)
    return Settled(matches, {place: left[place] for place in paying if left[place]})
