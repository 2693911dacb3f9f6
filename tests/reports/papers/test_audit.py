"""The paper of the audit committee: what it compares, lists and leaves open."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.bookkeeping.periods.small import close
from tests.reports.papers.support import material_in, material_of, period, text_of
from tests.reports.papers.whole import (
    audit_of,
    column,
    facts,
    meeting_of,
    notices,
    rows,
)
from tests.support import report_on
from tests.test_floors import ROOT

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.rendering.html import as_html
from paraplu.reports.papers.audit.costs import costs_in
from paraplu.reports.papers.blocks import PaperChart
from paraplu.reports.papers.material import Material

MONEY = """
2025-01-02 * "Founder" "Start"
  Assets:Bank:Main         100.00 EUR
  Equity:Coop

2025-01-03 * "Box"
  Assets:Cash               20.00 EUR
  Assets:Bank:Main

2025-01-04 * "Savings"
  Assets:Bank:Savings       10.00 EUR
  Assets:Bank:Main

2025-02-01 balance Assets:Bank:Main   70.00 EUR
2025-02-01 balance Assets:Cash        19.00 EUR

2025-02-10 * "Gift"
  Assets:Bank:Main           5.00 EUR
  Income:Coop:Gifts

2025-02-20 * "Member's box"
  Assets:Members:L01:Cash    7.00 EUR
  Assets:Bank:Main
"""


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


def test_money_beside_what_was_asserted_of_it(tmp_path: Path) -> None:
    paper = audit_of(material_in(tmp_path, MONEY), "2025-02")
    never = "open: no balance was asserted in this period"
    assert rows(paper, "money") == {
        "Assets:Bank:Main": ["70.00", "68.00", "2025-01-31", "70.00", "0.00", "-2.00"],
        "Assets:Bank:Savings": ["10.00", "10.00", never, never, never, never],
        "Assets:Cash": ["20.00", "20.00", "2025-01-31", "19.00", "1.00", "0.00"],
        "Assets:Members:L01:Cash": ["0", "7.00", never, never, never, never],
        "total": ["100.00", "105.00", "", "", "", ""],
    }


def test_an_account_may_be_asserted_with_others(tmp_path: Path) -> None:
    ledger = f"{MONEY}\n2025-03-01 balance Assets:Bank  78.00 EUR\n"
    paper = audit_of(material_in(tmp_path, ledger), "2025-02")
    elsewhere = "open: it was only asserted together with other accounts"
    assert rows(paper, "money")["Assets:Bank:Savings"][2] == elsewhere


def test_each_count_of_a_cash_box(tmp_path: Path) -> None:
    who = "open: who counted is not kept in these books"
    paper = audit_of(material_in(tmp_path, MONEY), "2025-01")
    assert rows(paper, "counts") == {
        "Assets:Cash-2025-01-31": ["2025-01-31", "19.00", "20.00", "1.00", who]
    }
    assert rows(audit_of(material_in(tmp_path, MONEY), "2025-02"), "counts") == {}


OPEN = """
2025-01-05 * "Customer" "A table" ^F1
  Assets:Members:L01:Receivable    121.00 EUR
  Income:Members:L01:Sales        -100.00 EUR
  Liabilities:VAT                  -21.00 EUR

2025-01-06 * "Customer" "A part of it" ^F1
  Assets:Bank                       21.00 EUR
  Assets:Members:L01:Receivable

2025-01-07 * "Shop" "Bill" ^B7
  Expenses:Coop:Rent                40.00 EUR
  Liabilities:Payable

2025-01-08 * "Shop" "Bill without a number"
  Expenses:Coop:Rent                 5.00 EUR
  Liabilities:Payable

2025-01-09 * "Customer" "In advance" ^D9
  Assets:Bank                       30.00 EUR
  Liabilities:Members:L02:Deposit

2025-01-10 * "Card"
  Assets:Clearing:Cards              8.00 EUR
  Income:Members:L02:Sales

2025-02-01 * "Customer" "Later" ^F1
  Assets:Bank                      100.00 EUR
  Assets:Members:L01:Receivable
"""


def test_what_is_open_ties_to_the_balance(tmp_path: Path) -> None:
    material = material_in(tmp_path, OPEN)
    paper = audit_of(material, "2025-01")
    assert rows(paper, "open") == {
        "Assets:Members:L01:Receivable-F1": [
            *("Members: L01: Receivable", "F1", "2025-01-05", "100.00")
        ],
        "Liabilities:Payable-B7": ["Payable", "B7", "2025-01-07", "-40.00"],
        "Liabilities:Payable-rest": ["Payable", "without a number", "", "-5.00"],
        "Liabilities:Members:L02:Deposit-D9": [
            *("Members: L02: Deposit", "D9", "2025-01-09", "-30.00")
        ],
        "Assets:Clearing:Cards-rest": ["Clearing: Cards", "", "", "8.00"],
        "total": ["", "", "", "33.00"],
    }
    lines = column(meeting_of(material, "2025-01"), "balance", "end")
    assert lines["claims"] == "100.00"
    assert (lines["payable"], lines["deposits"]) == ("45.00", "30.00")


COSTS = """
2025-01-02 * "Founder" "Start"
  Assets:Bank                        1000.00 EUR
  Equity:Coop

