"""Files that others made, or had from the bank, counted apart from the readers here."""

import csv
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from nl_banks import Statement
from nl_banks.reading import read

SAMPLES = Path(os.environ.get("PARAPLU_SAMPLES", ""))

pytestmark = pytest.mark.skipif(
    "PARAPLU_SAMPLES" not in os.environ, reason="needs samples that are not in here"
)
Row = dict[str, str]


def rows(path: Path, delimiter: str = ",", *, above: int = 0) -> list[Row]:
    """Return the rows of a file as a program without our readers sees them."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in range(above):
            next(file)
        return list(csv.DictReader(file, delimiter=delimiter, escapechar="\\"))


def total(found: list[Row], *columns: str) -> Decimal:
    return sum((Decimal(row[column]) for row in found for column in columns), Decimal())


def moved(statement: Statement) -> Decimal:
    return sum((one.amount + one.fee for one in statement.bookings), Decimal())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "n26/N26_Sample.csv",
            lambda found: (87, total(found, "Amount (EUR)")),
        ),
        (
            "revolut/Revolut_EUR_Sample.csv",
            lambda found: (7, total(found, "Amount") - total(found, "Fee")),
        ),
        (
            "sumup/csv_example_format1_20240215.csv",
            lambda found: (
                52,
                total(found, "Importo di fatturazione in entrata")
                - total(found, "Importo di fatturazione in uscita"),
            ),
        ),
        (
            "sumup/csv_example_format2_20251014.csv",
            # The sale and its payout: nothing stays.
            lambda found: (
                2,
                Decimal(found[0]["Auszahlung"]) - Decimal(found[1]["Auszahlung"]),
            ),
        ),
    ],
)
def test_every_row_is_read(
    name: str, expected: Callable[[list[Row]], tuple[int, Decimal]]
) -> None:
    found = rows(SAMPLES / name)
    (statement,) = read(SAMPLES / name)
    assert len(found) == len(statement.bookings)
    assert (len(statement.bookings), moved(statement)) == expected(found)


def test_every_row_of_knab_is_read() -> None:
    path = SAMPLES / "knab/knab.csv"
    found = rows(path, ";", above=1)
    (statement,) = read(path)
    expected = {
        row["Referentie"]: Decimal(row["Bedrag"].replace(",", "."))
        * (1 if row["CreditDebet"] == "C" else -1)
        for row in found
    }
    assert {one.reference: one.amount for one in statement.bookings} == expected


def test_the_balances_at_the_end() -> None:
    (revolut,) = read(SAMPLES / "revolut/Revolut_EUR_Sample.csv")
    (sumup,) = read(SAMPLES / "sumup/csv_example_format1_20240215.csv")
    assert revolut.closing
    assert revolut.closing.amount == Decimal("575.74")
    assert sumup.closing
    assert sumup.closing.amount == Decimal("4352.16")
