"""Work of an earlier period that is invoiced later: it is told, and never vanishes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reports.municipality.conftest import material_in, register, rows, said
from tests.reports.municipality.test_paper import notices, table
from tests.reports.papers.support import period

from paraplu.base.language import Language
from paraplu.reports.papers.blocks import Table
from paraplu.reports.papers.municipality.paper import papers

if TYPE_CHECKING:
    from tests.reports.municipality.conftest import Books

    from paraplu.reports.papers.model import Paper

END = dt.date(2026, 12, 31)
SENT = "[{period: 2026-Q1, sent: 2026-04-20}]"

LATE = """\
2026-02-10 * "Customer" "Chairs" ^F1
  delivered: 2026-02-08
  Assets:Members:L01:Receivable             200.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR

2026-05-12 * "Customer" "Tables" ^F2
  delivered: 2026-03-20
  Assets:Members:L01:Receivable             300.00 EUR
  Income:Members:L01:Sales                 -300.00 EUR

2026-06-12 * "Customer" "A bench" ^F3
  delivered: 2026-06-11
  Assets:Members:L01:Receivable              50.00 EUR
  Income:Members:L01:Sales                  -50.00 EUR

2026-07-01 * "Later"
  Assets:Bank                                 1.00 EUR
  Income:Coop
"""


def paper_of(folder: Path, of: str, members: str) -> Paper:
    material = material_in(folder, LATE, members, today=END)
    (paper,) = papers(material, period(of), ["L01"])
    return paper


def test_the_report_in_which_the_invoice_came_tells_of_it(books: Books) -> None:
    report = books.report(
        LATE, register("work_month", filed=SENT), period="2026-Q2", today=END
    )
    assert rows(report.turnover) == ["2026-06-11 50.00 0.00"]
    (change,) = report.changes
    assert said(change.period, change.net, change.sent) == "2026-Q1 300.00 2026-04-20"
    assert [str(one.day) for one in change.counted] == ["2026-03-20"]


def test_the_report_of_that_period_is_a_correction(books: Books) -> None:
    report = books.report(
        LATE, register("work_month", filed=SENT), period="2026-Q1", today=END
    )
    assert report.head.status == "corrected"
    assert rows(report.turnover) == ["2026-02-08 200.00 0.00", "2026-03-20 300.00 0.00"]
    assert [said(one.day, one.net) for one in report.added] == ["2026-03-20 300.00"]
    assert report.changes == ()


def test_invoiced_in_time_changes_nothing(books: Books) -> None:
    """An invoice of April for work in March is of the first quarter, sent after it."""
    in_time = LATE.replace("2026-05-12 *", "2026-04-14 *")
    members = register("work_month", filed=SENT)
    first = books.report(in_time, members, period="2026-Q1", today=END)
    assert first.added == ()
    second = books.report(in_time, members, period="2026-Q2", today=END)
    assert second.changes == ()
    # As long as it is not said when that report was sent, it may not have been in it.
    unsent = books.report(in_time, register("work_month"), period="2026-Q2", today=END)
    assert [said(one.period, one.net) for one in unsent.changes] == ["2026-Q1 300.00"]
    for basis in ("invoice", "receipt"):
        report = books.report(LATE, register(basis), period="2026-Q2", today=END)
        assert report.changes == ()


def test_the_paper_says_which_period_changed_and_by_how_much(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, "2026-Q2", register("work_month", filed=SENT))
    assert (
        "The turnover of 2026-Q1 changed by 300.00, by invoices that came in late."
        in notices(paper)
    )
    assert table(paper, "earlier") == [
        "Tables | 2026-03 | 300.00 | 2026-05-12 | F2",
        "Change of 2026-Q1 | - | 300.00 | - | -",
    ]
    (late,) = [b for b in paper.blocks() if isinstance(b, Table) and b.key == "earlier"]
    assert [Language("en").render(note) for note in late.notes] == [
        (
            "The report on 2026-Q1 was handed in on 20 April 2026. Make it again, so "
            "that it has this in it."
        ),
        "These amounts are not in the turnover of this report.",
    ]


def test_the_corrected_paper_says_what_is_new_in_it(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, "2026-Q1", register("work_month", filed=SENT))
    assert table(paper, "added") == [
        "Tables | 2026-03 | 300.00 | 2026-05-12 | F2",
        "Together | - | 300.00 | - | -",
    ]


def test_a_new_agreement_leaves_no_work_out(books: Books) -> None:
    """By the invoice until June, by the work from July: June's work of July counts."""
    agreement = (
        "[{attribution: invoice, thermometer_spending: income}, "
        "{from: 2026-07-01, attribution: work_month, thermometer_spending: income}]"
    )
    ledger = """\
2026-07-05 * "Customer" "Work of June" ^F1
  delivered: 2026-06-20
  Assets:Members:L01:Receivable             100.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR

2026-07-06 * "Customer" "Work of July" ^F2
  delivered: 2026-07-02
  Assets:Members:L01:Receivable             200.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
"""
    members = register(agreement=agreement)
    assert rows(books.report(ledger, members, period="2026", today=END).turnover) == [
        *("2026-07-02 200.00 0.00", "2026-07-05 100.00 0.00"),
    ]
    # The other way about: what the old agreement has counted counts no second time.
    back = agreement.replace("invoice", "x").replace("work_month", "invoice")
    members = register(agreement=back.replace("x", "work_month"))
    june = ledger.replace("2026-07-05 *", "2026-06-25 *")
    assert rows(books.report(june, members, period="2026", today=END).turnover) == [
        *("2026-06-20 100.00 0.00", "2026-07-06 200.00 0"),
    ]
