"""The report to a funder on paper: what it says, leaves out, and warns of."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import material_of, renderings, text_of
from tests.reports.test_fund_report import FUND, YEAR, registered
from tests.support import report_on
from tests.test_floors import ROOT

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.reports.papers.blocks import Facts, Table
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.fund.account import account, period_of
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.model import Paper, Status
from paraplu.reports.papers.values import NotKnown, plain

CLOSED = YEAR + '2026-01-05 * "Nothing"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
ENGLISH = Language("en")


def material(folder: Path, ledger: str = YEAR, fund: str = FUND) -> Material:
    report = report_on(folder, ledger, members=registered(fund))
    return material_of(report, {"L01": "Johanna de Wit"})


def made(
    folder: Path, ledger: str = YEAR, fund: str = FUND, until: dt.date | None = None
) -> Paper:
    found = material(folder, ledger, fund)
    return account(found, found.register.funds["Cordaid2025"], until)


def rows(paper: Paper, key: str) -> list[list[str]]:
    """Return the rows of a table in words."""
    (table,) = [b for b in paper.blocks() if isinstance(b, Table) and b.key == key]
    return [[shown(cell) for cell in map(plain, row.cells)] for row in table.rows]


def shown(cell: object) -> str:
    if isinstance(cell, NotKnown):
        return f"? {ENGLISH.render(cell.reason)}"
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return "" if cell is None else ENGLISH.value(cell)


def facts(paper: Paper, key: str) -> dict[str, str]:
    (found,) = [b for b in paper.blocks() if isinstance(b, Facts) and b.key == key]
    return {fact.key: shown(plain(fact.value)) for fact in found.facts}


def notices(paper: Paper) -> list[str]:
    return [ENGLISH.render(one) for one in paper.notices]


def test_costs_beside_the_budget(tmp_path: Path) -> None:
    assert rows(made(tmp_path, CLOSED), "costs") == [
        [
            "Courses", "500.00", "", "200.00", "200.00", "100.00", "20.00",
            "not finished: the explanation is missing",
        ],
        ["Workshop", "300.00", "350.00", "380.00", "0.00", "-30.00", "-8.60", ""],
        ["Start", "200.00", "", "120.00", "0.00", "80.00", "40.00", "one member less"],
        [
            "Hours of the cooperative, 15.00 an hour",
            "150.00", "", "142.50", "", "7.50", "", "",
        ],
        ["Together", "1150.00", "", "842.50", "200.00", "157.50", "", ""],
    ]  # fmt: skip


def test_who_covers_them(tmp_path: Path) -> None:
    assert rows(made(tmp_path), "cover")[-3:] == [
        ["Together", "", "1042.50", "1022.50", "20.00"],
        ["Costs", "", "1042.50", "", ""],
        ["Shortage or surplus", "", "0.00", "", ""],
    ]
    more = (
        YEAR
        + """\
2025-06-01 * "School" "Another course"
  Expenses:Funds:Cordaid2025:Training  230.00 EUR
  Assets:Bank
