"""What the paper says in words fits what its tables say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.reports.municipality.conftest import LEDGER, material_in, register
from tests.reports.municipality.test_paper import facts, notices, table
from tests.reports.papers.support import period

from paraplu.base.language import Language
from paraplu.reports.papers.blocks import Table
from paraplu.reports.papers.model import Paper
from paraplu.reports.papers.municipality.paper import papers
from paraplu_cli.report.as_text import as_text
from paraplu_cli.screen import Screen

EN = Language("en")
END = dt.date(2027, 6, 30)
NONE_DECIDED = "No exemption was decided for these months."


def paper_of(folder: Path, members: str, *, of: str, ledger: str = LEDGER) -> Paper:
    material = material_in(folder, ledger, members, today=END)
    (paper,) = papers(material, period(of), ["L01"])
    return paper


def instead(paper: Paper, key: str) -> str:
    """Return what is said in place of the rows of a table, empty where it has some."""
    (found,) = [b for b in paper.blocks() if isinstance(b, Table) and b.key == key]
    return "" if found.rows or found.empty is None else EN.render(found.empty)


def test_none_decided_is_said_where_none_was(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, register(), of="2026-Q1")
    assert instead(paper, "law") == NONE_DECIDED
    # In half a month there is nothing to work out, whatever was decided.
    part = paper_of(tmp_path, register(), of="2026-01-03..2026-01-20")
    assert instead(part, "law") == "There is no whole month to work out."


@pytest.mark.parametrize(
    ("exemptions", "agreement", "of", "why"),
    [
        # No agreement, so no income that counts.
        (
            "[{kind: n, from: 2026-01, reference: b 9}]",
            "[]",
            "2026-Q1",
            "the register has no agreement with a municipality for this month",
        ),
        # The maximum of 2025 is not known.
        ("[{kind: n, from: 2025-12, reference: b 9}]", "", "2025-12", "“maximum in a"),
        # It is law no more.
        ("[{kind: n, from: 2026-12, reference: b 9}]", "", "2027-01", "ends on 2026-"),
        # It is no law yet.
        (
            "[{kind: 34a-a, from: 2026-10, reference: b 9}]",
            "",
            "2026-11",
            "counts from",
        ),
    ],
)
def test_a_decision_that_gives_no_amount_is_there_all_the_same(
    tmp_path: Path, exemptions: str, agreement: str, of: str, why: str
) -> None:
    members = register(exemptions=exemptions, agreement=agreement)
    paper = paper_of(tmp_path, members, of=of)
    (row,) = table(paper, "law")
    assert why in row
    assert "| b 9 |" in row


def test_no_turnover_is_not_said_where_some_may_count(tmp_path: Path) -> None:
    sold = """\
2026-03-05 * "Customer" "Tables" ^A
  Assets:Members:L01:Receivable             100.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
