"""The paper of the general meeting, on books that can be added up by head."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.papers.support import material_in, text_of
from tests.reports.papers.whole import (
    column,
    facts,
    meeting_in,
    meeting_of,
    notices,
    rows,
    told,
)
from tests.support import MEMBERS

from paraplu.reports.papers.model import Status

OPENING = """
2025-01-01 * "Opening"
  Assets:Bank                               1000.00 EUR
  Assets:Members:L01:Equipment               100.00 EUR
  Equity:Members:L01:StartCapital           -300.00 EUR
  Equity:Members:L01:Thermometer             -50.00 EUR
  Equity:Coop:Reserve                       -700.00 EUR
  Equity:Opening-Balances
"""
YEAR = """
2025-01-05 * "Fund" "Grant"
  Assets:Bank                               2000.00 EUR
  Income:Funds:Cordaid2025

2025-01-06 * "Start capital of L02"
  Expenses:Funds:Cordaid2025:StartCapital    500.00 EUR
  Equity:Members:L02:StartCapital

2025-02-03 * "Customer" "A table"
  Assets:Bank                                242.00 EUR
  Income:Members:L01:Sales                  -200.00 EUR
  Liabilities:VAT                            -42.00 EUR

2025-02-10 * "DIY" "Wood"
  Expenses:Members:L01:Costs:Materials        50.00 EUR
  Liabilities:Members:L01:Payable

2025-02-28 * "Contribution"
  Expenses:Members:L01:Contribution           45.00 EUR
  Income:Coop:Contribution

2025-03-01 * "L02" "Website"
  Expenses:Members:L01:Growth                 60.00 EUR
  Income:Members:L02:InternalSales

2025-03-02 * "L02" "Books of the cooperative"
  Expenses:Coop:Bookkeeping                   40.00 EUR
  Income:Members:L02:InternalSales

2025-03-15 * "Market" "Sold, and the stall"
  Assets:Bank                                 90.00 EUR
  Expenses:Members:L01:Costs:StallRent        10.00 EUR
  Income:Members:L01:Sales                   -90.00 EUR
  Income:Coop:StallRent                      -10.00 EUR

2025-04-02 * "Landlord" "Rent"
  Expenses:Coop:Rent                         300.00 EUR
  Assets:Bank

2025-04-03 * "Coach" "Coaching"
  Expenses:Funds:Cordaid2025:Coop:Coaching   700.00 EUR
  Assets:Bank

2025-04-04 * "Neighbour" "Gift"
  Assets:Bank                                 25.00 EUR
  Income:Coop:Gifts

2025-05-01 * "Shop" "Saw"
  Assets:Members:L01:Equipment                80.00 EUR
  Assets:Bank

2025-12-31 * "Written off"
  Expenses:Members:L01:Growth:Depreciation    20.00 EUR
  Assets:Members:L01:Equipment
"""
CLOSED = """
2025-12-31 * "L01 closed"
  Income:Members:L01:Sales                   290.00 EUR
  Expenses:Members:L01:Costs:Materials       -50.00 EUR
  Expenses:Members:L01:Costs:StallRent       -10.00 EUR
  Expenses:Members:L01:Contribution          -45.00 EUR
  Expenses:Members:L01:Growth                -60.00 EUR
  Expenses:Members:L01:Growth:Depreciation   -20.00 EUR
  Equity:Members:L01:Thermometer

2025-12-31 * "Cooperative closed"
  Income:Coop:Contribution                    45.00 EUR
  Income:Coop:StallRent                       10.00 EUR
  Income:Coop:Gifts                           25.00 EUR
  Expenses:Coop:Bookkeeping                  -40.00 EUR
  Expenses:Coop:Rent                        -300.00 EUR
  Equity:Coop:Reserve

2025-12-31 * "Fund closed"
  Income:Funds:Cordaid2025                  2000.00 EUR
  Expenses:Funds:Cordaid2025:StartCapital   -500.00 EUR
  Expenses:Funds:Cordaid2025:Coop:Coaching  -700.00 EUR
  Equity:Funds:Cordaid2025
"""
BUDGET = """\
budgets:
  2025:
    "Income:Coop": 60.00
    "Expenses:Coop": 100.00
    "Expenses:Coop:Rent": {amount: 500.00, explained: moved to a smaller room}
    "Income:Funds": 900.00
  2026: {"Income:Coop": 70.00, "Assets:Bank": 5.00}
