"""The report to a funder: costs, who covers them, the settlement, and the days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import MEMBERS, report_on

from paraplu.reports.due import DutyState
from paraplu.reports.fund_annex import annex_of
from paraplu.reports.fund_report import (
    FundReport,
    GrantSettlement,
    NotInBooks,
    fund_report,
)
from paraplu.rules.verdict import Judgement

FUND = """\
  Cordaid2025:
    funder: Cordaid
    from: 2025-01-01
    until: 2025-12-31
    amount: 1000.00
    purposes: [Training, Coop, StartCapital]
    budget:
      Courses: {granted: 500.00, purposes: [Training]}
      Workshop:
        granted: 300.00
        purposes: ["Coop:Workshop"]
        accounts: ["Expenses:Coop:Workshop", "Expenses:Funds:City2025:Workshop"]
        change: {amount: 350.00, date: 2025-02-01, reference: letter 7}
      Start: {granted: 200.00, purposes: [StartCapital], explanation: one member less}
    advance: 800.00
    own: {money: 60.00, hours: 10, rate: 15.00, worked: 9.5}
    coverage:
      City2025: {amount: 40.00}
      Open day: {amount: 25.00, accounts: ["Income:Coop:OpenDay"]}
    reports:
      Final report: {due: 2026-03-31}
      Half a year: {due: 2025-07-31, sent: 2025-08-02}
  City2025: {}
"""
YEAR = """\
2025-01-10 * "Cordaid" "First part"
  Assets:Bank                          800.00 EUR
  Income:Funds:Cordaid2025

2025-01-10 * "City"
  Assets:Bank                          400.00 EUR
  Income:Funds:City2025

2025-01-10 * "Means"
  Assets:Bank                          900.00 EUR
  Equity:Coop

2025-02-01 * "Start of L01"
  Expenses:Funds:Cordaid2025:StartCapital  120.00 EUR
  Equity:Members:L01:StartCapital

2025-03-01 * "School" "Course" ^c1
  Expenses:Funds:Cordaid2025:Training  400.00 EUR
    member: "L02"
  Assets:VAT                            84.00 EUR
  Liabilities:Payable                 -484.00 EUR

2025-03-20 * "School" "Half of it" ^c1
  Liabilities:Payable                  242.00 EUR
  Assets:Bank

2025-04-01 * "Builder" "Shelves"
  Expenses:Funds:Cordaid2025:Coop:Workshop:Shelves  320.00 EUR
  Assets:Bank

2025-04-10 * "Builder" "One shelf back"
  Expenses:Funds:Cordaid2025:Coop:Workshop:Shelves  -20.00 EUR
  Assets:Bank

2025-04-02 * "Builder" "A bench, from our own means"
  Expenses:Coop:Workshop                50.00 EUR
  Assets:Bank

2025-04-03 * "Builder" "A lamp, from the city"
  Expenses:Funds:City2025:Workshop      30.00 EUR
  Assets:Bank

2025-05-01 * "Open day" "Entrance fees"
  Assets:Cash                           20.00 EUR
  Income:Coop:OpenDay

