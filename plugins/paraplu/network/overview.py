"""Cooperatives side by side: what they come to, as far as it may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paraplu.network.definitions import part_of
from paraplu.network.definitions import rows as every_row
from paraplu.network.exchange import SIZES
from paraplu.network.row import ALL, EVERY, REGION, SIZE, NetworkRow, Told
from paraplu.network.values import NetworkFigure, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.network.exchange import Export
    from paraplu.network.hiding import Names
    from paraplu.network.row import Group, Key


@dataclass(frozen=True)
class NetworkCell:
    """A row of a group of cooperatives, of which not all may be told.

    `together` is the sum of numerators, `value` that of all as if they were one,
    `middles` the middle and the ends; each is None where it is withheld, without
    rounding. `held` and `unknown` are how many cooperatives withhold it, and how many
    do not know it; `known` are the others, with `persons` members.
    """

    known: int
    held: int
    unknown: int
    persons: int | None = None
    together: Decimal | None = None
    value: Decimal | None = None
    middles: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def told(self) -> bool:
        """Tell whether anything of it is told."""
        return self.persons is not None


@dataclass(frozen=True)
class NetworkOverview:
    """All rows of all groups, and the sums that are told by them."""

    groups: tuple[Group, ...]
    cells: Mapping[tuple[Key, Group], NetworkCell]
    told: tuple[Told, ...]


def overview(
    exports: Mapping[str, Export], earlier: Iterable[Told] = ()
) -> NetworkOverview:
    """Return cooperatives side by side; `earlier` is what was told of them before."""
    groups = groups_of(exports.values())
    before = list(earlier)
    exports = {marked(export): export for export in exports.values()}
    cells: dict[tuple[Key, Group], NetworkCell] = {}
    told: list[Told] = []
    for definition, part in every_row():
        key = (definition.key, part.key)
        known = taking_part(exports, key)
        row = NetworkRow(key, part, known, _sets(exports, groups, known))
        past = [one for one in before if one.key == key]
        open_ = row.settled(past)
        middles = row.settled_middles(open_, past)
        for group in groups:
            members = [name for name in exports if is_in(exports[name], group)]
            cell = row.cell(group, open_, middles)
            withheld = sum(
                name not in known and not _is_unknown(exports[name], key)
                for name in members
            )
            own = row.sets[group]
            cells[key, group] = NetworkCell(
                len(own),
                withheld,
                len(members) - len(own) - withheld,
                *cell,
            )
        told += row.told(open_, middles)
    return NetworkOverview(groups, cells, tuple(told))


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
