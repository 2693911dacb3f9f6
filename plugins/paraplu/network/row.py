"""One row over cooperatives: which sums of it may be told, and which middles."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.network.hiding import ToldSets, exposes
from paraplu.network.middle import ENDS, WHICH, middle
from paraplu.network.privacy import COOPERATIVES, PERSONS, TWO_COOPERATIVES
from paraplu.network.values import NetworkFigure
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.network.definitions import NetworkPart
    from paraplu.network.hiding import Names

Key = tuple[str, str]
# All of them; those of one size; those of one region.
ALL, SIZE, REGION = "all", "size", "region"
Group = tuple[str, str]
EVERY: Group = (ALL, "")
# How a figure is made: the sum of all, or a middle of their values.
SUM = "sum"


@dataclass(frozen=True)
class Told:
    """A sum that a report tells: of which row, how made, and over which files."""

    key: Key
    how: str
    names: Names


@dataclass(frozen=True)
class NetworkRow:
    """One row over all cooperatives that have it."""

    key: Key
    part: NetworkPart
    known: Mapping[str, NetworkFigure]
    sets: Mapping[Group, Names]

    def safe(self, names: Names) -> bool:
        """Tell whether a sum over some cooperatives may be told."""
        rows = [self.known[name] for name in names]
        if len(rows) < COOPERATIVES or sum(one.persons for one in rows) < PERSONS:
            return False
        if self.part.counts:
            above = sum((one.numerator for one in rows), ZERO)
            # Of the yearly rate the whole are the people, and not their months.
            whole = sum((one.denominator for one in rows), ZERO)
            if self.key[0] == "13-outflow-rate":
                whole = Decimal(sum(one.persons for one in rows))
            return not any(0 < one < PERSONS for one in (above, whole - above))
        if self.part.kind is CellKind.MONEY or self.part.money:
            return not any(
                _top_two(amounts) > TWO_COOPERATIVES
                for amounts in (
                    [one.numerator for one in rows],
                    [one.denominator for one in rows],
                )
            )
        return True

    def settled(self, past: Sequence[Told]) -> list[Group]:
        """Return the groups whose sums are told."""
        if is_middle(self.part):
            return [group for group, names in self.sets.items() if self.safe(names)]
        hidden = [
            group
            for group, names in self.sets.items()
            if names and not self.safe(names)
        ]
        while True:
            open_ = [
                group
                for group, names in self.sets.items()
                if names and group not in hidden
            ]
            told = [self.sets[group] for group in open_]
            if not open_ or not exposes(
                self._told_sets(told, [], past), self._secrets(hidden)
            ):
                return open_
            axes = {axis for axis, _name in hidden}
            hidden.append(
                min(
                    open_,
                    key=lambda one: (
                        one == EVERY,
                        one[0] not in axes,
                        len(self.sets[one]),
                        one,
                    ),
                )
            )

    def _told_sets(
        self, sums: Sequence[Names], middles: Sequence[Names], past: Sequence[Told]
    ) -> ToldSets:
        """Return some sums and middles, with all that was told before."""
        return ToldSets(
            [*sums, *(one.names for one in past if one.how == SUM)],
            [*middles, *(one.names for one in past if one.how != SUM)],
            {name: one.denominator for name, one in self.known.items()},
        )

    def _secrets(self, hidden: Iterable[Group]) -> list[Names]:
        """Return what must not follow: each unsafe group, and what is left together."""
        names = [self.sets[group] for group in hidden]
        for axis in (SIZE, REGION):
            left = [self.sets[group] for group in hidden if group[0] == axis]
            names.append(frozenset[str]().union(*left))
        return [one for one in names if one and not self.safe(one)]

    def settled_middles(
        self, open_: Sequence[Group], past: Sequence[Told]
    ) -> dict[tuple[Group, str], Names]:
        """Return the middles that are told, each with whom it is made of."""
        wanted = [(group, which) for which in WHICH for group in open_]
        # The network's own come first, and are given up last.
        wanted.sort(key=lambda one: (one[0] != EVERY, one[1] in ENDS))
        sums = [] if is_middle(self.part) else [self.sets[group] for group in open_]
        found: dict[tuple[Group, str], Names] = {}
        for group, which in wanted:
            names = middle(self.values(group), which)
            if names and not exposes(
                self._told_sets(sums, [*found.values(), names], past)
            ):
                found[group, which] = names
        return {key: names for key, names in found.items() if _is_whole(key, found)}

    def values(self, group: Group) -> dict[str, Decimal]:
        """Return the value of each cooperative of a group that has one."""
        found = {name: self.known[name].value(self.part) for name in self.sets[group]}
        return {name: one for name, one in found.items() if one is not None}

    def cell(
        self,
        group: Group,
        open_: Sequence[Group],
        middles: Mapping[tuple[Group, str], Names],
    ) -> tuple[int | None, Decimal | None, Decimal | None, Mapping[str, Decimal]]:
        """Return persons, sum, value and middles, as far as they are told."""
        if group not in open_:
            return None, None, None, {}
        rows = [self.known[name] for name in sorted(self.sets[group])]
        whole = NetworkFigure(
            sum((one.numerator for one in rows), ZERO),
            sum((one.denominator for one in rows), ZERO),
            sum(one.persons for one in rows),
        )
        values = self.values(group)
        told = {
            which: sum((values[name] for name in names), ZERO) / len(names)
            for (of, which), names in middles.items()
            if of == group
        }
        if is_middle(self.part):
            return whole.persons, None, None, told
        return whole.persons, whole.numerator, whole.value(self.part), told

    def told(
        self,
        open_: Iterable[Group],
        middles: Mapping[tuple[Group, str], Names],
    ) -> list[Told]:
        """Return what is told by this row, over which files."""
        sums = [] if is_middle(self.part) else [(SUM, self.sets[one]) for one in open_]
        every = [*sums, *((which, names) for (_, which), names in middles.items())]
        return [Told(self.key, how, names) for how, names in every]


def _is_whole(key: tuple[Group, str], found: Iterable[tuple[Group, str]]) -> bool:
    """Tell whether a middle is told, or both of the ends."""
    group, which = key
    return which not in ENDS or all((group, end) in found for end in ENDS)


def is_middle(part: NetworkPart) -> bool:
    """Tell whether a row is a median of members: a sum of these says nothing."""
    return part.key in {"median", "left", "staying"}


def _top_two(amounts: Iterable[Decimal]) -> Decimal:
    """Return the part of a sum, without signs, that two cooperatives have."""
    sizes = sorted((abs(one) for one in amounts), reverse=True)
    total = sum(sizes, ZERO)
    return sum(sizes[:2], ZERO) / total if total else ZERO