"""


def registered(fund: str = FUND) -> str:
    head, rest = MEMBERS.split("funds:\n")
    return f"{head}funds:\n{fund}{rest[rest.index('members:') :]}"


def judged(folder: Path, ledger: str, fund: str = FUND, today: str = "") -> Judgement:
    report = report_on(
        folder,
        ledger,
        members=registered(fund),
        today=dt.date.fromisoformat(today) if today else None,
    )
    assert not report.register.faults
    return Judgement(report.books, report.register, report.verdict)


def made(
    folder: Path, ledger: str = YEAR, fund: str = FUND, closing: str = ""
) -> FundReport:
    until = dt.date.fromisoformat(closing) if closing else None
    return fund_report(judged(folder, ledger, fund), "Cordaid2025", until)


def lines(report: FundReport) -> dict[str, list[str]]:
    return {
        line.name: [
            "–" if value is None else f"{value:.2f}"
            for value in (line.budget, line.actual, line.committed, line.difference)
        ]
        for line in report.costs.lines
    }


def cover(report: FundReport) -> dict[str, list[str]]:
    return {
        f"{one.payer} {one.name}".strip(): [
            "–" if value is None else f"{value:.2f}"
            for value in (one.budgeted, one.charged, one.received, one.to_come)
        ]
        for one in report.cover
    }


def sums(found: GrantSettlement) -> list[Decimal]:
    """Return received, spent, returned, to receive and left."""
    return [
        *(found.received, found.spent, found.returned),
        *(found.to_receive, found.left),
    ]


def test_costs_by_line(tmp_path: Path) -> None:
    report = made(tmp_path)
    assert lines(report) == {
        "Courses": ["500.00", "200.00", "200.00", "100.00"],
        "Workshop": ["350.00", "380.00", "0.00", "-30.00"],
        "Start": ["200.00", "120.00", "0.00", "80.00"],
    }
    courses, workshop, start = report.costs.lines
    assert workshop.granted == 300
    assert workshop.change is not None
    assert workshop.change.reference == "letter 7"
    assert [line.percentage for line in (courses, workshop, start)] == [
        Decimal("20.0"), Decimal("-8.6"), Decimal("40.0")
    ]  # fmt: skip
    assert dict(workshop.payers) == {"": 300, ":coop": 50, "City2025": 30}


def test_who_covers_them(tmp_path: Path) -> None:
    """Sales go before the cooperative's own money."""
    report = made(tmp_path)
    assert cover(report) == {
        "this-fund Cordaid2025": ["1000.00", "820.00", "800.00", "20.00"],
        "own-money": ["60.00", "30.00", "30.00", "0.00"],
        "own-hours": ["150.00", "142.50", "142.50", "0.00"],
        "other-fund City2025": ["40.00", "30.00", "30.00", "0.00"],
        "sales Open day": ["25.00", "20.00", "20.00", "0.00"],
    }
    assert report.hours == Decimal("142.50")
    assert report.total == report.covered == Decimal("1042.50")
    assert report.balance == 0


def test_advance_and_settlement(tmp_path: Path) -> None:
    found = made(tmp_path).settlement
    assert (found.granted, found.advance) == (Decimal(1000), Decimal(800))
    assert sums(found) == [800, 820, 0, 20, 0]


def test_what_went_back_is_settled(tmp_path: Path) -> None:
    back = """\
2025-12-31 * "Closing"
  Income:Funds:Cordaid2025             1000.00 EUR
  Expenses:Funds:Cordaid2025:Training  -400.00 EUR
  Expenses:Funds:Cordaid2025:StartCapital -120.00 EUR
  Expenses:Funds:Cordaid2025:Coop:Workshop:Shelves -300.00 EUR
  Equity:Funds:Cordaid2025

2026-02-01 * "Cordaid" "Unspent part"
  Equity:Funds:Cordaid2025              100.00 EUR
  Assets:Bank
"""
    whole = YEAR.replace(
        "800.00 EUR\n  Income:Funds:C", "1000.00 EUR\n  Income:Funds:C"
    )
    found = made(tmp_path, whole + back).settlement
    assert sums(found) == [1000, 820, 100, 0, 80]


def test_more_than_was_granted_is_a_shortage(tmp_path: Path) -> None:
    more = """\
2025-06-01 * "School" "Another course"
  Expenses:Funds:Cordaid2025:Training  230.00 EUR
  Assets:Bank
"""
    report = made(tmp_path, YEAR + more)
    assert report.settlement.due == 1000
    assert report.balance == -50


def test_more_sales_than_own_costs_is_a_surplus(tmp_path: Path) -> None:
    report = made(
        tmp_path, YEAR.replace(" 20.00 EUR\n  Income:Coop", " 65.00 EUR\n  Income:Coop")
    )
    assert report.balance == 15


def test_a_large_difference_wants_its_explanation(tmp_path: Path) -> None:
    """Of a fund that runs, only where more was used."""
    report = made(tmp_path)
    assert (report.final, report.unfinished) == (False, False)
    later = YEAR + '2026-01-05 * "Nothing"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
    report = made(tmp_path, later)
    assert report.final
    assert [line.unfinished for line in report.costs.lines] == [True, False, False]
    assert report.unfinished
    said = FUND.replace(
        "purposes: [Training]}", "purposes: [Training], explanation: x}"
    )
    assert not made(tmp_path, later, said).unfinished
    over = FUND.replace("amount: 350.00", "amount: 340.00")
    assert made(tmp_path, YEAR, over).unfinished


