"""Funds: what came in, what it was used for, what is left."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import MEMBERS, report_on

from paraplu.reports.funds import FundOverview, Funds, funds_in
from paraplu.reports.span import Span
from paraplu.rules.verdict import Judgement

REGISTER = MEMBERS.replace(
    "amount: 12000.00}", "amount: 1000.00, purposes: [Training, StartCapital]}"
)
YEAR = """\
2025-01-10 * "Cordaid" "first part"
  Assets:Bank                          600.00 EUR
  Income:Funds:Cordaid2025

2025-02-01 * "Start"
  Expenses:Funds:Cordaid2025           100.00 EUR
  Equity:Members:L01:StartCapital

2025-03-01 * "Course" "for one"
  Expenses:Funds:Cordaid2025:Training   40.00 EUR
    member: "L02"
  Expenses:Funds:Cordaid2025:Training   10.00 EUR
  Assets:Bank

2025-04-01 * "Lunch"
  member: L01
  Expenses:Funds:Cordaid2025:Lunch:Soup  5.00 EUR
  Assets:Bank
"""
CLOSING = """\
2025-12-31 * "Closing"
  Income:Funds:Cordaid2025             600.00 EUR
  Expenses:Funds:Cordaid2025          -100.00 EUR
  Expenses:Funds:Cordaid2025:Training  -50.00 EUR
  Expenses:Funds:Cordaid2025:Lunch:Soup -5.00 EUR
  Equity:Funds:Cordaid2025            -445.00 EUR

2026-01-15 * "Cordaid" "unspent part back"
  Equity:Funds:Cordaid2025             445.00 EUR
  Assets:Bank
"""


def funds(
    folder: Path, ledger: str, *, members: str = REGISTER, span: Span | None = None
) -> Funds:
    report = report_on(folder, ledger, members=members)
    judgement = Judgement(report.books, report.register, report.verdict)
    return funds_in(judgement, span or Span())


def sums(story: FundOverview) -> list[str]:
    amounts = (
        story.before,
        story.received,
        story.spent,
        story.start_capital,
        story.otherwise,
        story.left,
        story.to_come,
    )
    return [f"{amount:.2f}" for amount in amounts]


def test_a_year_of_a_fund(tmp_path: Path) -> None:
    (story,) = funds(tmp_path, YEAR).stories
    assert sums(story) == [
        "0.00", "600.00", "55.00", "100.00", "0.00", "445.00", "400.00"
    ]  # fmt: skip
    assert story.purposes == (
        ("StartCapital", Decimal(100)),
        ("Training", Decimal(50)),
        ("Lunch", Decimal(5)),
    )
    assert story.members == (
        ("L01", Decimal(105)),
        ("L02", Decimal(40)),
        ("", Decimal(10)),
    )
    assert [p for p, _ in story.purposes if not story.fits(p)] == ["Lunch"]
    assert story.days == (dt.date(2025, 12, 31) - dt.date(2025, 4, 1)).days
    assert [move.amount for move in story.moves] == [600, -100, -40, -10, -5]


def test_a_closing_leaves_a_year_as_it_was(tmp_path: Path) -> None:
    (story,) = funds(tmp_path, YEAR + CLOSING).stories
    assert sums(story) == [
        "0.00", "600.00", "55.00", "100.00", "-445.00", "0.00", "400.00"
    ]  # fmt: skip
    span = Span(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    (later,) = funds(tmp_path, YEAR + CLOSING, span=span).stories
    assert sums(later) == [
        "445.00", "0.00", "0.00", "0.00", "-445.00", "0.00", "0.00"
    ]  # fmt: skip
    assert later.days == -15


def test_a_span_begins_with_what_was_left(tmp_path: Path) -> None:
    span = Span(dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    (story,) = funds(tmp_path, YEAR, span=span).stories
    assert sums(story) == [
        "500.00", "0.00", "50.00", "0.00", "0.00", "450.00", "0.00"
    ]  # fmt: skip


def test_earlier_books_and_a_correction_of_the_purpose(tmp_path: Path) -> None:
    (story,) = funds(
        tmp_path,
        """\
2025-01-01 * "Opening"
  Assets:Bank                          350.00 EUR
  Equity:Members:L01:StartCapital     -200.00 EUR
  Assets:Members:L01:Cash              200.00 EUR
  Equity:Funds:Cordaid2025            -300.00 EUR
  Equity:Opening-Balances