2025-01-05 * "Shop" "Wood"
  receipt: "receipts/a wood & more.pdf"
  Expenses:Members:L01:Costs           20.00 EUR
  Assets:VAT                            4.20 EUR
  Assets:Bank

2025-01-06 * "Shop" "Saw"
  receipt: "receipts/gone.pdf"
  approved: "chair, 2025-01-05"
  Assets:Members:L01:Equipment        300.00 EUR
  Assets:Bank

2025-01-07 * "Stamp"
  Expenses:Coop:Postage                 1.00 EUR
  Assets:Bank

2025-01-08 * "Contribution"
  Expenses:Members:L01:Contribution     3.00 EUR
  Income:Coop:Contribution

2025-01-31 * "Written off"
  Expenses:Members:L01:Growth:Depreciation  5.00 EUR
  Assets:Members:L01:Equipment
"""
FILES = {"receipts/a wood & more.pdf": "a receipt"}


def test_all_costs_by_date_with_the_document(tmp_path: Path) -> None:
    material = material_of(report_on(tmp_path, COSTS, files=FILES))
    paper = audit_of(material, "2025")
    assert rows(paper, "costs") == {
        "cost-1": [
            *("Shop · Wood", "Members: L01: Costs", "20.00"),
            "ledger/receipts/a wood & more.pdf",
        ],
        "cost-2": [
            *("Shop · Saw", "Members: L01: Equipment", "300.00"),
            "open: the file is not there",
        ],
        "cost-3": ["Stamp", "Coop: Postage", "1.00", ""],
        "cost-4": [*("Written off", "Members: L01: Growth: Depreciation", "5.00", "")],
        "total": ["Together", "", "326.00", ""],
    }
    assert column(paper, "sample", "approved")["sample-2"] == "chair, 5 January 2025"


def test_a_document_is_one_click_away(tmp_path: Path) -> None:
    material = material_of(report_on(tmp_path, COSTS, files=FILES))
    paper = audit_of(material, "2025")
    html = as_html(paper, Language("en"), "../..")
    page = BeautifulSoup(html, "html.parser")
    links = page.select('table[data-key="costs"] a')
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("a wood & more.pdf", "../../ledger/receipts/a%20wood%20%26%20more.pdf")
    ]


def test_every_document_of_the_example_is_there(example: Material) -> None:
    links = [
        path
        for path in column(audit_of(example, "2025"), "costs", "document").values()
        if path
    ]
    assert len(links) > 200
    for path in links:
        assert (ROOT / path).is_file(), path


SHORT = """
2025-01-02 * "Founder" "Start"
  Assets:Bank                     100.00 EUR
  Income:Members:L01:Sales

2025-01-05 * "Rent"
  Expenses:Coop:Rent               30.00 EUR
  Assets:Bank

2025-01-08 * "More rent"
  Expenses:Coop:Rent               10.00 EUR
  Assets:Bank

2025-01-10 * "Gift"
  Assets:Bank                      50.00 EUR
  Income:Coop:Gifts

2025-01-20 * "Rent"
  Expenses:Coop:Rent               20.00 EUR
  Assets:Bank

2025-01-31 * "End"
  Assets:Bank                      15.00 EUR
  Income:Coop:Gifts
"""


def test_the_cover_day_by_day(tmp_path: Path) -> None:
    paper = audit_of(material_in(tmp_path, SHORT), "2025-01")
    assert rows(paper, "short") == {
        "2025-01-05": ["2025-01-09", "5", "2025-01-08", "40.00"],
        "2025-01-20": ["2025-01-30", "11", "2025-01-20", "10.00"],
    }
    assert facts(paper, "cover")["beside"] == "5.00"
    (chart,) = [one for one in paper.blocks() if isinstance(one, PaperChart)]
    assert len(chart.points) == 30  # from the day the books begin
    assert "The cover was short on 16 days." in Language("en").render(chart.said)


def test_a_year_is_shown_by_its_days_and_more_by_the_worst_of_each_week(
    tmp_path: Path,
) -> None:
    later = '2026-01-05 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    material = material_in(tmp_path, f"{SHORT}\n{later}")
    points = [
        [point.key for point in chart.points]
        for of in ("2025", "2025-01-01..2026-01-05")
        for chart in audit_of(material, of).blocks()
        if isinstance(chart, PaperChart)
    ]
    year, more = points
    assert (year[0], year[-1], len(year)) == ("2025-01-02", "2025-12-31", 364)
    assert more[:3] == ["2025-01-08", "2025-01-09", "2025-01-20"]
    assert len(more) == 53


def test_waivers_and_corrections(tmp_path: Path) -> None:
    ledger = """
2025-01-02 * "Founder" "Start"
  Assets:Bank                     1000.00 EUR
  Equity:Coop

2025-01-05 * "Shop" "Wood"
  waiver: "EV01: the shop gives none"
  Expenses:Members:L01:Costs        20.00 EUR
  Assets:Bank

