"""What the tests of the municipality's report share: small books, and their report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import material_of
from tests.reports.papers.support import period as period_of
from tests.support import HEAD, write_books

from paraplu.check import check
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.municipality.attribution import Turnover
from paraplu.reports.papers.municipality.making import report_of
from paraplu.reports.papers.municipality.report import MunicipalityReport

REGISTER = """\
cooperative: {{name: Coöperatie De Proeftuin U.A., kvk: "12345678"}}
policies:
  - from: 2024-01-01
    receipt_from: 10.00
    caps: {{"Costs:Phone": 300.00, "Training": 500.00}}
vat: {{scheme: {scheme}}}
municipalities:
  Hulst:
    agreement: {agreement}
    filed: {filed}
members:
  L01:
    trade_name: Tweede Leven Meubels
    joined: 2025-01-01
    permission: [{{from: 2025-01-01, until: 2026-03-31, reference: besluit 1}}]
    municipality: [{{name: Hulst, client_manager: K1}},
      {{name: Hulst, client_manager: K2, from: 2026-02-10}}]
    exemptions: {exemptions}
    estimates: {estimates}
  L02:
    joined: 2026-02-01
    left: 2026-02-01
    permission: [{{from: 2026-02-01}}]
    municipality: {{name: Hulst, client_manager: K1}}
  L03:
    joined: 2025-01-01
    permission: [{{from: 2025-01-01}}]
"""
AGREED = "{attribution: %s, thermometer_spending: not_income}"

LEDGER = """\
2025-12-01 * "Before"
  Assets:Bank                               500.00 EUR
  Income:Members:L01:Sales                 -500.00 EUR

2026-01-05 * "Phone company" "Phone"
  receipt: "documents/phone.txt"
  Expenses:Members:L01:Costs:Phone           80.00 EUR
  Assets:Bank                               -80.00 EUR

2026-01-20 * "Market"
  Assets:Bank                               300.00 EUR
  Income:Members:L01:Sales                 -300.00 EUR

2026-02-02 * "Fund" "Start"
  Equity:Coop                               400.00 EUR
  Equity:Members:L01:StartCapital          -400.00 EUR

2026-02-03 * "Shop" "Saw"
  approved: "bestuur 2026-02-01"
  bank-ref: "20260203-001"
  receipt: "documents/saw.txt"
  Assets:Members:L01:Equipment              250.00 EUR
  Assets:Bank                              -250.00 EUR

2026-02-10 * "Phone company" "Phone again"
  Expenses:Members:L01:Costs:Phone           90.00 EUR
  Assets:Bank                               -90.00 EUR

2026-02-28 * "The saw wears"
  Expenses:Members:L01:Growth:Depreciation   10.00 EUR
  Assets:Members:L01:Equipment              -10.00 EUR

2026-03-01 * "Back to the fund"
  Equity:Members:L01:StartCapital           100.00 EUR
  Equity:Coop                              -100.00 EUR

2026-03-05 * "Post" "Stamps"
  Expenses:Members:L01:Costs:Post             5.00 EUR
  Assets:Bank                                -5.00 EUR

2026-03-10 * "School" "Course"
  receipt: "documents/gone.txt"
  Expenses:Members:L01:Training:Welding      60.00 EUR
  Assets:Bank                               -60.00 EUR

2026-03-31 * "Contribution"
  Expenses:Members:L01:Contribution          40.00 EUR
  Income:Coop:Contribution                  -40.00 EUR

2026-04-02 * "Market"
  Assets:Bank                                 7.00 EUR
  Income:Members:L01:Sales                   -7.00 EUR
"""
FILES = {"documents/phone.txt": "Phone 80", "documents/saw.txt": "Saw 250"}


def register(
    attribution: str = "invoice",
    *,
    agreement: str = "",
    scheme: str = "normal",
    filed: str = "[]",
    exemptions: str = "[]",
    estimates: str = "[]",
) -> str:
    """Return a register with one municipality, and what was agreed with it."""
    return REGISTER.format(
        agreement=agreement or AGREED % attribution,
        scheme=scheme,
        filed=filed,
        exemptions=exemptions,
        estimates=estimates,
    )


def rows(turnover: Turnover) -> list[str]:
    """Return day, net and VAT of what counts."""
    return [f"{one.day} {one.net} {one.tax}" for one in turnover.counted]


def said(*values: object) -> str:
    """Return values as a test reads them: amounts with their cents."""
    return " ".join(f"{v:.2f}" if isinstance(v, Decimal) else str(v) for v in values)


def material_in(
    folder: Path,
    ledger: str,
    members: str,
    *,
    today: dt.date | None = None,
    files: Mapping[str, str] | None = None,
) -> Material:
    """Return what reports on these books are made of."""
    main = write_books(folder, ledger, members=members, head=HEAD, files=files)
    judged = check(main, today=today)
    assert judged.register.faults == ()
    return material_of(judged)


class Books:
    """Writes small books into a folder, and reports on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def report(
        self,
        ledger: str,
        members: str = "",
        *,
        period: str = "2026-Q1",
        member: str = "L01",
        today: dt.date | None = dt.date(2026, 6, 30),
        files: Mapping[str, str] | None = None,
    ) -> MunicipalityReport:
        """Return the report of a member."""
        material = material_in(
            self.folder, ledger, members or register(), today=today, files=files
        )
        return report_of(material, member, period_of(period))


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Return the writer of small books in a folder of its own."""
    return Books(tmp_path)
