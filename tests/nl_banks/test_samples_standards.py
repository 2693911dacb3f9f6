"""CAMT.053 and MT940 that others made: every line is read, and adds up.

Lines and sums are counted here with patterns and by hand. The
folder is named by PARAPLU_SAMPLES; without it these tests are skipped.
"""

import json
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nl_banks.reading import read
from nl_banks.refusal import Refused
from nl_banks.statement import StatementLine

SAMPLES = os.environ.get("PARAPLU_SAMPLES", "")
pytestmark = pytest.mark.skipif(not SAMPLES, reason="PARAPLU_SAMPLES is not set")

# How many lines are in a file, and how many of its statements do not add up: others
# made the amounts up.
MT940 = {
    "abnamro.sta": (10, 2),
    "ing.sta": (7, 1),
    "knab.sta": (3, 1),
    "rabobank-iban.sta": (4, 0),
    "sns.sta": (2, 0),
    "triodos.sta": (2, 1),
}
# In the first are 26 payments, in batches and alone, and three entries without any.
CAMT = {
    "CAMT_ABN.xml": (13, 29),
    "CAMT_ING.xml": (9, 9),
    "camt053.v2.minimal.xml": (1, 1),
    "camt053.v2.multi.statement.xml": (2, 2),
    "camt053.v8.xml": (1, 1),
}


def lines(path: Path) -> list[StatementLine]:
    return [one for statement in read(path) for one in statement.bookings]


@pytest.mark.parametrize("name", MT940)
def test_every_61_is_a_line(name: str) -> None:
    path = Path(SAMPLES, "mt940", name)
    text = path.read_text(encoding="utf-8")
    amounts = [
        Decimal(f"{'-' if sign == 'D' else ''}{amount.replace(',', '.')}")
        for sign, amount in re.findall(r"(?m)^:61:\d{6,10}([DC])(\d+,?\d*)", text)
    ]
    expected, odd = MT940[name]
    assert len(amounts) == text.count("\n:61:") == expected
    assert [one.amount for one in sorted(lines(path), key=lambda one: one.line)] == (
        amounts
    )
    assert sum(bool(statement.remark) for statement in read(path)) == odd


@pytest.mark.parametrize("name", CAMT)
def test_every_entry_is_a_line_or_more(name: str) -> None:
    path = Path(SAMPLES, "camt053", name)
    text = path.read_text(encoding="utf-8")
    amounts = [
        Decimal(amount) * (1 if way == "CRDT" else -1)
        for amount, way in re.findall(
            r"(?s)<Ntry>.*?<Amt [^>]*>([\d.]+)</Amt>\s*<CdtDbtInd>(\w+)<", text
        )
    ]
    entries, payments = CAMT[name]
    assert len(amounts) == text.count("<Ntry>") == entries
    found = lines(path)
    assert len(found) == payments
    assert sum(one.amount for one in found) == sum(amounts)


def test_a_file_without_a_statement_is_refused() -> None:
    with pytest.raises(Refused, match="There is no statement in this file"):
        read(Path(SAMPLES, "camt053", "camt053.v2.wrong.xml"))


@pytest.mark.parametrize("version", ["v2.minimal", "v8"])
def test_what_is_read_is_what_others_read(version: str) -> None:
    path = Path(SAMPLES, "camt053", f"camt053.{version}.xml")
    texts: set[str] = set()

    def collect(told: dict[str, Any]) -> dict[str, Any]:
        texts.update(one for one in told.values() if isinstance(one, str))
        return told

    told = json.loads(
        path.with_suffix(".json").read_text(encoding="utf-8"), object_hook=collect
    )
    (entry,) = told["getEntries"]
    (statement,) = read(path)
    (line,) = statement.bookings
    assert str(line.date) == entry["getBookingDate"]["0"][:10]
    assert str(line.value_date) == entry["getValueDate"]["0"][:10]
    assert line.amount * 100 == Decimal(entry["getAmount"]["getAmount"])
    assert line.currency == entry["getAmount"]["getCurrency"]["getCode"]
    key = entry["getAccountServicerReference"] or ""
    assert line.reference.partition("/")[2] == key
    account = entry["getRecord"]["getAccount"]["getIdentification"]
    assert statement.account == account
    assert {line.payee, line.counterparty, line.payment_reference} <= texts


def test_every_sample_of_these_standards_is_in_a_table() -> None:
    assert {path.name for path in Path(SAMPLES, "mt940").iterdir()} == set(MT940)
    xml = {path.name for path in Path(SAMPLES, "camt053").glob("*.xml")}
    assert xml == {*CAMT, "camt053.v2.wrong.xml"}