2025-02-01 * "Wrong purpose"
  Expenses:Funds:Cordaid2025:Growth     30.00 EUR
  Assets:Bank

2025-02-02 * "Mended"
  Expenses:Funds:Cordaid2025:Growth    -30.00 EUR
  Expenses:Funds:Cordaid2025:Training
""",
    ).stories
    assert sums(story) == [
        "300.00", "0.00", "30.00", "0.00", "0.00", "270.00", "0.00"
    ]  # fmt: skip
    assert story.purposes == (("Training", Decimal(30)), ("Growth", Decimal(0)))


def test_a_fund_that_only_the_books_name_comes_last(tmp_path: Path) -> None:
    more = "funds:\n  Zon: {}\n  Al: {until: 2025-06-30}\n"
    view = funds(
        tmp_path,
        """\
2025-01-10 * "Gift"
  Assets:Bank           5.00 EUR
  Income:Funds:Aap
""",
        members=REGISTER.replace("funds:\n", more),
    )
    names = [(story.name, story.fund is not None) for story in view.stories]
    assert names == [
        ("Zon", True), ("Cordaid2025", True), ("Al", True), ("Aap", False)
    ]  # fmt: skip
    assert view.stories[0].days is None
    assert view.stories[-1].granted is None
    assert view.left == 5


def test_start_capital_that_is_repaid(tmp_path: Path) -> None:
    (story,) = funds(
        tmp_path,
        """\
2025-02-01 * "Start"
  Liabilities:Funds:Cordaid2025        100.00 EUR
  Equity:Members:L01:StartCapital

2025-03-01 * "Back"
  Equity:Members:L01:StartCapital       30.00 EUR
  Liabilities:Funds:Cordaid2025
""",
    ).stories
    assert sums(story)[3:6] == ["70.00", "0.00", "-70.00"]
    assert story.members == (("L01", Decimal(70)),)


def test_dutch_words_of_accounts(tmp_path: Path) -> None:
    (story,) = funds(
        tmp_path,
        """\
2025-02-01 * "Start"
  Expenses:Fondsen:Cordaid2025         100.00 EUR
  Equity:Leden:L01:Startkapitaal

2025-03-01 * "Cursus"
  Expenses:Fondsen:Cordaid2025:Scholing 10.00 EUR
  Assets:Bank
""",
        members="chart: nl\n" + REGISTER,
    ).stories
    assert [(p, story.fits(p)) for p, _ in story.purposes] == [
        ("Startkapitaal", True),
        ("Scholing", True),
    ]


ACCOUNTS = st.sampled_from(
    [
        "Income:Funds:Cordaid2025",
        "Expenses:Funds:Cordaid2025:Training",
        "Liabilities:Funds:Cordaid2025",
        "Equity:Funds:Cordaid2025",
        "Expenses:Funds:Other",
        "Equity:Members:L01:StartCapital",
        "Equity:Opening-Balances",
        "Assets:Bank",
    ]
)
LEGS = st.lists(st.tuples(ACCOUNTS, st.integers(-500, 500)), min_size=1, max_size=4)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(LEGS, max_size=5), st.integers(1, 6), st.integers(0, 6))
def test_it_adds_up_whatever_is_booked(
    tmp_path: Path, entries: list[list[tuple[str, int]]], first: int, length: int
) -> None:
    ledger = "".join(
        f'2025-{month:02}-01 * "Entry"\n'
        + "".join(f"  {account}  {cents}.00 EUR\n" for account, cents in legs)
        + "  Assets:Cash\n\n"
        for month, legs in enumerate(entries, 1)
    )
    span = Span(dt.date(2025, first, 1), dt.date(2025, min(first + length, 12), 28))
    view = funds(tmp_path, ledger, span=span)
    whole = funds(tmp_path, ledger, span=Span(end=span.end))
    assert len(view.stories) == len(whole.stories)
    for story, from_start in zip(view.stories, whole.stories, strict=True):
        assert (
            story.before + story.received - story.used + story.otherwise == story.left
        )
        assert sum(n for _, n in story.members) == story.used
        assert sum(n for _, n in story.purposes) == story.used
        assert story.left == from_start.left
