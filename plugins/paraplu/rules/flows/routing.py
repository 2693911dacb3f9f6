"""Routes the credits of a transaction to its debits: a maximum flow, exact to the cent.

The postings are joined by channels. A channel lets money pass from each of its credits
to each of its debits, and may have a capacity for all of it together. Channels with
the same credits, or the same debits, may share a pool with a capacity for them all.
What the maximum flow leaves on a credit or a debit is what no combination of channels
can explain; that is the amount of the finding (contract, section 4).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from msgspec import Struct

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

_SOURCE, _SINK = "source", "sink"


L = TypeVar("L", bound=Hashable)


class Pool(NamedTuple):
    """What several channels may take together, known by its key."""

    key: Hashable
    capacity: Decimal


class Edge(Struct, Generic[L], frozen=True):
    """A way from some credits to some debits; `capacity` is None where unbounded.

    It shares `drawn` with channels of the same credits, `filled` with those of the same
    debits.
    """

    label: L
    credits: tuple[int, ...]
    debits: tuple[int, ...]
    capacity: Decimal | None = None
    drawn: Pool | None = None
    filled: Pool | None = None


class Routed(Struct, Generic[L], frozen=True):
    """What could not be routed, by posting, and what went through, by label."""

    credits: Mapping[int, Decimal]
    debits: Mapping[int, Decimal]
    through: Mapping[L, Decimal]

    @property
    def amount(self) -> Decimal:
        """The amount without a route.

        Where a transaction does not balance, the lesser side: the difference is an
        error of its own that Beancount reports.
        """
        return min(sum(self.credits.values(), ZERO), sum(self.debits.values(), ZERO))


def route(
    credits: Mapping[int, Decimal],
    debits: Mapping[int, Decimal],
    channels: Iterable[Edge[L]],
) -> Routed[L]:
    """Return what is left when as much as possible flows from credits to debits.

    Both sides are positive amounts by posting. Shortest augmenting paths (Edmonds and
    Karp), so the result is a maximum and the number of steps bounded.
    """
    channels = list(channels)
    if _straight(credits, debits, channels):
        return _one_by_one(credits, debits, channels)
    network = _Network()
    total = sum(credits.values(), ZERO)
    for position, amount in credits.items():
        network.join(_SOURCE, ("credit", position), amount)
    for position, amount in debits.items():
        network.join(("debit", position), _SINK, amount)
    numbered = list(enumerate(channels))
    for number, channel in numbered:
        entrance, exit_ = ("in", number), ("out", number)
        capacity = total if channel.capacity is None else channel.capacity
        network.join(entrance, exit_, capacity)
        sources = [("credit", position) for position in channel.credits]
        targets = [("debit", position) for position in channel.debits]
        network.gather(sources, entrance, channel.drawn, total)
        network.scatter(exit_, targets, channel.filled, total)
    network.fill()
    through: defaultdict[L, Decimal] = defaultdict(lambda: ZERO)
    for number, channel in numbered:
        through[channel.label] += network.flow(("in", number), ("out", number))
    return Routed(
        {n: left for n in credits if (left := network.left(_SOURCE, ("credit", n)))},
        {n: left for n in debits if (left := network.left(("debit", n), _SINK))},
        through,
    )


def _straight(
    credits: Mapping[int, Decimal],
    debits: Mapping[int, Decimal],
    channels: Iterable[Edge[L]],
) -> bool:
    """Tell whether channels fan out from one, so that none is in another's way."""
    return min(len(credits), len(debits)) == 1 and all(
        len(channel.credits) == len(channel.debits) == 1
        and not (channel.drawn or channel.filled)
        for channel in channels
    )


def _one_by_one(
    credits: Mapping[int, Decimal],
    debits: Mapping[int, Decimal],
    channels: Iterable[Edge[L]],
) -> Routed[L]:
    """Return what is left when every channel in turn takes what it can."""
    credits, debits = dict(credits), dict(debits)
    through: defaultdict[L, Decimal] = defaultdict(lambda: ZERO)
    for channel in channels:
        (credit,), (debit,) = channel.credits, channel.debits
        amount = min(credits.get(credit, ZERO), debits.get(debit, ZERO))
        if channel.capacity is not None:
            amount = min(amount, channel.capacity)
        if amount > 0:
            credits[credit] -= amount
            debits[debit] -= amount
            through[channel.label] += amount
    return Routed(_left(credits), _left(debits), through)


def _left(amounts: Mapping[int, Decimal]) -> dict[int, Decimal]:
    return {position: amount for position, amount in amounts.items() if amount}


class _Network:
    """Residual capacities between nodes."""

    def __init__(self) -> None:
        self._left: defaultdict[Hashable, dict[Hashable, Decimal]] = defaultdict(dict)

    def join(self, start: Hashable, end: Hashable, capacity: Decimal) -> None:
        self._left[start][end] = capacity
        self._left[end].setdefault(start, ZERO)

    def gather(
        self,
        starts: Iterable[Hashable],
        end: Hashable,
        pool: Pool | None,
        total: Decimal,
    ) -> None:
        """Join several nodes to one, through the pool where there is one."""
        first = end
        if pool is not None:
            first, last = ("drawn", pool.key), ("of", pool.key)
            self.join(first, last, pool.capacity)
            self.join(last, end, total)
        for start in starts:
            self.join(start, first, total)

    def scatter(
        self,
        start: Hashable,
        ends: Iterable[Hashable],
        pool: Pool | None,
        total: Decimal,
    ) -> None:
        """Join one node to several, through the pool where there is one."""
        last = start
        if pool is not None:
            first, last = ("filled", pool.key), ("for", pool.key)
            self.join(first, last, pool.capacity)
            self.join(start, first, total)
        for end in ends:
            self.join(last, end, total)

    def left(self, start: Hashable, end: Hashable) -> Decimal:
        return self._left[start][end]

    def flow(self, start: Hashable, end: Hashable) -> Decimal:
        return self._left[end][start]

    def fill(self) -> None:
        while path := self._path():
            amount = min(self._left[a][b] for a, b in path)
            for start, end in path:
                self._left[start][end] -= amount
                self._left[end][start] += amount

    def _path(self) -> list[tuple[Hashable, Hashable]]:
        """Return the steps of a shortest way that still has room, or none."""
        came: dict[Hashable, Hashable] = {_SOURCE: None}
        queue: deque[Hashable] = deque([_SOURCE])
        while queue:
            node = queue.popleft()
            for following, room in self._left[node].items():
                if room > 0 and following not in came:
                    came[following] = node
                    if following == _SINK:
                        return _steps(came)
                    queue.append(following)
        return []


def _steps(came: Mapping[Hashable, Hashable]) -> list[tuple[Hashable, Hashable]]:
    steps: list[tuple[Hashable, Hashable]] = []
    node: Hashable = _SINK
    while node != _SOURCE:
        steps.append((came[node], node))
        node = came[node]
    return steps
