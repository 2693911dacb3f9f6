"""Places in pictures: exact, in the picture, and in the right order."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.base.language import say
from paraplu.fava.columns import columns_of
from paraplu.fava.flow import flow_of
from paraplu.fava.gauge import bars_of
from paraplu.fava.scale import Scale, percent, rounded_scale
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
def test_bands_of_a_flow_do_not_cross(uses: list[Decimal], split: int) -> None:
    total = sum(uses, D(0))
    sources = [total - total // 2, total // 2] if split > 4 and total >= 2 else [total]
    flow = flow_of(
        SourcesAndUses(
            tuple(Stream("left", STREAM, amount) for amount in sources),
            tuple(Stream("costs", STREAM, amount) for amount in uses),
            total,
        )
    )
    assert flow is not None
    for bands in (flow.sources, flow.uses):
        middles = [share(band.middle) for band in bands]
        assert middles == sorted(middles)
        assert all(0 <= middle <= 100 for middle in middles)
        assert sum(band.share for band in bands) == pytest.approx(1)
    numbers = re.findall(r"-?\d+(?:\.\d+)?", "".join(b.path for b in flow.uses))
    assert all(-1 <= D(number) <= 101 for number in numbers)


def test_nothing_flows_where_nothing_came_in() -> None:
    assert flow_of(SourcesAndUses((), (), D(0))) is None


@given(st.builds(Gauge, gains, gains, gains, gains, amounts, gains))
def test_bars_lie_in_the_gauge(gauge: Gauge) -> None:
    bars = bars_of(gauge)
    for parts, total in (
        (bars.earmarked, gauge.earmarked),
        (bars.there, max(gauge.there, D(0))),
    ):
        assert sum((part.amount for part in parts), D(0)) == total
        end = D(0)
        for part in parts:
            assert abs(share(part.start) - end) <= D("0.02")
            end = share(part.start) + share(part.length)
        assert end <= D("100.02")


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
