"""Places in pictures: exact, in the picture, and in the right order."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.base.language import say
from paraplu.fava.columns import columns_of
from paraplu.fava.gauge import cover_bar
from paraplu.fava.scale import Scale, percent, rounded_scale
from paraplu.fava.two_bars import two_bars
from paraplu.ledger.figures import Figures
from paraplu.reports.gauge import Gauge
from paraplu.reports.streams import SourcesAndUses, Stream

D = Decimal
amounts = st.decimals(-(10**9), 10**9, places=2)
gains = st.decimals("0.01", 10**9, places=2)


def share(place: str) -> Decimal:
    """Return a place as a number of percent."""
    assert place.endswith("%")
    return D(place[:-1])


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        (["0"], ["0", "0.25", "0.5", "0.75", "1"]),
        (["1500", "2500"], ["0", "1000", "2000", "3000"]),
        (["-80", "400"], ["-200", "0", "200", "400"]),
        (["0.03"], ["0.00", "0.01", "0.02", "0.03"]),
    ],
)
def test_lines_stand_at_round_amounts(values: list[str], marks: list[str]) -> None:
    scale, found = rounded_scale(list(map(D, values)))
    assert found == list(map(D, marks))
    assert (scale.low, scale.high) == (found[0], found[-1])


@given(st.lists(amounts, max_size=20))
def test_a_scale_has_room_for_all(values: list[Decimal]) -> None:
    scale, marks = rounded_scale(values)
    assert scale.low <= min([D(0), *values]) <= max([D(0), *values]) <= scale.high
    assert 2 <= len(marks) <= 7
    assert D(0) in marks


def test_places_end_at_the_ends() -> None:
    scale = Scale(D(0), D(200))
    assert scale.at(D(50)) == "25.00%"
    assert scale.below(D(50)) == "75.00%"
    assert scale.at(D(1000)) == scale.length(D(-300)) == "100.00%"
    assert scale.at(D(-1)) == "0.00%"
    assert percent(D("1E-9")) == "0.00%"


STREAM = say("a stream")


@given(st.lists(gains, min_size=1, max_size=9), st.integers(1, 9))
def test_two_bars_are_of_one_length(uses: list[Decimal], split: int) -> None:
    total = sum(uses, D(0))
    sources = [total - total // 2, total // 2] if split > 4 and total >= 2 else [total]
    bars = two_bars(
        SourcesAndUses(
            tuple(Stream("left", STREAM, amount) for amount in sources),
            tuple(Stream("costs", STREAM, amount) for amount in uses),
            total,
        )
    )
    assert bars is not None
    for pieces in (bars.sources, bars.uses):
        end = D(0)
        for piece in pieces:
            assert abs(share(piece.start) - end) <= D("0.1")
            end = share(piece.start) + share(piece.length)
        assert abs(end - 100) <= D("0.1")
        assert sum(piece.share for piece in pieces) == pytest.approx(1)


def test_there_are_no_bars_where_nothing_came_in() -> None:
    assert two_bars(SourcesAndUses((), (), D(0))) is None


@given(st.builds(Gauge, gains, gains, gains, gains, amounts, gains))
def test_the_cover_is_one_bar(gauge: Gauge) -> None:
    bar = cover_bar(gauge)
    total = sum((part.amount for part in bar.parts), D(0))
    assert total == max(gauge.earmarked, gauge.there)
    end = D(0)
    for part in bar.parts:
        assert abs(share(part.start) - end) <= D("0.02")
        end = share(part.start) + share(part.length)
    assert end <= D("100.02")
    # It is as long as what is there, or that is marked within it.
    assert share(bar.there) == 100 or gauge.short


STEPS = (dt.date(2025, 1, 1), dt.date(2025, 1, 31))


def test_columns_stack_from_nil_on() -> None:
    step = Figures("L01", *STEPS, turnover=D(300), costs=D(100), training=D(100))
    columns = columns_of([step], "nl")
    assert columns is not None
    assert columns.nil == "66.67%"
    assert [(b.key, b.top, b.height) for b in columns.columns[0].blocks] == [
        ("turnover", "16.67%", "50.00%"),
        ("costs", "66.67%", "16.67%"),
        ("training", "83.33%", "16.67%"),
    ]
    assert columns.columns[0].short == "jan 2025"


def test_what_came_back_goes_up() -> None:
    step = Figures("L01", *STEPS, turnover=D(100), costs=D(-100))
    columns = columns_of([step], "en")
    assert columns is not None
    assert columns.nil == "100.00%"
    assert [b.top for b in columns.columns[0].blocks] == ["50.00%", "0.00%"]


def test_no_columns_where_nothing_moved() -> None:
    assert columns_of([Figures("L01", *STEPS)], "en") is None
