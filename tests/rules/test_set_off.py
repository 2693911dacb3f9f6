"""PF10: what was set off is paid to the municipality, or goes back to the member."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, told, words

if TYPE_CHECKING:
    from pathlib import Path

SET_OFF = """\
2025-03-01 * "Municipality" "Set-off" ^s
  Expenses:Members:L01:SetOff         100.00 EUR
  Liabilities:Municipality

"""

KEPT: dict[str, tuple[list[str], str]] = {
    "income": (
        ["PF10 100.00 6"],
        """\
2025-03-10 * "Released"
  Liabilities:Municipality            100.00 EUR
  Income:Coop:Other
""",
    ),
    "equity": (
        ["PF10 100.00 6"],
        """\
2025-03-10 * "Released"
  Liabilities:Municipality            100.00 EUR
  Equity:Coop
""",
    ),
    "costs that become less": (
        ["PF10 100.00 7"],
        """\
2025-03-10 * "Released"
  Expenses:Coop:Rent                 -100.00 EUR
  Liabilities:Municipality            100.00 EUR
""",
    ),
    "a contribution of nobody": (
        ["PF10 100.00 6"],
        """\
2025-03-10 * "Released"
  Liabilities:Municipality            100.00 EUR
  Income:Coop:Contribution
""",
    ),
    "a fund": (
        ["PF10 100.00 6"],
        """\
2025-03-10 * "To the fund"
  Liabilities:Municipality            100.00 EUR
  Liabilities:Funds:Cordaid2025
""",
    ),
    "what a fund paid": (
        ["PF10 100.00 6"],
        """\
2025-03-10 * "To the fund"
  Liabilities:Municipality            100.00 EUR
  Expenses:Funds:Cordaid2025:Training
""",
    ),
    "VAT": (
        ["PF10 100.00 6"],
        """\
2025-03-10 * "Another debt"
  Liabilities:Municipality            100.00 EUR
  Liabilities:VAT
""",
    ),
    "a part of it": (
        ["PF10 40.00 6"],
        """\
2025-03-10 * "Paid, and the rest released"
  Liabilities:Municipality            100.00 EUR
  Assets:Bank                         -60.00 EUR
  Income:Coop:Other                   -40.00 EUR
""",
    ),
    "several legs": (
        ["PF10 100.00 7"],
        """\
2025-03-10 * "Released"
  Liabilities:Municipality:A           40.00 EUR
  Liabilities:Municipality:B           60.00 EUR
  Income:Coop:Other                   -70.00 EUR
  Equity:Coop                         -30.00 EUR
""",
    ),
    "beside a cost that is paid": (
        ["PF10 100.00 6"],
        """\
2025-03-10 * "Rent, and released"
  Liabilities:Municipality            100.00 EUR
  Expenses:Coop:Rent                  200.00 EUR
  Assets:Bank                        -200.00 EUR
  Income:Coop:Other                  -100.00 EUR
""",
    ),
    "beside income": (
        ["PF10 100.00 7"],
        """\
2025-03-10 * "Gift"
  Assets:Bank                         900.00 EUR
  Liabilities:Municipality            100.00 EUR
  Income:Coop:Gifts                 -1000.00 EUR
""",
    ),
    "in the closing of the year": (
        ["PF10 100.00 11"],
        """\
2025-03-10 * "Fees"
  Assets:Bank                         500.00 EUR
  Income:Coop:Fees

2025-12-31 * "Closing"
  Income:Coop:Fees                    500.00 EUR
  Liabilities:Municipality            100.00 EUR
  Equity:Coop                        -600.00 EUR
""",
    ),
    "over clearing": (
        ["PF10 100.00 10"],
        """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers

2025-03-12 * "Arrived"
  Assets:Clearing:Transfers           100.00 EUR
  Income:Coop:Other
""",
    ),
    "over clearing, in parts": (
        ["PF10 30.00 10", "PF10 70.00 14"],
        """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers

2025-03-12 * "Arrived"
  Assets:Clearing:Transfers            30.00 EUR
  Income:Coop:Other

2025-03-13 * "Arrived"
  Assets:Clearing:Transfers            70.00 EUR
  Equity:Coop
""",
    ),
    "over two clearing accounts": (
        ["PF10 100.00 14"],
        """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers

2025-03-12 * "Further"
  Assets:Clearing:Transfers           100.00 EUR
  Assets:Clearing:Cards

2025-03-13 * "Arrived"
  Assets:Clearing:Cards               100.00 EUR
  Income:Coop:Other
""",
    ),
    "over clearing, as a sale of another member": (
        ["PF10 100.00 10"],
        """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers

2025-03-12 * "Sold"
  Assets:Clearing:Transfers           100.00 EUR
  Income:Members:L02:Sales
