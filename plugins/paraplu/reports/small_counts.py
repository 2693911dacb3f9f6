"""Counts of people for readers outside: groups that are too small are withheld.

Who reads that one member found work knows who it is. So a group of one to four is not
shown, and neither is what would tell it: the other groups and their total give it away,
so as many of those are withheld as it takes. It is withheld before anything is rounded,
and is marked, never shown as zero. The floor is a constant, no setting: it can be
argued about once, and not each time (after the practice of statistics offices, which
withhold small cells and their complements).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The smallest group of people that is shown outside the cooperative.
FLOOR = 5
# A group by itself still shows who is in it, where everybody else is known.
_FEWEST_CELLS = 2


@dataclass(frozen=True)
class Cell:
    """A group by its name; `count` is None where it is withheld.

    `share` is the part of the whole in whole per cent, None where either is withheld.
    """

    name: str
    count: int | None
    share: int | None


@dataclass(frozen=True)
class Breakdown:
    """How a whole falls apart in groups, as it may be shown.

    `total` is None where even that is too small.
    """

    total: int | None
    cells: tuple[Cell, ...]

    @property
    def withheld(self) -> bool:
        """Tell whether anything is withheld."""
        return self.total is None or any(cell.count is None for cell in self.cells)


def breakdown(groups: Mapping[str, int]) -> Breakdown:
    """Return a whole and its groups as they may be shown; groups do not overlap.

    A group without anybody is shown: that nobody is in it tells of nobody.
    """
    counts = list(groups.values())
    total = sum(counts)
    if 0 < total < FLOOR:
        return Breakdown(None, tuple(Cell(name, None, None) for name in groups))
    hidden = _hidden(counts)
    return Breakdown(
        total,
        tuple(
            Cell(name, None, None)
            if place in hidden
            else Cell(name, count, _share(count, total))
            for place, (name, count) in enumerate(groups.items())
        ),
    )


def _hidden(counts: Sequence[int]) -> set[int]:
    """Return the places of the groups to withhold: the small ones and their complement.

    What is withheld can be known together, as the total less what is shown, so together
    it has to be a group that is large enough, and of more than one.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < FLOOR}
    others = sorted(
        (place for place, count in enumerate(counts) if count >= FLOOR),
        key=lambda place: counts[place],
    )
    while hidden and others and not _enough([counts[place] for place in hidden]):
        hidden.add(others.pop(0))
    return hidden


def _enough(counts: Sequence[int]) -> bool:
    return len(counts) >= _FEWEST_CELLS and sum(counts) >= FLOOR


def _share(count: int, total: int) -> int | None:
    if not total:
        return None
    return int((Decimal(100 * count) / total).quantize(Decimal(1), ROUND_HALF_UP))
