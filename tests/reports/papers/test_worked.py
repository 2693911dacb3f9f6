"""Hours on papers: those of a period, open where nobody kept them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.support import MEMBERS, report_on

from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.state import state_of_books
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.papers.worked import (
    NOT_KEPT,
    WorkedHours,
    help_in,
    worked_in,
)
from paraplu.reports.span import Span

HEAD = "date,member,for,minutes,what,kind,evidence,agreed\n"
FILES = {
    "hours/2025/L01-2025-02.csv": HEAD + "2025-02-28,L01,,100,a,direct,,\n",
    "hours/2025/L01-2025-03.csv": HEAD
    + "2025-03-01,L01,,50,a,direct,,\n2025-03-12,L01,L02,30,b,help,,\n"
    + "2025-03-31,L01,,7,later than the books,direct,,\n",
}
SALE = """\
2025-03-20 * "Market" "Chair"
  Assets:Members:L01:Cash   60.00 EUR
  Income:Members:L01:Sales -60.00 EUR
"""
MARCH = Span(dt.date(2025, 3, 1), dt.date(2025, 3, 31))


def material(folder: Path, files: dict[str, str]) -> Material:
    report = report_on(folder, SALE, members=MEMBERS, files=files)
    invoices = read_invoices(report.books.main.parent, report.register)
    state = state_of_books(report, None, clean=True, version="1.2.3")
    return Material(report, invoices, state)


def test_hours_of_a_period(tmp_path: Path) -> None:
    made = material(tmp_path, FILES)
    # The week of 28 February is whole; the day after the books is not there yet.
    assert worked_in(made, "L01", MARCH) == WorkedHours(80, 180, 150, 80 // 3)
    assert worked_in(made, "L02", MARCH) == WorkedHours(0, 0, 0, 0)
    assert help_in(made, MARCH) == 30
    january = Span(dt.date(2025, 1, 1), dt.date(2025, 1, 31))
    assert worked_in(made, "L01", january) == NOT_KEPT
    assert help_in(made, january) == NOT_KEPT


def test_without_hours_they_stay_open(tmp_path: Path) -> None:
    assert worked_in(material(tmp_path, {}), "L01", MARCH) == NOT_KEPT


def test_what_cannot_be_read_is_no_figure(tmp_path: Path) -> None:
    bad = {name: text.replace("30,b", "x,b") for name, text in FILES.items()}
    made = material(tmp_path, bad)
    assert isinstance(worked_in(made, "L01", MARCH), NotKnown)
    assert isinstance(worked_in(made, "L02", MARCH), WorkedHours)
