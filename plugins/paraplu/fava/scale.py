"""A scale: amounts and days as places in a picture, in percent.

Places are text, such as `12.5%`: pictures have no size of their own, they take the
width that there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt

HUNDRED = Decimal(100)
# Steps between the lines of a picture, times a power of ten.
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def percent(share: Decimal) -> str:
    """Return a share of one as a place in a picture."""
    return f"{(share * HUNDRED).quantize(Decimal('0.01')):f}%"


@dataclass(frozen=True)
class Scale:
    """Places between `low` and `high`, which are not the same."""

    low: Decimal
    high: Decimal

    def share(self, value: Decimal) -> Decimal:
        """Return how far up a value is, from nil to one; beyond the ends at an end."""
        share = (value - self.low) / (self.high - self.low)
        return min(max(share, ZERO), Decimal(1))

    def at(self, value: Decimal) -> str:
        """Return the place of a value from the low end."""
        return percent(self.share(value))

    def below(self, value: Decimal) -> str:
        """Return the place of a value from the high end: pictures count downward."""
        return percent(1 - self.share(value))

    def length(self, value: Decimal) -> str:
        """Return how long an amount is."""
        return percent(min(abs(value) / (self.high - self.low), Decimal(1)))


def rounded_scale(values: list[Decimal], lines: int = 4) -> tuple[Scale, list[Decimal]]:
    """Return a scale around nil and these values, and round amounts for its lines."""
    low, high = min([ZERO, *values]), max([ZERO, *values])
    if low == high:
        high = Decimal(1)
    step = _step((high - low) / lines)
    first, last = low // step, high // step
    first -= bool(low % step)
    last += bool(high % step)
    marks = [step * n for n in range(int(first), int(last) + 1)]
    return Scale(marks[0], marks[-1]), marks


def _step(rough: Decimal) -> Decimal:
    power = Decimal(10) ** rough.adjusted()
    return power * next(step for step in _STEPS if step * power >= rough)


def days_scale(first: dt.date, last: dt.date) -> Scale:
    """Return a scale of days, by their ordinal numbers."""
    low = first.toordinal()
    return Scale(Decimal(low), Decimal(max(last.toordinal(), low + 1)))
