"""Outflow in groups: who counts, what is known of them, and what may be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.sums import solved
from tests.support import report_on

from paraplu.check import Report
from paraplu.register.membership import DayRange, Member, Spell
from paraplu.register.outflow import BenefitHeard, FollowUp, WayOut
from paraplu.reports.outflow import WAYS, Before, Outflow, outflow_of
from paraplu.reports.outflow_cases import later, whole_months
from paraplu.reports.small_counts import FLOOR, Breakdown

D = dt.date
DAY = D(2026, 6, 30)
LEDGER = '2022-01-02 * "Start"\n  Assets:Bank   100 EUR\n  Equity:Coop\n'


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_on(tmp_path_factory.mktemp("books"), LEDGER, members="members: {}\n")


def people(
    many: int,
    joined: dt.date,
    left: dt.date | None = None,
    way: str = "",
    heard: Sequence[FollowUp] = (),
) -> list[Member]:
    """Return so many members who are alike, without codes."""
    one = Member("", joined, left, way, tuple(heard))
    return [one] * many


def returned(
    many: int, joined: dt.date, left: dt.date, back: dt.date, way: str
) -> list[Member]:
    """Return so many members who left and came back, each with one code."""
    spells = Spell(DayRange(joined, left), way), Spell(DayRange(back))
    return [Member("", joined, periods=spells)] * many


def outflow(books: Report, *groups: list[Member], day: dt.date = DAY) -> Outflow:
    every = [one for group in groups for one in group]
    members = {f"L{n}": replace(one, code=f"L{n}") for n, one in enumerate(every, 1)}
    return outflow_of(books.books, replace(books.register, members=members), day)


def counts(found: Breakdown | None) -> dict[str, int | None]:
    assert found is not None
    return {cell.name: cell.count for cell in found.cells}


def some(found: Breakdown | None) -> dict[str, int | None]:
    """Return the groups with somebody in them, or that are withheld."""
    return {name: count for name, count in counts(found).items() if count != 0}


def test_large_groups_are_told(books: Report) -> None:
    found = outflow(
        books,
        people(6, D(2023, 3, 1)),
        people(6, D(2023, 3, 1), D(2024, 3, 1), WayOut.WORK),
        people(5, D(2024, 5, 1)),
        people(5, D(2024, 5, 1), D(2025, 11, 1), WayOut.OWN_BUSINESS),
    )
    assert [(row.name, row.total, row.counts) for row in found.cohorts.rows] == [
        ("2023", 12, (6, 6)),
        ("2024", 10, (5, 5)),
    ]
    assert some(found.ways) == {"own-business": 5, "work": 6}
    assert found.crossed
    assert [row.counts for row in found.crossed.rows] == [
        (0, 6, 0, 0, 0, 0, 0),
        (5, 0, 0, 0, 0, 0, 0),
    ]
    assert found.of_cohort["2023"].months == 12
    assert found.before["own-business"].months == 18
    assert found.of_all.months == 12
    assert found.staying == 39
    assert found.first == D(2023, 3, 1)


def test_a_small_group_takes_what_would_tell_it(books: Report) -> None:
    found = outflow(
        books,
        people(6, D(2023, 3, 1)),
        people(6, D(2023, 3, 1), D(2024, 3, 1), WayOut.WORK),
        people(7, D(2024, 5, 1)),
        people(3, D(2024, 5, 1), D(2025, 11, 1), WayOut.CARE),
    )
    assert [(row.total, row.counts) for row in found.cohorts.rows] == [
        (12, None),
        (10, None),
    ]
    assert counts(found.cohorts.columns) == {"stayed": 13, "left": 9}
    assert some(found.ways) == {"work": None, "care": None}
    assert found.before.keys() == {*WAYS} - {"work", "care"}
    assert found.of_cohort == {}
    assert found.crossed
    assert found.crossed.withheld == {"2023", "2024"}


def test_where_few_left_nothing_is_told_of_them(books: Report) -> None:
    found = outflow(
        books,
        people(8, D(2023, 3, 1)),
        people(4, D(2023, 3, 1), D(2024, 3, 1), WayOut.WORK),
    )
    assert counts(found.cohorts.columns) == {"stayed": None, "left": None}
    assert found.cohorts.columns.total == 12
    told = (found.ways, found.crossed, found.soon, found.later, found.back)
    assert told == (None,) * 5
    assert (found.of_all, found.before, found.staying) == (Before(), {}, None)


def test_that_nobody_left_is_told(books: Report) -> None:
    found = outflow(books, people(8, D(2023, 3, 1)))
    assert counts(found.cohorts.columns) == {"stayed": 8, "left": 0}
    assert some(found.ways) == {}


def test_without_members_there_are_no_groups(books: Report) -> None:
    found = outflow(books)
    assert found.cohorts.rows == ()
    assert (found.left, found.staying, found.first) == (0, None, DAY)


def test_who_joins_and_leaves_on_one_day_has_no_months(books: Report) -> None:
    found = outflow(books, people(5, D(2025, 2, 3), D(2025, 2, 3), WayOut.OTHER))
    assert counts(found.cohorts.columns) == {"stayed": 0, "left": 5}
    assert found.of_all.months == 0


def test_what_comes_later_is_not_known_yet(books: Report) -> None:
    heard = [FollowUp(D(2025, 3, 1), BenefitHeard.NONE)]
    groups = (
        people(9, D(2024, 1, 1), D(2025, 1, 15), WayOut.WORK, heard),
        people(9, D(2025, 9, 1)),
    )
    before = outflow(books, *groups, day=D(2024, 12, 31))
    between = outflow(books, *groups, day=D(2025, 2, 28))
    after = outflow(books, *groups, day=D(2025, 12, 31))
    assert [counts(one.cohorts.columns) for one in (before, between, after)] == [
        {"stayed": 9, "left": 0},
        {"stayed": 0, "left": 9},
        {"stayed": 9, "left": 9},
    ]
    assert some(between.soon) == {"unknown": 9}
    assert some(after.soon) == {"without": 9}


@pytest.mark.parametrize(
    ("heard", "soon", "later_on"),
    [
        # Nobody asked: that is not known, and not a no.
        ([], "unknown", "unknown"),
        # Too soon to tell anything.
        ([(D(2024, 2, 14), BenefitHeard.WHOLE)], "unknown", "unknown"),
        ([(D(2024, 2, 15), BenefitHeard.NONE)], "without", "unknown"),
        ([(D(2025, 1, 14), BenefitHeard.PARTLY)], "with", "unknown"),
        ([(D(2025, 1, 15), BenefitHeard.NONE)], "unknown", "without"),
        # The first that was heard counts.
        (
            [
                (D(2024, 3, 1), BenefitHeard.NONE),
                (D(2024, 9, 1), BenefitHeard.WHOLE),
                (D(2025, 3, 1), BenefitHeard.WHOLE),
                (D(2026, 3, 1), BenefitHeard.NONE),
            ],
            "without",
            "with",
        ),
    ],
)
def test_what_was_heard(
    books: Report,
    heard: Sequence[tuple[dt.date, BenefitHeard]],
    soon: str,
    later_on: str,
) -> None:
    told = [FollowUp(day, benefit) for day, benefit in heard]
    found = outflow(books, people(6, D(2023, 1, 1), D(2024, 1, 15), WayOut.WORK, told))
    assert some(found.soon) == {soon: 6}
    assert some(found.later) == {later_on: 6}


def test_who_came_back_within_two_years(books: Report) -> None:
    gone = people(15, D(2022, 1, 1), D(2023, 1, 31), WayOut.WORK)
    recent = people(5, D(2024, 1, 1), D(2025, 1, 31), WayOut.WORK)
    back = [
        replace(one, formerly=f"L{n}")
        for n, one in enumerate(people(5, D(2025, 1, 31)), 1)
    ]
    late = [
        replace(one, formerly=f"L{n}")
        for n, one in enumerate(people(5, D(2025, 2, 1)), 6)
    ]
    found = outflow(books, gone, recent, back, late)
    assert counts(found.back) == {"back": 5, "not-back": 10, "too-early": 5}
    assert found.cohorts.columns.total == 30


def test_a_fault_about_leaving_leaves_a_member_out(tmp_path: Path) -> None:
    members = "members:\n" + "".join(
        f"  L{n}: {{joined: 2023-01-01, left: 2024-01-{'xx' if n > 6 else '31'}}}\n"
        for n in range(1, 9)
    )
    report = report_on(tmp_path, LEDGER, members=members)
    found = outflow_of(report.books, report.register, DAY)
    assert found.cohorts.columns.total == 6
    assert found.doubtful


BEFORE = """
2023-01-10 * "Customer" "Old"
  Assets:Bank                               900 EUR
  Income:Members:{code}:Sales