2025-02-05 * "Shop" "Wood went back"
  Expenses:Members:L01:Costs        -6.00 EUR
  Assets:Bank

2025-02-06 * "Customer" "Chair went back"
  Income:Members:L01:Sales           9.00 EUR
  Assets:Bank
"""
    material = material_in(tmp_path, ledger)
    paper = audit_of(material, "2025-01")
    assert rows(paper, "waivers") == {
        "waiver-1": [
            *("EV01", "L01", "the shop gives none", "1", "ledger/main.beancount:10")
        ]
    }
    assert rows(paper, "corrections") == {}
    paper = audit_of(material, "2025-02")
    assert rows(paper, "waivers") == {}
    assert column(paper, "corrections", "amount") == {
        "correction-1": "6.00",
        "correction-2": "9.00",
    }


def test_the_last_seal_holds_those_before_it(tmp_path: Path) -> None:
    gift = '2025-01-02 * "Gift"\n  Assets:Bank  5 EUR\n  Income:Coop:Gifts\n'
    before = audit_of(material_in(tmp_path, gift), "2025")
    assert facts(before, "checksums")["seals"].startswith("open: no period ")
    main = tmp_path / "ledger" / "main.beancount"
    seal = close(main, "2025-01")
    after = audit_of(material_of(check(main)), "2025")
    assert facts(after, "checksums")["seals"] == (
        "closed up to 31 January 2025; last seal: 2025-01.seal "
        f"{sha256(seal.read_bytes()).hexdigest()}"
    )


def test_checksums_are_whole_and_seals_stay_open(example: Material) -> None:
    paper = audit_of(example, "2025")
    found = facts(paper, "checksums")
    state = example.state
    assert [found[key] for key in ("books", "files", "register", "rules")] == [
        *(state.books, state.files, state.register, state.rules)
    ]
    assert found["seals"] == "open: no period of these books is closed"
    assert found["clean"] == "yes"


def test_a_year_without_entries(tmp_path: Path) -> None:
    later = '2027-01-05 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    paper = audit_of(material_in(tmp_path, f"{SHORT}\n{later}"), "2026")
    assert rows(paper, "costs") == rows(paper, "sample") == rows(paper, "open") == {}
    assert rows(paper, "money")["total"] == ["105.00", "105.00", "", "", "", ""]
    assert "There were no costs in this period." in text_of(paper)


def test_the_first_month_that_is_not_over(tmp_path: Path) -> None:
    ledger = '2025-03-10 * "Gift"\n  Assets:Bank  5 EUR\n  Income:Coop:Gifts\n'
    paper = audit_of(material_in(tmp_path, ledger), "2025")
    assert notices(paper) == [
        "The books go to 10 March 2025. What happened after that is not in it."
    ]
    assert rows(paper, "short") == {}


@pytest.mark.parametrize("of", ["2025", "2026", "2026-Q2"])
def test_the_costs_of_the_example_are_those_of_the_result(
    example: Material, of: str
) -> None:
    """All but contributions and what was set off inside, and equipment on top."""
    span = period(of).span
    costs = costs_in(example, span)
    spent = [
        cost
        for cost in costs
        if cost.account.root is not None and cost.account.root.value == "Expenses"
    ]
    assert len(spent) < len(costs)
    inside = column(meeting_of(example, of), "helped", "amount")["total"]
    result = column(meeting_of(example, of), "result", "year")
    groups = ("wages", "materials", "depreciation", "other_costs", "taxes")
    outside = -sum(Decimal(result[key]) for key in groups)
    charged = sum(
        abs(amount)
        for cost in spent
        for amount in [cost.amount]
        if cost.account.detail[:1] == ("StallRent",) and cost.account.member
    )
    given = sum(cost.amount for cost in spent if "StartCapital" in cost.account.detail)
    total = sum(cost.amount for cost in spent)
    assert total - Decimal(inside) - charged - given == outside


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bill.pdf", None),
        ("bill.JPG", None),
        ("bill.html", "bill.html (a file of kind html: not opened)"),
        ("bill.pdf.exe", "bill.pdf.exe (a file of kind exe: not opened)"),
        ("bill.svg", "bill.svg (a file of kind svg: not opened)"),
        ("bill.xml", "bill.xml (a file of kind xml: not opened)"),
        ("bill", "bill (a file of no known kind: not opened)"),
    ],
)
def test_only_what_shows_itself_is_opened_by_a_click(
    tmp_path: Path, name: str, told: str | None
) -> None:
    """A receipt comes from anybody: what would run is named, and has no link."""
    ledger = COSTS.replace("receipts/a wood & more.pdf", name)
    material = material_of(report_on(tmp_path, ledger, files={name: "x"}))
    paper = audit_of(material, "2025")
    page = BeautifulSoup(as_html(paper, Language("en"), "../.."), "html.parser")
    assert bool(page.select("a")) == (told is None)
    shown = column(paper, "costs", "document")["cost-1"]
    assert shown == (told or f"ledger/{name}")
    assert (told or name) in page.get_text()