def test_as_of_an_earlier_day(tmp_path: Path) -> None:
    report = made(tmp_path, closing="2025-03-15")
    assert report.closing == dt.date(2025, 3, 15)
    assert lines(report)["Courses"] == ["500.00", "0.00", "400.00", "100.00"]
    assert lines(report)["Workshop"] == ["350.00", "0.00", "0.00", "350.00"]


def test_a_day_to_come_is_the_last_of_the_books(tmp_path: Path) -> None:
    assert made(tmp_path, closing="2030-01-01").closing == dt.date(2025, 5, 1)


def test_the_days_of_its_reports(tmp_path: Path) -> None:
    judgement = judged(tmp_path, YEAR, today="2026-03-01")
    moments = fund_report(judgement, "Cordaid2025").moments
    assert [(one.name, one.to, one.state) for one in moments] == [
        ("Half a year", "Cordaid", DutyState.SENT_LATE),
        ("Final report", "Cordaid", DutyState.SOON),
    ]


def test_without_a_budget_there_is_a_line_for_each_purpose(tmp_path: Path) -> None:
    report = made(tmp_path, YEAR, "  Cordaid2025: {}\n  City2025: {}\n")
    assert lines(report) == {
        "Coop": ["–", "300.00", "0.00", "–"],
        "StartCapital": ["–", "120.00", "0.00", "–"],
        "Training": ["–", "200.00", "200.00", "–"],
    }
    assert report.unknown == (NotInBooks.NO_BUDGET, NotInBooks.NO_AMOUNT)
    assert report.balance == 0
    assert not report.unfinished


def test_a_fund_without_any_entry(tmp_path: Path) -> None:
    report = made(
        tmp_path, '2025-02-01 * "x"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
    )
    assert {one[1] for one in lines(report).values()} == {"0.00"}
    assert report.settlement.received == 0
    assert annex_of(judged(tmp_path, YEAR), report).rows == ()


def test_what_no_line_counts_has_a_line_of_its_own(tmp_path: Path) -> None:
    more = """\
2025-06-01 * "Printer" "Posters"
  Expenses:Funds:Cordaid2025:Coop:Print  15.00 EUR
  Assets:Bank
"""
    report = made(tmp_path, YEAR + more)
    assert lines(report)["Coop"] == ["0.00", "15.00", "0.00", "-15.00"]
    assert report.costs.lines[-1].unfinished


EARLIER = """\
2025-01-01 * "Opening"
  Assets:Bank                 300.00 EUR
  Equity:Funds:Cordaid2025   -300.00 EUR
  Equity:Opening-Balances

2025-03-01 * "School" "Course"
  Expenses:Funds:Cordaid2025:Training  90.00 EUR
  Assets:Bank
"""


def test_what_came_before_the_books(tmp_path: Path) -> None:
    fund = """\
  Cordaid2025:
    amount: 1000.00
    received_before: 1000.00
    budget:
      Courses: {granted: 600.00, purposes: [Training], spent_before: 450.00}
      Coop: {granted: 400.00, purposes: [Coop], spent_before: 250.00}
"""
    report = made(tmp_path, EARLIER, fund)
    assert lines(report)["Courses"] == ["600.00", "540.00", "0.00", "60.00"]
    assert report.settlement.left == 210
    assert report.unknown == ()
    annex = annex_of(judged(tmp_path, EARLIER, fund), report)
    assert [annex.before, annex.claimed] == [700, 790]


def test_what_nobody_says_of_earlier_books_stays_open(tmp_path: Path) -> None:
    """What is there is known, and so is what is left; not how it came."""
    fund = "  Cordaid2025: {amount: 1000.00}\n"
    report = made(tmp_path, EARLIER, fund)
    assert NotInBooks.BEFORE in report.unknown
    assert report.settlement.left == 210


def test_hours_that_nobody_wrote_down(tmp_path: Path) -> None:
    report = made(tmp_path, YEAR, FUND.replace(", worked: 9.5", ""))
    assert report.unknown == (NotInBooks.HOURS,)
    assert report.hours == 0
    assert report.balance == 0


def test_closings_of_the_cooperative_take_nothing_away(tmp_path: Path) -> None:
    closing = """\
2025-12-31 * "Closing"
  Income:Coop:OpenDay       20.00 EUR
  Expenses:Coop:Workshop   -50.00 EUR
  Equity:Coop               30.00 EUR
"""
    assert cover(made(tmp_path, YEAR + closing)) == cover(made(tmp_path, YEAR))


