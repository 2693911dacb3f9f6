"""The first papers of a cooperative: in its first month, or with books taken over."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.papers.support import material_in
from tests.reports.papers.whole import (
    audit_of,
    column,
    facts,
    meeting_in,
    meeting_of,
    notices,
    rows,
    told,
)

from paraplu.base.language import Language
from paraplu.reports.members import members_in
from paraplu.reports.papers.blocks import Table
from paraplu.reports.papers.fund.account import account
from paraplu.reports.papers.values import plain
from paraplu.reports.span import Span

# Taken over half-way a year, with what the year had so far on accounts of results.
HALF_WAY = """\
2025-07-01 * "What earlier books left"
  Assets:Bank                       1400.00 EUR
  Assets:Members:L01:Equipment       200.00 EUR
  Equity:Members:L01:StartCapital   -500.00 EUR
  Income:Members:L01:Sales          -900.00 EUR
  Expenses:Coop:Rent                 600.00 EUR
  Equity:Funds:Cordaid2025          -300.00 EUR
  Equity:Coop:Reserve               -400.00 EUR
  Equity:Opening-Balances           -100.00 EUR

2025-08-01 * "Customer" "A table"
  Assets:Bank                        100.00 EUR
  Income:Members:L01:Sales

2025-09-30 * "Landlord" "Rent"
  Expenses:Coop:Rent                  60.00 EUR
  Assets:Bank
"""
BEGINS = (
    "The books begin on 1 July 2025 with what earlier books left. What came in and was "
    "spent before that day is not in it."
)


NIL = HALF_WAY.replace("-400.00", "-500.00").replace("-100.00 EUR\n\n", "0.00 EUR\n\n")


@pytest.mark.parametrize("ledger", [HALF_WAY, NIL])
def test_what_was_taken_over_is_before_on_every_page(
    tmp_path: Path, ledger: str
) -> None:
    """The papers, the pages and the command count it as before, and as no move."""
    material = material_in(tmp_path, ledger)
    paper = meeting_of(material, "2025")
    assert notices(paper)[0] == BEGINS
    assert told(paper, "annex")["L01"] == ("1200.00 0.00 100.00 0 0 0.00 0 0 1300.00")
    assert told(paper, "movement")["2025"] == ("100.00 0 100.00 0 100.00 0.00 100.00")
    (balance,) = [block for block in paper.blocks() if block.key == "balance"]
    assert isinstance(balance, Table)
    assert Language("en").render(balance.columns[2].title) == "Before 1 July 2025"
    assert column(paper, "balance", "begin")["members"] == "1200.00"
    assert column(paper, "balance", "begin")["equipment_members"] == "200.00"
    assert column(paper, "result", "year")["turnover"] == "100.00"
    assert rows(paper, "result")["result"][0] == "40.00"
    whole = members_in(material.judgement, Span()).standings[0].tally
    assert [whole.before, whole.gross, whole.thermometer] == [1200, 100, 1300]
    assert [whole.figures.start_capital, whole.figures.growth] == [0, 0]
    audit = audit_of(material, "2025")
    assert notices(audit)[0] == BEGINS
    assert facts(audit, "population")["amount"] == "60.00"
    assert [*column(audit, "costs", "amount").values()] == ["60.00", "60.00"]


def test_a_cooperative_that_began_half_way_took_nothing_over(tmp_path: Path) -> None:
    ledger = '2025-07-01 * "Founder" "Start"\n  Assets:Bank  9.00 EUR\n  Equity:Coop\n'
    assert BEGINS not in notices(meeting_in(tmp_path, ledger))


@pytest.mark.parametrize("of", ["2025-07", "2025-Q3", "2025"])
def test_a_first_month(tmp_path: Path, of: str) -> None:
    """What cannot be known yet is said to be open, and nothing is left out."""
    ledger = (
        '2025-07-31 * "Founder" "Start"\n  Assets:Bank  9.00 EUR\n  Equity:Coop:Own\n'
    )
    material = material_in(tmp_path, ledger)
    paper = meeting_of(material, of)
    assert facts(paper, "answer") == {
        "result": "0",
        "equity": "9.00",
        "sufficient": "open: too little is known yet",
    }
    assert "open: the books begin on 31 July 2025" in str(rows(paper, "result"))
    audit = audit_of(material, of)
    assert facts(audit, "population")["costs"] == "0"
    assert facts(audit, "cover")["beside"] == "9.00"
    fund = account(material, material.register.funds["Cordaid2025"])
    (costs,) = [one for one in fund.blocks() if one.key == "costs"]
    assert isinstance(costs, Table)
    assert [plain(cell) for cell in costs.rows[-1].cells[3:5]] == [0, 0]
