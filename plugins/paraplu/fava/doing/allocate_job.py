"""What is shown of lines that wait: one with what it can be, and the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.fava.doing.allocating import desk_of
from paraplu.fava.doing.choosing import choices_on, has_small_scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.fava.doing.step import Bench
    from paraplu.fava.request import PageRequest

_MOST = 25


def waiting_count(bench: Bench) -> int:
    """Return how many lines wait for a place."""
    return len(desk_of(bench).waiting)


def allocate_values(bench: Bench, asked: PageRequest) -> Mapping[str, Any]:
    """Return the line that is asked for, or the first, and those around it."""
    desk = desk_of(bench)
    lines = desk.waiting
    keys = [one.key for one in lines]
    at = keys.index(asked.argument("line")) if asked.argument("line") in keys else 0
    begin = max(min(at - 2, len(lines) - _MOST), 0)
    one = lines[at] if lines else None
    candidates = desk.candidates(one) if one else ()
    return {
        "lines": lines[begin : begin + _MOST],
        "one": one,
        "place": at + 1,
        "many": len(lines),
        "before": keys[at - 1] if at else "",
        "after": keys[at + 1] if at + 1 < len(keys) else "",
        "likely": [found for found in candidates if not found.by_amount_alone],
        # These come last of all, so that each is known by its place still.
        "by_chance": [found for found in candidates if found.by_amount_alone],
        "choices": choices_on(bench.books, one.date) if one else None,
        "no_vat": one is not None and has_small_scheme(bench.books.register, one.date),
        "chart": bench.books.books.chart,
    }
