"""One row over cooperatives: which sums of it may be told, and which middles."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.network.before import SUM, Told, group_key
from paraplu.network.hiding import ToldSets, exposes
from paraplu.network.middle import ENDS, WHICH, middle
from paraplu.network.privacy import COOPERATIVES, PERSONS, TWO_COOPERATIVES
from paraplu.network.values import Hidden, NetworkFigure
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.network.before import Group, Key, ToldBefore
    from paraplu.network.definitions import NetworkPart
    from paraplu.network.hiding import Names

# All of them; those of one size; those of one region.
ALL, SIZE, REGION = "all", "size", "region"
EVERY: Group = (ALL, "")


@dataclass(frozen=True)
class NetworkRow:
    """One row over all cooperatives that have it."""

    key: Key
    part: NetworkPart
    known: Mapping[str, NetworkFigure]
    sets: Mapping[Group, Names]

    def safe(self, names: Names) -> bool:
        """Tell whether a sum over some cooperatives may be told."""
        return self._why_not([self.known[name] for name in names]) is None

    def _why_not(self, rows: Sequence[NetworkFigure]) -> Hidden | None:
        """Return why a sum of some figures may not be told; None where it may."""
        if len(rows) < COOPERATIVES:
            return Hidden.COOPERATIVES
        if sum(one.persons for one in rows) < PERSONS:
            return Hidden.PEOPLE
        if self.part.counts:
            above = sum((one.numerator for one in rows), ZERO)
            # Of the yearly rate the whole are the people, and not their months.
            whole = sum((one.denominator for one in rows), ZERO)
            if self.key[0] == "13-outflow-rate":
                whole = Decimal(sum(one.persons for one in rows))
            small = any(0 < one < PERSONS for one in (above, whole - above))
            return Hidden.PEOPLE if small else None
        if self.part.kind is CellKind.MONEY or self.part.money:
            sides = ([one.numerator for one in rows], [one.denominator for one in rows])
            if any(_top_two(amounts) > TWO_COOPERATIVES for amounts in sides):
                return Hidden.TWO
        return None

    def _alike(self, names: Names) -> bool:
        """Tell whether a share is 0% or 100% of all of them, and so of each."""
        rows = [self.known[name] for name in names]
        if self.part.kind is not CellKind.PERCENT:
            return False
        wholes = [
            Decimal(one.persons)
            if self.key[0] == "13-outflow-rate"
            else one.denominator
            for one in rows
        ]
        return all(not one.numerator for one in rows) or all(
            one.numerator == whole for one, whole in zip(rows, wholes, strict=True)
        )

    def _why(self, group: Group, before: ToldBefore) -> Hidden | None:
        """Return why a group by itself may not be told; None where it may."""
        names = self.sets[group]
        why = self._why_not([self.known[name] for name in names])
        if why or is_middle(self.part):
            return why
        if self._alike(names):
            return Hidden.ALIKE
        if before.is_changed_by_few(names, self.known):
            return Hidden.CHANGED
        if before.has_others_beside(group_key(group), names):
            return Hidden.OVERLAP
        rests = before.rests(group_key(group), names, self.known)
        if rests is None or any(self._why_not(rest) for rest in rests):
            return Hidden.OVERLAP
        return None

    def settled(self, before: ToldBefore) -> tuple[list[Group], dict[Group, Hidden]]:
        """Return the groups whose sums are told, and why others are not."""
        hidden = {
            group: why
            for group, names in self.sets.items()
            if names and (why := self._why(group, before))
        }
        secret = list(hidden)
        while True:
            open_ = [
                group
                for group, names in self.sets.items()
                if names and group not in hidden
            ]
            told = [self.sets[group] for group in open_]
            if (
                is_middle(self.part)
                or not open_
                or not self._exposes(told, [], before, self._secrets(hidden, secret))
            ):
                return open_, hidden
            axes = {axis for axis, _name in hidden}
            last = min(
                open_,
                key=lambda one: (
                    one == EVERY,
                    one[0] not in axes,
                    len(self.sets[one]),
                    one,
                ),
            )
            hidden[last] = Hidden.FOLLOWS

    def _exposes(
        self,
        sums: Sequence[Names],
        middles: Sequence[Names],
        before: ToldBefore,
        secret: Sequence[Names] = (),
    ) -> bool:
        """Tell whether anything follows, with all that was told before.

        By periods that overlap: of a year and its quarters only what the year and one
        quarter tell is tried, since what follows of all follows of one of these.
        """
        same = before.same_figures(self.known)
        if exposes(self._told_sets(sums, middles, before.told, same, before), secret):
            return True
        return not is_middle(self.part) and any(
            exposes(
                self._told_sets(
                    sums,
                    middles,
                    [*before.told, *beside],
                    same | before.in_place_of(beside, self.known),
                    before,
                )
            )
            for beside in before.beside.values()
        )

    def _told_sets(
        self,
        sums: Sequence[Names],
        middles: Sequence[Names],
        past: Sequence[Told],
        same: Mapping[str, str],
        before: ToldBefore,
    ) -> ToldSets:
        """Return some sums and middles, with all that was told before."""
        every = {**before.figures, **self.known}
        return ToldSets(
            [*sums, *(one.names for one in past if one.how == SUM)],
            [*middles, *(one.names for one in past if one.how != SUM)],
            {name: one.denominator for name, one in every.items()},
            same,
        )

    def _secrets(
        self, hidden: Iterable[Group], primary: Iterable[Group]
    ) -> list[Names]:
        """Return what must not follow: each unsafe group, and what is left together."""
        names = [self.sets[group] for group in primary]
        left = []
        for axis in (SIZE, REGION):
            sets = [self.sets[group] for group in hidden if group[0] == axis]
            left.append(frozenset[str]().union(*sets))
        return [*names, *(one for one in left if one and not self.safe(one))]

    def settled_middles(
        self, open_: Sequence[Group], before: ToldBefore
    ) -> dict[tuple[Group, str], Names]:
        """Return the middles that are told, each with whom it is made of."""
        wanted = [(group, which) for which in WHICH for group in open_]
        # The network's own come first, and are given up last.
        wanted.sort(key=lambda one: (one[0] != EVERY, one[1] in ENDS))
        sums = [] if is_middle(self.part) else [self.sets[group] for group in open_]
        found: dict[tuple[Group, str], Names] = {}
        for group, which in wanted:
            names = middle(self.values(group), which)
            if names and not self._exposes(sums, [*found.values(), names], before):
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
        sums = [] if is_middle(self.part) else [(SUM, one) for one in open_]
        return [
            *(
                Told(self.key, how, self.sets[group], group_key(group))
                for how, group in sums
            ),
            *(
                Told(self.key, which, names, group_key(group))
                for (group, which), names in middles.items()
            ),
        ]


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
