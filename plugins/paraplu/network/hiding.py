"""Secondary suppression: nothing that is withheld may follow from what is told.

Every figure that is told is a sum over a set of cooperatives. What somebody can work
out from them are the sums of these, each times a number: their span. So a set that is
withheld must not be in it, nor a single cooperative, nor one that is left when a
cooperative takes off what it knows of itself. It is tried by elimination, in whole
numbers modulo a large prime: exact, and quick.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Names = frozenset[str]

# A prime: what holds in fractions holds modulo it, and by chance more: then a figure
# is withheld that need not be.
_PRIME = (1 << 61) - 1
# Of those who are in the same sets, so many tell as much as all.
_ALIKE = 3


def exposes(told: Iterable[Names], secret: Iterable[Names] = ()) -> bool:
    """Tell whether a single cooperative, or a secret set, follows from what is told."""
    sets, secrets = [one for one in told if one], [one for one in secret if one]
    columns = _columns([*sets, *secrets])
    basis = _reduced(sets, columns)
    if _has_single(basis) or any(
        _follows(basis, _vector(one, columns)) for one in secrets
    ):
        return True
    owners = {owner_of(one) for one in columns}
    return any(
        _has_single(_reduced(sets, [one for one in columns if owner_of(one) != own]))
        for own in owners
    )


def owner_of(name: str) -> str:
    """Return whose figure a name is: what a line's end begins tells which of several.

    Who corrected a file knows both figures.
    """
    return name.partition("\n")[0]


def _columns(sets: Sequence[Names]) -> list[str]:
    """Return the cooperatives, of those that are always together only some."""
    patterns: defaultdict[tuple[bool, ...], list[str]] = defaultdict(list)
    for name in sorted(frozenset[str]().union(*sets)):
        patterns[tuple(name in one for one in sets)].append(name)
    return [name for alike in patterns.values() for name in alike[:_ALIKE]]


_Sparse = dict[int, int]


def _vector(names: Names, columns: Sequence[str]) -> _Sparse:
    return {place: 1 for place, name in enumerate(columns) if name in names}


def _reduced(sets: Iterable[Names], columns: Sequence[str]) -> dict[int, _Sparse]:
    """Return what the sets span, each row by the first place it has alone."""
    basis: dict[int, _Sparse] = {}
    for names in sets:
        row = _left(basis, _vector(names, columns))
        if not row:
            continue
        pivot = min(row)
        inverse = pow(row[pivot], -1, _PRIME)
        row = {place: n * inverse % _PRIME for place, n in row.items()}
        for at, other in basis.items():
            if pivot in other:
                basis[at] = _minus(other, row, other[pivot])
        basis[pivot] = row
    return basis


def _left(basis: Mapping[int, _Sparse], row: _Sparse) -> _Sparse:
    for pivot, other in basis.items():
        if pivot in row:
            row = _minus(row, other, row[pivot])
    return row


def _minus(row: _Sparse, other: _Sparse, times: int) -> _Sparse:
    found = dict(row)
    for place, n in other.items():
        left = (found.get(place, 0) - times * n) % _PRIME
        if left:
            found[place] = left
        else:
            found.pop(place, None)
    return found


def _has_single(basis: Mapping[int, _Sparse]) -> bool:
    return any(len(row) == 1 for row in basis.values())


def _follows(basis: Mapping[int, _Sparse], row: _Sparse) -> bool:
    return not _left(basis, row)
