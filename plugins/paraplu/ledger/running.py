"""Running sums of what was booked by day: asked for often, added up once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal


class Running:
    """What was booked on one account, added up from its first day on."""

    __slots__ = ("_days", "_sums")

    def __init__(self, days: Mapping[dt.date, Decimal]) -> None:
        self._days = sorted(days)
        self._sums = [ZERO, *accumulate(map(days.__getitem__, self._days))]

    def at(self, day: dt.date) -> Decimal:
        """Return what stands there at the end of a day."""
        return self._sums[bisect_right(self._days, day)]

    def within(self, begin: dt.date, end: dt.date) -> Decimal:
        """Return what was booked from one day to another, both included."""
        before = bisect_left(self._days, begin)
        last = bisect_right(self._days, end)
        return self._sums[last] - self._sums[before] if last > before else ZERO

    def any_within(self, begin: dt.date, end: dt.date) -> bool:
        """Tell whether anything was booked from one day to another."""
        return bisect_right(self._days, end) > bisect_left(self._days, begin)
