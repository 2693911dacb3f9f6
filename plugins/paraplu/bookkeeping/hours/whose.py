"""Rows of an export that are in the books already, as hours of somebody else.

Two members may have worked at the same times, and a shared event of a calendar says so
in both; but a whole export that is there already was imported for the wrong one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.bookkeeping.hours.model import EXPORTS
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.bookkeeping.hours.model import HoursRow


class OfAnother(NamedTuple):
    """How many rows are there already, of the same times, and of which member."""

    member: str
    rows: int


def of_others(there: Iterable[HoursRow], new: Iterable[HoursRow]) -> list[OfAnother]:
    """Return the members who have rows of the same export times, most rows first."""
    known: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    for row in there:
        if row.evidence.partition(" ")[0] in EXPORTS:
            known[_key(row)].add(row.member)
    counts = Counter(
        code for row in new for code in known.get(_key(row), ()) if code != row.member
    )
    return [OfAnother(*one) for one in counts.most_common()]


def check_whose(
    there: Iterable[HoursRow], new: Sequence[HoursRow]
) -> Sequence[OfAnother]:
    """Return who else has rows of the same times.

    Raises:
        CannotBook: one of them has more than half of all that is new.
    """
    others = of_others(there, new)
    if others and 2 * others[0].rows > len(new):
        raise CannotBook(
            say(
                "{n} of the {all} new rows are in the books already, of the same days "
                "and times, as hours of {other}. Nothing was written. Whose export is "
                "this? If both worked at those times: {option}.",
                n=others[0].rows,
                all=len(new),
                other=others[0].member,
                option="--both",
            )
        )
    return others


def _key(row: HoursRow) -> tuple[object, ...]:
    return row.date, row.minutes, row.evidence
