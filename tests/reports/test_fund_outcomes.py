"""What a funder is told of people: no more than the evaluation tells with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.sums import solved
from tests.support import report_on

from paraplu.base.chart import Kind
from paraplu.check import Report
from paraplu.ledger.fund_moves import Move, Use
from paraplu.register.membership import Member
from paraplu.reports.fund_outcomes import REACHED, SOLD, Outcomes, outcomes_in
from paraplu.reports.outflow import LEFT, STAYED, WAYS, Outflow, outflow_of
from paraplu.reports.small_counts import FLOOR, Breakdown
from paraplu.reports.span import Span

D = dt.date
DAY = D(2026, 6, 30)
LEDGER = '2022-01-02 * "Start"\n  Assets:Bank   100 EUR\n  Equity:Coop\n'


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_on(tmp_path_factory.mktemp("books"), LEDGER, members="members: {}\n")


def both(
    books: Report, stayed: int, gone: Sequence[int], reached: int, end: dt.date = DAY
) -> tuple[Outcomes, Outflow]:
    """Return what a fund and the evaluation of the same quarter tell of people.

    `gone` are those who left by each way; the fund reached the first of all of them.
    """
    members = [Member("", D(2022, 2, 1))] * stayed
    for way, many in zip(WAYS, gone, strict=True):
        said = "" if way == "unknown" else way
        members += [Member("", D(2022, 2, 1), D(2025, 2, 1), said)] * many
    known = {f"L{n}": replace(one, code=f"L{n}") for n, one in enumerate(members, 1)}
    register = replace(books.register, members=known)
    first = books.books.transactions[0]
    uses = [
        Use(Move(first, 0, "F", Kind.FUND_EXPENSES, Decimal(-1), code, ()), *_LEFT)
        for code in [*known][:reached]
    ]
    found = outcomes_in(books.books, register, uses, Span(D(2025, 1, 1), end))
    return found, outflow_of(books.books, register, found.day)


_LEFT = (Decimal(1), None)


def counts(found: Breakdown | None) -> list[int | None]:
    return [cell.count for cell in found.cells] if found else []


def test_two_tables_that_would_tell_what_both_withhold(books: Report) -> None:
    """Three left for work: of the two groups of six both hide the same one."""
    ways = [6, 3, 0, 7, 0, 0, 0]
    fund, evaluation = both(books, 5, ways, 0)
    assert counts(fund.stayed) == [5, 16]
    assert counts(fund.ways) == counts(evaluation.ways)
    assert counts(fund.ways)[:2] == [None, None]


def test_as_of_the_end_of_a_quarter(books: Report) -> None:
    """Two reports that are a day apart do not tell who came or left between."""
    fund, _ = both(books, 9, [0] * 7, 6, end=D(2026, 9, 29))
    assert fund.day == DAY
    fund, _ = both(books, 9, [0] * 7, 6, end=D(2026, 9, 30))
    assert fund.day == D(2026, 9, 30)


@pytest.mark.parametrize(
    ("stayed", "reached", "told"),
    [
        (12, 6, 6),
        (12, 12, 12),
        (12, 0, 0),
        (12, 4, None),
        (12, 8, None),  # the other four would be known by it
    ],
)
def test_how_many_a_fund_reached(
    books: Report, stayed: int, reached: int, told: int | None
) -> None:
    fund, _ = both(books, stayed, [0] * 7, reached)
    assert {cell.name: cell.count for cell in fund.reach.cells}[REACHED] == told


def test_who_sold_in_the_days_of_the_fund(tmp_path: Path) -> None:
    codes = [f"L{n}" for n in range(1, 7)]
    register = "members:\n" + "".join(f"  {c}: {{joined: 2024-01-01}}\n" for c in codes)
    ledger = "".join(
        f'2025-02-0{n} * "Sale"\n  Assets:Bank  9.00 EUR\n'
        f"  Income:Members:{code}:Sales\n\n"
        for n, code in enumerate(codes, 1)
    )
    report = report_on(tmp_path, ledger, members=register)
    sold = [
        outcomes_in(report.books, report.register, [], Span(begin, D(2025, 3, 31)))
        for begin in (D(2025, 1, 1), D(2025, 2, 7))
    ]
    found = [{cell.name: cell.count for cell in one.trading.cells} for one in sold]
    assert [one[SOLD] for one in found] == [6, 0]


PLACES = [*WAYS, STAYED, LEFT, REACHED, "not-reached"]


def equations(found: Breakdown | None) -> Iterator[tuple[list[int], int]]:
    """Yield what a table says: its cells, and that they come to its total."""
    for cell in found.cells if found else ():
        if cell.count is not None:
            yield [int(name == cell.name) for name in PLACES], cell.count
    if found and found.total is not None:
        names = {cell.name for cell in found.cells}
        yield [int(name in names) for name in PLACES], found.total


@settings(max_examples=150, deadline=None)
@given(
    stayed=st.integers(0, 12),
    gone=st.lists(st.one_of(st.just(0), st.integers(0, 9)), min_size=7, max_size=7),
    reached=st.integers(0, 30),
)
def test_nobody_can_work_out_a_small_group_from_both(
    books: Report, stayed: int, gone: list[int], reached: int
) -> None:
    fund, evaluation = both(books, stayed, gone, reached)
    assert counts(fund.ways) == counts(evaluation.ways)
    told = [
        *equations(fund.reach),
        *equations(fund.stayed),
        *equations(fund.ways),
        *equations(evaluation.cohorts.columns),
        *equations(evaluation.ways),
    ]
    # All who left went somewhere, and whom it did not reach is somebody too.
    ways = dict.fromkeys(WAYS, 1) | {LEFT: -1}
    told.append(([ways.get(name, 0) for name in PLACES], 0))
    whole = {STAYED: 1, LEFT: 1, REACHED: -1, "not-reached": -1}
    told.append(([whole.get(name, 0) for name in PLACES], 0))
    people = stayed + sum(gone)
    there = dict(zip(WAYS, gone, strict=True)) | {STAYED: stayed, LEFT: sum(gone)}
    there |= {REACHED: min(reached, people), "not-reached": max(people - reached, 0)}
    for place, value in solved(told, len(PLACES)).items():
        name = PLACES[place]
        assert value == there[name]
        assert value == 0 or value >= FLOOR, name
