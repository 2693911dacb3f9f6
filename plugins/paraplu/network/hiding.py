"""Secondary suppression: nothing that is withheld may follow from what is told.

Every figure that is told is a sum over a set of cooperatives. What somebody can work
out from them are the sums of these, each times a number: their span. So a set that is
withheld must not be in it, nor a single cooperative, nor one that is left when a
cooperative takes off what it knows of itself. A mean of values is such a sum too, of
figures each divided by its own months, members or base: how many these are, others may
know. It is tried by elimination, in whole numbers modulo a large prime: exact, and
quick.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

Names = frozenset[str]

# A prime: what holds in fractions holds modulo it, and by chance more: then a figure
# is withheld that need not be.
_PRIME = (1 << 61) - 1
_CENTS = 100
# Of those who are in the same sets, so many tell as much as all: of one weight, and of
# several.
_ALIKE, _WEIGHTS = 3, 6


@dataclass(frozen=True)
class ToldSets:
    """What is told: sums over sets of cooperatives, and means of their values.

    `weights` are by what each figure is divided in its value; who is not in them may
    have any. `same` puts a file in the place of another with the same figure, or with
    one of a period that overlaps: what follows of a part follows of the whole, so what
    holds of one figure for both holds of the two.
    """

    sums: Sequence[Names]
    means: Sequence[Names] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    def columns_with(self, more: Sequence[Names]) -> list[str]:
        """Return the cooperatives; of those always together, here too, only some."""
        means = self._means()
        sets = [*self._sums(), *map(frozenset, means), *more]
        patterns: defaultdict[tuple[bool, ...], dict[tuple[int, ...], list[str]]]
        patterns = defaultdict(lambda: defaultdict(list))
        for name in sorted(frozenset[str]().union(*sets)):
            pattern = tuple(name in one for one in sets)
            weights = tuple(one.get(name, 0) for one in means)
            patterns[pattern][weights].append(name)
        return [
            name
            for by_weight in patterns.values()
            for alike in list(by_weight.values())[:_WEIGHTS]
            for name in alike[:_ALIKE]
        ]

    def rows(self, columns: Sequence[str]) -> list[_Sparse]:
        """Return each of the sums and means, by the places of the cooperatives."""
        return [
            *(_vector(one, columns) for one in self._sums()),
            *(
                {place: one[name] for place, name in enumerate(columns) if name in one}
                for one in self._means()
            ),
        ]

    def _sums(self) -> list[Names]:
        return [
            frozenset(self.same.get(name, name) for name in one) for one in self.sums
        ]

    def _means(self) -> list[dict[str, int]]:
        return [
            {self.same.get(name, name): self.weight(name) for name in one}
            for one in self.means
        ]

    def weight(self, name: str) -> int:
        """Return by what a figure is multiplied in a mean, modulo the prime."""
        if not self.means:
            return 1
        known = self.weights.get(name)
        if not known:
            # Of a file that is not here any more it is like that of no other.
            return int.from_bytes(sha256(name.encode()).digest(), "big") % _PRIME or 1
        return pow(int(known * _CENTS) % _PRIME, -1, _PRIME)


def exposes(told: ToldSets, secret: Iterable[Names] = ()) -> bool:
    """Tell whether a single cooperative, or a secret set, follows from what is told."""
    secrets = [one for one in secret if one]
    columns = told.columns_with(secrets)
    basis = _reduced(told.rows(columns))
    if _has_single(basis) or any(
        _follows(basis, _vector(one, columns)) for one in secrets
    ):
        return True
    owners = {owner_of(one) for one in columns}
    return any(
        _has_single(
            _reduced(told.rows([one for one in columns if owner_of(one) != own]))
        )
        for own in owners
    )


def owner_of(name: str) -> str:
    """Return whose figure a name is: what a line's end begins tells which of several.

    Who corrected a file knows both figures.
    """
    return name.partition("\n")[0]


_Sparse = dict[int, int]


def _vector(names: Names, columns: Sequence[str]) -> _Sparse:
    return {place: 1 for place, name in enumerate(columns) if name in names}


def _reduced(rows: Iterable[_Sparse]) -> dict[int, _Sparse]:
    """Return what some rows span, each by the first place that it has alone."""
    basis: dict[int, _Sparse] = {}
    for one in rows:
        row = _left(basis, one)
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
