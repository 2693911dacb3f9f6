"""The middle and the ends of values of cooperatives, none of which is one's own.

A median of three is the figure of one of them. So the middle is the mean of the three
in the middle, or of the four where they are even in number; and the ends are the middle
of the lower half and of the upper one, where each half has three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.network.privacy import COOPERATIVES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from paraplu.network.hiding import Names

LOW, MIDDLE, HIGH = "low", "middle", "high"
WHICH = (LOW, MIDDLE, HIGH)
ENDS = (LOW, HIGH)


def middle(values: Mapping[str, Decimal], which: str) -> Names:
    """Return who a middle or an end is the mean of; nobody where there are too few."""
    order = sorted(values, key=lambda name: (values[name], name))
    if which == MIDDLE:
        return _middle(order)
    half = len(order) // 2
    return _middle(order[:half] if which == LOW else order[len(order) - half :])


def _middle(order: Sequence[str]) -> Names:
    many = len(order)
    if many < COOPERATIVES:
        return frozenset()
    before = many // 2 - 1 if many % 2 else many // 2 - 2
    return frozenset(order[max(before, 0) : many - max(before, 0)])
