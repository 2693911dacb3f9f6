"""MB01 and MB07: whose an account is, and whether the chart has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import MEMBERS, hints, report_on, told, words

CHECKED = ("MB01", "MB07")


def found(folder: Path, ledger: str, members: str = MEMBERS) -> list[str]:
    findings = report_on(folder, ledger, members=members).verdict.findings
    assert not [words(f) for f in findings if "fault in paraplu" in words(f)]
    return told([f for f in findings if f.code in CHECKED])


def test_a_code_that_the_register_lacks(tmp_path: Path) -> None:
    ledger = """\
2025-03-03 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L10:Sales    -50.00 EUR

2025-03-04 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
"""
    report = report_on(tmp_path, ledger)
    (finding,) = report.verdict.findings
    assert told([finding]) == ["MB01 L10 7"]
    assert words(finding) == (
        "Income:Members:L10:Sales names L10, who is not in the register."
    )


def test_each_account_of_an_unknown_member_once(tmp_path: Path) -> None:
    ledger = """\
2025-03-03 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L10:Sales     -50.00 EUR

2025-03-04 * "Market"
  Assets:Members:L10:Cash       50.00 EUR
  Income:Members:L10:Sales     -50.00 EUR
"""
    report = report_on(tmp_path, ledger)
    mine = [f for f in report.verdict.findings if f.code == "MB01"]
    assert told(mine) == ["MB01 L10 7", "MB01 L10 10"]
    assert "(in 2 entries)" in words(mine[0])


def test_an_account_that_is_opened_and_not_used(tmp_path: Path) -> None:
    ledger = """\
2025-01-01 open Income:Members:L10:Sales
2025-01-01 open Assets:Giro
2025-01-01 open Income:Members:L02:Sales:Market

2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB01 L10 5", "MB07 6"]


def test_a_member_without_any_entry_is_no_finding(tmp_path: Path) -> None:
    ledger = """\
2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger) == []


@pytest.mark.parametrize(
    "code",
    [
        "L1",
        "L-01",
        "L01A",
        "L０１",  # digits of another script  # noqa: RUF001
        "Ł01",
    ],
)
def test_a_code_that_looks_like_a_known_one(tmp_path: Path, code: str) -> None:
    ledger = f"""\
2025-03-03 * "Market"
  Assets:Bank                       50.00 EUR
  Income:Members:{code}:Sales      -50.00 EUR
"""
    assert found(tmp_path, ledger) == [f"MB01 {code} 7"]


@pytest.mark.parametrize(
    "account",
    [
        "Income:Members",
        "Income:Funds",
        "Assets:Funds:Cordaid2025",
        "Assets:Giro",
        "Assets:Banks:Daily",
        "Income:Bank",
        "Income:Clearing",
        "Equity:Opening",
        "Equity:Earnings:Current",
        "Liabilities:Coop",
        "Expenses:Lunch",
    ],
)
def test_an_account_of_nobody_outside_the_grammar(tmp_path: Path, account: str) -> None:
    ledger = f"""\
2025-01-01 open {account}

2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB07 5"]


@pytest.mark.parametrize(
    "account",
    [
        "Income:Members:L01",
        "Income:Members:L01:Turnover",
        "Expenses:Members:L01:Sales",
        "Assets:Members:L01:Growth",
        "Assets:Members:L01:Bank",
        "Equity:Members:L01:Cash",
        "Income:Members:L01:Omzet",
        "Income:Members:L01:SALES",
    ],
)
def test_an_account_of_a_member_outside_the_grammar(
    tmp_path: Path, account: str
) -> None:
    ledger = f"""\
2025-01-01 open {account}

2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB07 L01 5"]


def test_an_unknown_member_and_an_unknown_class_are_two_findings(
    tmp_path: Path,
) -> None:
    ledger = """\
2025-01-01 open Income:Members:L10:Turnover

2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB01 L10 5", "MB07 L10 5"]


@pytest.mark.parametrize(
    "account",
    [
        "Assets:Bank",
        "Assets:Bank:Triodos:Daily",
        "Assets:Cash:Tin",
        "Assets:Clearing:Cards",
        "Assets:Receivable",
        "Assets:VAT:Input",
        "Assets:Equipment:Oven",
        "Liabilities:VAT:High",
        "Liabilities:Payable",
        "Liabilities:Municipality",
        "Income:Coop:StallRent",
        "Expenses:Coop:Rounding",
        "Equity:Coop:Reserve",
        "Equity:Opening-Balances",
        "Income:Funds:Cordaid2025",
        "Expenses:Funds:Cordaid2025:Training:L01",
        "Liabilities:Funds:Cordaid2025",
        "Equity:Funds:Cordaid2025",
        "Expenses:Members:L01:Costs:Phone:Mobile",
        "Equity:Members:L01:Thermometer:2024",
        "Assets:Members:L02:Prepaid",
    ],
)
def test_the_grammar(tmp_path: Path, account: str) -> None:
    ledger = f"""\
2025-01-01 open {account}

2025-03-04 * "Market"
  Assets:Cash                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_further_prefixes_of_the_cooperative(tmp_path: Path) -> None:
    members = "accounts: {extra: ['Assets:Savings', 'Expenses:Lunch']}\n" + MEMBERS
    ledger = """\
