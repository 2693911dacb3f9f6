from __future__ import annotations

import datetime as dt

import pytest

from paraplu.base.dates import Month


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03", dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2025-12", dt.date(2025, 12, 1), dt.date(2025, 12, 31)),
    ],
)
def test_a_month(text: str, first: dt.date, last: dt.date) -> None:
    month = Month.read(text)
    assert month is not None
    assert (month.first, month.last, str(month)) == (first, last, text)
    assert Month.of(last) == month


@pytest.mark.parametrize(
    "text", ["2026", "2026-3", "2026-13", "2026-00", "0000-01", "maart", "٢٠٢٦-٠٣", ""]
)
def test_no_month(text: str) -> None:
    assert Month.read(text) is None


def test_months_are_in_order() -> None:
    assert Month(2025, 12) < Month(2026, 1) < Month(2026, 2)