"""
    paper = paper_of(tmp_path, register("work_month"), of="2026-Q1", ledger=sold)
    assert "it sure that it counts here" in instead(paper, "sales")
    paper = paper_of(tmp_path, register("invoice"), of="2026-Q2", ledger=sold)
    assert instead(paper, "sales") == "No turnover."


NOTHING = "Nothing was sold and nothing was spent in quarter 1 of 2026."


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("", [NOTHING]),
        # The work was of before, so no turnover counts; yet something was sold.
        (
            (
                '2026-02-01 * "Customer" "Tables" ^A\n'
                "  delivered: 2025-12-20\n"
                "  Assets:Members:L01:Receivable             100.00 EUR\n"
                "  Income:Members:L01:Sales                 -100.00 EUR\n"
            ),
            [],
        ),
        # A down payment is no turnover.
        (
            (
                '2026-02-01 * "Customer" "Down payment"\n'
                "  Assets:Bank                               100.00 EUR\n"
                "  Liabilities:Members:L01:Deposit          -100.00 EUR\n"
            ),
            [],
        ),
        (
            (
                '2026-02-01 * "Contribution"\n'
                "  Expenses:Members:L01:Contribution          40.00 EUR\n"
                "  Income:Coop:Contribution                  -40.00 EUR\n"
            ),
            [],
        ),
        # What another member does is no business of this report.
        (
            (
                '2026-02-01 * "Market"\n'
                "  Assets:Bank                               100.00 EUR\n"
                "  Income:Members:L03:Sales                 -100.00 EUR\n"
            ),
            [NOTHING],
        ),
    ],
)
def test_nothing_happened_is_said_where_nothing_did(
    tmp_path: Path, entry: str, said: list[str]
) -> None:
    later = '2027-01-01 * "Later"\n  Assets:Bank  1.00 EUR\n  Income:Coop\n'
    ledger = f"{entry}\n{later}"
    paper = paper_of(tmp_path, register("work_month"), of="2026-Q1", ledger=ledger)
    assert [one for one in notices(paper) if one == NOTHING] == said


def test_hours_are_not_forgotten_where_nothing_was_sold(tmp_path: Path) -> None:
    """The municipality asks for them, and so nothing is no word for that quarter."""
    folder = tmp_path / "ledger" / "hours" / "2026"
    folder.mkdir(parents=True)
    (folder / "L01-2026-02.csv").write_text(
        "date,member,for,minutes,what,kind,evidence,agreed\n"
        "2026-02-02,L01,,90,a design,direct,,\n"
    )
    later = '2027-01-01 * "Later"\n  Assets:Bank  1.00 EUR\n  Income:Coop\n'
    paper = paper_of(tmp_path, register(), of="2026-Q1", ledger=later)
    told = [one for one in notices(paper) if one.startswith(NOTHING)]
    assert told == [f"{NOTHING} There was work, of 1 h 30 min."]


def test_a_permission_that_ended_is_not_about_to(tmp_path: Path) -> None:
    ended = "The permission ended on 31 March 2026; it has to be renewed to go on."
    assert ended in notices(paper_of(tmp_path, register(), of="2026-Q2"))
    ends = ended.replace("ended", "ends")
    assert ends in notices(paper_of(tmp_path, register(), of="2026-Q1"))


def test_agreements_of_the_period_are_all_told(tmp_path: Path) -> None:
    agreement = (
        "[{attribution: invoice, thermometer_spending: income, reference: a 1}, "
        "{from: 2026-02-01, attribution: receipt, tax_forfait: 18%, reference: a 2}]"
    )
    paper = paper_of(tmp_path, register(agreement=agreement), of="2026-Q1")
    told = facts(paper, "footing")
    assert [told["agreement"], told["agreement-2"]] == ["a 1", "a 2"]
    assert [told["attribution"], told["attribution-2"]] == [
        *("the month of the invoice", "the month in which the money came in"),
    ]
    assert facts(paper, "forfait") == {"forfait": "0.00", "forfait-2": "18.00"}
    later = facts(
        paper_of(tmp_path, register(agreement=agreement), of="2026-Q2"), "footing"
    )
    assert later["agreement"] == "a 2"
    assert "agreement-2" not in later


def test_vat_of_before_the_small_businesses_scheme_is_shown(tmp_path: Path) -> None:
    ledger = """\
2026-01-20 * "Market"
  Assets:Bank                               121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR

2026-02-20 * "Market"
  Assets:Bank                               100.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
"""
    members = register().replace(
        "vat: {scheme: normal}",
        "vat: [{scheme: normal}, {from: 2026-02-01, scheme: kor}]",
    )
    paper = paper_of(tmp_path, members, of="2026-Q1", ledger=ledger)
    assert table(paper, "sales")[-1].startswith(
        "Together | - | 200.00 | 21.00 | 221.00"
    )
    assert facts(paper, "footing")["vat-2"].startswith("small businesses scheme")
    # In a month of the scheme there is one amount.
    paper = paper_of(tmp_path, members, of="2026-02", ledger=ledger)
    assert table(paper, "sales")[-1].startswith("Together | - | 100.00 | - |")


def test_why_a_maximum_is_open_is_told_once(tmp_path: Path) -> None:
    """The amounts of 2025 are in no table: one reason for all months of the quarter."""
    granted = register(exemptions="[{kind: n, from: 2025-01, reference: b 9}]")
    members = granted.replace("2026-01-01", "2025-01-01")
    paper = paper_of(tmp_path, members, of="2025-Q3")
    told = as_text(paper, Screen(EN))
    lines = " ".join(told.split())
    open_from = "[1] What “maximum in a month of exemption n” is from 1 January 2025"
    assert f"{open_from} until" in lines
    months = told[told.index("Month by month") : told.index("The law behind it")]
    assert "open [1]" in months
    assert "[2]" not in months