"""
    )
    assert rows(made(tmp_path / "more", more), "cover")[-1][:3] == [
        "Shortage", "", "50.00"
    ]  # fmt: skip


def test_the_settlement(tmp_path: Path) -> None:
    assert facts(made(tmp_path), "settlement") == {
        "granted": "1000.00",
        "advance": "800.00",
        "received": "800.00",
        "spent": "820.00",
        "returned": "0.00",
        "to_receive": "20.00",
        "left": "0.00",
    }


def test_the_annex_comes_to_what_was_spent(tmp_path: Path) -> None:
    found = rows(made(tmp_path), "annex")
    assert [row[2:6] for row in found] == [
        ["start capital of a member", "Start", "120.00", ""],
        ["School", "Courses", "400.00", ""],
        ["Builder", "Workshop", "300.00", ""],
        ["Together", "", "820.00", ""],
    ]
    assert [row[8] for row in found] == ["", "none", "none", ""]


def test_a_figure_is_made_of_its_entries(tmp_path: Path) -> None:
    paper = explained(made(tmp_path))
    found = [b.key for b in paper.blocks() if b.key.startswith("costs.line-")]
    assert found == [
        "costs.line-1.paid",
        "costs.line-1.owed",
        "costs.line-2.paid",
        "costs.line-3.paid",
    ]
    assert [row[1:3] for row in rows(paper, "costs.line-2.paid")] == [
        ["Builder", "320.00"],
        ["Builder", "-20.00"],
        ["paid by the cooperative", "50.00"],
        ["paid by another fund", "30.00"],
        ["Together", "380.00"],
    ]


def test_a_receipt_whose_file_is_not_there_is_none(tmp_path: Path) -> None:
    course = '2025-03-01 * "School" "Course" ^c1\n'
    assert course in YEAR
    lost = YEAR.replace(course, f'{course}  receipt: "lost.pdf"\n')
    paper = made(tmp_path, lost)
    assert "missing" in [row[8] for row in rows(paper, "annex")]
    assert "2 costs have no receipt." in notices(paper)


def test_what_the_reader_has_to_know_first(tmp_path: Path) -> None:
    paper = made(tmp_path)
    assert paper.status is Status.PROVISIONAL
    assert notices(paper) == [
        "The books go to 1 May 2025. What happened after that is not in it.",
        "2 costs have no receipt.",
    ]
    closed = made(tmp_path / "closed", CLOSED)
    assert closed.status is Status.FINAL
    assert notices(closed)[0] == "Not finished: a large difference has no explanation."


def test_what_the_check_finds_is_said(tmp_path: Path) -> None:
    late = YEAR.replace('2025-04-01 * "Builder"', '2024-12-01 * "Builder"')
    assert "The check has 1 finding about this fund (FN01 to FN03)." in notices(
        made(tmp_path, late)
    )


def test_a_fund_without_a_budget(tmp_path: Path) -> None:
    paper = made(tmp_path, YEAR, "  Cordaid2025: {}\n  City2025: {}\n")
    assert notices(paper)[0] == "The register has no budget of this fund."
    assert rows(paper, "costs")[0][:3] == [
        "Coop", "? the register has no budget for it", ""
    ]  # fmt: skip
    assert facts(paper, "settlement")["granted"] == "? the register does not say"
    assert "None" not in text_of(paper)


def test_a_fund_without_an_entry(tmp_path: Path) -> None:
    ledger = '2025-02-01 * "x"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
    paper = made(tmp_path, ledger)
    assert facts(paper, "answer") == {
        "granted": "1000.00", "spent": "0.00", "unspent": "1000.00"
    }  # fmt: skip
    assert rows(paper, "annex") == [
        ["", "", "Together", "", "0.00", "", "", "0.00", "", ""]
    ]


def test_as_of_an_earlier_day(tmp_path: Path) -> None:
    paper = made(tmp_path, until=dt.date(2025, 3, 31))
    assert paper.name == "fund-Cordaid2025-2025-01-01_2025-03-31"
    assert paper.status is Status.FINAL
    assert facts(paper, "answer")["spent"] == "520.00"


def test_the_days_of_a_fund_without_days(tmp_path: Path) -> None:
    found = material(tmp_path, YEAR, "  Cordaid2025: {}\n  City2025: {}\n")
    period = period_of(found.books, found.register.funds["Cordaid2025"])
    assert (period.first, period.last) == (dt.date(2025, 1, 10), dt.date(2025, 5, 1))


def test_a_purchase_shared_by_two_rings_names_neither(tmp_path: Path) -> None:
    """Each line has the fund's own part of it, and nobody's code."""
    shared = (
        YEAR
        + """\
2025-04-05 * "L01 and L02" "Wood for two" ^w
  Assets:Clearing:Shared               90.00 EUR
  Assets:Bank

2025-04-05 * "L01 and L02" "Wood for two" ^w
  Expenses:Funds:Cordaid2025:Coop:Workshop  30.00 EUR
    member: "L01"
  Expenses:Members:L01:Costs           30.00 EUR
  Expenses:Members:L02:Costs           30.00 EUR
  Assets:Clearing:Shared
