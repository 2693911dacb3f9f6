"""How much can be given away from a day on, with all that is earmarked still there.

What a fund has unspent is earmarked for what the fund is for; giving of it takes away
from that. What goes beyond comes from the cooperative's own money: what is there and
not earmarked (contract, section 5: cover).
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.ledger.cover import cover_by_day, unspent_by_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books


def spare_from(books: Books, day: dt.date, fund: str = "") -> Decimal:
    """Return the least that there is on a day and on every day after it, in EUR.

    Of a fund it is what the fund has unspent, with what the cooperative itself can
    miss; without one, the latter alone. Never below zero.
    """
    own = [(cover.date, -cover.short) for cover in cover_by_day(books)]
    of_fund = unspent_by_day(books, fund) if fund else []
    changes = {day, *(on for on, _ in (*own, *of_fund) if on > day)}
    levels = zip(_levels(own, changes), _levels(of_fund, changes), strict=True)
    return min(max(one, ZERO) + max(two, ZERO) for one, two in levels)


def _levels(
    known: Iterable[tuple[dt.date, Decimal]], days: Iterable[dt.date]
) -> Iterator[Decimal]:
    """Yield the level at the end of each day, of levels that stay until the next."""
    steps = [(dt.date.min, ZERO), *known, (dt.date.max, ZERO)]
    asked = sorted(days)
    at = 0
    for (_, level), (until, _) in pairwise(steps):
        while at < len(asked) and asked[at] < until:
            yield level
            at += 1
