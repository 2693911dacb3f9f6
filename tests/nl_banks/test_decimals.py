"""Amounts of files that write one way or the other, and moments as days."""

import datetime as dt
from decimal import Decimal

import pytest

from nl_banks import Refused, values
from nl_banks.decimals import Decimals, signed
from nl_banks.moment import day_of


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["35", "1.234,50", "1.234", "-7,5"], ["35.00", "1234.50", "1234.00", "-7.50"]),
        (["35", "1,234.50", "1,234", "-7.5"], ["35.00", "1234.50", "1234.00", "-7.50"]),
    ],
)
def test_the_first_amount_that_shows_it_decides(
    texts: list[str], expected: list[str]
) -> None:
    decimal = Decimals()
    assert [str(decimal(text)) for text in texts] == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["1.234"],
        ["1,234"],
        ["12,50", "12.50"],
        ["12.50", "12,50"],
        ["1.234.567"],
        ["1,2,3"],
        [""],
        ["12,5x"],
    ],
)
def test_what_does_not_show_it_or_changes_it_is_refused(texts: list[str]) -> None:
    decimal = Decimals()
    *before, last = texts
    for text in before:
        decimal(text)
    with pytest.raises(Refused) as refused:
        decimal(last)
    assert refused.value.values == {"text": last}


def test_a_sign_in_a_column_of_its_own() -> None:
    assert signed("D", Decimal("1.50"), {"D": -1, "C": 1}) == Decimal("-1.50")
    for sign, amount in (("X", "1.50"), ("D", "-1.50"), ("C", "-0.00")):
        with pytest.raises(
            Refused, match="does not say whether money came in or went out"
        ):
            signed(sign, Decimal(amount), {"D": -1, "C": 1})


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026-03-01 9:05",
        "2026-03-01 09:05:59",
        "2026-03-01 09:05:59.123000",
        "2026-03-01T09:05:59Z",
        "2026-03-01T09:05:59+01:00",
        " 2026-03-01 09:05:59 UTC ",
    ],
)
def test_the_day_of_a_moment(text: str) -> None:
    assert day_of(text) == dt.date(2026, 3, 1)


def test_the_layout_says_how_the_day_is_written() -> None:
    assert day_of("01/03/2026, 09:05", values.slashed_dmy) == dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    "text", ["", "09:05", "2026-03-01 noon", "2026-03-01 09:05 and more", "2026-03-01T"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a day"):
        day_of(text)
