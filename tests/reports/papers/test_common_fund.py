"""What a member who leaves gives to the others is a use of what was left, and no cost.

The same everywhere: the member, the municipality, the meeting, the audit committee and
the commands see the same costs with it and without.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import csv_values, material_in, period, statement_of
from tests.reports.papers.whole import meeting_in
from tests.support import MEMBERS

from paraplu.base.language import Language
from paraplu.rendering.as_csv import as_csv
from paraplu.reports.papers.audit.costs import costs_in
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.model import Paper
from paraplu.reports.papers.municipality.paper import papers
from paraplu.reports.papers.renewal import letter
from paraplu_cli.output.figures import amounts_data

REGISTER = MEMBERS.replace("[StallRent]", "[StallRent, CommonFund]")
LEDGER = """
2025-03-03 * "Customer" "Chair"
  Assets:Bank                              200.00 EUR
  Income:Members:L01:Sales

2025-03-04 * "Shop" "Wood"
  Expenses:Members:L01:Costs:Material       50.00 EUR
  Assets:Bank

2025-03-31 * "Contribution of March"
  Expenses:Members:L01:Contribution         45.00 EUR
  Income:Coop:Contribution

2025-03-31 * "To the common fund on leaving L01"
  Expenses:Members:L01:Costs:CommonFund    105.00 EUR
  Income:Coop:CommonFund
"""


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return material_in(tmp_path, LEDGER, members=REGISTER)


def values(paper: Paper, section: str, column: str = "amount") -> dict[str, str]:
    """Return what a column of a section says, by row."""
    found = csv_values(as_csv(paper, Language("en")))
    said = {
        row: one
        for (of, row, at), one in found.items()
        if (of, at) == (section, column)
    }
    assert said
    return said


def test_the_member_gave_it_and_it_cost_nothing(material: Material) -> None:
    said = values(statement_of(material, "L01", "2025-03"), "account")
    assert said["costs"] == "-50.00"
    assert said["common_fund"] == "-105.00"
    assert said["left"] == "0.00"


def test_the_municipality_sets_off_what_was_earned(material: Material) -> None:
    (paper,) = papers(material, period("2025-Q1"), ["L01"])
    said = values(paper, "result")
    # 200 less 50 and 45: what was given away was earned first.
    assert (said["costs"], said["result"]) == ("-50.00", "105.00")
    assert (said["common_fund"], said["kept"]) == ("-105.00", "0.00")
    assert values(paper, "costs", "spent")["total"] == "50.00"
    assert values(paper, "uses", "spent")["total"] == "105.00"
    assert values(paper, "thermometer")["left"] == "0.00"


def test_the_letter_and_the_commands_follow(material: Material) -> None:
    said = values(letter(material, "L01", period("2025-03")), "figures")
    assert (said["costs"], said["common-fund"]) == ("-50.00", "-105.00")
    figures = material.figures("L01", period("2025-03").span)
    data = amounts_data(figures)
    assert (data["costs"], data["common_fund"]) == ("50.00", "105.00")
    assert figures.moved == 0


def test_the_meeting_has_a_column_where_somebody_gave(tmp_path: Path) -> None:
    given = meeting_in(tmp_path, LEDGER)
    assert values(given, "annex", "costs")["L01"] == "-50.00"
    assert values(given, "annex", "common_fund")["total"] == "-105.00"
    assert values(given, "movement", "costs")["2025"] == "50.00"
    assert values(given, "movement", "gross")["2025"] == "105.00"


def test_nobody_is_told_of_it_where_nothing_was_given(tmp_path: Path) -> None:
    without = LEDGER.rpartition("\n2025-03-31")[0]
    material = material_in(tmp_path, without, members=REGISTER)
    (report,) = papers(material, period("2025-Q1"), ["L01"])
    statement = statement_of(material, "L01", "2025-03")
    annex = meeting_in(tmp_path, without)
    keys = [
        key
        for paper in (report, statement, annex)
        for key in csv_values(as_csv(paper, Language("en")))
    ]
    assert keys
    assert not [key for key in keys if "common_fund" in key]


def test_the_committee_looks_at_no_gift_for_a_cost(material: Material) -> None:
    found = costs_in(material, period("2025").span)
    assert [one.amount for one in found] == [Decimal("50.00")]
