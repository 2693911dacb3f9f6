"""Statements of these banks that others made: every row is read, and adds up.

Rows and sums are counted here with the csv module alone. The folder is named by
PARAPLU_SAMPLES; without it these tests are skipped.
"""

import csv
import os
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from nl_banks.reading import read

SAMPLES = os.environ.get("PARAPLU_SAMPLES", "")
pytestmark = pytest.mark.skipif(not SAMPLES, reason="PARAPLU_SAMPLES is not set")


class Sample(NamedTuple):
    """Where the amount stands in the rows of a file, and where what it was made of."""

    layout: str
    delimiter: str
    amount: int
    header: bool = True
    point: bool = False
    sign: int | None = None
    remarks: int = 0


FILES = {
    "abnamro/abn.tab": Sample("abn-tab", "\t", 6, header=False, remarks=1),
    "asn/transactions.asn.csv": Sample("volksbank-header", ",", 10, point=True),
    "ing/csv_ing_example_format1_20090202.csv": Sample("ing-9", ",", 6, sign=5),
    "ing/csv_ing_example_format1_20150224.csv": Sample("ing-9", ",", 6, sign=5),
    "rabobank/CSV_A_20201231_162236.csv": Sample("rabobank-26", ",", 6),
    "rabobank/CSV_A_20201231_162237.csv": Sample("rabobank-26", ",", 6),
    "rabobank/CSV_A_NL00RABO1234567890_EUR_20220331_20220702.csv": Sample(
        "rabobank-26", ",", 6
    ),
    "rabobank/rabobank-business-34col.csv": Sample("rabobank-business", ",", 6),
    "rabobank/rabobank-creditcard.csv": Sample("rabobank-card", ",", 8),
    "triodos/example-triodos.csv": Sample("triodos-8", ",", 2, header=False, sign=3),
}


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_read_and_adds_up(name: str) -> None:
    path, sample = Path(SAMPLES, name), FILES[name]
    amounts = list(_amounts(path, sample))
    statements = read(path)
    assert {statement.layout for statement in statements} == {sample.layout}
    bookings = [one for statement in statements for one in statement.bookings]
    assert len(bookings) == len(amounts) > 0
    assert sum(one.amount for one in bookings) == sum(amounts)
    assert sum(bool(one.remark) for one in statements) == sample.remarks


def _amounts(path: Path, sample: Sample) -> list[Decimal]:
    text = path.read_text(encoding="utf-8", errors="replace")
    rows = [
        row for row in csv.reader(text.splitlines(), delimiter=sample.delimiter) if row
    ]
    return [_amount(row, sample) for row in rows[sample.header :]]


def _amount(row: list[str], sample: Sample) -> Decimal:
    text = row[sample.amount]
    if not sample.point:
        text = text.replace(".", "").replace(",", ".")
    out = sample.sign is not None and row[sample.sign] in {"Af", "Debet"}
    return -Decimal(text) if out else Decimal(text)


def test_every_sample_of_these_banks_is_in_the_table() -> None:
    folders = {name.partition("/")[0] for name in FILES}
    found = {
        path.relative_to(SAMPLES).as_posix()
        for folder in folders
        for path in Path(SAMPLES, folder).iterdir()
    }
    assert found == set(FILES)
