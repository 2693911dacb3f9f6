"""Dice that always fall the same way."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Dice:
    """Chance from a seed.

    Only `Random.random` is used: Python promises its numbers for a seed in every
    version, and promises that of nothing that is built on it.
    """

    def __init__(self, seed: str) -> None:
        """Take the seed; another one gives other books."""
        self._random = Random(seed)  # noqa: S311 - nothing here is a secret

    def number(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.number(0, len(choices) - 1)]

    def chance(self, percent: int) -> bool:
        """Tell whether something happens that does so in `percent` of the cases."""
        return self.number(1, 100) <= percent

    def times(self, percent: int) -> int:
        """Return how often something happens: 250 is twice or three times."""
        often, rest = divmod(percent, 100)
        return often + self.chance(rest)

    def price(self, low: int, high: int, step: str = "0.01") -> Decimal:
        """Return a price between two amounts in euros, in steps."""
        steps = int((high - low) / Decimal(step))
        return (low + self.number(0, steps) * Decimal(step)).quantize(Decimal("0.01"))
