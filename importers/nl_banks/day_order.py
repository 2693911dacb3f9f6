"""Whether the day or the month comes first, where one layout has both: the file tells.

05/06 may be of May or of June; 25/06 may not. Where all days can be read both ways, it
is the way in which they never go back, or never forth.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from nl_banks import values
from nl_banks.refusal import Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)


@lru_cache(maxsize=4096)
def day_first(text: str) -> dt.date:
    """Return a day written as d-m-yyyy, d/m/yyyy or d.m.yyyy, with zeros or without."""
    found = _DAY.fullmatch(text)
    if not found:
        return values.slashed_dmy(text)
    return values.slashed_dmy(f"{found[1]:0>2}/{found[3]:0>2}/{found[4]}")


@lru_cache(maxsize=4096)
def month_first(text: str) -> dt.date:
    """Return a day written as m-d-yyyy or m/d/yyyy, with zeros or without."""
    found = _DAY.fullmatch(text)
    if not found or found[2] == ".":
        # Nobody writes the month first with dots.
        return values.slashed_dmy(text)
    return values.slashed_dmy(f"{found[3]:0>2}/{found[1]:0>2}/{found[4]}")


def day_order(days: Iterable[str]) -> Callable[[str], dt.date]:
    """Return how the days of a file are read; Refused where nothing tells."""
    texts = list(dict.fromkeys(days))
    ways = [way for way in (day_first, month_first) if _reads(way, texts)]
    if len(ways) != 1:
        ways = [way for way in ways if _goes_one_way(way, texts)] or ways
    alike = len(ways) > 1 and [*map(ways[0], texts)] == [*map(ways[1], texts)]
    if len(ways) > 1 and not alike:
        raise Refused(
            "Nothing in this file tells the day from the month: {day} may be both. "
            "Download a longer period, or set the language to Dutch.",
            day=texts[0],
        )
    return ways[0] if ways else day_first


def _reads(way: Callable[[str], dt.date], texts: Iterable[str]) -> bool:
    try:
        return all(map(way, texts))
    except Refused:
        return False


def _goes_one_way(way: Callable[[str], dt.date], texts: Iterable[str]) -> bool:
    steps = {later > earlier for earlier, later in pairwise(map(way, texts))}
    return len(steps) == 1
