"""A period over the turn of a year: each month by the law of its year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reports.municipality.conftest import material_in, register, said
from tests.reports.municipality.test_paper import notices, table
from tests.reports.papers.support import period

from paraplu.base.language import Language
from paraplu.reports.papers.blocks import Sentences
from paraplu.reports.papers.municipality.paper import papers

if TYPE_CHECKING:
    from tests.reports.municipality.conftest import Books

    from paraplu.reports.papers.model import Paper

END = dt.date(2027, 12, 31)
WINTER = "2026-12-01..2027-02-28"

LEDGER = """\
2026-11-10 * "Phone company" "Phone"
  Expenses:Members:L01:Costs:Phone          100.00 EUR
  Assets:Bank                              -100.00 EUR

2026-12-10 * "Market"
  Assets:Bank                              1500.00 EUR
  Income:Members:L01:Sales                -1500.00 EUR

2026-12-12 * "Phone company" "Phone"
  Expenses:Members:L01:Costs:Phone          100.00 EUR
  Assets:Bank                              -100.00 EUR

2027-01-10 * "Market"
  Assets:Bank                              1600.00 EUR
  Income:Members:L01:Sales                -1600.00 EUR

2027-01-12 * "Phone company" "Phone"
  Expenses:Members:L01:Costs:Phone          100.00 EUR
  Assets:Bank                              -100.00 EUR

2027-02-10 * "Market"
  Assets:Bank                               500.00 EUR
  Income:Members:L01:Sales                 -500.00 EUR
"""
BOTH = (
    "[{kind: n, from: 2026-12, reference: b 1}, "
    "{kind: 34a-a, from: 2027-01, reference: b 2}]"
)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        # A quarter, but no more than 285.00; from 2027 15 % without a maximum.
        ("n", "2026-12 1400.00 285.00 1115.00"),
        ("r", "2026-12 1400.00 175.00 1225.00"),
        ("y", "2026-12 1400.00 180.19 1219.81"),
    ],
)
def test_each_month_by_the_law_of_its_year(
    books: Books, kind: str, expected: str
) -> None:
    members = register(exemptions=BOTH.replace("kind: n", f"kind: {kind}"))
    report = books.report(LEDGER, members, period=WINTER, today=END)
    assert [
        said(
            one.month, one.considered.income, one.set_off.exempt, one.set_off.to_set_off
        )
        for one in report.set_offs
        if one.considered and one.set_off
    ] == [
        expected,
        "2027-01 1500.00 225.00 1275.00",
        "2027-02 500.00 75.00 425.00",
    ]
    assert report.result.turnover == 3600


def test_caps_are_for_each_calendar_year(books: Books) -> None:
    report = books.report(LEDGER, period=WINTER, today=END)
    told = [
        said(one.calendar_year, one.path, one.before, one.spent, one.cap, one.remaining)
        for one in report.spending.categories
    ]
    assert told == [
        "2026 Costs:Phone 100.00 100.00 300.00 100.00",
        "2027 Costs:Phone 0.00 100.00 300.00 200.00",
    ]
    assert report.result.costs == 200


def paper_of(folder: Path, of: str, exemptions: str = BOTH) -> Paper:
    material = material_in(
        folder, LEDGER, register(exemptions=exemptions), today=dt.date(2028, 12, 31)
    )
    (paper,) = papers(material, period(of), ["L01"])
    return paper


def test_the_paper_has_both_laws(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, WINTER)
    assert table(paper, "costs") == [
        "Phone (2026) | 100.00 | 100.00 | 300.00 | 100.00 | - | 1",
        "Phone (2027) | 100.00 | 0.00 | 300.00 | 200.00 | - | 1",
        "Together | 200.00 | - | - | - | - | 2",
    ]
    assert [row.split(" | ")[:2] for row in table(paper, "law")] == [
        ["Participatiewet art. 31 lid 2 onder n", "25.00"],
        ["Participatiewet art. 34a lid 1 onder a", "15.00"],
    ]


AHEAD = (
    "A municipality may already work by article 34a in 2026: ask the client manager."
)


@pytest.mark.parametrize(
    ("of", "new", "ahead"),
    [
        ("2025", "On 1 January 2027 article 34a", 0),
        ("2026-Q4", "On 1 January 2027 article 34a", 1),
        (WINTER, "From 1 January 2027 on months are by article 34a", 1),
        ("2027-Q1", "Since 1 January 2027 article 34a", 0),
        ("2028", "Since 1 January 2027 article 34a", 0),
    ],
)
def test_what_is_said_of_article_34a_fits_the_period(
    tmp_path: Path, of: str, new: str, ahead: int
) -> None:
    paper = paper_of(tmp_path, of)
    (block,) = [
        b for b in paper.blocks() if isinstance(b, Sentences) and b.key == "decides"
    ]
    _, *more = [Language("en").render(one) for one in block.sentences]
    assert more[0].startswith(new)
    assert more[1:] == [AHEAD] * ahead


def test_there_is_a_warning_at_ten_months(tmp_path: Path) -> None:
    begun = "[{kind: 34a-a, from: 2027-01}]"
    words = "10 of the 12 months of exemption 34a-a have been used."
    assert words in notices(paper_of(tmp_path, "2027-10", begun))
    assert words not in notices(paper_of(tmp_path, "2027-09", begun))
    over = "The term of exemption 34a-a has ended."
    assert over in notices(paper_of(tmp_path, "2028-01", begun))
    # Of an exemption that another one follows there is nothing to warn of.
    followed = "[{kind: n, from: 2026-07, used: 5}, {kind: 34a-a, from: 2027-01}]"
    assert not [
        one for one in notices(paper_of(tmp_path, WINTER, followed)) if "exempt" in one
    ]
