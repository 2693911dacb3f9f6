"""What is due: of each day by its policy, carried over months, rounded once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.support import MEMBERS, report_on

from paraplu.bookkeeping.contributions.due import Due
from paraplu.bookkeeping.contributions.dues import dues

AGREED = "    contribution: {base: net_turnover, rate: 30%}\n"


def due(folder: Path, ledger: str, agreed: str = AGREED, more: str = "") -> list[Due]:
    """Return what L01 owes, where this was agreed."""
    members = MEMBERS.replace(AGREED, agreed).replace("funds:\n", more + "funds:\n")
    report = report_on(folder, ledger, members=members)
    assert not report.register.faults
    return dues(report.books, report.register).get("L01", [])


def told(found: list[Due]) -> list[str]:
    return [f"{d.month} {d.purpose or '-'} {d.base} {d.amount}" for d in found]


def sold(day: str, amount: str) -> str:
    return f"""
{day} * "Market"
  Assets:Cash                {amount} EUR
  Income:Members:L01:Sales  -{amount} EUR
"""


def spent(day: str, amount: str, account: str = "Costs") -> str:
    return f"""
{day} * "Shop"
  Expenses:Members:L01:{account}  {amount} EUR
  Assets:Cash                    -{amount} EUR
"""


# The only worked table that a cooperative published (De Blauwe Paraplu, Amersfoort,
# “Tussenevaluatie”): year, turnover, costs, net turnover, contribution of 30 %, and
# the thermometer before it was used.
BLAUWE_PARAPLU = [
    ("2016", "6120.19", "517.41", "5602.78", "1680.84", "3921.94"),
    ("2017", "25129.11", "3544.90", "21584.21", "6475.23", "15108.88"),
]
# By how much each of the last two differs from what the figures before it give.
OFF = {"2016": ("0.01", "0.00"), "2017": ("-0.03", "-0.10")}


@pytest.mark.parametrize("row", BLAUWE_PARAPLU, ids=lambda row: row[0])
def test_the_published_table(tmp_path: Path, row: tuple[str, ...]) -> None:
    year, turnover, costs, net, contribution, thermometer = row
    ledger = sold(f"{year}-12-31", turnover) + spent(f"{year}-12-31", costs)
    members = MEMBERS.replace("2024-01-01", "2016-01-01").replace("2025", year)
    report = report_on(tmp_path, ledger, members=members)
    (found,) = dues(report.books, report.register)["L01"]
    assert str(found.base) == net
    off = Decimal(contribution) - found.amount
    left = Decimal(thermometer) - (Decimal(net) - Decimal(contribution))
    assert (str(off), str(left)) == OFF[year]


def test_a_month_below_nil_counts_against_those_after_it(tmp_path: Path) -> None:
    ledger = (
        spent("2025-01-10", "50.00") + sold("2025-02-10", "30.00")
        + sold("2025-03-10", "100.00")
    )  # fmt: skip
    found = due(tmp_path, ledger)
    assert told(found) == [
        "2025-01 - -50.00 0.00",
        "2025-02 - 30.00 0.00",
        "2025-03 - 100.00 24.00",
    ]
    assert [str(d.carried) for d in found] == ["0", "-15.0000", "-6.0000"]


def test_unless_each_month_stands_alone(tmp_path: Path) -> None:
    agreed = "    contribution: {base: net_turnover, rate: 30%, deficit: drop}\n"
    ledger = spent("2025-01-10", "50.00") + sold("2025-02-10", "30.00")
    assert told(due(tmp_path, ledger, agreed)) == [
        "2025-01 - -50.00 0.00",
        "2025-02 - 30.00 9.00",
    ]


@pytest.mark.parametrize(
    ("cents", "amount"),
    [("", "0.02"), (", cents: half_up", "0.02"), (", cents: down", "0.01")],
)
def test_half_a_cent(tmp_path: Path, cents: str, amount: str) -> None:
    agreed = f"    contribution: {{base: turnover, rate: 30%{cents}}}\n"
    (found,) = due(tmp_path, sold("2025-01-10", "0.05"), agreed)
    assert str(found.amount) == amount


@pytest.mark.parametrize(
    ("base", "amount"),
    [("turnover", "30.00"), ("net_turnover", "18.00"), ("profit", "18.00")],
)
def test_growth_and_training_are_uses_and_no_costs(
    tmp_path: Path, base: str, amount: str
) -> None:
    agreed = f"    contribution: {{base: {base}, rate: 30%}}\n"
    ledger = (
        sold("2025-01-10", "100.00")
        + spent("2025-01-10", "40.00")
        + spent("2025-01-11", "9.00", "Growth")
        + spent("2025-01-11", "9.00", "Training")
    )
    (found,) = due(tmp_path, ledger, agreed)
    assert str(found.amount) == amount


def test_shares_for_several_purposes(tmp_path: Path) -> None:
    """The profit is what the other shares leave."""
    agreed = """\
    contribution:
      - {base: profit, rate: 10%, purpose: Reserve}
      - {base: turnover, rate: 5%, purpose: Training}
      - {base: net_turnover, rate: 25%}
"""
    ledger = sold("2025-01-10", "100.00") + spent("2025-01-10", "40.00")
    assert told(due(tmp_path, ledger, agreed)) == [
        "2025-01 Training 100.00 5.00",
        "2025-01 - 60.00 15.00",
        "2025-01 Reserve 40.0000 4.00",
    ]


def test_a_policy_that_changes_inside_the_month(tmp_path: Path) -> None:
    """Each day has the rate that is in force on it."""
    more = "  - {from: 2025-01-16, contribution: {base: net_turnover, rate: 20%}}\n"
    ledger = sold("2025-01-15", "100.00") + sold("2025-01-16", "100.00")
    (found,) = due(tmp_path, ledger, more=more)
    assert (str(found.base), str(found.amount)) == ("200.00", "50.00")


def test_a_member_with_a_policy_of_its_own(tmp_path: Path) -> None:
    own = "    policy: {contribution: {base: turnover, rate: 10%}}\n  L02:\n"
    report = report_on(
        tmp_path,
        sold("2025-01-10", "100.00"),
        members=MEMBERS.replace("  L02:\n", own),
    )
    (found,) = dues(report.books, report.register)["L01"]
    assert str(found.amount) == "10.00"


def test_a_closing_takes_nothing_away(tmp_path: Path) -> None:
    closing = """
2025-01-31 * "Closing"
  Income:Members:L01:Sales        100.00 EUR
  Equity:Members:L01:Thermometer -100.00 EUR
"""
    (found,) = due(tmp_path, sold("2025-01-10", "100.00") + closing)
    assert str(found.amount) == "30.00"


def test_without_an_agreement_nothing_is_due(tmp_path: Path) -> None:
    assert due(tmp_path, sold("2025-01-10", "100.00"), "") == []
