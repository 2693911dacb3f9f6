"""MB06: a member left, and the ring is not empty."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import report_on, told, words

MEMBERS = """\
policies: [{from: 2024-01-01, receipt_from: 10000.00}]
members:
  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}], left: 2025-01-31}
  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""
LATE = "2025-06-01"

SALE = """\
2025-01-10 * "Market"
  Assets:Cash                  100.00 EUR
  Income:Members:L01:Sales    -100.00 EUR

"""
SET_OFF = """\
2025-02-10 * "Set-off"
  Expenses:Members:L01:SetOff  100.00 EUR
  Liabilities:Municipality    -100.00 EUR

"""


def found(folder: Path, ledger: str, today: str | None = LATE) -> list[str]:
    day = dt.date.fromisoformat(today) if today else None
    findings = report_on(folder, ledger, members=MEMBERS, today=day).verdict.findings
    assert not [words(f) for f in findings if "fault in paraplu" in words(f)]
    return told([f for f in findings if f.code == "MB06"])


@pytest.mark.parametrize(
    ("today", "late"), [("2025-05-01", False), ("2025-05-02", True)]
)
def test_ninety_days(tmp_path: Path, today: str, *, late: bool) -> None:
    assert found(tmp_path, SALE, today) == ["MB06 L01 100.00 3"] * late


def test_seen_from_the_newest_entry(tmp_path: Path) -> None:
    later = SALE.replace("L01", "L02")
    ledger = SALE + later.replace("2025-01-10", "2025-05-01")
    assert found(tmp_path, ledger, None) == []
    ledger = SALE + later.replace("2025-01-10", "2025-05-02")
    assert found(tmp_path, ledger, None) == ["MB06 L01 100.00 3"]


def test_settled(tmp_path: Path) -> None:
    assert found(tmp_path, SALE + SET_OFF) == []


def test_settled_too_late_is_settled(tmp_path: Path) -> None:
    ledger = SALE + SET_OFF.replace("2025-02-10", "2025-05-20")
    assert found(tmp_path, ledger, "2025-05-19") == ["MB06 L01 100.00 3"]
    assert found(tmp_path, ledger) == []


def test_closed_into_the_thermometer_is_not_settled(tmp_path: Path) -> None:
    ledger = (
        SALE
        + """\
2025-02-10 * "Closing"
  Income:Members:L01:Sales         100.00 EUR
  Equity:Members:L01:Thermometer  -100.00 EUR
"""
    )
    assert found(tmp_path, ledger) == ["MB06 L01 100.00 3"]


def test_settled_in_another_account_of_the_same_ring(tmp_path: Path) -> None:
    ledger = (
        SALE
        + SET_OFF
        + """\
2025-02-11 * "Closing"
  Income:Members:L01:Sales         100.00 EUR
  Expenses:Members:L01:SetOff     -100.00 EUR
"""
    )
    assert found(tmp_path, ledger) == []


HELD = {
    "Assets:Members:L01:Receivable": "Assets:Cash",
    "Assets:Members:L01:Stock": "Assets:Cash",
    "Assets:Members:L01:Prepaid": "Assets:Cash",
    "Assets:Members:L01:Cash": "Assets:Cash",
    "Assets:Cash": "Liabilities:Members:L01:Deposit",
}


@pytest.mark.parametrize("debit", HELD)
def test_a_thermometer_of_nil_with_something_left(tmp_path: Path, debit: str) -> None:
    ledger = (
        SALE
        + SET_OFF
        + f"""\
2025-01-12 * "Something"
  {debit}          30.00 EUR
  {HELD[debit]}   -30.00 EUR
"""
    )
    assert found(tmp_path, ledger) == ["MB06 L01 30.00 3"]


