import datetime as dt
from decimal import Decimal

import pytest

from nl_banks import Refused, values


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("31,90", "31.90"),
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("+442,98", "442.98"),
        ("-12,5", "-12.50"),
        ("35", "35.00"),
        ("0,", "0.00"),
        ("1.234.567,00", "1234567.00"),
        ("0,92665", "0.92665"),
    ],
)
def test_a_decimal_comma(text: str, amount: str) -> None:
    assert str(values.comma(text)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [("-2.70", "-2.70"), ("1,234.56", "1234.56"), ("2.0", "2.00"), ("7", "7.00")],
)
def test_a_decimal_point(text: str, amount: str) -> None:
    assert str(values.point(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "12.34",
        "1.23,4",
        "12,34,56",
        "1,2e3",
        "--1",
        "NaN",
        "Infinity",
        "0x1F",
        "١٢,٣٤",
        "1 234,56",
        "12,34 EUR",
        "9" * 16,
        "1_000,00",
        "12.3456,00",
        ",50",
    ],
)
def test_what_is_no_amount_with_a_comma_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not an amount as this layout writes it"):
        values.comma(text)


def test_a_comma_is_no_point() -> None:
    with pytest.raises(Refused):
        values.point("12,34")


def test_days() -> None:
    day = dt.date(2026, 3, 2)
    assert values.iso("2026-03-02") == day
    assert values.compact("20260302") == day
    assert values.dashed_dmy("02-03-2026") == day
    assert values.slashed_dmy("02/03/2026") == day


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "02-03-2026", "2026-3-2", "", "٢٠٢٦-٠٣-٠٢", "9999-12-31"],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a day"):
        values.iso(text)


def test_cents_at_least() -> None:
    assert str(values.at_least_cents(Decimal(5))) == "5.00"
    assert str(values.at_least_cents(Decimal("5.123"))) == "5.123"
    assert str(values.at_least_cents(Decimal("5442.09000"))) == "5442.09"
    assert str(values.at_least_cents(Decimal("500.00"))) == "500.00"


def test_a_currency_has_three_letters() -> None:
    assert values.currency("EUR ") == "EUR"
    with pytest.raises(Refused, match="is not the code of a currency"):
        values.currency("Euro")
