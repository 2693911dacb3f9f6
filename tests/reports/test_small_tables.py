"""Tables of people: whoever solves the sums of what is shown finds no small group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.sums import solved

from paraplu.reports.small_counts import FLOOR
from paraplu.reports.small_tables import CrossTable, cross_table

Counts = Sequence[Sequence[int]]


def table_of(counts: Counts) -> dict[str, dict[str, int]]:
    return {
        f"row{r}": {f"column{c}": count for c, count in enumerate(row)}
        for r, row in enumerate(counts)
    }


def shown(*counts: Sequence[int]) -> list[tuple[int | None, tuple[int, ...] | None]]:
    return [(row.total, row.counts) for row in cross_table(table_of(counts)).rows]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # All are large enough, or nobody.
        (((5, 0), (7, 9)), [(5, (5, 0)), (16, (7, 9))]),
        # One small group takes its row, and that takes another: totals would tell it.
        (((3, 6), (7, 9)), [(9, None), (16, None)]),
        # The smaller of the others goes with it, and the third may be seen.
        (
            ((3, 6), (7, 9), (20, 30)),
            [(9, None), (16, None), (50, (20, 30))],
        ),
        # Two rows do, where their columns together are large enough ...
        (((3, 6), (4, 5), (20, 30)), [(9, None), (9, None), (50, (20, 30))]),
        # ... and not where what is left of a column is small.
        (((1, 6), (2, 5), (20, 30)), [(7, None), (7, None), (50, None)]),
        # A row that is too small has no total, and another has none either.
        (((2, 2), (7, 9), (20, 30)), [(None, None), (None, None), (50, (20, 30))]),
        # The only row is what the columns say already.
        (((3, 6),), [(9, None)]),
        # All together are too few.
        (((1, 0), (2, 1)), [(None, None), (None, None)]),
        # A year in which nobody left tells of nobody.
        (((0, 0), (3, 6), (4, 5)), [(0, (0, 0)), (9, None), (9, None)]),
        (((0, 0), (0, 0)), [(0, (0, 0)), (0, (0, 0))]),
        ((), []),
    ],
)
def test_what_is_shown(
    counts: Counts, expected: list[tuple[int | None, tuple[int, ...] | None]]
) -> None:
    assert shown(*counts) == expected


def test_rows_whose_total_another_table_withholds() -> None:
    counts = ((9, 0), (0, 8), (30, 20))
    assert cross_table(table_of(counts), {"row0", "row1"}).withheld == {"row0", "row1"}
    assert [row.total for row in cross_table(table_of(counts), {"row0"}).rows] == [
        None,
        8,
        50,
    ]


def equations(found: CrossTable, width: int) -> list[tuple[list[int], int]]:
    """Return all that a reader can add up: coefficients of the cells, and the sum."""
    height = len(found.rows)

    def of(cells: Iterator[tuple[int, int]]) -> list[int]:
        wanted = set(cells)
        places = ((r, c) for r in range(height) for c in range(width))
        return [int(place in wanted) for place in places]

    told: list[tuple[list[int], int]] = []
    for r, row in enumerate(found.rows):
        if row.total is not None:
            told.append((of((r, c) for c in range(width)), row.total))
        for c, count in enumerate(row.counts or ()):
            told.append((of(iter([(r, c)])), count))
    for c, cell in enumerate(found.columns.cells):
        if cell.count is not None:
            told.append((of((r, c) for r in range(height)), cell.count))
    if found.columns.total is not None:
        told.append(([1] * (height * width), found.columns.total))
    return told


def test_the_attack_finds_what_is_not_protected() -> None:
    """One cell that is left out of a table with its totals is solved at once."""
    told = [
        ([1, 1, 0, 0], 9),
        ([0, 0, 1, 1], 16),
        ([1, 0, 1, 0], 10),
        ([0, 1, 0, 0], 6),
    ]
    assert solved(told, 4) == {0: 3, 1: 6, 2: 7, 3: 9}
    assert solved(told[:3], 4) == {}


SMALL = st.integers(0, 9)
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(
            st.one_of(st.just(0), SMALL, st.integers(5, 40)),
            min_size=width,
            max_size=width,
        ),
        min_size=1,
        max_size=6,
    )
)


@given(TABLES)
@settings(max_examples=200, deadline=None)
def test_the_sums_can_be_solved_for_no_small_group(counts: list[list[int]]) -> None:
    width = len(counts[0])
    found = cross_table(table_of(counts))
    cells = [count for row in counts for count in row]
    fixed = solved(equations(found, width), len(cells))
    assert {place: cells[place] for place in fixed} == fixed
    assert [value for value in fixed.values() if 0 < value < FLOOR] == []


@given(TABLES)
@settings(max_examples=200, deadline=None)
def test_what_is_shown_is_large_or_nobody(counts: list[list[int]]) -> None:
    found = cross_table(table_of(counts))
    seen = [row.total for row in found.rows if row.total is not None]
    seen += [count for row in found.rows for count in row.counts or ()]
    assert all(count == 0 or count >= FLOOR for count in seen)


def fillings(
    found: CrossTable, width: int, most: int
) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every table that is as what is shown says: the reader's guesses, all."""
    columns = [cell.count for cell in found.columns.cells]

    def rows_of(total: int | None, left: int) -> Iterator[tuple[int, ...]]:
        sums = range(left + 1) if total is None else [total] if total <= left else []
        for one in sums:
            yield from compositions(one, width)

    def go(
        at: int, left: int, so_far: tuple[tuple[int, ...], ...]
    ) -> Iterator[tuple[tuple[int, ...], ...]]:
        if at == len(found.rows):
            sums = [sum(row[c] for row in so_far) for c in range(width)]
            fits = all(
                known in (None, there)
                for known, there in zip(columns, sums, strict=True)
            )
            if not left and fits:
                yield so_far
            return
        row = found.rows[at]
        for guess in [row.counts] if row.counts else rows_of(row.total, left):
            if sum(guess) <= left:
                yield from go(at + 1, left - sum(guess), (*so_far, guess))

    yield from go(0, most, ())


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


@given(
    st.lists(
        st.lists(st.integers(0, 8), min_size=2, max_size=2), min_size=1, max_size=3
    )
)
@settings(max_examples=150, deadline=None)
def test_no_small_group_is_between_narrow_bounds(counts: list[list[int]]) -> None:
    """Of all tables that are possible, a small group that is withheld varies by 5."""
    found = cross_table(table_of(counts))
    if found.columns.total is None:
        return
    guesses = list(fillings(found, 2, found.columns.total))
    assert tuple(tuple(row) for row in counts) in guesses
    for r, row in enumerate(counts):
        for c, count in enumerate(row):
            if 0 < count < FLOOR:
                possible = {guess[r][c] for guess in guesses}
                assert max(possible) - min(possible) >= FLOOR, (counts, found)