""",
    ),
    "over the bills": (
        ["PF10 100.00 10"],
        """\
2025-03-10 * "To be paid"
  Liabilities:Municipality            100.00 EUR
  Liabilities:Payable

2025-03-12 * "Lapsed"
  Liabilities:Payable                 100.00 EUR
  Income:Coop:Other
""",
    ),
    "over a clearing account with other money on it": (
        ["PF10 100.00 10"],
        """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers

2025-03-12 * "Arrived"
  Assets:Clearing:Transfers           100.00 EUR
  Income:Coop:Other

2025-03-13 * "Own transfer"
  Assets:Clearing:Transfers           500.00 EUR
  Assets:Bank:One

2025-03-14 * "Own transfer"
  Assets:Bank:Two                     500.00 EUR
  Assets:Clearing:Transfers
""",
    ),
}

RIGHT = {
    "paid from the bank": """\
2025-03-10 * "Municipality"
  Liabilities:Municipality            100.00 EUR
  Assets:Bank
""",
    "paid in cash": """\
2025-03-10 * "Municipality"
  Liabilities:Municipality            100.00 EUR
  Assets:Cash
""",
    "paid with the rent": """\
2025-03-10 * "Batch"
  Liabilities:Municipality            100.00 EUR
  Expenses:Coop:Rent                  200.00 EUR
  Assets:Bank                        -300.00 EUR
""",
    "paid, and a fee came in": """\
2025-03-10 * "At the bank"
  Liabilities:Municipality            100.00 EUR
  Assets:Bank                        -100.00 EUR
  Assets:Bank                          50.00 EUR
  Income:Coop:Fees                    -50.00 EUR
""",
    "paid, and a cost moved": """\
2025-03-10 * "At the bank"
  Liabilities:Municipality            100.00 EUR
  Expenses:Coop:Rent                   20.00 EUR
  Expenses:Coop:Energy                -20.00 EUR
  Assets:Bank                        -100.00 EUR
""",
    "paid in whole euros": """\
2025-03-10 * "Municipality"
  Liabilities:Municipality            100.00 EUR
  Assets:Bank                         -99.96 EUR
  Expenses:Coop:Rounding               -0.04 EUR
""",
    "paid over clearing": """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers

2025-03-12 * "Paid"
  Assets:Clearing:Transfers           100.00 EUR
  Assets:Bank
""",
    "paid over clearing before": """\
2025-03-09 * "Paid"
  Assets:Clearing:Transfers           100.00 EUR
  Assets:Bank

2025-03-10 * "What it was"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers
""",
    "paid over a clearing account with a sale of the cooperative on it": """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Cards

2025-03-11 * "Sold by card"
  Assets:Clearing:Cards                50.00 EUR
  Income:Coop:Merchandise

2025-03-12 * "Paid"
  Assets:Clearing:Cards               100.00 EUR
  Assets:Bank

2025-03-14 * "Payout"
  Assets:Bank                          50.00 EUR
  Assets:Clearing:Cards
""",
    "paid in a batch over clearing": """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Transfers

2025-03-10 * "Under way"
  Expenses:Coop:Rent                  150.00 EUR
  Assets:Clearing:Transfers

2025-03-12 * "Batch"
  Assets:Clearing:Transfers           250.00 EUR
  Assets:Bank
""",
    "to be paid, on a busy account": """\
2025-03-01 * "Sold by card"
  Assets:Clearing:Cards                20.00 EUR
  Income:Coop:Merchandise

2025-03-03 * "Payout"
  Assets:Bank                          20.00 EUR
  Assets:Clearing:Cards

2025-03-30 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Cards

2025-03-31 * "Sold by card"
  Assets:Clearing:Cards                50.00 EUR
  Income:Coop:Merchandise
""",
    "paid out of what came in by card": """\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Assets:Clearing:Cards

2025-03-11 * "Sold by card"
  Assets:Clearing:Cards               150.00 EUR
  Income:Members:L02:Sales

2025-03-14 * "Payout of the rest"
  Assets:Bank                          50.00 EUR
  Assets:Clearing:Cards
""",
    "put with the bills, and paid": """\
2025-03-10 * "To be paid"
  Liabilities:Municipality            100.00 EUR
  Liabilities:Payable

2025-03-12 * "Paid"
  Liabilities:Payable                 100.00 EUR
  Assets:Bank
""",
    "taken off what the municipality pays": """\
2025-03-05 * "Grant"
  Assets:Receivable                  1000.00 EUR
  Income:Coop:Grants

2025-03-10 * "Municipality"
  Assets:Bank                         900.00 EUR
  Liabilities:Municipality            100.00 EUR
  Assets:Receivable                 -1000.00 EUR
""",
    "back to the member": """\
