"""MB02 and MB03: entries at a time when a member may not trade."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import report_on, told, words

CHECKED = ("MB02", "MB03")

# L01 has no permission in April, and none after May; L02 always has one.
MEMBERS = """\
policies: [{from: 2024-01-01, receipt_from: 10000.00, charges: [StallRent]}]
members:
  L01:
    joined: 2025-01-01
    permission:
      - {from: 2025-01-01, until: 2025-03-31}
      - {from: 2025-05-01, until: 2025-05-31}
  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""

LEFT = """\
policies: [{from: 2024-01-01, receipt_from: 10000.00}]
members:
  L01:
    joined: 2025-02-01
    left: 2025-03-31
    permission: [{from: 2025-01-01}]
  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""

# What was there before the permission ended.
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

2025-03-06 * "Down payment" ^down
  Assets:Bank                            25.00 EUR
  Liabilities:Members:L01:Deposit       -25.00 EUR

2025-03-07 * "Means to start"
  Equity:Coop                            60.00 EUR
  Equity:Members:L01:StartCapital       -60.00 EUR

2025-03-08 * "Sold in cash" ^sale
  Assets:Members:L01:Cash                40.00 EUR
  Income:Members:L01:Sales              -40.00 EUR

"""
LINES_BEFORE = BEFORE.count("\n") + 4


def found(folder: Path, ledger: str, members: str = MEMBERS) -> list[str]:
    findings = report_on(folder, ledger, members=members).verdict.findings
    assert not [words(f) for f in findings if "fault in paraplu" in words(f)]
    return told([f for f in findings if f.code in CHECKED])


def one_entry(postings: str, *, day: str = "2025-04-10", link: str = "") -> str:
    return f'{day} * "It" {link}\n' + "".join(
        f"  {posting.strip()}\n" for posting in postings.strip().splitlines()
    )


