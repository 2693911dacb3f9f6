"""The report as a paper: what it says, what it leaves open, and whom it leaves out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.municipality.conftest import FILES, LEDGER, material_in, register
from tests.reports.papers.support import csv_values, material_of, period
from tests.reports.papers.test_no_other_member import in_text, others, payees
from tests.test_floors import ROOT

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.rendering.as_csv import as_csv
from paraplu.rendering.as_json import as_json
from paraplu.rendering.html import as_html
from paraplu.reports.papers.blocks import Facts, Table
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.held import held
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.model import Paper, Status
from paraplu.reports.papers.municipality.paper import papers
from paraplu.reports.papers.values import Figure, NotKnown, plain
from paraplu_cli.report.as_text import as_text
from paraplu_cli.screen import Screen

EN = Language("en")
DAYS = "2026-01-20 | 2026-01-20 | 2026-01-20"
ARTICLE = "Participatiewet art. 31 lid 2 onder n"
TEXT = "MinBZK/regelrecht-corpus: wet/participatiewet/2026-01-01"
PERIODS = ("2025", "2026-Q1", "2026-Q3", "2026-10")


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


def paper_in(
    folder: Path,
    ledger: str = LEDGER,
    members: str = "",
    *,
    of: str = "2026-Q1",
    member: str = "L01",
) -> Paper:
    """Return the report on small books."""
    material = material_in(
        folder,
        ledger,
        members or register(),
        today=dt.date(2026, 6, 30),
        files=FILES,
    )
    (paper,) = papers(material, period(of), [member])
    return paper


def table(paper: Paper, key: str) -> list[str]:
    """Return the rows of a table in words, with what is open."""
    (found,) = [b for b in paper.blocks() if isinstance(b, Table) and b.key == key]
    return [" | ".join(map(said, row.cells)) for row in found.rows]


def facts(paper: Paper, key: str) -> dict[str, str]:
    """Return facts by their keys."""
    (found,) = [b for b in paper.blocks() if isinstance(b, Facts) and b.key == key]
    return {fact.key: said(fact.value) for fact in found.facts}


def said(cell: object) -> str:
    value = plain(cell)  # type: ignore[arg-type]
    if isinstance(value, NotKnown):
        return f"open: {EN.render(value.reason)}"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "-" if value in (None, "") else EN.value(value)


def notices(paper: Paper) -> list[str]:
    return [EN.render(notice) for notice in paper.notices]


def test_the_answer_and_the_basis(tmp_path: Path) -> None:
    paper = paper_in(tmp_path)
    assert paper.name == "municipality-L01-2026-Q1"
    assert paper.status is Status.FINAL
    assert EN.render(paper.whom) == "for Hulst, client manager K2"
    assert facts(paper, "answer") == {
        "turnover": "300.00",
        "costs": "175.00",
        "result": "85.00",
        "left": "575.00",
    }
    assert facts(paper, "footing") == {
        "member": "L01",
        "trade_name": "Tweede Leven Meubels",
        "municipality": "Hulst",
        "manager-1": "K1",
        "manager-2": "K2",
        "agreement": "open: the register does not say it (`reference:`)",
        "attribution": "the month of the invoice",
        "spending": "no, it is not income",
        "vat": "VAT is charged",
        "due": "2026-04-30",
    }


def test_the_tables(tmp_path: Path) -> None:
    paper = paper_in(
        tmp_path,
        members=register(exemptions="[{kind: n, from: 2026-01, reference: b 9}]"),
    )
    assert table(paper, "sales") == [
        f"Market | 2026-01 | 300.00 | 0.00 | 300.00 | {DAYS} | - | without an invoice",
        "Together | - | 300.00 | 0.00 | 300.00 | - | - | - | - | -",
    ]
    assert table(paper, "costs") == [
        "Phone | 170.00 | 0.00 | 300.00 | 130.00 | - | 2",
        "Post | 5.00 | 0.00 | - | - | - | 1",
        "Together | 175.00 | 0.00 | - | - | - | 3",
    ]
    assert table(paper, "uses") == [
        "equipment | 250.00 | 0.00 | - | - | bestuur 2026-02-01 | 1",
        "training: Welding | 60.00 | 0.00 | - | - | - | 1",
        "Together | 310.00 | 0.00 | - | - | - | 2",
    ]
    assert table(paper, "result") == [
        "Turnover that counts in the period | 300.00",
        "Costs | -175.00",
        "Contribution to the cooperative | -40.00",
        "Result | 85.00",
        "Used for growth | -250.00",
        "Used for training | -60.00",
        "Set off by the municipality | 0.00",
        "Kept in the thermometer | -225.00",
    ]
    assert table(paper, "months") == [
        "2026-01 | 220.00 | 0.00 | 0.00 | 220.00 | 55.00 | 165.00 | n | 1",
        "2026-02 | -90.00 | 250.00 | 0.00 | 0.00 | 0.00 | 0.00 | n | 1",
        "2026-03 | -45.00 | 60.00 | 0.00 | 0.00 | 0.00 | 0.00 | n | 1",
        "Together | 85.00 | 310.00 | 0.00 | 220.00 | 55.00 | 165.00 | - | -",
    ]
    assert table(paper, "law") == [
        f"{ARTICLE} | 25.00 | 285.00 | 2026-01-01 | 6 months | b 9 | {TEXT} | yes"
    ]
    assert table(paper, "permissions") == ["besluit 1 | 2025-01-01 | 2026-03-31"]
    assert facts(paper, "hours") == dict.fromkeys(
        ("period", "year", "week"), "open: hours are not kept in these books"
    )
    assert facts(paper, "evidence") == {"with": "2", "without": "2", "small": "1"}


def test_the_thermometer_is_one_column_that_adds_up(tmp_path: Path) -> None:
    rows = table(paper_in(tmp_path), "thermometer")
    *amounts, left = [Decimal(row.split(" | ")[1]) for row in rows]
    assert sum(amounts) == left == 575


def test_what_has_to_be_known_first(tmp_path: Path) -> None:
    ends = "The permission ends on 31 March 2026; it has to be renewed to go on."
    errors = "The books have 4 errors about this member, so the amounts may change."
    assert notices(paper_in(tmp_path)) == [errors, ends]
    corrected = register(filed="[{period: 2026-Q1, sent: 2026-04-20}]")
    paper = paper_in(tmp_path, members=corrected)
    assert paper.status is Status.CORRECTED
    assert notices(paper)[0] == (
        "It takes the place of the report that was handed in on 20 April 2026."
    )
    whole = paper_in(tmp_path, of="2026")
    assert notices(whole)[0] == (
        "The books go to 30 June 2026. What happened after that is not in it."
    )


def test_a_report_on_nothing(tmp_path: Path) -> None:
    paper = paper_in(tmp_path, of="2025-Q2", member="L03")
    assert EN.render(paper.whom) == "for the municipality"
    assert notices(paper) == [
        "Nothing was sold and nothing was spent in quarter 2 of 2025."
    ]
    assert table(paper, "sales") == table(paper, "costs") == []
    assert facts(paper, "footing")["agreement"] == (
        "open: the register has no agreement with a municipality"
    )
    assert [row.split(" | ")[1] for row in table(paper, "months")] == [
        "open: the register has no agreement with a municipality for this month"
    ] * 4
    assert table(paper, "law") == []


def test_the_end_of_an_exemption_is_told(tmp_path: Path) -> None:
    used = register(exemptions="[{kind: n, from: 2025-09, used: 3}]")
    assert "5 of the 6 months of exemption n have been used." in notices(
        paper_in(tmp_path, members=used)
    )
    over = register(exemptions="[{kind: n, from: 2025-09, used: 6}]")
    assert "The term of exemption n has ended." in notices(
        paper_in(tmp_path, members=over)
    )


def test_what_cannot_be_placed_stays_open(tmp_path: Path) -> None:
    ledger = LEDGER.replace(
        '2026-01-20 * "Market"\n  Assets:Bank      ',
        '2026-01-20 * "Customer" "Chairs" ^F1\n  Assets:Members:L01:Receivable',
    )
    assert ledger != LEDGER
    paper = paper_in(tmp_path, ledger, register("work_month"))
    assert paper.status is Status.PROVISIONAL
    assert table(paper, "open_sales") == ["Chairs | F1 | 2026-01-20 | 300.00"]
    assert table(paper, "result")[0].startswith(
        "Turnover that counts in the period | open: of 1 sale the day of the work"
    )
    assert table(paper, "months")[-1].startswith("Together | open: of 1 sale")
    assert notices(paper)[0].startswith("Turnover is open: of 1 sale the day")


def test_turnover_that_counts_elsewhere_is_explained(tmp_path: Path) -> None:
    ledger = LEDGER.replace(
        '2026-01-20 * "Market"\n', '2026-01-20 * "Market"\n  delivered: 2025-12-30\n'
    )
    paper = paper_in(tmp_path, ledger, register("work_month"))
    (result,) = [
        b for b in paper.blocks() if isinstance(b, Table) and b.key == "result"
    ]
    (note,) = [EN.render(note) for note in result.notes]
    assert note == (
        "By the days of the entries the turnover is 300.00. The agreement counts it by "
        "other days."
    )


def test_under_the_scheme_for_small_businesses_there_is_one_amount(
    tmp_path: Path,
) -> None:
    paper = paper_in(tmp_path, members=register(scheme="kor"))
    (sales,) = [b for b in paper.blocks() if isinstance(b, Table) and b.key == "sales"]
    kinds = [column.key for column in sales.columns if column.kind == "money"]
    assert kinds == ["net"]
    assert table(paper, "sales")[-1].startswith("Together | - | 300.00 | -")


def test_estimates_have_a_table(tmp_path: Path) -> None:
    estimates = "[{month: 2026-01, income: 200.00, sent: 2025-12-20}]"
    paper = paper_in(tmp_path, members=register(estimates=estimates))
    assert table(paper, "estimates") == [
        "2026-01 | 2025-12-20 | 200.00 | 220.00 | 20.00"
    ]
    assert not any(b.key == "estimates" for b in paper_in(tmp_path).blocks())


@pytest.mark.parametrize("of", PERIODS)
def test_the_parts_add_up_to_their_figure(example: Material, of: str) -> None:
    figures = [
        one.cell
        for paper in papers(example, period(of))
        for block in paper.blocks()
        for one in held(block)
        if isinstance(one.cell, Figure) and one.cell.parts
    ]
    assert len(figures) > 20
    for figure in figures:
        assert sum(part.amount for part in figure.parts) == figure.value


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@pytest.mark.parametrize("of", PERIODS)
def test_nobody_else_is_in_a_report_of_the_example(example: Material, of: str) -> None:
    made = list(papers(example, period(of)))
    assert made
    for paper in made:
        words = others(example, paper.subject) | payees(example, paper.subject)
        for text in texts(explained(paper)):
            assert in_text(words, text.replace(paper.issuer.name, "")) == []


SHARED = """\
2026-02-03 * "L02" "Website by L02"
  receipt: "documents/L02-website.txt"
  approved: "L03 2026-02-01"
  Expenses:Members:L01:Growth                60.00 EUR
  Expenses:Members:L02:Growth                60.00 EUR
  Assets:Bank                              -120.00 EUR

