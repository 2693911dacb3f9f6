"""Where values are drawn: on round lines, in proportion, and never outside."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.reports.papers.everything import BARS, LINE

from paraplu.base.language import say
from paraplu.rendering.scales import scale_of, slots, tube_of
from paraplu.reports.papers.blocks import PaperChart, PaperThermometer, Series


def charted(*values: str) -> PaperChart:
    """Return a chart of these values."""
    series = Series("s", say("left"), tuple(map(Decimal, values)))
    points = tuple(replace(BARS.points[0], key=str(n)) for n in range(len(values)))
    return replace(BARS, points=points, series=(series,))


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        (("0", "100"), ["0", "25.0", "50.0", "75.0", "100.0"]),
        (("1034.32", "1110.48"), ["0", "500", "1000", "1500"]),
        (("-20.25", "100"), ["-50", "0", "50", "100"]),
        (("-7", "-3"), ["-8", "-6", "-4", "-2", "0"]),
        (("0", "0"), ["0.00", "0.25", "0.50", "0.75", "1.00"]),
        (("0.01",), ["0.000", "0.0025", "0.0050", "0.0075", "0.01"]),
    ],
)
def test_lines_are_at_round_values(values: tuple[str, ...], marks: list[str]) -> None:
    found = scale_of(charted(*values)).marks
    assert list(found) == [Decimal(mark) for mark in marks]
    assert 0 in found


def test_values_are_in_proportion() -> None:
    scale = scale_of(charted("-50", "100"))
    assert [scale.at(Decimal(n)) for n in (-50, 25, 100)] == [0, Decimal("0.5"), 1]
    assert [scale.at(Decimal(n)) for n in (-999, 999)] == [0, 1]


def test_what_is_not_known_has_no_place() -> None:
    assert scale_of(BARS).marks[-1] == 100
    assert list(scale_of(LINE).marks) == [Decimal(n) for n in range(4)]


@pytest.mark.parametrize(
    ("level", "threshold", "full", "mark"),
    [
        ("100", "100", "0.8", "0.8"),
        ("50", "100", "0.4", "0.8"),
        ("500", "100", "1", "0.8"),
        ("-5", "100", "0", "0.8"),
    ],
)
def test_the_threshold_is_at_four_fifths(
    level: str, threshold: str, full: str, mark: str
) -> None:
    drawn = thermometer(level, threshold)
    assert tube_of(drawn) == (Decimal(full), Decimal(mark))


@pytest.mark.parametrize("level", ["80", "0", "-80"])
def test_without_a_threshold_nothing_is_full(level: str) -> None:
    assert tube_of(thermometer(level, None)) is None


def thermometer(level: str, threshold: str | None) -> PaperThermometer:
    return PaperThermometer(
        "t",
        say("thermometer"),
        Decimal(level),
        Decimal(threshold) if threshold else None,
        say("Nearly."),
    )


def test_points_are_beside_each_other() -> None:
    assert slots(2) == [Decimal("0.25"), Decimal("0.75")]