decisions:
  - {date: 2026-05-01, about: accounts, year: 2025, reference: minutes item 4}
  - {date: 2026-05-28, about: accounts, year: 2025, reference: minutes item 2}
  - {date: 2026-05-28, about: budget, year: 2026, reference: minutes item 3}
"""
RESULT = {
    "turnover": ["290.00", "open: the books begin on 1 January 2025"],
    "other_income": ["2025.00", "open: the books begin on 1 January 2025"],
    "wages": ["0", "open: the books begin on 1 January 2025"],
    "materials": ["-50.00", "open: the books begin on 1 January 2025"],
    "depreciation": ["-20.00", "open: the books begin on 1 January 2025"],
    "other_costs": ["-1000.00", "open: the books begin on 1 January 2025"],
    "taxes": ["0", "open: the books begin on 1 January 2025"],
    "result": ["1245.00", "open: the books begin on 1 January 2025"],
}


@pytest.mark.parametrize("ledger", [YEAR, YEAR + CLOSED], ids=["open", "closed"])
def test_the_result_is_that_of_one_person_closed_or_not(
    tmp_path: Path, ledger: str
) -> None:
    """Of what they charge each other nothing is left: 45, 60, 40, 10 and 500."""
    paper = meeting_in(tmp_path, OPENING + ledger)
    assert rows(paper, "result") == RESULT


@pytest.mark.parametrize("ledger", [YEAR, YEAR + CLOSED], ids=["open", "closed"])
def test_the_balance_has_the_groups_of_the_law(tmp_path: Path, ledger: str) -> None:
    paper = meeting_in(tmp_path, OPENING + ledger)
    assert rows(paper, "balance") == {
        "fixed": ["160.00", "100.00"],
        "equipment_members": ["160.00", "100.00"],
        "current": ["2277.00", "1000.00"],
        "money": ["2277.00", "1000.00"],
        "assets": ["2437.00", "1100.00"],
        "equity": ["2345.00", "1100.00"],
        "members": ["895.00", "250.00"],
        "members_equipment": ["160.00", "100.00"],
        "funds": ["800.00", "0"],
        "cooperative": ["490.00", "750.00"],
        "provisions": ["0", "0"],
        "debts": ["92.00", "0"],
        "payable": ["50.00", "0"],
        "vat_due": ["42.00", "0"],
        "liabilities": ["2437.00", "1100.00"],
    }


def test_what_is_overdrawn_is_a_debt_and_vat_is_one_claim(tmp_path: Path) -> None:
    ledger = """
2025-01-02 * "Landlord" "Rent"
  Expenses:Coop:Rent    100.00 EUR
  Assets:VAT:Input       21.00 EUR
  Assets:Bank

2025-01-03 * "Customer" "Sale"
  Assets:Cash             10.90 EUR
  Income:Members:L01:Sales  -10.00 EUR
  Liabilities:VAT        -0.90 EUR

2025-01-04 * "Supplier" "Paid twice"
  Liabilities:Payable    30.00 EUR
  Assets:Bank
"""
    found = column(meeting_in(tmp_path, ledger), "balance", "end")
    assert found == {
        "fixed": "0",
        "current": "61.00",
        "claims": "30.00",
        "vat_claim": "20.10",
        "money": "10.90",
        "assets": "61.00",
        "equity": "-90.00",
        "members": "10.00",
        "cooperative": "-100.00",
        "provisions": "0",
        "debts": "151.00",
        "other": "151.00",
        "liabilities": "61.00",
    }


def test_whose_the_result_is(tmp_path: Path) -> None:
    ledger = """
2025-06-01 * "Cordaid" "What was left, back"
  Equity:Funds:Cordaid2025   100.00 EUR
  Assets:Bank