def test_in_dutch_words(tmp_path: Path) -> None:
    ledger = YEAR
    for word, other in (
        ("Funds", "Fondsen"),
        ("Training", "Scholing"),
        ("Members", "Leden"),
        ("StartCapital", "Startkapitaal"),
        ("Payable", "Crediteuren"),
        ("Assets:Cash", "Assets:Kas"),
        ("Assets:VAT", "Assets:Btw"),
    ):
        ledger = ledger.replace(word, other)
    fund = FUND.replace("Expenses:Funds", "Expenses:Fondsen")
    report = report_on(tmp_path, ledger, members="chart: nl\n" + registered(fund))
    assert not report.register.faults
    judgement = Judgement(report.books, report.register, report.verdict)
    assert lines(fund_report(judgement, "Cordaid2025")) == lines(made(tmp_path / "en"))


def test_a_fund_that_the_register_does_not_have(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        fund_report(judged(tmp_path, YEAR), "Kansfonds2025")


ACCOUNTS = st.sampled_from(
    [
        *("Income:Funds:Cordaid2025", "Equity:Funds:Cordaid2025"),
        *("Expenses:Funds:Cordaid2025:Training", "Expenses:Funds:Cordaid2025:Coop"),
        *("Expenses:Funds:Cordaid2025:Coop:Workshop", "Expenses:Funds:Cordaid2025"),
        *("Expenses:Coop:Workshop", "Expenses:Funds:City2025:Workshop"),
        *("Liabilities:Payable", "Equity:Members:L01:StartCapital"),
        *("Income:Coop:OpenDay", "Equity:Opening-Balances", "Equity:Coop"),
    ]
)
LEGS = st.lists(st.tuples(ACCOUNTS, st.integers(-500, 500)), min_size=1, max_size=4)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(LEGS, max_size=5), st.integers(1, 6))
def test_it_adds_up_whatever_is_booked(
    tmp_path: Path, entries: list[list[tuple[str, int]]], month: int
) -> None:
    ledger = "".join(
        f'2025-{number:02}-01 * "Entry"\n'
        + "".join(f"  {account}  {cents}.00 EUR\n" for account, cents in legs)
        + "  Assets:Cash\n\n"
        for number, legs in enumerate(entries, 1)
    )
    judgement = judged(tmp_path, ledger)
    report = fund_report(judgement, "Cordaid2025", dt.date(2025, month, 15))
    costs, settled = report.costs, report.settlement
    assert costs.lines
    for line in costs.lines:
        assert line.total == sum(line.payers.values())
        assert line.budget is None or line.difference == line.budget - line.total
    assert annex_of(judgement, report).claimed == settled.spent
    # What came in, less what went back and was spent, is what is left or to come.
    came = settled.received - settled.returned - settled.due
    assert settled.left - settled.to_receive == came
    assert settled.unspent == 1000 - settled.spent
    own, sales = costs.paid_by(":coop"), report.cover[-1].charged
    assert report.balance == settled.due - settled.spent + max(own, sales) - own


def test_what_was_used_before_without_what_was_received(tmp_path: Path) -> None:
    """What was used and what was left of it was received; that nobody says is told."""
    fund = """\
  Cordaid2025:
    amount: 1000.00
    budget: {Courses: {granted: 1000.00, purposes: [Training], spent_before: 450.00}}
"""
    report = made(tmp_path, EARLIER, fund)
    assert report.unknown == (NotInBooks.RECEIVED_BEFORE,)
    found = report.settlement
    assert [found.received, found.spent, found.left] == [750, 540, 210]
    said = fund.replace("budget:", "received_before: 0.00\n    budget:")
    assert made(tmp_path / "said", EARLIER, said).unknown == (NotInBooks.BEFORE,)
    nothing = fund.replace(", spent_before: 450.00", "")
    assert made(tmp_path / "no", YEAR, nothing).unknown == ()


def test_funds_that_the_funder_does_not_know_have_no_name(tmp_path: Path) -> None:
    fund = FUND.replace("      City2025: {amount: 40.00}\n", "").replace(
        "  City2025: {}\n", "  City2025: {funder: The city}\n"
    )
    assert "other-fund City2025" in cover(made(tmp_path))
    found = cover(made(tmp_path / "not", YEAR, fund))
    assert found["other-fund"] == ["–", "30.00", "30.00", "0.00"]
    assert not any("City" in name for name in found)
