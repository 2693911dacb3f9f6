"""The VAT returns of the example: filed by paraplu, and equal to what a query says."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import beanquery
import pytest
from tests.cli.conftest import Run
from tests.cli.conftest import run as run  # noqa: PLC0414 - a fixture
from tests.support import copy_example

from paraplu.base.money import ZERO
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.returns import corrections, vat_of, vat_return
from paraplu.check import Report

QUARTERS = [f"{year}-Q{n}" for year in (2025, 2026) for n in (1, 2, 3, 4)][:7]
# These were filed before the bill that came late.
LATE = {"2026-Q1", "2026-Q2"}
AS_FILED = [quarter for quarter in QUARTERS if quarter not in LATE]
RATES = {"1a": "Liabilities:VAT:High", "1b": "Liabilities:VAT:Low"}
_BASE = "account ~ 'Sales$|Deposit$|Equipment|Costs'"


def _period(text: str) -> Period:
    period = Period.read(text)
    assert period
    return period


@pytest.fixture(scope="module")
def ledger(project: Path) -> beanquery.Connection:
    return beanquery.connect(f"beancount:{project / 'ledger' / 'main.beancount'}")


def _sum(ledger: beanquery.Connection, where: str, period: Period) -> Decimal:
    rows = ledger.execute(
        f"SELECT sum(number) WHERE {where} AND date >= {period.first} "
        f"AND date <= {period.last} AND NOT narration ~ 'Btw-aangifte'"
    ).fetchall()
    return sum((row[0] for row in rows if row[0]), ZERO)


@pytest.mark.parametrize("quarter", [*QUARTERS, "2026-10"])
def test_boxes_are_those_of_a_query(
    quarter: str, report: Report, ledger: beanquery.Connection
) -> None:
    period = _period(quarter)
    boxes = vat_return(vat_of(report.books, report.register), period).own
    assert list(boxes) == ["1a", "1b", "5b"]
    for box, account in RATES.items():
        tax = -_sum(ledger, f"account = '{account}'", period)
        base = -_sum(ledger, f"{_BASE} AND '{account}' IN other_accounts", period)
        assert boxes[box] == (base, tax)
    claimed = _sum(ledger, "account = 'Assets:VAT:Input'", period)
    assert boxes["5b"] == (ZERO, claimed)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_members_add_up_to_the_cooperative(quarter: str, report: Report) -> None:
    made = vat_return(vat_of(report.books, report.register), _period(quarter))
    for box, (base, tax) in made.own.items():
        of = [boxes[box] for boxes in made.members.values() if box in boxes]
        assert (sum(b.base for b in of), sum(b.tax for b in of)) == (base, tax)


def test_every_quarter_is_filed(report: Report) -> None:
    filed = vat_of(report.books, report.register).filed
    assert [str(period) for period in filed] == QUARTERS


def test_a_late_bill_goes_with_the_return_of_june(report: Report) -> None:
    filed = vat_of(report.books, report.register).filed
    assert filed[_period("2026-Q1")].transaction.date == dt.date(2026, 6, 30)


def test_a_late_bill_of_more_is_a_supplement(report: Report) -> None:
    vat = vat_of(report.books, report.register)
    of_june = vat.filed[_period("2026-Q2")]
    assert [one.transaction.date for one in of_june.filings] == 2 * [
        dt.date(2026, 6, 30)
    ]
    assert [str(period) for one in of_june.filings for period in one.along] == [
        "2026-Q1"
    ]
    assert corrections(vat) == []


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the books."""
    copy_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _cut(file: Path, words: str) -> str:
    """Take the entry with some words out of a file, and return it."""
    text = file.read_text("utf-8")
    found = re.search(rf".*{words}.*\n(  .*\n)*", text)
    assert found
    file.write_text(text.replace(found[0], "").strip() + "\n", "utf-8")
    return found[0]


@pytest.mark.parametrize("quarter", AS_FILED)
def test_the_entry_is_what_the_command_writes(
    quarter: str, copy: Path, run: Run
) -> None:
    month = _period(quarter).last
    file = copy / "ledger" / f"{month:%Y}" / f"{month:%Y-%m}-memoriaal.beancount"
    entry = _cut(file, f"Btw-aangifte {quarter}")
    assert run("vat", "file", quarter).status == 0
    assert file.read_text("utf-8").endswith(f"\n\n{entry}")


def test_the_supplement_is_what_the_command_writes(copy: Path, run: Run) -> None:
    """Filed without the bill, and again with it: as the books of June were then."""
    file = copy / "ledger" / "2026" / "2026-06-memoriaal.beancount"
    supplement = _cut(file, "Suppletie btw-aangifte 2026-Q2")
    bill = _cut(file, "Stofafzuiging")
    filed = _cut(file, "Btw-aangifte 2026-Q2")
    on_the_last_day = ("2026-Q2", "--file", "--today", "2026-06-30")
    assert run("vat", *on_the_last_day).status == 0
    assert file.read_text("utf-8").endswith(f"\n\n{filed}")
    with file.open("a", encoding="utf-8") as book:
        book.write(f"\n{bill}")
    assert run("vat", *on_the_last_day).status == 0
    assert file.read_text("utf-8").count(supplement) == 1
    assert run("vat", *on_the_last_day).out.endswith("er is niets geschreven.\n")
