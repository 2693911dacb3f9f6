"""One answer to which account VAT stands on, whoever books it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.bookkeeping.vat.small import sale
from tests.support import HEAD, MEMBERS, report_on

from paraplu.base.chart import Root
from paraplu.bookkeeping.bank_import import vat as importing
from paraplu.bookkeeping.bank_import.clearing import clearing_of
from paraplu.bookkeeping.vat.accounts import account_of_rate, vat_account
from paraplu.bookkeeping.vat.positions import return_account

GROUP = sale("2025-02-03", "100.00", "21.00")


@pytest.mark.parametrize(
    ("chart", "opened", "high", "returns"),
    [
        ("en", "", "Liabilities:VAT:High", "Liabilities:VAT:Return"),
        ("nl", "", "Liabilities:Btw:Hoog", "Liabilities:Btw:Aangifte"),
        ("{VAT: Btw}", "", "Liabilities:Btw:Hoog", "Liabilities:Btw:Aangifte"),
        ("{VAT: Tax}", "", "Liabilities:Tax:High", "Liabilities:Tax:Return"),
        (
            "{VAT: Btw}",
            "Liabilities:Btw:High Liabilities:Btw:Return",
            "Liabilities:Btw:High",
            "Liabilities:Btw:Return",
        ),
        (
            "en",
            "Liabilities:VAT:Hoog Liabilities:VAT:High",
            "Liabilities:VAT:High",
            "Liabilities:VAT:Return",
        ),
    ],
)
def test_imports_invoices_and_returns_agree(
    chart: str, opened: str, high: str, returns: str, tmp_path: Path
) -> None:
    members = f"chart: {chart}\n{MEMBERS}"
    lines = [f"2025-01-01 open {name}\n" for name in opened.split()]
    head = HEAD.replace('plugin "beancount.plugins.auto_accounts"\n', "")
    report = report_on(tmp_path, "".join(lines), members=members, head=head)
    books, register = report.books, report.register
    day = books.today.replace(year=2025)
    invoiced = account_of_rate(
        Decimal("0.21"), day, books.chart, register, books.opened
    )
    assert importing.vat_account(books, "high", sold=True) == invoiced == high
    assert return_account(books, register.vat_on(day)) == returns


def test_an_import_keeps_to_the_group_where_that_is_all_there_is(
    tmp_path: Path,
) -> None:
    books = report_on(tmp_path, GROUP).books
    assert importing.vat_account(books, "low", sold=True) == "Liabilities:VAT"
    assert importing.vat_account(books, "low", sold=False) == "Assets:VAT:Input"


def test_the_language_of_a_group_is_that_of_its_details(tmp_path: Path) -> None:
    members = f"chart: {{Clearing: Kruisposten, VAT: Btw}}\n{MEMBERS}"
    chart = report_on(tmp_path, "", members=members).books.chart
    assert clearing_of(chart).unallocated == "Assets:Kruisposten:NogTeBoeken"
    assert clearing_of(chart).fees == "CardFees"
    assert vat_account(chart, Root.ASSETS, "Input", ()) == "Assets:Btw:Voorbelasting"
