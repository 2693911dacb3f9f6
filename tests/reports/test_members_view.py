from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import MEMBERS, report_on

from paraplu.check import check
from paraplu.reports.member import story_of
from paraplu.reports.members import members_in
from paraplu.reports.span import Span
from paraplu.reports.standing import Permitted
from paraplu.rules.verdict import Judgement

ROOT = Path(__file__).resolve().parents[2]
D = dt.date

LEDGER = """\
2025-01-10 * "Table"
  Assets:Bank                       1000.00 EUR
  Income:Members:L01:Sales         -1000.00 EUR

2025-02-01 * "Wood"
  Expenses:Members:L01:Costs         100.00 EUR
  Assets:Bank                       -100.00 EUR

2025-02-03 * "Saw"
  Expenses:Members:L01:Growth        300.00 EUR
  Assets:Bank                       -300.00 EUR
"""


def judged(folder: Path, ledger: str = LEDGER, members: str = MEMBERS) -> Judgement:
    """Return the judgement on small books."""
    report = report_on(folder, ledger, members=members)
    return Judgement(report.books, report.register, report.verdict)


@pytest.fixture(scope="module")
def example() -> Judgement:
    report = check(ROOT / "ledger" / "main.beancount")
    return Judgement(report.books, report.register, report.verdict)


def spans() -> st.SearchStrategy[Span]:
    """Return days in and around the example's books."""
    days = st.dates(D(2024, 11, 1), D(2027, 1, 31))
    return st.tuples(days, days).map(lambda two: Span(min(two), max(two))) | st.just(
        Span()
    )


def test_movement_of_the_span_and_the_state_at_its_end(tmp_path: Path) -> None:
    known = judged(tmp_path)
    january, february = (
        members_in(known, Span(D(2025, month, 1), D(2025, month, 28))).standings[0]
        for month in (1, 2)
    )
    assert january.thermometer == 1000
    assert february.tally.before == 1000
    assert february.tally.gross == -100
    assert february.tally.invested == 300
    assert february.thermometer == 600


def test_a_span_after_the_books_shows_how_they_stand(tmp_path: Path) -> None:
    view = members_in(judged(tmp_path), Span(D(2030, 1, 1), D(2030, 12, 31)))
    assert view.closing == D(2025, 2, 3)
    assert view.standings[0].tally.before == view.standings[0].thermometer == 600
    assert view.standings[0].tally.gross == 0


@given(spans())
def test_every_row_adds_up(example: Judgement, span: Span) -> None:
    view = members_in(example, span)
    for tally in (view.total, *(one.tally for one in view.standings)):
        figures = tally.figures
        reached = tally.before + tally.gross + figures.start_capital
        assert reached - tally.invested - figures.set_off == tally.thermometer
    assert view.total.thermometer == sum(s.thermometer for s in view.standings)


@given(spans(), st.sampled_from([f"L0{n}" for n in range(1, 9)]))
def test_every_story_adds_up(example: Judgement, span: Span, code: str) -> None:
    story = story_of(example, code, span)
    assert story is not None
    assert story.standing in members_in(example, span).standings
    into = sum(stream.amount for stream in story.streams.sources)
    out = sum(stream.amount for stream in story.streams.uses)
    assert into == out == story.streams.total
    assert all(s.amount > 0 for s in (*story.streams.sources, *story.streams.uses))
    figures = story.standing.tally.figures
    for name in ("turnover", "costs", "contribution", "growth", "training"):
        total = sum(getattr(month, name) for month in story.months)
        assert total == getattr(figures, name), name
    effects = sum(booked.effect for booked in story.booked)
    opening = story.standing.tally.before - figures.carried
    assert opening + effects == story.standing.thermometer
    if story.levels:
        assert story.levels[-1][1] == story.standing.thermometer


def test_members_of_register_and_of_books(tmp_path: Path) -> None:
    ledger = LEDGER.replace("L01:Growth", "L09:Growth")
    view = members_in(judged(tmp_path, ledger), Span())
    assert [one.code for one in view.standings] == ["L01", "L02", "L09"]
    unknown = view.standings[-1]
    assert unknown.member is None
    assert unknown.permitted is Permitted.NONE
    assert view.below == (unknown,)
    assert view.ending == (unknown,)


@pytest.mark.parametrize(
    ("end", "permitted"),
    [
        (D(2025, 12, 1), Permitted.ENDS_SOON),  # 30 days before
        (D(2025, 11, 30), Permitted.YES),
        (D(2025, 12, 31), Permitted.ENDS_SOON),
        (D(2026, 1, 1), Permitted.ENDED),
        (D(2024, 12, 31), Permitted.NONE),
    ],
)
def test_permission_is_seen_from_the_last_day(
    tmp_path: Path, end: dt.date, permitted: Permitted
) -> None:
    later = LEDGER + (
        '\n2026-02-01 * "Rent"\n  Expenses:Coop:Rent  1.00 EUR\n'
        "  Assets:Bank  -1.00 EUR\n"
    )
    view = members_in(judged(tmp_path, later), Span(end=end))
    assert view.standings[0].permitted is permitted


def test_above_the_threshold(tmp_path: Path) -> None:
    ledger = LEDGER.replace("1000.00", "3000.00")
    view = members_in(judged(tmp_path, ledger), Span())
    assert [one.above for one in view.standings] == [Decimal(100), Decimal(0)]
    assert view.above == view.standings[:1]


def test_a_story_of_nobody(tmp_path: Path) -> None:
    assert story_of(judged(tmp_path), "L03", Span()) is None


def test_who_left_is_gone_from_that_day_on(example: Judgement) -> None:
    before, after = (
        members_in(example, Span(end=end)).standings[-1].left
        for end in (D(2026, 4, 29), D(2026, 4, 30))
    )
    assert (before, after) == (None, D(2026, 4, 30))


def test_who_joins_later_needs_no_permission_yet(example: Judgement) -> None:
    early = members_in(example, Span(end=D(2025, 3, 31)))
    assert {s.code: s.joins for s in early.standings if not s.takes_part} == {
        "L05": D(2025, 5, 16),
        "L07": D(2025, 4, 1),
    }
    assert early.ending == ()
    assert members_in(example, Span()).standings[4].joins is None


def test_many_years_are_told_by_the_year(tmp_path: Path) -> None:
    ledger = LEDGER + LEDGER.replace("2025", "2026") + LEDGER.replace("2025", "1031")
    story = story_of(judged(tmp_path, ledger), "L01", Span())
    assert story is not None
    assert [step.begin.year for step in story.months] == [1031, 2025, 2026]
    near = story_of(judged(tmp_path), "L01", Span())
    assert near is not None
    assert [(s.begin, s.end) for s in near.months] == [
        (D(2025, 1, 10), D(2025, 1, 31)),
        (D(2025, 2, 1), D(2025, 2, 3)),
    ]


def test_what_runs_backward_is_a_source(tmp_path: Path) -> None:
    ledger = LEDGER.replace("100.00", "-100.00").replace("--", "")
    story = story_of(judged(tmp_path, ledger), "L01", Span())
    assert story is not None
    named = {one.name.template: one.amount for one in story.streams.sources}
    assert named == {"turnover": Decimal(1000), "costs that came back": Decimal(100)}
