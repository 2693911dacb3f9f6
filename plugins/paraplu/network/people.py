"""Numbers of members: of all indicators of a report together nothing follows.

Four cooperatives have an indicator, and three of them another: the members of all less
those of three are those of the fourth. So each number of members is tried with every
other that is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paraplu.network.before import SUM, Told
from paraplu.network.hiding import ToldSets, exposes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.network.before import ToldBefore
    from paraplu.network.hiding import Names
    from paraplu.network.values import NetworkFigure

# How numbers of members are remembered among what was told.
PEOPLE = ("members", "")
# These have months as a member below their line, beside what is above it.
_OF_MONTHS = frozenset(
    {
        *(("01-member-months", ""), ("02-average-members", "")),
        *(("04-turnover-per-member-month", ""), ("05-result-per-member-month", "")),
        *(("07-growth-share", "per-month"), ("08-training-share", "per-month")),
    }
)


def tells_people(key: tuple[str, str]) -> bool:
    """Tell whether a sum of a row gives away how many months members were there."""
    return key in _OF_MONTHS


@dataclass
class PeopleTold:
    """Of which cooperatives together a report tells how many members they have."""

    before: ToldBefore
    known: Mapping[str, NetworkFigure]
    _told: dict[Names, str] = field(default_factory=dict)
    _refused: set[Names] = field(default_factory=set)

    def may(self, names: Names, group: str) -> bool:
        """Tell whether it may be told of some, and remember that it is."""
        if names in self._told or names in self._refused:
            return names in self._told
        if self._exposes([*self._told, names]):
            self._refused.add(names)
            return False
        self._told[names] = group
        return True

    def _exposes(self, sums: list[Names]) -> bool:
        before = self.before
        if any(before.is_changed_by_few(one, self.known) for one in sums[-1:]):
            return True
        same = before.same_figures(self.known)
        past = [one.names for one in before.told if one.how == SUM]
        if exposes(ToldSets([*sums, *past], same=same)):
            return True
        return any(
            exposes(
                ToldSets(
                    [*sums, *past, *(one.names for one in beside)],
                    same=same | before.in_place_of(beside, self.known),
                )
            )
            for beside in before.beside.values()
        )

    def told(self) -> list[Told]:
        """Return what is told of numbers of members."""
        return [Told(PEOPLE, SUM, names, group) for names, group in self._told.items()]