TRADING = {
    "a sale": (
        """Assets:Bank                       50.00 EUR
           Income:Members:L01:Sales         -50.00 EUR""",
        "50.00 3",
    ),
    "a sale on account": (
        """Assets:Members:L01:Receivable     50.00 EUR
           Income:Members:L01:Sales         -50.00 EUR""",
        "50.00 3",
    ),
    "a sale with VAT": (
        """Assets:Bank                       60.50 EUR
           Liabilities:VAT                  -10.50 EUR
           Income:Members:L01:Sales         -50.00 EUR""",
        "50.00 4",
    ),
    "a down payment": (
        """Assets:Bank                       50.00 EUR
           Liabilities:Members:L01:Deposit  -50.00 EUR""",
        "50.00 3",
    ),
    "a service to a fellow": (
        """Expenses:Members:L02:Costs            50.00 EUR
           Income:Members:L01:InternalSales     -50.00 EUR""",
        "50.00 3",
    ),
    "a service of a fellow": (
        """Expenses:Members:L01:Training         50.00 EUR
           Income:Members:L02:InternalSales     -50.00 EUR""",
        "50.00 2",
    ),
    "means to start": (
        """Equity:Coop                       50.00 EUR
           Equity:Members:L01:StartCapital  -50.00 EUR""",
        "50.00 3",
    ),
    "costs": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "50.00 2",
    ),
    "costs from the cash box": (
        """Expenses:Members:L01:Costs         5.00 EUR
           Assets:Members:L01:Cash           -5.00 EUR""",
        "5.00 2",
    ),
    "costs on account": (
        """Liabilities:Members:L01:Payable  -50.00 EUR
           Expenses:Members:L01:Costs        50.00 EUR""",
        "50.00 3",
    ),
    "a charge of the cooperative": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Income:Coop:StallRent            -50.00 EUR""",
        "50.00 2",
    ),
    "growth": (
        """Expenses:Members:L01:Growth       50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "50.00 2",
    ),
    "training": (
        """Expenses:Members:L01:Training     50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "50.00 2",
    ),
    "equipment": (
        """Assets:Members:L01:Equipment      50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "50.00 2",
    ),
    "stock": (
        """Assets:Members:L01:Stock          50.00 EUR
           Liabilities:Members:L01:Payable  -50.00 EUR""",
        "50.00 2",
    ),
    "paying in advance": (
        """Assets:Members:L01:Prepaid        50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "50.00 2",
    ),
    "a down payment that becomes a sale": (
        """Liabilities:Members:L01:Deposit   25.00 EUR
           Income:Members:L01:Sales         -25.00 EUR""",
        "25.00 3",
    ),
    "a table for wood": (
        """Income:Members:L01:Sales         -50.00 EUR
           Expenses:Members:L01:Costs        50.00 EUR""",
        "50.00 2",
    ),
    "a table for a saw": (
        """Income:Members:L01:Sales         -50.00 EUR
           Expenses:Members:L01:Growth       50.00 EUR""",
        "50.00 2",
    ),
    "a table for wood, with two cents of the thermometer": (
        """Income:Members:L01:Sales         -50.00 EUR
           Expenses:Members:L01:Costs        49.98 EUR
           Equity:Members:L01:Thermometer     0.02 EUR""",
        "50.00 2",
    ),
    "a sale into the thermometer": (
        """Income:Members:L01:Sales         -50.00 EUR
           Equity:Members:L01:Thermometer    50.00 EUR""",
        "50.00 2",
    ),
    "growth from the thermometer": (
        """Expenses:Members:L01:Growth       50.00 EUR
           Equity:Members:L01:Thermometer   -50.00 EUR""",
        "50.00 2",
    ),
    "a sale beside an old invoice": (
        """Assets:Bank                      450.00 EUR
           Assets:Members:L01:Receivable   -400.00 EUR
           Income:Members:L01:Sales         -50.00 EUR""",
        "50.00 4",
    ),
}


@pytest.mark.parametrize("what", TRADING)
def test_trading_outside_the_permission(tmp_path: Path, what: str) -> None:
    postings, expected = TRADING[what]
    amount, line = expected.split()
    place = LINES_BEFORE + int(line)
    ledger = BEFORE + one_entry(postings)
    assert found(tmp_path, ledger) == [f"MB02 L01 {amount} {place}"]


@pytest.mark.parametrize("what", TRADING)
def test_trading_after_leaving(tmp_path: Path, what: str) -> None:
    postings, expected = TRADING[what]
    amount, line = expected.split()
    place = LINES_BEFORE + int(line)
    ledger = BEFORE + one_entry(postings)
    assert found(tmp_path, ledger, LEFT) == [f"MB03 L01 {amount} {place}"]


@pytest.mark.parametrize("what", TRADING)
def test_trading_inside_the_permission(tmp_path: Path, what: str) -> None:
    ledger = BEFORE + one_entry(TRADING[what][0], day="2025-03-31")
    assert found(tmp_path, ledger) == []
    assert found(tmp_path, ledger, LEFT) == []


SETTLING = {
    "an invoice is paid": (
        """Assets:Bank                      400.00 EUR
           Assets:Members:L01:Receivable   -400.00 EUR""",
        "",
    ),
    "an invoice is paid into the cash box": (
        """Assets:Members:L01:Cash          400.00 EUR
           Assets:Members:L01:Receivable   -400.00 EUR""",
        "",
    ),
    "an invoice is paid by card, less the fee": (
        """Assets:Bank                      396.00 EUR
           Expenses:Members:L01:Costs:Card    4.00 EUR
           Assets:Members:L01:Receivable   -400.00 EUR""",
        "",
    ),
    "a bad debt": (
        """Expenses:Members:L01:Costs:Bad   400.00 EUR
           Assets:Members:L01:Receivable   -400.00 EUR""",
        "",
    ),
    "a credit note": (
        """Income:Members:L01:Sales          20.00 EUR
           Assets:Members:L01:Receivable    -20.00 EUR""",
        "",
    ),
    "a bill is paid": (
        """Liabilities:Members:L01:Payable  100.00 EUR
           Assets:Bank                     -100.00 EUR""",
        "",
    ),
    "a bill is paid, five cents rounded off": (
        """Liabilities:Members:L01:Payable  100.00 EUR
           Expenses:Coop:Rounding            -0.02 EUR
           Assets:Bank                      -99.98 EUR""",
        "",
    ),
    "a customer gets money back": (
        """Income:Members:L01:Sales          15.00 EUR
           Assets:Bank                      -15.00 EUR""",
        "^sale",
    ),
    "a supplier pays back": (
        """Assets:Bank                       15.00 EUR
           Expenses:Members:L01:Costs       -15.00 EUR""",
        "^buy",
    ),
    "a supplier's credit note": (
        """Liabilities:Members:L01:Payable   15.00 EUR
           Expenses:Members:L01:Costs       -15.00 EUR""",
        "^buy",
    ),
    "a down payment is given back": (
        """Liabilities:Members:L01:Deposit   25.00 EUR
           Assets:Bank                      -25.00 EUR""",
        "",
    ),
    "the contribution of the last month": (
        """Expenses:Members:L01:Contribution 90.00 EUR
           Income:Coop:Contribution         -90.00 EUR""",
        "",
    ),
    "the set-off": (
        """Expenses:Members:L01:SetOff       90.00 EUR
           Liabilities:Municipality         -90.00 EUR""",
        "",
    ),
    "means to start go back": (
        """Equity:Members:L01:StartCapital   60.00 EUR
           Equity:Coop                      -60.00 EUR""",
        "",
    ),
    "equipment is sold": (
        """Assets:Bank                       50.00 EUR
           Assets:Members:L01:Equipment     -50.00 EUR""",
        "",
    ),
    "equipment is written off": (
        """Expenses:Members:L01:Growth:WrittenOff  90.00 EUR
           Assets:Members:L01:Equipment     -90.00 EUR""",
        "",
    ),
    "stock is written off": (
        """Expenses:Members:L01:Costs        30.00 EUR
           Assets:Members:L01:Stock         -30.00 EUR""",
        "",
    ),
    "what was paid in advance is used": (
        """Expenses:Members:L01:Costs:Phone  20.00 EUR
           Assets:Members:L01:Prepaid       -20.00 EUR""",
        "",
    ),
    "the cash box goes to the bank": (
        """Assets:Bank                       40.00 EUR
           Assets:Members:L01:Cash          -40.00 EUR""",
        "",
    ),
    "a closing": (
        """Income:Members:L01:Sales         440.00 EUR
           Expenses:Members:L01:Costs      -100.00 EUR
           Equity:Members:L01:Thermometer  -340.00 EUR""",
        "",
    ),
    "a closing of a loss": (
        """Income:Members:L01:Sales         440.00 EUR
           Expenses:Members:L01:Costs      -500.00 EUR
           Equity:Members:L01:Thermometer    60.00 EUR""",
        "",
    ),
    "a sale that goes back with its wood": (
        """Income:Members:L01:Sales          50.00 EUR
           Expenses:Members:L01:Costs       -50.00 EUR""",
        "",
    ),
    "a sale on another account": (
        """Income:Members:L01:Sales          50.00 EUR
           Income:Members:L01:Sales:Tables  -50.00 EUR""",
        "",
    ),
    "a correction from costs to growth, in more lines": (
        """Expenses:Members:L01:Growth       10.00 EUR
           Expenses:Members:L01:Training      5.00 EUR
           Expenses:Members:L01:Costs       -15.00 EUR""",
        "",
    ),
    "a correction from growth to costs": (
        """Expenses:Members:L01:Growth       10.00 EUR
           Expenses:Members:L01:Costs       -10.00 EUR""",
        "",
    ),
    "a sale of another member": (
        """Assets:Bank                       50.00 EUR
           Income:Members:L02:Sales         -50.00 EUR""",
        "",
    ),
    "a bill is paid, with a line of nothing": (
        """Liabilities:Members:L01:Payable  100.00 EUR
           Expenses:Members:L01:Costs         0.00 EUR
           Assets:Bank                     -100.00 EUR""",
        "",
    ),
}


@pytest.mark.parametrize("what", SETTLING)
def test_settling_outside_the_permission(tmp_path: Path, what: str) -> None:
    postings, link = SETTLING[what]
    assert found(tmp_path, BEFORE + one_entry(postings, link=link)) == []


@pytest.mark.parametrize("what", SETTLING)
def test_settling_after_leaving(tmp_path: Path, what: str) -> None:
    postings, link = SETTLING[what]
    assert found(tmp_path, BEFORE + one_entry(postings, link=link), LEFT) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-31", []),
        ("2025-04-01", ["MB02 L01 50.00 7"]),
        ("2025-04-30", ["MB02 L01 50.00 7"]),
        ("2025-05-01", []),
        ("2025-05-31", []),
        ("2025-06-01", ["MB02 L01 50.00 7"]),
    ],
)
def test_the_first_and_the_last_day_of_a_permission(
    tmp_path: Path, day: str, expected: list[str]
) -> None:
    ledger = f"""\
{day} * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
"""
    assert found(tmp_path, ledger) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-31", ["MB03 L01 50.00 7"]),
        ("2025-02-01", []),
        ("2025-03-31", []),
        ("2025-04-01", ["MB03 L01 50.00 7"]),
    ],
)
def test_the_first_and_the_last_day_of_a_member(
    tmp_path: Path, day: str, expected: list[str]
) -> None:
    ledger = f"""\
{day} * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
"""
    assert found(tmp_path, ledger, LEFT) == expected


def test_a_closing_after_more_was_paid_back_than_earned(tmp_path: Path) -> None:
    ledger = """\
2025-04-02 * "Closing of the first quarter"
  Income:Members:L01:Sales         440.00 EUR
  Expenses:Members:L01:Costs      -100.00 EUR
  Equity:Members:L01:Thermometer  -340.00 EUR

2025-04-05 * "A customer gets money back" ^sale
  Income:Members:L01:Sales          15.00 EUR
  Assets:Bank                      -15.00 EUR

2025-04-06 * "The supplier pays back" ^buy
  Assets:Bank                       10.00 EUR
  Expenses:Members:L01:Costs       -10.00 EUR

2025-04-30 * "Closing of April"
  Income:Members:L01:Sales         -15.00 EUR
  Expenses:Members:L01:Costs        10.00 EUR
  Equity:Members:L01:Thermometer     5.00 EUR

"""
    assert found(tmp_path, BEFORE + ledger) == []
    more = ledger.replace("Sales         -15.00", "Sales         -15.01")
    more = more.replace("Thermometer     5.00", "Thermometer     5.01")
    assert found(tmp_path, BEFORE + more) == [f"MB02 L01 15.01 {LINES_BEFORE + 15}"]


def test_what_is_sold_on_the_first_day_is_not_opened(tmp_path: Path) -> None:
    sold = """\
2025-04-10 * "Sold, and one cent of the old books"
  Income:Members:L01:Sales         -50.00 EUR
  Assets:Bank                       49.99 EUR
  Equity:Opening-Balances            0.01 EUR
"""
    assert found(tmp_path, sold) == ["MB02 L01 50.00 6"]
    opened = """\
2025-04-10 * "The year so far, from the old books"
  Income:Members:L01:Sales         -50.00 EUR
  Expenses:Members:L01:Costs        20.00 EUR
  Equity:Opening-Balances           30.00 EUR

2025-04-10 * "Equipment, from the old books"
  Assets:Members:L01:Equipment      90.00 EUR
  Liabilities:Members:L01:Payable  -40.00 EUR
  Equity:Opening-Balances          -50.00 EUR
"""
    assert found(tmp_path / "opened", opened) == []


def test_many_entries_alike_are_judged_one_by_one(tmp_path: Path) -> None:
    ledger = "".join(
        f"""\
{day} * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR

"""
        for day in ("2025-03-30", "2025-04-10", "2025-05-20", "2025-06-10")
    )
    assert found(tmp_path, ledger) == ["MB02 L01 50.00 11", "MB02 L01 50.00 19"]


def test_a_renewed_permission(tmp_path: Path) -> None:
    members = """\
members:
  L01:
    joined: 2025-01-01
    permission:
      - {from: 2025-04-01, until: 2026-03-31}
      - {from: 2025-01-01, until: 2025-03-31}
"""
    ledger = "".join(
        f"""\
{day} * "Market"
  Assets:Cash                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR

"""
        for day in ("2025-01-01", "2025-03-31", "2025-04-01", "2025-10-10")
    )
    assert found(tmp_path, ledger, members) == []


def test_a_member_without_any_permission(tmp_path: Path) -> None:
    members = "members:\n  L01: {joined: 2025-01-01}\n"
    ledger = """\
2025-03-03 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
"""
    assert found(tmp_path, ledger, members) == ["MB02 L01 50.00 7"]


def test_nothing_at_all_before_joining(tmp_path: Path) -> None:
    ledger = """\
2025-01-10 * "Contribution"
  Expenses:Members:L01:Contribution   10.00 EUR
  Income:Coop:Contribution           -10.00 EUR

2025-01-11 * "Correction"
  Expenses:Members:L01:Growth         10.00 EUR
  Expenses:Members:L01:Costs         -10.00 EUR

2025-01-12 * "Of the cooperative, about L01"
  Expenses:Coop:Intake                10.00 EUR
    member: "L01"
  Assets:Bank                        -10.00 EUR
"""
    assert found(tmp_path, ledger, LEFT) == ["MB03 L01 10.00 6", "MB03 L01 10.00 10"]


def test_before_joining_and_without_permission_is_one_finding(tmp_path: Path) -> None:
    ledger = """\
2024-12-31 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB03 L01 50.00 7"]


def test_after_leaving_and_without_permission_is_one_finding(tmp_path: Path) -> None:
    members = """\
members:
  L01: {joined: 2025-01-01, left: 2025-03-15, permission: [{from: 2025-01-01,
        until: 2025-03-10}]}
"""
    ledger = """\
2025-03-12 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR

2025-03-20 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
"""
    assert found(tmp_path, ledger, members) == [
        "MB02 L01 50.00 7",
        "MB03 L01 50.00 11",
    ]


def test_balances_are_opened_without_a_permission(tmp_path: Path) -> None:
    members = MEMBERS.replace("from: 2025-01-01, until", "from: 2025-02-01, until")
    ledger = """\
2025-01-01 * "From the old books"
  Assets:Members:L01:Receivable        80.00 EUR
  Assets:Members:L01:Equipment         20.00 EUR
  Equity:Members:L01:Thermometer      -80.00 EUR
  Equity:Opening-Balances             -20.00 EUR
"""
    assert found(tmp_path, ledger, members) == []


@pytest.mark.parametrize(
    "nothing", ["Equity:Opening-Balances", "Equity:Opening-Balances:Old"]
)
def test_an_opening_of_nothing_hides_no_trade(tmp_path: Path, nothing: str) -> None:
    ledger = f"""\
2025-03-01 * "Own money of the cooperative"
  Assets:Bank                 500.00 EUR
  Equity:Coop                -500.00 EUR

2025-04-10 * "Market"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
  {nothing}                     0.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB02 L01 50.00 11"]
    assert found(tmp_path, ledger, LEFT) == ["MB03 L01 50.00 11"]


def test_a_closing_of_nothing_hides_no_trade(tmp_path: Path) -> None:
    ledger = """\
2025-04-10 * "Service to L02"
  Expenses:Members:L02:Costs            50.00 EUR
  Income:Members:L01:InternalSales     -50.00 EUR
  Equity:Members:L01:Thermometer         0.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB02 L01 50.00 7"]


def test_two_members_in_one_entry(tmp_path: Path) -> None:
    ledger = """\
2025-04-10 * "Market, one till"
  Assets:Bank                  80.00 EUR
  Income:Members:L02:Sales    -50.00 EUR
  Income:Members:L01:Sales    -30.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB02 L01 30.00 8"]


def test_what_it_says(tmp_path: Path) -> None:
    ledger = """\
2025-04-10 * "Market"
  Assets:Bank                  1250.00 EUR
  Income:Members:L01:Sales    -1250.00 EUR
"""
    findings = report_on(tmp_path, ledger, members=MEMBERS).verdict.findings
    (finding,) = (f for f in findings if f.code == "MB02")
    assert words(finding) == (
        "L01 had no permission on 2025-04-10, but 1,250.00 is booked on "
        "Income:Members:L01:Sales. Only what was already owed may then be settled."
    )
    assert finding.currency == "EUR"
    assert str(finding.date) == "2025-04-10"


def test_dutch_names(tmp_path: Path) -> None:
    ledger = """\
2025-03-30 * "Klant"
  Assets:Leden:L01:Debiteuren          50.00 EUR
  Income:Leden:L01:Omzet              -50.00 EUR

2025-04-10 * "Klant betaalt"
  Assets:Bank                          50.00 EUR
  Assets:Leden:L01:Debiteuren         -50.00 EUR

2025-04-11 * "Meel"
  Expenses:Leden:L01:Kosten            20.00 EUR
  Assets:Bank                         -20.00 EUR

2025-04-12 * "Afdracht"
  Expenses:Leden:L01:Afdracht           9.00 EUR
  Income:Coop:Afdracht                 -9.00 EUR
"""
    assert found(tmp_path, ledger, "chart: nl\n" + MEMBERS) == ["MB02 L01 20.00 14"]


def test_neither_can_be_waived(tmp_path: Path) -> None:
    ledger = """\
2025-04-10 * "Market"
  waiver: "MB02, MB03: the board agreed"
  Assets:Bank                  50.00 EUR
  Income:Members:L01:Sales    -50.00 EUR
"""
    assert found(tmp_path, ledger) == ["MB02 L01 50.00 8"]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2025-03-31", []),
        ("2025-04-01", ["MB03 L01 50.00 7"]),
        ("2025-05-31", ["MB03 L01 50.00 7"]),
        ("2025-06-01", []),
    ],
)
def test_the_days_between_two_times_as_a_member(
    tmp_path: Path, day: str, codes: list[str]
) -> None:
    twice = LEFT.replace(
        "    joined: 2025-02-01\n    left: 2025-03-31\n",
        "    membership:\n      - {from: 2025-02-01, until: 2025-03-31, to: work}\n"
        "      - {from: 2025-06-01}\n",
    )
    assert twice != LEFT
    sale = f"""\
{day} * "Market"
  Assets:Bank                 50.00 EUR
  Income:Members:L01:Sales   -50.00 EUR
"""
    assert found(tmp_path, sale, twice) == codes
    settled = f"""\
{day} * "Stall for a fellow" "Not of L01"
  Assets:Bank                 50.00 EUR
  Income:Members:L02:Sales   -50.00 EUR
"""
    assert found(tmp_path, settled, twice) == []
