"""Groups of people that are too small are withheld, and so is what would tell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.reports.small_counts import FLOOR, Breakdown, breakdown


def shown(*counts: int) -> list[int | None]:
    names = [str(place) for place, _ in enumerate(counts)]
    found = breakdown(dict(zip(names, counts, strict=True)))
    return [found.total, *(cell.count for cell in found.cells)]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((7, 6), [13, 7, 6]),
        # One small group, and the only other one, or else it is 9 - 6.
        ((3, 6), [9, None, None]),
        # The smallest of the others does, and the third may be seen.
        ((3, 6, 9), [18, None, None, 9]),
        # Two that come to five hide each other.
        ((2, 3, 9), [14, None, None, 9]),
        # Two that come to three are three together, so another one goes too.
        ((1, 2, 6, 9), [18, None, None, None, 9]),
        # That nobody is in a group tells of nobody.
        ((0, 8), [8, 0, 8]),
        ((0, 3, 8), [11, 0, None, None]),
        # All together are too few.
        ((4, 0), [None, None, None]),
        ((1, 2, 1), [None, None, None, None]),
        ((0, 0), [0, 0, 0]),
        ((5,), [5, 5]),
    ],
)
def test_what_is_shown(counts: tuple[int, ...], expected: list[int | None]) -> None:
    assert shown(*counts) == expected


def test_withheld_before_it_is_rounded() -> None:
    """Four of a thousand is 0 %, and is not shown as that."""
    found = breakdown({"a": 4, "b": 996, "c": 3000})
    assert [(cell.count, cell.share) for cell in found.cells] == [
        (None, None),
        (None, None),
        (3000, 75),
    ]
    assert found.withheld
    assert not breakdown({"a": 5, "b": 10}).withheld


COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=6)


@given(COUNTS)
def test_nobody_can_work_it_out(counts: list[int]) -> None:
    names = [str(place) for place, _ in enumerate(counts)]
    found: Breakdown = breakdown(dict(zip(names, counts, strict=True)))
    hidden = [
        count
        for count, cell in zip(counts, found.cells, strict=True)
        if cell.count is None
    ]
    seen = [cell.count for cell in found.cells if cell.count is not None]
    assert all(count == 0 or count >= FLOOR for count in seen)
    # A group without anybody is never passed off as one that is withheld.
    assert found.total is None or 0 not in hidden
    if hidden and found.total is not None:
        assert found.total - sum(seen) >= FLOOR
        assert len(hidden) >= 2
    assert (found.total is None) == (0 < sum(counts) < FLOOR)


@given(COUNTS)
def test_no_more_is_withheld_than_needed(counts: list[int]) -> None:
    """Without small groups nothing is."""
    large = [count for count in counts if count == 0 or count >= FLOOR]
    assert None not in shown(*large)