2026-03-04 * "DIY" "Screws, told by L03"
  Expenses:Members:L01:Costs                 11.00 EUR
  Assets:Bank                               -11.00 EUR
"""


def test_a_shared_purchase_names_nobody_else(tmp_path: Path) -> None:
    material = material_in(
        tmp_path,
        SHARED,
        register(),
        today=dt.date(2026, 6, 30),
        files={"documents/L02-website.txt": "Two websites"},
    )
    (paper,) = papers(material, period("2026-Q1"), ["L01"])
    for text in texts(explained(paper)):
        assert in_text({"L02", "L03"}, text) == []
    assert table(paper, "uses")[0] == "growth | 60.00 | 0.00 | - | - | 2026-02-01 | 1"
    assert "shared with others | 60.00" in table(paper, "documents")[0]


def texts(paper: Paper) -> list[str]:
    """Return a paper in all forms but the page, whose text is that of the screen."""
    dutch = Language("nl")
    return [
        as_text(paper, Screen(dutch)),
        as_html(paper, dutch),
        as_csv(paper, dutch),
        as_json(paper, dutch),
    ]


def test_programs_find_it_by_keys(tmp_path: Path) -> None:
    values = csv_values(as_csv(paper_in(tmp_path), EN))
    assert values["answer", "turnover", "value"] == "300.00"
    assert values["months", "2026-01", "to_set_off"] == "220.00"
    assert values["hours", "period", "value"] == ""
    assert values["hours", "period", "value.reason"] == (
        "hours are not kept in these books"
    )


def test_a_name_is_there_only_if_it_was_asked_for(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER, register(), files=FILES)
    named = material_of(material.judgement, {"L01": "Jan Modaal"})  # type: ignore[arg-type]
    abouts = [
        next(iter(papers(one, period("2026-Q1"), ["L01"]))).about
        for one in (material, named)
    ]
    assert abouts == ["Tweede Leven Meubels", "Jan Modaal · Tweede Leven Meubels"]


IN_PARTS = """\
2026-01-20 * "Customer" "Chairs" ^F1
  delivered: 2025-12-30
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR

2026-02-02 * "Customer" "Half of it" ^F1
  Assets:Bank                                60.50 EUR
  Assets:Members:L01:Receivable             -60.50 EUR

2026-03-03 * "Market" "A stall of two"
  Assets:Bank                               230.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Income:Members:L03:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR
  Liabilities:VAT:Low                        -9.00 EUR
"""


def test_parts_and_vat_that_cannot_be_told(tmp_path: Path) -> None:
    paper = paper_in(tmp_path, IN_PARTS, register("receipt"))
    vat = "open: VAT of several members is in one entry"
    first, second, total = table(paper, "sales")
    assert first == (
        "Chairs (a part) | 2026-02 | 50.00 | 10.50 | 60.50 | 2025-12-30 | 2026-01-20"
        " | 2026-02-02 | F1 | not in these books"
    )
    assert second == (
        f"sale | 2026-03 | 100.00 | {vat} | {vat} | 2026-03-03 | 2026-03-03"
        " | 2026-03-03 | - | without an invoice"
    )
    apart = "open: VAT of several members is in one entry, and cannot be told apart"
    assert total == f"Together | - | 150.00 | {apart} | {apart} | - | - | - | - | -"