"""
    )
    paper = made(tmp_path, shared)
    assert rows(paper, "annex")[3][2:5] == [
        "paid by a member first", "Workshop", "30.00"
    ]  # fmt: skip


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_rendering_names_a_member(language: str) -> None:
    """Of all funds of the example, also with the entries behind each amount."""
    report = check(ROOT / "ledger" / "main.beancount")
    found = material_of(report, {code: f"Naam{code}" for code in report.books.rings})
    funds = found.register.funds
    assert len(funds) == 6
    codes = re.compile(rf"(?<!\w)(?:{'|'.join(report.books.rings)})(?!\w)|Naam")
    for fund in funds.values():
        paper = explained(account(found, fund))
        for form, text in renderings(paper, language).items():
            assert not codes.search(text), (fund.name, form)


def test_small_groups_are_withheld_everywhere(tmp_path: Path) -> None:
    """Two members are too few to be counted at all."""
    paper = made(tmp_path)
    counts = {row[1] for row in rows(paper, "outcomes")}
    assert counts == {"? withheld: fewer than 5 people, or what would tell how many"}


MORE = """\
2025-06-01 * "School" "Another course"
  Expenses:Funds:Cordaid2025:Training  230.00 EUR
  Assets:Bank

"""
BACK = """\
2025-12-30 * "Cordaid" "What is left goes back"
  Income:Funds:Cordaid2025   180.00 EUR
  Assets:Bank

"""


@pytest.mark.parametrize(
    ("ledger", "granted", "told"),
    [
        (
            CLOSED, "1000.00",
            {"granted": "1000.00", "spent": "820.00", "unspent": "180.00",
             "to_receive": "20.00"},
        ),
        (
            CLOSED.replace(" 800.00 EUR", " 1000.00 EUR"), "1000.00",
            {"granted": "1000.00", "spent": "820.00", "unspent": "180.00",
             "left": "180.00"},
        ),
        (
            CLOSED.replace(" 800.00 EUR", " 1000.00 EUR") + BACK, "1000.00",
            {"granted": "1000.00", "spent": "820.00", "unspent": "180.00"},
        ),
        (
            CLOSED + MORE, "1000.00",
            {"granted": "1000.00", "spent": "1050.00", "unspent": "50.00",
             "to_receive": "200.00"},
        ),
        (
            CLOSED, "",
            {"spent": "820.00", "granted": "? the register does not say",
             "to_receive": "20.00"},
        ),
    ],
)  # fmt: skip
def test_the_first_figures_add_up(
    tmp_path: Path, ledger: str, granted: str, told: dict[str, str]
) -> None:
    """Granted is spent and not spent; the settlement says the same further down."""
    fund = FUND if granted else FUND.replace("    amount: 1000.00\n", "")
    paper = made(tmp_path, ledger, fund)
    answer, settled = facts(paper, "answer"), facts(paper, "settlement")
    assert answer == told
    assert {k: v for k, v in answer.items() if k != "unspent"}.items() <= (
        settled.items()
    )


def test_what_the_check_finds_of_another_fund_stays_there(tmp_path: Path) -> None:
    """Its amount, its name and whose it was are no business of this funder."""
    other = """\
2025-06-01 * "L02 Bakery" "Flour"
  Expenses:Funds:City2025:Growth  900.00 EUR
  Assets:Bank

"""
    city = FUND.replace(
        "  City2025: {}\n", "  City2025: {funder: The city, amount: 1.00}\n"
    ).replace("      City2025: {amount: 40.00}\n", "")
    found = material(tmp_path, YEAR + other, city)
    codes = {one.code for one in found.judgement.verdict.findings}
    assert "FN01" in codes
    funds = found.register.funds
    assert not any("finding" in one for one in notices(account(found, funds[MINE])))
    assert any("finding" in one for one in notices(account(found, funds["City2025"])))
    text = text_of(explained(account(found, funds[MINE])))
    for word in ("City2025", "The city", "L02", "Bakery", "Flour"):
        assert word not in text, word
    assert "other funds" in text
    assert "paid by another fund" in text


MINE = "Cordaid2025"


def test_a_purpose_that_names_a_member_is_not_told(tmp_path: Path) -> None:
    """A line of the budget is called as the funder calls it, whatever that is."""
    fund = FUND.replace("Courses:", "Courses as at City2025:")
    named = """\
2025-06-01 * "Shop" "A saw"
  Expenses:Funds:Cordaid2025:L02  90.00 EUR
  Assets:Bank

"""
    found = [row[0] for row in rows(made(tmp_path, YEAR + named, fund), "costs")]
    assert found[0] == "Courses as at City2025"
    assert "no purpose given" in found
    assert "L02" not in found
