"""Places in a picture: values and points as shares of its width and height, 0 to 1.

Text such as `0.4231`, since both pictures, on paper and on a screen, are drawn of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.reports.papers.values import NotKnown, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.reports.papers.blocks import PaperChart, PaperThermometer

# Steps between the lines of a chart, times a power of ten.
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LINES = 4
# More labels than these would be printed over each other.
_MOST_LABELS = 13
# The threshold is at four fifths, so that what is above it can be seen.
_ROOM = Decimal("1.25")


@dataclass(frozen=True)
class RoundScale:
    """Places between two values, and the round values to draw lines at."""

    low: Decimal
    high: Decimal
    marks: tuple[Decimal, ...]

    def at(self, value: Decimal) -> Decimal:
        """Return how far up a value is, from 0 to 1; beyond the ends at an end."""
        share = (value - self.low) / (self.high - self.low)
        return min(max(share, ZERO), Decimal(1))


def placed(share: Decimal) -> str:
    """Return a place as text."""
    return f"{share:.4f}"


def scale_of(chart: PaperChart) -> RoundScale:
    """Return the scale of a chart: around zero and all its values."""
    values = list(numbers(one for series in chart.series for one in series.values))
    low, high = min([ZERO, *values]), max([ZERO, *values])
    if low == high:
        high = Decimal(1)
    step = _step((high - low) / _LINES)
    first, last = low // step, high // step
    first -= bool(low % step)
    last += bool(high % step)
    marks = tuple(step * n for n in range(int(first), int(last) + 1))
    return RoundScale(marks[0], marks[-1], marks)


def numbers(values: Iterable[object]) -> Iterable[Decimal]:
    """Yield the values that are known, as numbers."""
    for one in values:
        known = plain(one)  # type: ignore[arg-type]
        if isinstance(known, Decimal | int) and not isinstance(known, NotKnown):
            yield Decimal(known)


def tube_of(drawn: PaperThermometer) -> tuple[Decimal, Decimal] | None:
    """Return how full a thermometer is, and where its threshold is, from 0 to 1.

    None without a threshold: then nothing tells what would be full.
    """
    if not drawn.threshold:
        return None
    scale = RoundScale(ZERO, drawn.threshold * _ROOM, ())
    return scale.at(drawn.level), scale.at(drawn.threshold)


def slots(count: int) -> Sequence[Decimal]:
    """Return the middles of so many places beside each other."""
    return [(Decimal(n) + Decimal("0.5")) / count for n in range(count)]


def labelled(count: int) -> range:
    """Return the places that have room for a label, of so many beside each other."""
    return range(0, count, -(-count // _MOST_LABELS) or 1)


def _step(rough: Decimal) -> Decimal:
    power = Decimal(10) ** rough.adjusted()
    return power * next(step for step in _STEPS if step * power >= rough)
