"""Dated figures: each counts from its day, and not a day before."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from paraplu.base.dutch_law import (
    EU_COUNTRIES,
    VAT_CODES,
    collection_costs,
    last_day_to_issue,
    standard_vat,
)
from paraplu.base.dutch_law.dated import followed_by


@pytest.mark.parametrize(
    ("code", "day", "rate"),
    [
        ("high", "2000-12-31", "0.175"),
        ("high", "2001-01-01", "0.19"),
        ("high", "2012-09-30", "0.19"),
        ("high", "2012-10-01", "0.21"),
        ("low", "2018-12-31", "0.06"),
        ("low", "2019-01-01", "0.09"),
        ("lodging", "2018-12-31", "0.06"),
        ("lodging", "2025-12-31", "0.09"),
        ("lodging", "2026-01-01", "0.21"),
        ("low", "2026-01-01", "0.09"),
        ("zero", "2026-01-01", "0"),
        ("exempt", "2026-01-01", "0"),
        ("margin", "2026-01-01", "0"),
        ("reversed", "2026-01-01", "0"),
        ("high", "1950-01-01", "0.175"),
    ],
)
def test_rates_of_vat(code: str, day: str, rate: str) -> None:
    assert VAT_CODES[code].rate(dt.date.fromisoformat(day)) == Decimal(rate)


def test_the_standard_rate_is_that_of_the_code() -> None:
    for day in (dt.date(2005, 1, 1), dt.date(2026, 1, 1)):
        assert standard_vat(day) == VAT_CODES["high"].rate(day)


def test_what_moves_to_another_rate_follows_it_from_then_on() -> None:
    """As lodging does the standard rate: neither goes on in the old one."""
    first, moved, last = (dt.date(year, 1, 1) for year in (2019, 2026, 2031))
    low = ((first, Decimal("0.09")), (last, Decimal("0.10")))
    high = ((dt.date(2012, 10, 1), Decimal("0.21")), (last, Decimal("0.22")))
    assert followed_by(low, moved, high) == (
        (first, Decimal("0.09")),
        (moved, Decimal("0.21")),
        (last, Decimal("0.22")),
    )


def test_what_carries_no_vat_says_why() -> None:
    without = {code.name for code in VAT_CODES.values() if code.category not in "SZ"}
    assert without == {code.name for code in VAT_CODES.values() if code.mention}


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        ("2026-01-01", "2026-02-15"),
        ("2026-01-31", "2026-02-15"),
        ("2026-12-31", "2027-01-15"),
        ("2028-02-29", "2028-03-15"),
    ],
)
def test_the_last_day_to_issue(delivered: str, last: str) -> None:
    assert str(last_day_to_issue(dt.date.fromisoformat(delivered))) == last


@pytest.mark.parametrize(
    ("claim", "costs"),
    [
        ("10", "40.00"),
        ("266.67", "40.00"),
        ("1000", "150.00"),
        ("2500", "375.00"),
        ("5000", "625.00"),
        ("10000", "875.00"),
        ("200000", "2775.00"),
        ("99000000", "6775.00"),
    ],
)
def test_what_collecting_costs(claim: str, costs: str) -> None:
    """The table of the decree on the costs of collecting."""
    assert collection_costs(Decimal(claim)) == Decimal(costs)


def test_the_eu_has_27_countries() -> None:
    assert len(EU_COUNTRIES) == 27
    assert {"NL", "HR"} < EU_COUNTRIES
    assert not EU_COUNTRIES & {"GB", "CH", "NO"}
