"""The matcher: lays payments to what is open, without looking at each of them."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from paraplu.base.money import ZERO
from paraplu.base.payee import plain
from paraplu.ledger.settlement.criteria import Takes
from paraplu.ledger.settlement.movements import Match, Reason

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.ledger.settlement.criteria import Criterion
    from paraplu.ledger.settlement.movements import Movement

_What = TypeVar("_What")
_By = TypeVar("_By")


class Matcher(Generic[_What]):
    """Items of one account, of which one payment after another takes what it settles.

    An item is open to what is settled after it was added.
    """

    def __init__(self, *criteria: Criterion) -> None:
        self._criteria = criteria
        self._left: dict[int, Decimal] = {}
        # By criterion and name, the oldest first; what is settled stays in until seen.
        self._heaps: dict[tuple[Criterion, Hashable], list[Movement[_What]]] = {}
        self._totals: dict[tuple[Criterion, Hashable], Decimal] = {}

    def add(self, item: Movement[_What], left: Decimal | None = None) -> None:
        """Have an item open: all of it, or what is left of it."""
        left = item.amount if left is None else left
        self._left[item.place] = left
        for criterion in self._criteria:
            for name in criterion.names(item, left):
                key = criterion, name
                heappush(self._heaps.setdefault(key, []), item)
                if criterion.takes is Takes.WHOLE:
                    self._totals[key] = self._totals.get(key, ZERO) + left

    def left(self, item: Movement[_What]) -> Decimal:
        """Return what is open of an item; below zero where more than it was settled."""
        return self._left[item.place]

    def settle(
        self, by: Movement[_By], amount: Decimal | None = None
    ) -> list[Match[_What, _By]]:
        """Settle what an item pays, or so much of it; return what it settled."""
        left = abs(by.amount) if amount is None else amount
        found: list[Match[_What, _By]] = []
        for criterion in self._criteria:
            if not left:
                break
            keys = [(criterion, name) for name in criterion.names(by, left)]
            for item in self._fitting(criterion, keys, by, left):
                over = criterion.takes in {Takes.FIRST, Takes.ONLY}
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
        found = []
        for item in items[:-1]:
            there = self._left[item.place]
            if there * amount > 0:
                part = min(there, amount, key=abs)
                found.append(self.take(item, by, part, Reason.LINK))
                amount -= part
        return [*found, self.take(items[-1], by, amount, Reason.LINK)]

    def take(
        self, item: Movement[_What], by: Movement[_By], amount: Decimal, reason: Reason
    ) -> Match[_What, _By]:
        """Settle so much of an item, also more than is open; return the match."""
        before = self._left[item.place]
        left = self._left[item.place] = before - amount
        for criterion in self._criteria:
            if criterion.takes is Takes.WHOLE:
                for name in criterion.names(item, left):
                    self._totals[criterion, name] -= amount
            elif criterion.takes is Takes.EXACT and left > 0:
                for name in criterion.names(item, left):
                    heappush(self._heaps.setdefault((criterion, name), []), item)
        return Match(item, by, amount, abs(item.amount) - before, reason)

    def _fitting(
        self,
        criterion: Criterion,
        keys: Sequence[tuple[Criterion, Hashable]],
        by: Movement[Any],
        amount: Decimal,
    ) -> Iterator[Movement[_What]]:
        """Yield what a payment takes; whoever goes on has settled all of the last."""
        heaps = [self._heaps[key] for key in keys if key in self._heaps]
        match criterion.takes:
            case Takes.FIRST | Takes.ONLY:
                # Of each name two are enough to know that it is not the only one.
                first = {item.place: item for heap in heaps for item in heap[:2]}
                if first and (criterion.takes is Takes.FIRST or len(first) == 1):
                    yield first[min(first)]
            case Takes.OTHERS:
                for heap in heaps:
                    heap[:] = sorted(one for one in heap if self._left[one.place] > 0)
                    party = plain(by.party)
                    yield from self._others(heap, party, amount)
            case Takes.WHOLE if self._totals.get(keys[0], ZERO) < amount:
                pass
            case _:
                yield from self._waiting(criterion.takes, heaps, amount)

    def _others(
        self, items: Sequence[Movement[_What]], party: str, amount: Decimal
    ) -> Sequence[Movement[_What]]:
        """Return the items of other parties if all fits, that of the amount first."""
        others = [item for item in items if plain(item.party) != party]
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
        for move in moves:
            there = left[move.place]
            if there and move.amount > 0:
                items.add(move, there)
            elif there:
                for match in items.settle(move, there):
                    matches.append(match)
                    left[match.item.place] -= match.amount
                    left[move.place] -= match.amount
    paying = (move.place for move in moves if move.amount < 0)
    return Settled(matches, {place: left[place] for place in paying if left[place]})
