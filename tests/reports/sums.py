"""What a reader can work out of sums: the attack on tables with withheld cells."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def solved(told: Sequence[tuple[list[int], int]], size: int) -> dict[int, Fraction]:
    """Return the cells that the equations fix, by their place: elimination, exactly."""
    rows = [[Fraction(n) for n in (*cells, total)] for cells, total in told]
    rank = 0
    for column in range(size):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        first = rows[rank][column]
        rows[rank] = [n / first for n in rows[rank]]
        for r, row in enumerate(rows):
            if r != rank and row[column]:
                factor = row[column]
                rows[r] = [
                    n - factor * other for n, other in zip(row, rows[rank], strict=True)
                ]
        rank += 1
    fixed = {}
    for row in rows[:rank]:
        places = [place for place, n in enumerate(row[:size]) if n]
        if len(places) == 1:
            fixed[places[0]] = row[size]
    return fixed
