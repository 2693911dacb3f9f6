"""Cooperatives side by side: what they come to, as far as it may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paraplu.base.periods import Period, PeriodLength
from paraplu.network.before import ToldBefore, group_key
from paraplu.network.definitions import part_of
from paraplu.network.definitions import rows as every_row
from paraplu.network.exchange import SIZES
from paraplu.network.people import PEOPLE, PeopleTold, tells_people
from paraplu.network.row import ALL, EVERY, REGION, SIZE, NetworkRow
from paraplu.network.values import Hidden, NetworkFigure, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from paraplu.network.before import Group, Key, Told
    from paraplu.network.exchange import Export
    from paraplu.network.hiding import Names

# Of no cooperative at all there is nothing to tell, of whatever period.
_NO_PERIOD = Period(2000, 1, PeriodLength.YEAR)


@dataclass(frozen=True)
class NetworkCell:
    """A row of a group of cooperatives, of which not all may be told.

    `together` is the sum of numerators, `value` that of all as if they were one,
    `middles` the middle and the ends; each is None where it is withheld, without
    rounding. `persons` is None where the number of members would tell too much. `held`
    and `unknown` are how many cooperatives withhold it, and how many do not know it;
    `known` are the others. `why` says why nothing of it is told.
    """

    known: int
    held: int
    unknown: int
    persons: int | None = None
    together: Decimal | None = None
    value: Decimal | None = None
    middles: Mapping[str, Decimal] = field(default_factory=dict)
    why: Hidden | None = None

    @property
    def told(self) -> bool:
        """Tell whether anything of it is told."""
        return bool(self.known) and self.why is None


@dataclass(frozen=True)
class NetworkOverview:
    """All rows of all groups, and the sums that are told by them."""

    groups: tuple[Group, ...]
    cells: Mapping[tuple[Key, Group], NetworkCell]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Earlier:
    """What reports told before: of the same period, and of each that overlaps it.

    `files` are those of the other periods, and those that were replaced.
    """

    told: Sequence[Told] = ()
    beside: Mapping[Period, Sequence[Told]] = field(default_factory=dict)
    files: Iterable[Export] = ()

    def of(self, key: Key, period: Period, rows: Key | None = None) -> ToldBefore:
        """Return what was told of a row; its figures are those of another, if given."""
        found = {
            marked(one): row
            for one in self.files
            if isinstance(row := one.rows[rows or key], NetworkFigure)
        }
        return ToldBefore(
            key,
            period,
            [one for one in self.told if one.key == key],
            {
                when: [one for one in told if one.key == key]
                for when, told in self.beside.items()
            },
            found,
        )


def overview(
    exports: Mapping[str, Export], earlier: Iterable[Told] | Earlier = ()
) -> NetworkOverview:
    """Return cooperatives side by side; `earlier` is what was told of them before."""
    if not isinstance(earlier, Earlier):
        earlier = Earlier(tuple(earlier))
    groups = groups_of(exports.values())
    exports = {marked(export): export for export in exports.values()}
    period = next((one.period for one in exports.values()), _NO_PERIOD)
    months = ("01-member-months", "")
    people = PeopleTold(
        earlier.of(PEOPLE, period, months), taking_part(exports, months)
    )
    cells: dict[tuple[Key, Group], NetworkCell] = {}
    told: list[Told] = []
    for definition, part in every_row():
        key = (definition.key, part.key)
        known = taking_part(exports, key)
        row = NetworkRow(key, part, known, _sets(exports, groups, known))
        before = earlier.of(key, period)
        open_, hidden = row.settled(before)
        if tells_people(key):
            for group in list(open_):
                if not people.may(row.sets[group], group_key(group)):
                    open_.remove(group)
                    hidden[group] = Hidden.MEMBERS
        middles = row.settled_middles(open_, before)
        for group in groups:
            own = row.sets[group]
            members = [name for name in exports if is_in(exports[name], group)]
            withheld = sum(
                name not in known and not _is_unknown(exports[name], key)
                for name in members
            )
            persons, together, value, told_middles = row.cell(group, open_, middles)
            shown = group in open_ and people.may(own, group_key(group))
            cells[key, group] = NetworkCell(
                len(own),
                withheld,
                len(members) - len(own) - withheld,
                persons if shown else None,
                together,
                value,
                told_middles,
                hidden.get(group),
            )
        told += row.told(open_, middles)
    return NetworkOverview(groups, cells, (*told, *people.told()))


def groups_of(exports: Iterable[Export]) -> tuple[Group, ...]:
    """Return the groups that there are cooperatives in, all of them first."""
    every = list(exports)
    sizes = [(SIZE, size) for size in SIZES if any(one.size == size for one in every)]
    regions = sorted({one.region for one in every if one.region})
    return (EVERY, *sizes, *((REGION, one) for one in regions))


def is_in(export: Export, group: Group) -> bool:
    """Tell whether a cooperative is in a group."""
    axis, name = group
    return axis == ALL or name == (export.size if axis == SIZE else export.region)


def taking_part(exports: Mapping[str, Export], key: Key) -> dict[str, NetworkFigure]:
    """Return who has a row, and every row of its family.

    Otherwise one row less another would be the figure of who is in only one of them.
    """
    part = part_of(*key)
    family = [key]
    if part and part.family:
        family = [
            (definition.key, one.key)
            for definition, one in every_row()
            if one.family == part.family
        ]
    found = {}
    for name, export in exports.items():
        row = export.rows[key]
        whole = all(isinstance(export.rows[one], NetworkFigure) for one in family)
        if isinstance(row, NetworkFigure) and whole:
            found[name] = row
    return found


def _is_unknown(export: Export, key: Key) -> bool:
    return not isinstance(export.rows[key], NetworkFigure | Withheld)


def _sets(
    exports: Mapping[str, Export], groups: Iterable[Group], known: Iterable[str]
) -> dict[Group, Names]:
    names = list(known)
    return {
        group: frozenset(name for name in names if is_in(exports[name], group))
        for group in groups
    }


def marked(export: Export) -> str:
    """Return a file as what was told remembers it: a corrected one is another.

    Whose it is stands before the line's end (`paraplu.network.hiding.owner_of`).
    """
    return f"{export.cooperative}\n{export.checksum}"
