"""MB05: money that leaves the ring of a frozen member."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import report_on, told, words

MEMBERS = """\
policies: [{from: 2024-01-01, receipt_from: 10000.00, charges: [StallRent]}]
members:
  L01:
    joined: 2025-01-01
    permission: [{from: 2025-01-01}]
    frozen: [{from: 2025-03-10, until: 2025-03-20, reason: a dispute}]
  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""

BEFORE = """\
2025-03-01 * "Own money of the cooperative"
  Assets:Bank                          5000.00 EUR
  Equity:Coop                         -5000.00 EUR

2025-03-02 * "Sold on account" ^sale
  Assets:Members:L01:Receivable         400.00 EUR
  Income:Members:L01:Sales             -400.00 EUR

2025-03-03 * "Bought on account" ^buy
  Expenses:Members:L01:Costs            100.00 EUR
  Liabilities:Members:L01:Payable      -100.00 EUR

2025-03-04 * "Saw"
  Assets:Members:L01:Equipment           90.00 EUR
  Assets:Bank                           -90.00 EUR

2025-03-05 * "Stock and phone in advance"
  Assets:Members:L01:Stock               30.00 EUR
  Assets:Members:L01:Prepaid             20.00 EUR
  Assets:Bank                           -50.00 EUR

2025-03-06 * "Down payment"
  Assets:Bank                            25.00 EUR
  Liabilities:Members:L01:Deposit       -25.00 EUR

2025-03-07 * "Means to start"
  Equity:Coop                            60.00 EUR
  Equity:Members:L01:StartCapital       -60.00 EUR

2025-03-08 * "Sold in cash" ^sale
  Assets:Members:L01:Cash                40.00 EUR
  Income:Members:L01:Sales              -40.00 EUR

2025-03-09 * "Service to L02" ^service
  Expenses:Members:L02:Costs             35.00 EUR
  Income:Members:L01:InternalSales      -35.00 EUR

"""
LINES_BEFORE = BEFORE.count("\n") + 4


def found(folder: Path, ledger: str, members: str = MEMBERS) -> list[str]:
    findings = report_on(folder, ledger, members=members).verdict.findings
    assert not [words(f) for f in findings if "fault in paraplu" in words(f)]
    return told([f for f in findings if f.code == "MB05"])


def one_entry(postings: str, *, day: str = "2025-03-15", link: str = "") -> str:
    return f'{day} * "It" {link}\n' + "".join(
        f"  {posting.strip()}\n" for posting in postings.strip().splitlines()
    )


