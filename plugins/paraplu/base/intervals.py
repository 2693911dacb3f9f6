"""Episodes: the stretches of days on which something is above nil.

Less than half a cent counts as nil: a rate of exchange leaves such crumbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.money import HALF_A_CENT, ZERO, in_cents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal


class Episode(Struct, frozen=True):
    """One stretch: its first day, how much on that day, the most, and its end.

    `end` is the day on which it was over, None where it is not.
    """

    start: dt.date
    amount: Decimal
    deepest: Decimal
    end: dt.date | None = None


def episodes(days: Iterable[tuple[dt.date, Decimal]]) -> list[Episode]:
    """Return the stretches on which the amount is above nil, in order of days."""
    found: list[Episode] = []
    start: Episode | None = None
    for day, exact in days:
        amount = in_cents(exact) if exact >= HALF_A_CENT else ZERO
        if amount > 0 and start is None:
            start = Episode(day, amount, amount)
        elif start and amount > start.deepest:
            start = Episode(start.start, start.amount, amount)
        elif start and amount <= 0:
            found.append(Episode(start.start, start.amount, start.deepest, day))
            start = None
    if start:
        found.append(start)
    return found
