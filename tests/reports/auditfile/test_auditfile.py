"""The audit file: what the official rules ask, and the faults that others make.

The faults are those that users told of other programs (OCA/l10n-netherlands 10, 77, 83,
225, 322, 342, 390 and 411).
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import pyxaf
from lxml import etree
from tests.support import MEMBERS, ROOT, report_on

from paraplu.base.language import Language
from paraplu.base.periods import Period
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.check import check
from paraplu.reports.auditfile import (
    CannotExport,
    Imprint,
    XafVersion,
    auditfile_of,
    write_auditfile,
)
from paraplu.reports.auditfile.accounts import short_name

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.check import Report

MADE = Imprint(dt.date(2026, 11, 30), "1.0")
HEAD = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"
"""
WHO = "{name: Coöperatie De Proeftuin U.A., vat_id: NL001234560B01}"
SMALL = MEMBERS.replace("{name: Coöperatie De Proeftuin U.A.}", WHO)
LARGE = MEMBERS.replace(
    "cooperative: {name: Coöperatie De Proeftuin U.A.}\n",
    """\
cooperative:
  name: Coöperatie De Proeftuin U.A.
  kvk: "12345678"
  vat_id: NL001234560B01
  address: {street: Voorbeeldstraat 1, postcode: 1234 AB, city: Voorbeeldstad}
  banks: [{iban: NL91ABNA0417164300, account: "Assets:Bank"}]
suppliers:
  Timber & Sons: {iban: NL02ABNA0123456789}
""",
)
ACCOUNTS = """\
2024-01-01 open Assets:Bank
  rgs: "BLimBanRba"
2024-01-01 open Assets:Members:L01:Receivable
2024-01-01 open Assets:Members:L02:Stock
2024-01-01 open Equity:Coop
2024-01-01 open Equity:Members:L01:Thermometer
2024-01-01 open Income:Members:L01:Sales
  rgs: "WOmzNod"
2024-01-01 open Income:Members:L02:Sales
  rgs: "WOmzNod"
2024-01-01 open Expenses:Members:L01:Costs:WoodThatIsBoughtAbroadAndCarried
2024-01-01 open Liabilities:Members:L01:Payable
2024-01-01 open Liabilities:VAT
"""
ENTRIES = """\
2024-12-01 * "Own means"
  Assets:Bank                             1,000.00 EUR
  Equity:Coop

2024-12-04 * "Customer" "A table"
  Assets:Bank                               242.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
  Liabilities:VAT                           -42.00 EUR

2024-12-31 * "Closing of 2024, L01"
  Income:Members:L01:Sales                  200.00 EUR
  Equity:Members:L01:Thermometer           -200.00 EUR

2025-01-01 * "Timber & Sons" "Wood\tand <glue>" ^bill-1
  receipt: "timber.pdf"
  Expenses:Members:L01:Costs:WoodThatIsBoughtAbroadAndCarried  10.00 USD @ 0.93345 EUR
  Liabilities:Members:L01:Payable

2025-02-28 * "Timber & Sons" ^bill-1
  Liabilities:Members:L01:Payable             9.3345 EUR
  Assets:Bank                                -9.3345 EUR
    bank-ref: "st-2025-02:4"
    counterparty: "NL02ABNA0123456789"

2025-12-31 * "Customer" "A chair"
  Assets:Bank                               121.00 EUR
    counterparty: "cash at the door"
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT                           -21.00 EUR
"""


def books(folder: Path, ledger: str = ACCOUNTS + ENTRIES, who: str = LARGE) -> Report:
    return report_on(folder, ledger, members=who, head=HEAD)


def written(
    report: Report, year: str = "2025", version: XafVersion = XafVersion.V40
) -> bytes:
    invoices = read_invoices(report.books.main.parent, report.register)
    period = Period.read(year)
    assert period
    made = auditfile_of(report.books, report.register, invoices, period, MADE)
    out = io.BytesIO()
    write_auditfile(made, out, version, Language("nl"))
    return out.getvalue()


def faults(data: bytes) -> list[str]:
    """Return what the official schema and rules find: errors, and warnings too."""
    found = pyxaf.validate(io.BytesIO(data), xsd=True).findings
    return [str(one) for one in found if one.severity >= pyxaf.Severity.WARNING]


