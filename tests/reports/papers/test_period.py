"""The period of a paper, as it is typed, as files are called, and in words."""

from __future__ import annotations

import pytest
from tests.reports.papers.support import period

from paraplu.base.language import Language
from paraplu.reports.papers.period import PaperPeriod


@pytest.mark.parametrize(
    ("typed", "first", "last", "code", "english", "dutch"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026", "2026", "2026"),
        (
            *("2026-q1", "2026-01-01", "2026-03-31", "2026-Q1"),
            *("quarter 1 of 2026", "kwartaal 1 van 2026"),
        ),
        (
            *("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
            *("February 2024", "februari 2024"),
        ),
        (
            *("2026-01-15..2026-02-14", "2026-01-15", "2026-02-14"),
            *("2026-01-15..2026-02-14", "15 January 2026 to 14 February 2026"),
            "15 januari 2026 tot en met 14 februari 2026",
        ),
        (
            *("2026-01-15..2026-01-15", "2026-01-15", "2026-01-15"),
            *("2026-01-15..2026-01-15", "15 January 2026 to 15 January 2026"),
            "15 januari 2026 tot en met 15 januari 2026",
        ),
    ],
)
def test_a_period(
    typed: str, first: str, last: str, code: str, english: str, dutch: str
) -> None:
    found = period(typed)
    assert (str(found.first), str(found.last), found.code) == (first, last, code)
    assert Language("en").render(found.said) == english
    assert Language("nl").render(found.said) == dutch


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "26",
        "2026-13",
        "2026-Q5",
        "2026-3",
        "0000",
        "10000",
        "2026-02-30..2026-03-01",
        "2026-03-02..2026-03-01",
        "2026-03-01..",
        "2026-03-01",
        "٢٠٢٦",
        "2026 ",
        "last year",
    ],
)
def test_what_is_not_a_period(typed: str) -> None:
    assert PaperPeriod.read(typed) is None


def test_the_months_of_a_period() -> None:
    across = period("2025-11-30..2026-02-01").months()
    assert [str(month) for month in across] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    last = list(period("9998-12-31..9999-12-31").months())
    assert (len(last), str(last[-1])) == (13, "9999-12")
