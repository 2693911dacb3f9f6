"""What came in the place of what went: pairs of things that are most alike first."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Was = TypeVar("Was")
Now = TypeVar("Now")


class Paired(NamedTuple, Generic[Was, Now]):
    """The pairs, in the order in which they were found, and what is left of both."""

    pairs: list[tuple[Was, Now]]
    gone: list[Was]
    came: list[Now]


def paired(
    gone: Iterable[Was],
    came: Iterable[Now],
    alike: Iterable[tuple[Callable[[Was], Hashable], Callable[[Now], Hashable]]],
) -> Paired[Was, Now]:
    """Return what is alike by the first of some likenesses that fits, in pairs.

    A likeness is what is the same of the one and of the other; of several that are
    alike the first goes with the first.
    """
    pairs: list[tuple[Was, Now]] = []
    old, new = list(gone), list(came)
    for of_old, of_new in alike:
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for n, one in enumerate(old):
            waiting[of_old(one)].append(n)
        taken: set[int] = set()
        left = []
        for other in new:
            same = waiting[of_new(other)]
            if same:
                taken.add(same[0])
                pairs.append((old[same.popleft()], other))
            else:
                left.append(other)
        old = [one for n, one in enumerate(old) if n not in taken]
        new = left
    return Paired(pairs, old, new)