2025-03-10 * "Municipality" "Set off too much" ^s
  Liabilities:Municipality            100.00 EUR
  Expenses:Members:L01:SetOff
""",
    "another account of the municipality": """\
2025-03-10 * "Moved"
  Liabilities:Municipality:Old        100.00 EUR
  Liabilities:Municipality:New
""",
    "moved, and the fee of the bank": """\
2025-03-10 * "Moved"
  Liabilities:Municipality:Old        100.00 EUR
  Liabilities:Municipality:New       -100.00 EUR
  Expenses:Coop:Fees                    5.00 EUR
  Income:Coop:Fees                     -5.00 EUR
""",
}


def kept_in(folder: Path, ledger: str, vocabulary: str = "en") -> list[str]:
    findings = findings_in(folder, SET_OFF + ledger, vocabulary=vocabulary)
    assert {f.code for f in errors(findings)} <= {"PF10"}
    return told(of("PF10", findings))


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = KEPT[name]
    assert kept_in(tmp_path, ledger, vocabulary) == expected


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right(name: str, vocabulary: str, tmp_path: Path) -> None:
    assert kept_in(tmp_path, RIGHT[name], vocabulary) == []


@pytest.mark.parametrize(
    ("income", "expected"), [("130.00", ["PF10 100.00 11"]), ("120.00", [])]
)
def test_a_batch_with_the_rent_is_kept_when_nothing_is_left(
    income: str, expected: list[str], tmp_path: Path
) -> None:
    """Of what leaves an account in one line, the municipality has its part."""
    ledger = f"""\
2025-03-10 * "Under way"
  Liabilities:Municipality            100.00 EUR
  Expenses:Coop:Rent                   30.00 EUR
  Assets:Clearing:Transfers          -130.00 EUR

2025-03-12 * "Arrived"
  Assets:Clearing:Transfers           {income} EUR
  Income:Coop:Other
"""
    assert kept_in(tmp_path, ledger) == expected


def test_no_more_is_kept_than_the_debt_became_less(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Rent out of other income, and a part put back"
  Liabilities:Municipality:A          100.00 EUR
  Liabilities:Municipality:B          -60.00 EUR
  Expenses:Coop:Rent                  100.00 EUR
  Income:Coop:Other                  -140.00 EUR
"""
    assert kept_in(tmp_path, ledger) == ["PF10 40.00 6"]


@pytest.mark.parametrize(
    ("account", "expected"),
    [("Income:Coop:Other", ["PF10 0.80 6"]), ("Assets:Bank", [])],
)
def test_less_than_a_euro(account: str, expected: list[str], tmp_path: Path) -> None:
    ledger = f"""\
2025-03-10 * "The last of it"
  Liabilities:Municipality              0.80 EUR
  {account}
"""
    assert kept_in(tmp_path, ledger) == expected


def test_an_account_that_the_register_adds(tmp_path: Path) -> None:
    ledger = f"""\
{SET_OFF}2025-03-10 * "Paid from savings"
  Liabilities:Municipality            100.00 EUR
  Assets:Savings
"""
    members = 'accounts: {extra: ["Assets:Savings"]}\n' + MEMBERS
    assert errors(findings_in(tmp_path, ledger, members=members)) == []


def test_the_opening_of_the_books(tmp_path: Path) -> None:
    """A payment made in advance, brought in as such."""
    ledger = """\
2025-01-01 * "Opening balances"
  Liabilities:Municipality             30.00 EUR
  Equity:Opening-Balances

2025-02-01 * "Later"
  Liabilities:Municipality             30.00 EUR
  Equity:Opening-Balances
"""
    findings = findings_in(tmp_path, ledger, means="")
    assert told(of("PF10", findings)) == ["PF10 30.00 6"]


@pytest.mark.parametrize(
    ("account", "code"),
    [
        ("Income:Members:L02:Sales", "PF01"),
        ("Expenses:Members:L02:SetOff", "PF01"),
        ("Income:Members:L01:Sales", "PF01"),
    ],
)
def test_to_a_member_it_is_a_flow(account: str, code: str, tmp_path: Path) -> None:
    ledger = f"""\
{SET_OFF}2025-03-10 * "Released" ^s
  Liabilities:Municipality            100.00 EUR
  {account}
"""
    found = errors(findings_in(tmp_path, ledger))
    assert [(f.code, str(f.amount)) for f in found] == [(code, "100.00")]


def test_it_says_what_to_do(tmp_path: Path) -> None:
    ledger = SET_OFF + KEPT["income"][1]
    [finding] = of("PF10", findings_in(tmp_path, ledger))
    assert words(finding) == (
        "100.00 that was set off for the municipality went to something else. It has "
        "to be paid to the municipality."
    )