"""
    paper = meeting_in(tmp_path, OPENING + YEAR + ledger)
    assert rows(paper, "equity") == {
        "members": ["250.00", "645.00", "895.00"],
        "members_equipment": ["100.00", "60.00", "160.00"],
        "funds": ["0", "700.00", "700.00"],
        "cooperative": ["750.00", "-260.00", "490.00"],
        "equity": ["1100.00", "1145.00", "2245.00"],
        "result": ["", "1245.00", ""],
        "otherwise": ["", "-100.00", ""],
    }


def test_each_member_by_code_adds_up_from_what_earlier_books_brought(
    tmp_path: Path,
) -> None:
    """Start capital and equipment of earlier years are what there was before."""
    paper = meeting_in(tmp_path, OPENING + YEAR)
    assert told(paper, "annex") == {
        "L01": "250.00 0.00 290.00 -60.00 -45.00 -140.00 0 0 295.00",
        "L02": "0 500.00 100.00 0 0 0 0 0 600.00",
        "total": "250.00 500.00 390.00 -60.00 -45.00 -140.00 0 0 895.00",
    }


def test_the_budget_stands_beside_what_became_of_it(tmp_path: Path) -> None:
    paper = meeting_in(tmp_path, OPENING + YEAR, members=MEMBERS + BUDGET)
    begins = "open: the books begin on 1 January 2025"
    nothing = "open: not an account of income or costs"
    unexplained = "open: the register does not explain this difference"
    reason = "moved to a smaller room"
    assert rows(paper, "budget") == {
        "income": [""] * 6,
        "Income:Coop": ["60.00", "80.00", "20.00", begins, "70.00", ""],
        "Income:Funds": ["900.00", "2000.00", "1100.00", begins, "", unexplained],
        "costs": [""] * 6,
        "Assets:Bank": [nothing, nothing, nothing, nothing, nothing, ""],
        "Expenses:Coop": ["100.00", "40.00", "-60.00", begins, "", ""],
        "Expenses:Coop:Rent": ["500.00", "300.00", "-200.00", begins, "", reason],
        "Expenses:Funds:Cordaid2025": ["", "1200.00", "", begins, "", ""],
        "total": ["360.00", "540.00", "180.00", begins, "70.00", ""],
    }


def test_a_large_difference_without_a_reason_is_a_notice(tmp_path: Path) -> None:
    members = MEMBERS + BUDGET
    later = '2026-01-02 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    material = material_in(tmp_path, OPENING + YEAR + later, members=members)
    paper = meeting_of(material, "2025")
    assert paper.status is Status.FINAL
    assert (
        "1 large difference with the budget has no explanation yet. Write it in the "
        "register, under `budgets:`."
    ) in notices(paper)
    # Of a year that still runs nobody asks for reasons.
    assert not any(
        "explanation" in one for one in notices(meeting_of(material, "2026"))
    )


def test_decisions_are_those_of_the_register(tmp_path: Path) -> None:
    paper = meeting_in(tmp_path, OPENING + YEAR, members=MEMBERS + BUDGET)
    missing = "open: the register has no decision yet"
    assert column(paper, "decisions", "date") == {
        "accounts": "2026-05-28",
        "discharge": missing,
        "appropriation": missing,
        "budget": "2026-05-28",
        "audit-committee": missing,
    }
    assert column(paper, "decisions", "reference")["accounts"] == "minutes item 2"
    text = text_of(paper)
    assert "The accounts of 2025 are adopted." in text
    assert "The result is a profit of 1,245.00 euros." in text


CHANGED = """\
  - from: 2025-07-01
    contribution: {base: profit, rate: 7.5%, purpose: Learning}
  - from: 2026-01-01
    contribution: {base: profit, rate: 7.5%, purpose: Learning}
    receipt_from: 5.00
"""


def test_a_changed_contribution_needs_its_decision(tmp_path: Path) -> None:
    head, rest = MEMBERS.split("funds:")
    members = f"{head}{CHANGED}funds:{rest}"
    paper = meeting_in(tmp_path, OPENING + YEAR, members=members)
    found = column(paper, "decisions", "date")
    assert found["contribution-2025-07-01"] == "open: the register has no decision yet"
    assert "contribution-2026-01-01" not in found
    assert any("The contribution changes on 1 July 2025" in n for n in notices(paper))
    said = column(paper, "decisions", "what")["contribution-2025-07-01"]
    assert said == (
        "The contribution changes from 1 July 2025 on: 7.5% of profit (Learning)."
    )
    dutch = " ".join(text_of(paper, "nl").split())
    assert "vanaf 1 juli 2025: 7,5% van " in dutch
    decided = (
        "decisions:\n"
        "  - {date: 2025-05-01, about: contribution, from: 2025-07-01, reference: i}\n"
    )
    paper = meeting_in(tmp_path, OPENING + YEAR, members=members + decided)
    found = column(paper, "decisions", "date")
    assert found["contribution-2025-07-01"] == "2025-05-01"
    assert not any("The contribution changes" in one for one in notices(paper))


def test_who_helped_whom(tmp_path: Path) -> None:
    ledger = """
2025-03-03 * "L02" "Both of them"
  Expenses:Members:L01:Costs   10.00 EUR
  Expenses:Coop:Bookkeeping     5.00 EUR
  Income:Members:L02:InternalSales

