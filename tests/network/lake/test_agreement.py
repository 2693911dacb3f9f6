"""What a lake says is what the cooperative's own papers say, to the cent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.network.lake.books import answers, day, rows
from tests.reports.papers.support import material_of, period
from tests.support import ROOT

from paraplu.base.chart import Root
from paraplu.check import check
from paraplu.ledger.figures import figures_of_all
from paraplu.network.lake.classes import class_of
from paraplu.reports.outflow_cases import cases
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.meeting.quarters import Quarter, of_quarter
from paraplu.reports.papers.meeting.result import total
from paraplu.reports.papers.meeting.year import MeetingYear

RESULTS = (Root.INCOME, Root.EXPENSES)
# The figures of a member by the classes that they are made of, and the sign.
FIGURES = {
    "start_capital": (-1, "'start_capital'"),
    "turnover": (-1, "'sales', 'internal_sales'"),
    "costs": (1, "'costs'"),
    "contribution": (1, "'contribution'"),
    "growth": (1, "'growth', 'equipment'"),
    "training": (1, "'training'"),
    "set_off": (1, "'set_off'"),
    "common_fund": (1, "'common_fund'"),
}
CASES = [("example", year) for year in ("2025", "2026")] + [("small", "2025")]


@pytest.fixture(scope="module")
def materials(small_books: Path) -> dict[str, Material]:
    return {
        "example": material_of(check(ROOT / "ledger" / "main.beancount")),
        "small": material_of(check(small_books)),
    }


@pytest.mark.parametrize(("coop", "year"), CASES)
def test_figures_of_members_together(
    lake: Path, materials: dict[str, Material], coop: str, year: str
) -> None:
    over = period(year)
    own = figures_of_all(
        materials[coop].books, begin=over.first, end=over.last
    ).values()
    assert any(one.turnover for one in own)
    for name, (sign, classes) in FIGURES.items():
        text = (
            f"select coalesce(sum(amount), 0.00) from t where class in ({classes}) "  # noqa: S608 - ours
            f"and counts and not closing and not opening and year = {year}"
        )
        expected = sum((getattr(one, name) for one in own), Decimal())
        for table in ("postings", "balances"):
            assert sign * rows(lake, coop, table, text)[0][0] == expected, name


@pytest.mark.parametrize(("coop", "year"), CASES)
def test_each_member_by_an_unknown_code(
    lake: Path, materials: dict[str, Material], coop: str, year: str
) -> None:
    """Whose amounts they are nobody sees, but they are those of somebody."""
    over = period(year)
    own = figures_of_all(materials[coop].books, begin=over.first, end=over.last)
    expected = sorted(one.turnover for one in own.values() if one.turnover)
    text = (
        "select -sum(amount) as n from t where class in ('sales', 'internal_sales') "  # noqa: S608 - ours
        f"and not closing and not opening and year = {year} "
        "group by member having sum(amount) <> 0 order by n"
    )
    assert expected
    assert [n for (n,) in rows(lake, coop, "postings", text)] == expected


@pytest.mark.parametrize(("coop", "year"), CASES)
def test_the_result_of_the_meeting(
    lake: Path, materials: dict[str, Material], coop: str, year: str
) -> None:
    material = materials[coop]
    word = material.books.chart.word("Coop")
    classes = {
        class_of(one, word) for one in material.books.accounts if one.root in RESULTS
    }
    listed = ", ".join(f"'{one}'" for one in sorted(classes))
    text = (
        f"select -sum(amount - internal) from t where class in ({listed}) "  # noqa: S608 - ours
        f"and not closing and not opening and year = {year}"
    )
    expected = total(MeetingYear(material, period(year)))
    assert expected
    assert rows(lake, coop, "postings", text) == [(expected,)]


@pytest.mark.parametrize("coop", ["example", "small"])
def test_what_stands_on_each_class(
    lake: Path, materials: dict[str, Material], coop: str
) -> None:
    books = materials[coop].books
    word = books.chart.word("Coop")
    expected: dict[str, Decimal] = {}
    for account, running in books.running.items():
        name = class_of(account, word)
        expected[name] = expected.get(name, Decimal()) + running.at(books.today)
    text = "select class, sum(amount) from t group by class"
    found = dict(rows(lake, coop, "postings", text))
    assert len(found) > 10
    assert found == {name: n for name, n in expected.items() if name in found}
    assert not any(n for name, n in expected.items() if name not in found)
    assert sum(found.values()) == 0


def test_self_sufficiency_and_cover(lake: Path, materials: dict[str, Material]) -> None:
    year = MeetingYear(materials["example"], period("2025"))
    quarter = of_quarter(year, Quarter(2025, 4))
    found = {(a.indicator, a.coop, a.part): a for a in answers(lake, "2025-Q4")}
    own = found["11-self-sufficiency", "example", ""]
    assert (own.numerator, own.denominator) == (
        quarter.contribution + quarter.sales,
        quarter.costs,
    )


def test_who_left_and_came_back(lake: Path, materials: dict[str, Material]) -> None:
    """L03 left for work in June 2024 and has no benefit; L04 came back, before that."""
    material = materials["small"]
    last = day("2025-12-31")
    gone = [
        one
        for one in cases(material.books, material.register, last)
        if one.gone and one.gone.day >= day("2024-01-01")
    ]
    assert [(one.months, one.gone and one.gone.way) for one in gone] == [(5, "work")]
    found: dict[tuple[str, str], tuple[object, ...]] = {
        (one.indicator, one.part): (one.numerator, one.denominator, one.persons)
        for one in answers(lake, "2025")
        if one.coop == "small"
    }
    assert found["15-durable-outflow", ""] == (1, 1, 1)
    assert found["16-re-entry", ""] == (1, 1, 1)
    assert found["13-outflow-rate", ""] == (0, 36, 3)
    assert found["17-time-in-coop", "staying"] == (11, 1, 3)
    assert ("14-outflow-by-kind", "work") not in found


def test_the_small_books_by_hand(lake: Path) -> None:
    """A refund takes turnover off; the closings and the grant of 2024 are not in it."""
    found: dict[tuple[str, str], tuple[object, ...]] = {
        (one.indicator, one.part): (one.numerator, one.denominator, one.persons)
        for one in answers(lake, "2025")
        if one.coop == "small"
    }
    assert found["01-member-months", ""] == (36, 1, 3)
    assert found["02-average-members", ""] == (36, 12, 3)
    assert found["03-members-with-turnover", ""] == (1, 3, 3)
    assert found["04-turnover-per-member-month", ""] == (90, 36, 3)
    assert found["04-turnover-per-member-month", "median"] == (0, 1, 3)
    assert found["05-result-per-member-month", ""] == (85, 36, 3)
    assert found["06-contribution-rate", ""] == (27, 85, 3)
    assert found["07-growth-share", ""] == (30, 38, 3)
    assert found["08-training-share", "per-month"] == (8, 36, 3)
    assert found["11-self-sufficiency", ""] == (32, 120, 3)
    assert found["12-grant-dependence", ""] == (0, 32, 3)
    assert found["23-set-off", ""] == (Decimal("9.99"), 58, 3)