LEAVING = {
    "costs": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "costs from the cash box, with VAT": (
        """Assets:Members:L01:Cash          -12.10 EUR
           Assets:VAT                         2.10 EUR
           Expenses:Members:L01:Costs        10.00 EUR""",
        "",
        "10.00 4",
    ),
    "costs and growth together": (
        """Expenses:Members:L01:Costs        30.00 EUR
           Expenses:Members:L01:Growth       20.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "one half of a bill for two members": (
        """Expenses:Members:L02:Costs        30.00 EUR
           Expenses:Members:L01:Costs        20.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "",
        "20.00 3",
    ),
    "a new bill": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Liabilities:Members:L01:Payable  -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "a bill is paid": (
        """Liabilities:Members:L01:Payable   60.00 EUR
           Assets:Bank                      -60.00 EUR""",
        "",
        "60.00 2",
    ),
    "equipment": (
        """Assets:Members:L01:Equipment      50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "paying in advance": (
        """Assets:Members:L01:Prepaid        50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "training from a sale, before it was money": (
        """Assets:Bank                       30.00 EUR
           Expenses:Members:L01:Training     20.00 EUR
           Income:Members:L01:Sales         -50.00 EUR""",
        "",
        "20.00 3",
    ),
    "a table for a saw": (
        """Income:Members:L01:Sales         -50.00 EUR
           Expenses:Members:L01:Growth       50.00 EUR""",
        "",
        "50.00 3",
    ),
    "a table for a saw, with two cents of the thermometer": (
        """Income:Members:L01:Sales         -50.00 EUR
           Expenses:Members:L01:Growth       49.98 EUR
           Equity:Members:L01:Thermometer     0.02 EUR""",
        "",
        "49.98 3",
    ),
    "growth from the thermometer": (
        """Expenses:Members:L01:Growth       50.00 EUR
           Equity:Members:L01:Thermometer   -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "a service of a fellow": (
        """Expenses:Members:L01:Growth       50.00 EUR
           Income:Members:L02:InternalSales -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "a service to a fellow, taken back": (
        """Income:Members:L01:InternalSales  35.00 EUR
           Expenses:Members:L02:Costs       -35.00 EUR""",
        "^service",
        "35.00 2",
    ),
    "a charge of the cooperative": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Income:Coop:StallRent            -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "the contribution": (
        """Expenses:Members:L01:Contribution 50.00 EUR
           Income:Coop:Contribution         -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "the set-off": (
        """Expenses:Members:L01:SetOff       50.00 EUR
           Liabilities:Municipality         -50.00 EUR""",
        "",
        "50.00 2",
    ),
    "means to start go back": (
        """Equity:Members:L01:StartCapital   60.00 EUR
           Equity:Coop                      -60.00 EUR""",
        "",
        "60.00 2",
    ),
    "a customer gets money back": (
        """Income:Members:L01:Sales          15.00 EUR
           Assets:Bank                      -15.00 EUR""",
        "^sale",
        "15.00 2",
    ),
    "a down payment is given back": (
        """Liabilities:Members:L01:Deposit   25.00 EUR
           Assets:Bank                      -25.00 EUR""",
        "",
        "25.00 2",
    ),
}


@pytest.mark.parametrize("what", LEAVING)
def test_money_leaves(tmp_path: Path, what: str) -> None:
    postings, link, expected = LEAVING[what]
    amount, line = expected.split()
    place = LINES_BEFORE + int(line)
    ledger = BEFORE + one_entry(postings, link=link)
    assert found(tmp_path, ledger) == [f"MB05 L01 {amount} {place}"]


@pytest.mark.parametrize("what", LEAVING)
def test_money_leaves_after_the_freeze(tmp_path: Path, what: str) -> None:
    postings, link, _ = LEAVING[what]
    ledger = BEFORE + one_entry(postings, link=link, day="2025-03-21")
    assert found(tmp_path, ledger) == []


STAYING = {
    "a sale": """Assets:Bank                      50.00 EUR
                 Income:Members:L01:Sales        -50.00 EUR""",
    "a sale less the card fee": """Assets:Bank                      49.00 EUR
                 Expenses:Members:L01:Costs:Card  1.00 EUR
                 Income:Members:L01:Sales        -50.00 EUR""",
    "a sale with VAT less the card fee": """Assets:Clearing:Cards   59.50 EUR
                 Expenses:Members:L01:Costs:Card  1.00 EUR
                 Income:Members:L01:Sales        -50.00 EUR
                 Liabilities:VAT                 -10.50 EUR""",
    "an invoice is paid less the card fee": """Assets:Bank    396.00 EUR
                 Expenses:Members:L01:Costs:Card  4.00 EUR
                 Assets:Members:L01:Receivable -400.00 EUR""",
    "a bad debt": """Expenses:Members:L01:Costs:Bad   400.00 EUR
                 Assets:Members:L01:Receivable  -400.00 EUR""",
    "a credit note": """Income:Members:L01:Sales         20.00 EUR
                 Assets:Members:L01:Receivable   -20.00 EUR""",
    "a service to a fellow": """Expenses:Members:L02:Costs     50.00 EUR
                 Income:Members:L01:InternalSales  -50.00 EUR""",
    "a service to the cooperative": """Expenses:Coop:Cleaning      50.00 EUR
                 Income:Members:L01:InternalSales  -50.00 EUR""",
    "depreciation": """Expenses:Members:L01:Growth:Depreciation   5.00 EUR
                 Assets:Members:L01:Equipment      -5.00 EUR""",
    "stock is used": """Expenses:Members:L01:Costs     10.00 EUR
                 Assets:Members:L01:Stock          -10.00 EUR""",
    "what was paid in advance is used": """Expenses:Members:L01:Costs   20.00 EUR
                 Assets:Members:L01:Prepaid        -20.00 EUR""",
    "the cash box goes to the bank": """Assets:Bank               40.00 EUR
                 Assets:Members:L01:Cash           -40.00 EUR""",
    "equipment is sold": """Assets:Bank                     40.00 EUR
                 Assets:Members:L01:Equipment      -40.00 EUR""",
    "a down payment becomes a sale": """Liabilities:Members:L01:Deposit   25.00 EUR
                 Income:Members:L01:Sales          -25.00 EUR""",
    "a closing": """Income:Members:L01:Sales         440.00 EUR
                 Expenses:Members:L01:Costs       -100.00 EUR
                 Equity:Members:L01:Thermometer   -340.00 EUR""",
    "a closing of a loss": """Income:Members:L01:Sales  440.00 EUR
                 Expenses:Members:L01:Costs       -500.00 EUR
                 Equity:Members:L01:Thermometer     60.00 EUR""",
    "a closing of two members": """Income:Members:L01:InternalSales  35.00 EUR
                 Equity:Members:L01:Thermometer    -35.00 EUR
                 Expenses:Members:L02:Costs        -35.00 EUR
                 Equity:Members:L02:Thermometer     35.00 EUR""",
    "a correction": """Expenses:Members:L01:Growth        50.00 EUR
                 Expenses:Members:L01:Costs        -50.00 EUR""",
    "a sale that goes back with its wood": """Income:Members:L01:Sales  50.00 EUR
                 Expenses:Members:L01:Costs        -50.00 EUR""",
    "means to start": """Equity:Coop                       50.00 EUR
                 Equity:Members:L01:StartCapital   -50.00 EUR""",
    "costs of another member": """Expenses:Members:L02:Costs   50.00 EUR
                 Assets:Bank                       -50.00 EUR""",
    "costs of another beside nothing": """Expenses:Members:L02:Costs   50.00 EUR
                 Expenses:Members:L01:Costs          0.00 EUR
                 Assets:Bank                       -50.00 EUR""",
}


@pytest.mark.parametrize("what", STAYING)
def test_money_stays_or_comes_in(tmp_path: Path, what: str) -> None:
    assert found(tmp_path, BEFORE + one_entry(STAYING[what])) == []


SUPPLIER = {
    "a supplier pays back": """Assets:Bank                       15.00 EUR
                 Expenses:Members:L01:Costs       -15.00 EUR""",
    "a supplier's credit note": """Liabilities:Members:L01:Payable   15.00 EUR
                 Expenses:Members:L01:Costs       -15.00 EUR""",
}


@pytest.mark.parametrize("what", SUPPLIER)
def test_money_comes_back(tmp_path: Path, what: str) -> None:
    ledger = BEFORE + one_entry(SUPPLIER[what], link="^buy")
    assert found(tmp_path, ledger) == []


STOLEN = {
    "the cash box buys lunch": """Expenses:Coop:Lunch               40.00 EUR
                 Assets:Members:L01:Cash          -40.00 EUR""",
    "the cash box pays for L02": """Expenses:Members:L02:Costs        40.00 EUR
                 Assets:Members:L01:Cash          -40.00 EUR""",
    "the saw goes to L02": """Assets:Members:L02:Equipment       40.00 EUR
                 Assets:Members:L01:Equipment     -40.00 EUR""",
}


@pytest.mark.parametrize("what", STOLEN)
def test_money_leaves_along_a_way_that_is_not_allowed_either(
    tmp_path: Path, what: str
) -> None:
    ledger = BEFORE + one_entry(STOLEN[what])
    findings = report_on(tmp_path, ledger, members=MEMBERS).verdict.findings
    codes = {f.code for f in findings}
    assert codes & {"PF01", "PF03"}
    assert [(f.member, str(f.amount)) for f in findings if f.code == "MB05"] == [
        ("L01", "40.00")
    ]


@pytest.mark.parametrize(
    ("day", "frozen"),
    [
        ("2025-03-09", False),
        ("2025-03-10", True),
        ("2025-03-20", True),
        ("2025-03-21", False),
    ],
)
def test_the_first_and_the_last_day(tmp_path: Path, day: str, *, frozen: bool) -> None:
    ledger = f"""\
{day} * "Wood"
  Expenses:Members:L01:Costs    20.00 EUR
  Assets:Bank                  -20.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB05 L01 20.00 6"] * frozen


def test_frozen_until_further_notice(tmp_path: Path) -> None:
    members = MEMBERS.replace(", until: 2025-03-20, reason: a dispute", "")
    ledger = BEFORE + one_entry(LEAVING["costs"][0], day="2025-09-01")
    assert found(tmp_path, ledger, members) == [f"MB05 L01 50.00 {LINES_BEFORE + 2}"]


def test_frozen_twice_on_one_day_is_one_finding(tmp_path: Path) -> None:
    members = MEMBERS.replace("a dispute}", "a dispute}, {from: 2025-03-12}")
    ledger = BEFORE + one_entry(LEAVING["costs"][0])
    assert found(tmp_path, ledger, members) == [f"MB05 L01 50.00 {LINES_BEFORE + 2}"]


@pytest.mark.parametrize(
    "nothing", ["Equity:Opening-Balances", "Equity:Members:L01:Thermometer"]
)
def test_a_posting_of_nothing_hides_nothing(tmp_path: Path, nothing: str) -> None:
    postings = f"""Expenses:Members:L01:Costs        20.00 EUR
                   Income:Members:L02:InternalSales -20.00 EUR
                   {nothing}                          0.00 EUR"""
    ledger = BEFORE + one_entry(postings)
    assert found(tmp_path, ledger) == [f"MB05 L01 20.00 {LINES_BEFORE + 2}"]


def test_what_it_says(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry(LEAVING["costs"][0])
    findings = report_on(tmp_path, ledger, members=MEMBERS).verdict.findings
    (said,) = (words(f) for f in findings if f.code == "MB05")
    assert said == (
        "50.00 leaves the ring of L01, which is frozen from 2025-03-10 until "
        "2025-03-20: a dispute."
    )


def test_it_cannot_be_waived(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry(
        'waiver: "MB05: the board agreed"\n' + LEAVING["costs"][0]
    )
    assert found(tmp_path, ledger) == [f"MB05 L01 50.00 {LINES_BEFORE + 3}"]