2025-03-04 * "L02" "Taken back"
  Expenses:Members:L01:Costs   -4.00 EUR
  Income:Members:L02:InternalSales
"""
    paper = meeting_in(tmp_path, OPENING + YEAR + ledger)
    assert rows(paper, "helped") == {
        "L02-cooperative": ["the cooperative", "2", "45.00"],
        "L02-L01": ["L01", "3", "66.00"],
        "total": ["", "5", "111.00"],
    }
    assert facts(paper, "hours") == {"hours": "open: hours are not kept in these books"}


def test_a_published_table_comes_out_of_books_with_its_totals(tmp_path: Path) -> None:
    """De Blauwe Paraplu, Amersfoort; of 2017 it printed a sum that is 0.10 off."""

    def year(number: int, turnover: str, costs: str, share: str, used: str) -> str:
        return f"""
{number}-06-01 * "Sales"
  Assets:Bank  {turnover} EUR
  Income:Members:L01:Sales

{number}-06-02 * "Costs"
  Expenses:Members:L01:Costs  {costs} EUR
  Assets:Bank

{number}-06-30 * "Contribution"
  Expenses:Members:L01:Contribution  {share} EUR
  Income:Coop:Contribution

{number}-07-01 * "Investments"
  Expenses:Members:L01:Growth  {used} EUR
  Assets:Bank
"""

    first = year(2016, "6120.19", "517.41", "1680.84", "966.50")
    second = year(2017, "25129.11", "3544.90", "6475.23", "8592.73")
    paper = meeting_in(tmp_path, first + second, "2017")
    assert told(paper, "movement") == {
        "2016": "6120.19 517.41 5602.78 1680.84 3921.94 966.50 2955.44",
        "2017": "25129.11 3544.90 21584.21 6475.23 15108.98 8592.73 6516.25",
    }


def test_a_year_without_entries(tmp_path: Path) -> None:
    later = '2027-01-02 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    paper = meeting_in(tmp_path, OPENING + YEAR + later, "2026")
    assert column(paper, "result", "year")["result"] == "0"
    assert column(paper, "result", "before")["result"] == "1245.00"
    equity = rows(paper, "equity")["equity"]
    assert equity == ["2345.00", "0.00", "2345.00"]
    assert rows(paper, "helped") == {}


def test_the_first_month_of_a_cooperative(tmp_path: Path) -> None:
    ledger = '2025-03-10 * "Gift"\n  Assets:Bank  5 EUR\n  Income:Coop:Gifts\n'
    paper = meeting_in(tmp_path, ledger, "2025-03")
    assert facts(paper, "answer") == {
        "result": "5",
        "equity": "5",
        "sufficient": "open: too little is known yet",
    }
    assert rows(paper, "sufficiency") == {}
    said = " ".join(text_of(paper).split())
    assert "a trend takes at least 4 quarters with costs" in said
    assert rows(paper, "decisions") == {}
    assert any("not a whole calendar year" in one for one in notices(paper))


def test_a_year_that_is_half_in_the_future(tmp_path: Path) -> None:
    paper = meeting_in(tmp_path, OPENING + YEAR.rpartition("\n\n")[0] + "\n")
    assert paper.status is Status.PROVISIONAL
    assert notices(paper)[0] == (
        "The books go to 1 May 2025. What happened after that is not in it."
    )


def test_dutch_books_say_the_same(tmp_path: Path) -> None:
    ledger = (OPENING + YEAR).replace("Equity:Opening-Balances", "Equity:Opening-X")
    for word, dutch in {
        "InternalSales": "InterneOmzet",
        "Sales": "Omzet",
        "Members": "Leden",
        "Costs": "Kosten",
        "Contribution": "Afdracht",
        "Growth": "Groei",
        "Equipment": "Inventaris",
        "Payable": "Crediteuren",
        "StartCapital": "Startkapitaal",
        "VAT": "Btw",
        "Funds": "Fondsen",
        "Materials": "Materialen",
        "Depreciation": "Afschrijving",
        "Gifts": "Giften",
        "Equity:Opening-X": "Equity:Opening-Balances",
    }.items():
        ledger = ledger.replace(f":{word}", f":{dutch}").replace(
            "Equity:Opening-X", "Equity:Opening-Balances"
        )
    paper = meeting_in(tmp_path, ledger, members=f"{MEMBERS}chart: nl\n")
    assert rows(paper, "result") == RESULT
    assert column(paper, "annex", "left")["total"] == "895.00"
    assert column(paper, "sufficiency", "costs")["2025-Q2"] == "1000.00"
