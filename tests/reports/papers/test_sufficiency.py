"""Self-sufficiency by quarter, and a trend that says that it is one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import text_of
from tests.reports.papers.whole import meeting_in, rows

from paraplu.reports.papers.meeting.quarters import OfQuarter, Quarter, trend_of


def of(earned: str, costs: str = "100", number: int = 1) -> OfQuarter:
    quarter = Quarter(2025, 1).later(number - 1)
    return OfQuarter(quarter, Decimal(earned), Decimal(0), Decimal(costs))


def series(*shares: str) -> list[OfQuarter]:
    return [of(share, number=n) for n, share in enumerate(shares, 1)]


def test_a_quarter_is_contribution_and_sales_over_all_running_costs(
    tmp_path: Path,
) -> None:
    ledger = """
2025-01-10 * "Rent"
  Expenses:Coop:Rent                       100.00 EUR
  Assets:Bank

2025-01-11 * "Coach" "Paid by the fund"
  Expenses:Funds:Cordaid2025:Coop           60.00 EUR
  Assets:Bank

2025-01-12 * "School" "A member's course is no running cost"
  member: "L01"
  Expenses:Funds:Cordaid2025:Training       50.00 EUR
  Assets:Bank

2025-02-28 * "Contribution"
  Expenses:Members:L01:Contribution         30.00 EUR
  Income:Coop:Contribution

2025-03-01 * "Workshop" "Own sale"
  Assets:Bank                               10.00 EUR
  Income:Coop:Workshop

2025-03-01 * "What L01 left to all is no sale"
  Expenses:Members:L01:Costs:CommonFund     40.00 EUR
  Income:Coop:CommonFund

2025-03-02 * "Neighbour" "A gift is no sale"
  Assets:Bank                              500.00 EUR
  Income:Coop:Gifts

2025-06-30 * "A quarter without costs"
  Assets:Bank                                1.00 EUR
  Income:Coop:Gifts

2025-07-01 * "A quarter that is not over"
  Expenses:Coop:Rent                       100.00 EUR
  Assets:Bank
"""
    assert rows(meeting_in(tmp_path, ledger), "sufficiency") == {
        "2025-Q1": ["30.00", "10.00", "160.00", "25.0"],
        "2025-Q2": ["0", "0", "0", "open: there were no running costs"],
    }


def test_what_share_would_be_needed_and_what_a_fund_leaves(tmp_path: Path) -> None:
    """Two quarters: 200 of costs, 20 of own sales, 400 of net turnover."""
    ledger = """
2025-01-10 * "Rent"
  Expenses:Coop:Rent                       140.00 EUR
  Assets:Bank

2025-04-11 * "Coach" "Paid by the fund"
  Expenses:Funds:Cordaid2025:Coop           60.00 EUR
  Assets:Bank

2025-04-12 * "School" "A member's course is no running cost"
  member: "L01"
  Expenses:Funds:Cordaid2025:Training       50.00 EUR
  Assets:Bank

2025-02-01 * "Market"
  Assets:Bank                              500.00 EUR
  Income:Members:L01:Sales

2025-02-02 * "Wood"
  Expenses:Members:L01:Costs               100.00 EUR
  Assets:Bank

2025-02-28 * "Contribution"
  Expenses:Members:L01:Contribution        120.00 EUR
  Income:Coop:Contribution

2025-03-01 * "Workshop" "Own sale"
  Assets:Bank                               20.00 EUR
  Income:Coop:Workshop

2025-03-31 * "What is left of somebody is no cost of a sale"
  Expenses:Members:L01:Costs:CommonFund     80.00 EUR
  Income:Coop:Gifts

2025-07-01 * "A quarter that is not over"
  Expenses:Coop:Rent                       100.00 EUR
  Assets:Bank
"""
    paper = meeting_in(tmp_path, ledger)
    assert rows(paper, "needed") == {
        "costs": ["200.00", ""],
        "sales": ["20.00", ""],
        "earned": ["400.00", ""],
        "taken": ["120.00", "30.0"],
        "needed": ["180.00", "45.0"],
    }
    assert rows(paper, "ending") == {
        "Cordaid2025": ["2025-12-31", "60.00", "30.00"],
    }
    said = " ".join(text_of(paper).split())
    assert "stay as they were from 1 January 2025 to 30 June 2025." in said


@pytest.mark.parametrize(
    ("shares", "slope", "crosses"),
    [
        (("20", "30", "40", "50"), "10.0", "2027-Q1"),
        (("20", "30", "40", "51"), "10.3", "2027-Q1"),
        (("50", "40", "30", "20"), "-10.0", None),
        (("40", "40", "40", "40"), "0.0", None),
        (("40.0", "40.1", "40.2", "40.3"), "0.1", None),
    ],
    ids=["to a hundred", "a little more", "down", "level", "too far away"],
)
def test_a_line_crosses_or_it_does_not(
    shares: tuple[str, ...], slope: str, crosses: str | None
) -> None:
    trend = trend_of(series(*shares))
    assert trend is not None
    assert str(trend.slope) == slope
    assert (str(trend.crosses) if trend.crosses else None) == crosses
    assert not trend.there


def test_who_is_there_needs_no_day() -> None:
    trend = trend_of(series("80", "95", "110", "125"))
    assert trend is not None
    assert (trend.there, trend.crosses) == (True, None)


def test_too_few_quarters_make_no_line() -> None:
    assert trend_of(series("20", "30", "40")) is None
    without = [*series("20", "30", "40"), of("50", "0", 4)]
    assert trend_of(without) is None


def test_only_the_last_two_years_are_the_pace() -> None:
    shares = ["90", *["20"] * 7, "20"]
    trend = trend_of(series(*shares))
    assert trend is not None
    assert (trend.quarters, str(trend.slope)) == (8, "0.0")


def test_quarters_follow_each_other_over_the_turn_of_a_year() -> None:
    assert str(Quarter(2025, 4).next) == "2026-Q1"
    assert str(Quarter(2025, 2).later(7)) == "2027-Q1"
    assert str(Quarter(2025, 4).last) == "2025-12-31"


def test_a_trend_is_said_to_be_one(tmp_path: Path) -> None:
    ledger = "".join(
        f"""
2025-{month:02}-10 * "Rent"
  Expenses:Coop:Rent  100.00 EUR
  Assets:Bank

2025-{month:02}-28 * "Contribution"
  Expenses:Members:L01:Contribution  {month * 5}.00 EUR
  Income:Coop:Contribution
"""
        for month in (1, 4, 7, 10)
    )
    ledger += '\n2026-01-02 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    text = " ".join(text_of(meeting_in(tmp_path, ledger)).split())
    assert (
        "Over the last 4 quarters it rose by 15 points a quarter. At the present "
        "pace the line comes to a hundred per cent in quarter 4 of 2026. That line "
        "runs through the past. What comes, nobody knows: whatever changes, changes it."
    ) in text
