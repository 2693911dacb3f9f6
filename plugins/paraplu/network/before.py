"""What reports told before of one row: of its period, and of those that overlap it.

A year less its quarters is what one of them had in the quarter that it did not send. So
a figure is told beside that of a period that overlaps only where it has the same
cooperatives, and where the rest by itself may be told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.base.periods import Period, PeriodLength
from paraplu.network.hiding import owner_of
from paraplu.network.privacy import COOPERATIVES
from paraplu.network.values import NetworkFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.network.hiding import Names

Key = tuple[str, str]
Group = tuple[str, str]
# How a figure is made: the sum of all, or a middle of their values.
SUM = "sum"
_QUARTERS = 4
# What a year has of these is not what its quarters have together: people who are in
# several of them, how it stood at the end, and what is of other years.
_NOT_ADDED = (
    *("02-average-members", "03-members-with-turnover", "09-thermometer-stock"),
    *("10-earmark-cover", "15-durable-outflow", "16-re-entry"),
    "22-cost-per-durable-exit",
)


@dataclass(frozen=True)
class Told:
    """A sum that a report tells: of which row, how made, over which files and group."""

    key: Key
    how: str
    names: Names
    group: str = ""


def group_key(group: Group) -> str:
    """Return a group as what was told remembers it."""
    return "-".join(filter(None, group))


@dataclass(frozen=True)
class ToldBefore:
    """What was told of a row of a period before, and beside it.

    `figures` are those of files of other periods, and of files that were replaced, by
    the name of the file (`paraplu.network.overview.marked`), as far as they are there.
    """

    key: Key
    period: Period
    told: Sequence[Told] = ()
    beside: Mapping[Period, Sequence[Told]] = field(default_factory=dict)
    figures: Mapping[str, NetworkFigure] = field(default_factory=dict)

    def same_figures(self, known: Mapping[str, NetworkFigure]) -> dict[str, str]:
        """Return who replaced which file without a change to its figure."""
        now = {owner_of(name): name for name in known}
        return {
            name: now[owner]
            for name, old in self.figures.items()
            if (owner := owner_of(name)) in now and old == known[now[owner]]
        }

    def in_place_of(
        self, beside: Iterable[Told], known: Iterable[str]
    ) -> dict[str, str]:
        """Return of files of another period whose place here they have."""
        now = {owner_of(name): name for name in known}
        names = frozenset[str]().union(*(one.names for one in beside))
        return {name: now.get(owner_of(name), owner_of(name)) for name in names}

    def is_changed_by_few(
        self, names: Names, known: Mapping[str, NetworkFigure]
    ) -> bool:
        """Tell whether a sum was told already, and few corrected a file since.

        Then the sum less that one is what they corrected.
        """
        same = self.same_figures(known)
        now = {owner_of(name): name for name in names}
        for one in self.told:
            if one.how != SUM:
                continue
            changed = {
                owner
                for name in one.names
                if (owner := owner_of(name)) in now
                and same.get(name, name) != now[owner]
            }
            if 0 < len(changed) < COOPERATIVES:
                return True
        return False

    def has_others_beside(self, group: str, names: Names) -> bool:
        """Tell whether a period that overlaps was told of other cooperatives."""
        return any(
            sets and _owners(names) not in map(_owners, sets)
            for sets in self._beside(group).values()
        )

    def _beside(self, group: str) -> dict[Period, list[Names]]:
        """Return over which files the sums of a group were told, by period."""
        return {
            period: [one.names for one in told if one.group == group and one.how == SUM]
            for period, told in self.beside.items()
        }

    def rests(
        self, group: str, names: Names, known: Mapping[str, NetworkFigure]
    ) -> list[list[NetworkFigure]] | None:
        """Return what is left of a year less quarters, of each cooperative.

        None where nobody can tell, since a file is not there any more.
        """
        if self.key[0] in _NOT_ADDED:
            return []
        by_period: dict[Period, dict[str, NetworkFigure]] = {
            self.period: {owner_of(name): known[name] for name in names}
        }
        for period, sets in self._beside(group).items():
            same = [one for one in sets if _owners(one) == _owners(names)]
            for one in same[-1:]:
                if not all(name in self.figures for name in one):
                    return None
                by_period[period] = {owner_of(n): self.figures[n] for n in one}
        years = [one for one in by_period if one.span is PeriodLength.YEAR]
        if not years:
            return []
        year = by_period.pop(years[0])
        return [
            [_less(year[name], [by_period[q][name] for q in chosen]) for name in year]
            for many in range(1, _QUARTERS)
            for chosen in combinations(sorted(by_period), many)
            if self.period in {*chosen, *years}
        ]


def _owners(names: Names) -> Names:
    return frozenset(map(owner_of, names))


def _less(year: NetworkFigure, quarters: Iterable[NetworkFigure]) -> NetworkFigure:
    """Return what is left of a year, of the people that it is of."""
    parts = list(quarters)
    return NetworkFigure(
        year.numerator - sum((one.numerator for one in parts), ZERO),
        year.denominator - sum((one.denominator for one in parts), ZERO),
        year.persons,
    )