2024-01-10 * "Customer" "Work"
  Assets:Bank                               {sold} EUR
  Income:Members:{code}:Sales

2024-01-11 * "School" "Course"
  Expenses:Members:{code}:Training           {course} EUR
  Assets:Bank
"""


@pytest.mark.parametrize(
    ("first", "turnover", "training"),
    [
        # The middle of 10, 20, 30, 40, 1000 in tens, and of the courses.
        ("2022-01-02", Decimal(30), Decimal(10)),
        # These books begin too late to know all courses, and early enough for sales.
        ("2023-01-05", Decimal(30), None),
    ],
)
def test_what_came_before_is_a_median_in_tens(
    tmp_path: Path, first: str, turnover: Decimal, training: Decimal | None
) -> None:
    sold = ["10", "20", "33.40", "40", "1000"]
    ledger = LEDGER.replace("2022-01-02", first) + "".join(
        BEFORE.format(code=f"L{n}", sold=amount, course=n * 3)
        for n, amount in enumerate(sold, 1)
    )
    members = "members:\n" + "".join(
        f"  L{n}: {{joined: 2022-03-01, left: 2024-01-31, left_to: work}}\n"
        for n in range(1, 6)
    )
    report = report_on(tmp_path, ledger, members=members)
    found = outflow_of(report.books, report.register, DAY)
    assert found.of_all == Before(22, turnover, training)
    assert found.before["work"] == found.of_all


@pytest.mark.parametrize(
    ("begin", "end", "months"),
    [
        (D(2025, 1, 31), D(2025, 2, 27), 0),
        (D(2025, 1, 31), D(2025, 2, 28), 1),
        (D(2025, 1, 1), D(2025, 12, 31), 11),
        (D(2024, 2, 29), D(2025, 2, 28), 12),
        (D(2025, 3, 3), D(2025, 3, 3), 0),
    ],
)
def test_whole_months(begin: dt.date, end: dt.date, months: int) -> None:
    assert whole_months(begin, end) == months


def test_months_later_and_earlier() -> None:
    assert later(D(2025, 1, 31), 1) == D(2025, 2, 28)
    assert later(D(2024, 2, 29), -12) == D(2023, 2, 28)
    assert later(D(2025, 12, 15), 1) == D(2026, 1, 15)


# What a reader has: of each year those who stayed, those who left, and each way.
PLACES = ("stayed", "left", *WAYS)


def told_by(found: Outflow) -> list[tuple[dict[tuple[str, str], int], int]]:
    """Return all sums that a reader of the paper can write down."""
    years = [row.name for row in found.cohorts.rows]
    told = [({(y, "left"): -1} | {(y, way): 1 for way in WAYS}, 0) for y in years]
    for row in found.cohorts.rows:
        if row.total is not None:
            told.append(({(row.name, "stayed"): 1, (row.name, "left"): 1}, row.total))
        for place, count in zip(("stayed", "left"), row.counts or (), strict=False):
            told.append(({(row.name, place): 1}, count))
    columns = [*found.cohorts.columns.cells, *(found.ways.cells if found.ways else ())]
    told += [
        ({(year, cell.name): 1 for year in years}, cell.count)
        for cell in columns
        if cell.count is not None
    ]
    if found.cohorts.columns.total is not None:
        both = {(y, side): 1 for y in years for side in ("stayed", "left")}
        told.append((both, found.cohorts.columns.total))
    for row in found.crossed.rows if found.crossed else ():
        if row.total is not None:
            told.append(({(row.name, "left"): 1}, row.total))
        for way, count in zip(WAYS, row.counts or (), strict=False):
            told.append(({(row.name, way): 1}, count))
    return told


def worked_out(found: Outflow) -> Mapping[tuple[str, str], int]:
    """Return what follows from the sums, cell by cell."""
    places = [(row.name, place) for row in found.cohorts.rows for place in PLACES]
    told = [([c.get(p, 0) for p in places], total) for c, total in told_by(found)]
    fixed = solved(told, len(places))
    return {places[at]: int(value) for at, value in fixed.items()}


YEARS = st.lists(
    st.tuples(
        st.one_of(st.just(0), st.integers(0, 12)),
        st.lists(st.one_of(st.just(0), st.integers(0, 9)), min_size=7, max_size=7),
    ),
    min_size=1,
    max_size=3,
)


@given(YEARS)
@settings(max_examples=150, deadline=None)
def test_nobody_can_work_out_a_small_group(
    books: Report, years: list[tuple[int, list[int]]]
) -> None:
    groups, there = [], {}
    for year, (stayed, gone) in enumerate(years, 2022):
        groups.append(people(stayed, D(year, 2, 1)))
        there[str(year), "stayed"], there[str(year), "left"] = stayed, sum(gone)
        for way, many in zip(WAYS, gone, strict=True):
            said = "" if way == "unknown" else way
            groups.append(people(many, D(year, 2, 1), D(2025, 2, 1), said))
            there[str(year), way] = many
    found = outflow(books, *groups)
    for place, count in worked_out(found).items():
        assert count == there[place]
        assert count == 0 or count >= FLOOR, (place, years)
    for one in (found.ways, found.soon, found.later, found.back):
        shown = [cell.count for cell in one.cells] if one else []
        assert all(not count or count >= FLOOR for count in shown)


def test_the_attack_works_on_what_is_not_withheld(books: Report) -> None:
    """The same sums give everything away where all groups are large."""
    found = outflow(
        books,
        people(6, D(2023, 3, 1)),
        people(6, D(2023, 3, 1), D(2024, 3, 1), WayOut.WORK),
    )
    assert worked_out(found)["2023", "work"] == 6


def test_who_came_back_under_one_code_counts_as_who_has_a_new_one(
    books: Report,
) -> None:
    days = D(2023, 3, 1), D(2024, 3, 1), D(2025, 1, 1)
    once = outflow(books, returned(6, *days, WayOut.WORK))
    left = people(6, days[0], days[1], WayOut.WORK)
    back = [
        replace(one, formerly=f"L{n}") for n, one in enumerate(people(6, days[2]), 1)
    ]
    assert once == outflow(books, left, back)
    assert [(row.name, row.total) for row in once.cohorts.rows] == [
        ("2023", 6),
        ("2025", 6),
    ]