2025-01-01 open Assets:Savings
2025-01-01 open Assets:Savings:Five-Years
2025-01-01 open Assets:SavingsToo
2025-01-01 open Expenses:Lunch:Board

2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger, members) == ["MB07 7"]


def test_a_further_prefix_hides_no_account_of_a_member(tmp_path: Path) -> None:
    members = "accounts: {extra: ['Income:Members', 'Assets:Members:L01']}\n" + MEMBERS
    ledger = """\
2025-01-01 open Assets:Members:L01:Purse

2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L10:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger, members) == ["MB07 L01 5", "MB01 L10 9"]


def test_dutch_names(tmp_path: Path) -> None:
    ledger = """\
2025-03-03 * "Markt"
  Assets:Bank                   50.00 EUR
  Income:Leden:L10:Omzet       -50.00 EUR

2025-03-04 * "Markt"
  Assets:Leden:L01:Kas          50.00 EUR
  Income:Leden:L01:Omzet       -50.00 EUR

2025-03-05 * "Zonder chart: nl waren dit geen rekeningen"
  Assets:Kruisposten             5.00 EUR
  Assets:Leden:L01:Kas          -5.00 EUR

2025-03-06 * "Engelse namen zijn hier geen rekeningen"
  Assets:Clearing                5.00 EUR
  Income:Members:L01:Sales      -5.00 EUR
"""
    assert found(tmp_path, ledger, "chart: nl\n" + MEMBERS) == [
        "MB01 L10 7",
        "MB07 18",
        "MB07 19",
    ]


def test_own_names_for_some_classes(tmp_path: Path) -> None:
    members = "chart: {Members: Makers, Sales: Turnover}\n" + MEMBERS
    ledger = """\
2025-03-03 * "Market"
  Assets:Bank                     50.00 EUR
  Income:Makers:L01:Turnover     -30.00 EUR
  Income:Makers:L10:Turnover     -10.00 EUR
  Income:Makers:L01:Sales        -10.00 EUR
"""
    assert found(tmp_path, ledger, members) == ["MB01 L10 8", "MB07 L01 9"]


def test_root_names_of_beancounts_own_options(tmp_path: Path) -> None:
    ledger = """\
option "name_income" "Inkomsten"
option "name_assets" "Activa"

2025-03-03 * "Market"
  Activa:Bank                     50.00 EUR
  Inkomsten:Members:L01:Sales    -40.00 EUR
  Inkomsten:Members:L10:Sales    -10.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB01 L10 11"]


def test_a_member_who_left_is_still_known(tmp_path: Path) -> None:
    members = """\
members:
  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}], left: 2025-03-04}
"""
    ledger = """\
2025-03-04 * "Market"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    assert found(tmp_path, ledger, members) == []


def test_neither_can_be_waived(tmp_path: Path) -> None:
    ledger = """\
2025-03-03 * "Market"
  waiver: "MB01, MB07: we know"
  Assets:Giro                  50.00 EUR
  Income:Members:L10:Sales    -50.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB07 7", "MB01 L10 8"]


OWN = [
    "Assets:Checking",
    "Assets:Giro",
    "Expenses:Food",
    *(f"Expenses:Home:Part{n}" for n in range(8)),
]


def with_accounts(accounts: list[str]) -> str:
    legs = "".join(f"  {account}    1.00 EUR\n" for account in accounts)
    bank = f"  Assets:Bank    -{len(accounts)}.00 EUR\n"
    return f'2025-03-04 * "Ours"\n{legs}{bank}'


def test_a_chart_of_its_own_is_one_finding(tmp_path: Path) -> None:
    report = report_on(tmp_path, with_accounts(OWN))
    (finding,) = [f for f in report.verdict.findings if f.code == "MB07"]
    assert words(finding).startswith("11 accounts are not in the chart of accounts")
    assert "The first is Assets:Checking." in words(finding)
    hint = hints(finding)
    begins = ["Assets:Checking", "Assets:Giro", "Expenses:Food", "Expenses:Home"]
    quoted = ", ".join(f'"{one}"' for one in begins)
    lines = f"accounts: {{extra: [{quoted}]}}"
    assert lines in hint
    # What it says is what helps.
    assert found(tmp_path, with_accounts(OWN), f"{MEMBERS}{lines}\n") == []


def test_ten_slips_are_ten_findings(tmp_path: Path) -> None:
    each = [f"MB07 {line}" for line in range(6, 16)]
    assert found(tmp_path, with_accounts(OWN[:10])) == each


def test_what_is_a_members_is_told_apart(tmp_path: Path) -> None:
    ledger = with_accounts([*OWN, "Assets:Members:L01:Growth"])
    assert found(tmp_path, ledger) == ["MB07 6", "MB07 L01 17"]


def test_slips_of_members_do_not_make_a_chart_of_its_own(tmp_path: Path) -> None:
    """Ten of the cooperative and one of a member are eleven findings."""
    ledger = with_accounts([*OWN[:10], "Assets:Members:L01:Growth"])
    each = [f"MB07 {line}" for line in range(6, 16)]
    assert found(tmp_path, ledger) == [*each, "MB07 L01 16"]