def test_an_unpaid_bill_is_left(tmp_path: Path) -> None:
    ledger = """\
2025-01-10 * "Market"
  Assets:Cash                       100.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

2025-01-12 * "Wood"
  Expenses:Members:L01:Costs        100.00 EUR
  Liabilities:Members:L01:Payable  -100.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB06 L01 100.00 3"]


def test_equipment_that_stayed(tmp_path: Path) -> None:
    ledger = """\
2025-01-10 * "Market"
  Assets:Cash                       100.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

2025-01-12 * "Saw"
  Assets:Members:L01:Equipment      100.00 EUR
  Assets:Cash                      -100.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB06 L01 100.00 3"]
    written_off = """
2025-02-12 * "Written off"
  Expenses:Members:L01:Growth       100.00 EUR
  Assets:Members:L01:Equipment     -100.00 EUR
"""
    assert found(tmp_path, ledger + written_off) == []


def test_below_zero_is_not_empty_either(tmp_path: Path) -> None:
    ledger = SALE + SET_OFF.replace("100.00", "110.00")
    assert found(tmp_path, ledger) == ["MB06 L01 10.00 3"]


def test_means_to_start_that_were_used_up(tmp_path: Path) -> None:
    ledger = """\
2025-01-05 * "Means to start"
  Equity:Coop                        60.00 EUR
  Equity:Members:L01:StartCapital   -60.00 EUR

2025-01-12 * "Wood"
  Expenses:Members:L01:Costs         60.00 EUR
  Assets:Cash                       -60.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_a_member_without_entries(tmp_path: Path) -> None:
    assert found(tmp_path, SALE.replace("L01", "L02")) == []


def test_a_member_who_stays(tmp_path: Path) -> None:
    assert found(tmp_path, SALE.replace("L01", "L02"), "2026-01-01") == []


def test_entries_after_today_do_not_count(tmp_path: Path) -> None:
    ledger = SALE + SET_OFF.replace("2025-02-10", "2025-07-01")
    assert found(tmp_path, ledger) == ["MB06 L01 100.00 3"]


def test_what_it_says(tmp_path: Path) -> None:
    ledger = (
        SALE
        + """\
2025-01-12 * "Cash box"
  Assets:Members:L01:Cash    30.00 EUR
  Assets:Cash               -30.00 EUR
"""
    )
    report = report_on(tmp_path, ledger, members=MEMBERS, today=dt.date(2025, 5, 2))
    (said,) = (words(f) for f in report.verdict.findings if f.code == "MB06")
    assert said == (
        "L01 left on 2025-01-31, 91 days ago, but the ring is not empty: thermometer "
        "100.00; Assets:Members:L01:Cash 30.00."
    )


TWICE = """\
policies: [{from: 2024-01-01, receipt_from: 10000.00}]
members:
  L01:
    membership:
      - {from: 2025-01-01, until: 2025-01-31, to: work}
      - {from: 2025-06-15}
    permission: [{from: 2025-01-01}]
"""


@pytest.mark.parametrize(
    ("today", "late"), [("2025-06-01", True), ("2025-06-15", False)]
)
def test_who_came_back_has_a_ring_again(
    tmp_path: Path, today: str, *, late: bool
) -> None:
    day = dt.date.fromisoformat(today)
    findings = report_on(tmp_path, SALE, members=TWICE, today=day).verdict.findings
    late_ones = told([f for f in findings if f.code == "MB06"])
    assert late_ones == ["MB06 L01 100.00 3"] * late


@pytest.mark.parametrize(
    ("day", "late"), [("2025-01-31", []), ("2025-02-01", ["MB03 L01 0.50"])]
)
def test_on_the_day_of_leaving_something_may_be_bought(
    day: str, late: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
{SALE}{SET_OFF}{day} * "Stamps"
  Expenses:Members:L01:Costs     0.50 EUR
  Assets:Cash                   -0.50 EUR
"""
    findings = report_on(tmp_path, ledger, members=MEMBERS).verdict.findings
    found = told([one for one in findings if one.code == "MB03"])
    assert [line.rpartition(" ")[0] for line in found] == late