def read(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root


def said(root: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in root.iterfind(path)]


@pytest.mark.parametrize("version", XafVersion)
def test_official_rules_find_nothing(tmp_path: Path, version: XafVersion) -> None:
    assert faults(written(books(tmp_path), version=version)) == []


def test_of_the_example_too() -> None:
    report = check(ROOT / "ledger" / "main.beancount")
    assert faults(written(report, "2026")) == []


def test_least_data_is_enough_and_says_a_country(tmp_path: Path) -> None:
    data = written(books(tmp_path, who=SMALL))
    root = read(data)
    assert faults(data) == []
    assert said(root, "company/taxRegistrationCountry") == ["NL"]
    assert said(root, "header/fiscalYear") == ["2025"]
    assert root.find("company/streetAddress") is None


def test_opening_is_the_closing_of_the_year_before_net(tmp_path: Path) -> None:
    report = books(tmp_path)
    root = read(written(report))
    opening = {
        line.findtext("accID"): (line.findtext("amntTp"), line.findtext("amnt"))
        for line in root.iterfind("company/openingBalance/obLine")
    }
    assert opening == {
        "Assets:Bank": ("D", "1242.00"),
        "Equity:Coop": ("C", "1000.00"),
        "Equity:Members:L01:Thermometer": ("C", "200.00"),
        "Liabilities:VAT": ("C", "42.00"),
    }
    totals = ("linesCount", "totalDebit", "totalCredit")
    assert [root.findtext(f"company/openingBalance/{one}") for one in totals] == [
        "4",
        "1242.00",
        "1242.00",
    ]
    after = read(written(books(tmp_path, ACCOUNTS + ENTRIES + LATER), "2026"))
    closing = {name: signed(tp, amount) for name, (tp, amount) in opening.items()}
    for line in root.iterfind(".//trLine"):
        name = line.findtext("accID")
        moved = signed(line.findtext("amntTp"), line.findtext("amnt"))
        closing[name] = closing.get(name, Decimal(0)) + moved
    assert {
        line.findtext("accID"): signed(line.findtext("amntTp"), line.findtext("amnt"))
        for line in after.iterfind("company/openingBalance/obLine")
    } == {name: amount for name, amount in closing.items() if amount}


LATER = """
2026-03-02 * "Customer" "A stool"
  Assets:Bank                                12.10 EUR
  Income:Members:L01:Sales                  -10.00 EUR
  Liabilities:VAT                            -2.10 EUR
"""


def signed(side: str | None, amount: str | None) -> Decimal:
    return Decimal(amount or "") * (1 if side == "D" else -1)


def test_periods_have_no_gap_and_each_day_is_in_its_own(tmp_path: Path) -> None:
    root = read(written(books(tmp_path)))
    periods = {
        one.findtext("periodNumber"): (
            dt.date.fromisoformat(one.findtext("startDatePeriod") or ""),
            dt.date.fromisoformat(one.findtext("endDatePeriod") or ""),
        )
        for one in root.iterfind("company/periods/period")
    }
    assert [*periods] == [str(number) for number in range(1, 13)]
    days = [*periods.values()]
    gaps = [(b[0] - a[1]).days for a, b in pairwise(days)]
    assert gaps == [1] * 11
    entries = [*root.iterfind(".//transaction")]
    assert len(entries) == 3
    for entry in entries:
        first, last = periods[entry.findtext("periodNumber")]
        assert first <= dt.date.fromisoformat(entry.findtext("trDt") or "") <= last


def test_cents_of_lines_come_to_the_totals(tmp_path: Path) -> None:
    thirds = """
2025-03-01 * "Three parts of 10.00"
  Assets:Bank                                10.00 EUR
  Income:Members:L01:Sales                   -3.3333 EUR
  Income:Members:L02:Sales                   -3.3333 EUR
  Liabilities:VAT                            -3.3334 EUR
"""
    data = written(books(tmp_path, ACCOUNTS + ENTRIES + thirds))
    root = read(data)
    lines = [
        signed(line.findtext("amntTp"), line.findtext("amnt"))
        for line in root.iterfind(".//transaction[trDt='2025-03-01']/trLine")
    ]
    assert lines == [Decimal(one) for one in ("10.00", "-3.33", "-3.33", "-3.34")]
    debit = sum(map(Decimal, said(root, ".//trLine[amntTp='D']/amnt")))
    assert said(root, "company/transactions/totalDebit") == [f"{debit}"]
    assert faults(data) == []


def test_accounts_without_a_line_are_listed(tmp_path: Path) -> None:
    root = read(written(books(tmp_path)))
    names = said(root, ".//ledgerAccount/accDesc")
    assert len(names) == ACCOUNTS.count(" open ")
    assert "Assets:Members:L02:Stock" in names


def test_a_bank_account_that_is_none_is_left_out(tmp_path: Path) -> None:
    root = read(written(books(tmp_path)))
    assert said(root, ".//trLine/bankAccNr") == ["NL91ABNA0417164300"] * 2
    assert said(root, ".//trLine/offsetBankAccNr") == ["NL02ABNA0123456789"]


def test_a_code_of_rgs_stands_on_one_account(tmp_path: Path) -> None:
    report = books(tmp_path)
    root = read(written(report))
    assert said(root, ".//RGScode") == ["BLimBanRba", "WOmzNod"]
    invoices = read_invoices(report.books.main.parent, report.register)
    year = Period.read("2025")
    assert year
    made = auditfile_of(report.books, report.register, invoices, year, MADE)
    (remark,) = made.remarks
    assert Language("en").render(remark) == (
        "RGS WOmzNod is on Income:Members:L01:Sales in the audit file, and left out on "
        "Income:Members:L02:Sales: one code may stand on one account only."
    )


def test_a_line_says_whose_it_is_and_what_shows_it(tmp_path: Path) -> None:
    root = read(written(books(tmp_path)))
    entry = root.find(".//journal[jrnID='PURCHASES']/transaction")
    assert entry is not None
    costs, owed = entry.findall("trLine")
    assert entry.findtext("desc") == "Timber & Sons: Wood\tand <glue>"
    text = (HEAD + ACCOUNTS + ENTRIES).split("\n")
    line = text.index('2025-01-01 * "Timber & Sons" "Wood\tand <glue>" ^bill-1') + 1
    place, mark = (entry.findtext("Source") or "").split(" ")
    assert (place, len(mark)) == (f"ledger/main.beancount:{line}", 16)
    assert [costs.findtext(one) for one in ("project", "docRef", "amnt")] == [
        "L01",
        "timber.pdf",
        "9.33",
    ]
    assert costs.findtext("currency/curAmnt") == "10.00"
    assert owed.findtext("custSupID") == "Timber & Sons"


LONG = "Expenses:Members:L01:Costs:WoodThatIsBoughtAbroadAndCarried"


def test_a_long_name_is_cut_in_the_same_way_whatever_is_beside_it(
    tmp_path: Path,
) -> None:
    short = short_name(LONG)
    assert (len(short), short[:26]) == (35, LONG[:26])
    assert short != short_name(LONG + "Home")
    assert short_name(LONG[:35]) == LONG[:35]
    root = read(written(books(tmp_path)))
    assert said(root, f".//ledgerAccount[accDesc='{LONG}']/accID") == [short]
    assert root.find(f".//trLine[accID='{short}']") is not None


def test_a_name_is_kept_where_an_account_was_renamed(tmp_path: Path) -> None:
    renamed = ACCOUNTS.replace(
        "open Equity:Coop\n", 'open Equity:Coop\n  xaf: "Equity:Means"\n'
    )
    root = read(written(books(tmp_path, renamed + ENTRIES)))
    assert said(root, ".//ledgerAccount[accDesc='Equity:Coop']/accID") == [
        "Equity:Means"
    ]


BANK = "2024-01-01 open Assets:Bank\n"
REFUSED = {
    "no code of RGS": (
        ('"BLimBanRba"', '"1000"'),
        "“1000” of Assets:Bank is not a code of RGS, such as BLimBanRba.",
        3,
    ),
    "no name": (
        (BANK, BANK + '  xaf: " bank"\n'),
        "“ bank” cannot be the name of Assets:Bank in an audit file.",
        3,
    ),
    "one name for two": (
        (BANK, BANK + '  xaf: "Equity:Coop"\n'),
        "Assets:Bank and Equity:Coop would both be Equity:Coop in the audit file.",
        8,
    ),
    "no amount": (
        (" 10.00 USD @ 0.93345 EUR\n  Liabilities", " 9.00 USD\n  Liabilities"),
        "This amount has no price in EUR, and an audit file needs one.",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_and_where(case: str, tmp_path: Path) -> None:
    (old, new), why, line = REFUSED[case]
    assert old in ACCOUNTS + ENTRIES
    report = books(tmp_path, (ACCOUNTS + ENTRIES).replace(old, new))
    with pytest.raises(CannotExport) as refused:
        written(report)
    assert Language("en").render(refused.value.message).startswith(why)
    assert refused.value.source
    if line:
        assert refused.value.source.line == line


@pytest.mark.parametrize("key", ["name", "vat_id"])
def test_it_says_whose_it_is(key: str, tmp_path: Path) -> None:
    left = {
        "name": "{vat_id: NL001234560B01}",
        "vat_id": "{name: Coöperatie De Proeftuin U.A.}",
    }
    report = books(tmp_path, who=SMALL.replace(WHO, left[key]))
    with pytest.raises(CannotExport) as refused:
        written(report)
    assert f"Write {key}: under" in Language("en").render(refused.value.message)


def test_an_opening_entry_of_the_first_day_is_the_opening_balance(
    tmp_path: Path,
) -> None:
    opening = """\
2025-01-01 open Assets:Bank
2025-01-01 open Equity:Opening-Balances
2025-01-01 open Equity:Coop

2025-01-01 * "What earlier books left"
  Assets:Bank                               500.00 EUR
  Equity:Opening-Balances

2025-01-02 * "Own means"
  Assets:Bank                                50.00 EUR
  Equity:Coop
"""
    data = written(books(tmp_path, opening))
    root = read(data)
    assert faults(data) == []
    assert said(root, ".//obLine/amnt") == ["500.00", "500.00"]
    assert said(root, ".//transaction/trDt") == ["2025-01-02"]
