"""MB07 names the account that was meant, and PF01 points to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import HEAD, MEMBERS, report_on

from paraplu.base.chart import Chart
from paraplu.base.findings import Finding
from paraplu.base.language import Language
from paraplu.base.vocabulary import DUTCH, ENGLISH
from paraplu.ledger.chart_hints import allowed, meant


def hints(findings: tuple[Finding, ...], code: str) -> list[str]:
    english = Language("en")
    return [english.render(f.hint) for f in findings if f.code == code and f.hint]


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        (DUTCH, "Income:Leden:L01:Omzt", "Income:Leden:L01:Omzet"),
        (DUTCH, "Income:Leden:L01:Omzt:Markt", "Income:Leden:L01:Omzet:Markt"),
        (DUTCH, "Income:Members:L01:Sales", "Income:Leden:L01:Omzet"),
        (DUTCH, "Liabilities:VAT", "Liabilities:Btw"),
        (ENGLISH, "Expenses:Leden:L01:Kosten:Lijm", "Expenses:Members:L01:Costs:Lijm"),
        (ENGLISH, "Assets:Bnk:Giro", "Assets:Bank:Giro"),
        (ENGLISH, "Assets:Savings", None),
        (ENGLISH, "Liabilities:US:Chase:Slate", None),
        (ENGLISH, "Expenses:Members:L01", None),
        (ENGLISH, "Assets", None),
        (ENGLISH, "Assets:" + "A" * 10_000, None),
    ],
)
def test_the_account_that_is_meant(
    words: dict[str, str], name: str, said: str | None
) -> None:
    chart = Chart(words)
    assert meant(chart, chart.account(name)) == said


def test_what_can_stand_there() -> None:
    chart = Chart(DUTCH)
    assert allowed(chart, chart.account("Income:Leden:L01:Omzt")) == [
        "Income:Leden:L01:Omzet",
        "Income:Leden:L01:InterneOmzet",
    ]
    assert allowed(chart, chart.account("Equity:Anders")) == ["Equity:Coop"]


SALE = """\
2025-03-01 * "Markt" "Kast"
  Assets:Bank                      121.00 EUR
  Income:Members:L01:Salse        -100.00 EUR
  Liabilities:VAT                  -21.00 EUR
"""


def test_one_slip_of_the_pen(tmp_path: Path) -> None:
    found = report_on(tmp_path, SALE).verdict.findings
    [hint] = hints(found, "MB07")
    assert hint == (
        "Did you mean Income:Members:L01:Sales? A name here starts with one of: "
        "Income:Members:L01:Sales, Income:Members:L01:InternalSales."
    )
    [hint] = set(hints(found, "PF01"))
    assert hint == (
        "Correct Income:Members:L01:Salse first (MB07): nobody can tell what it holds, "
        "so this may be all there is to it."
    )
    mended = report_on(tmp_path, SALE.replace("Salse", "Sales")).verdict.findings
    assert [f.code for f in mended if f.code in {"MB07", "PF01"}] == []


def test_an_account_of_the_cooperatives_own(tmp_path: Path) -> None:
    ledger = SALE.replace("Income:Members:L01:Salse", "Income:Savings")
    [hint] = hints(report_on(tmp_path, ledger).verdict.findings, "MB07")
    assert hint.startswith("Correct the name; it has to start with one of: ")
    assert "`accounts: extra:`" in hint
    allowed_too = MEMBERS + "accounts: {extra: [Income:Savings]}\n"
    found = report_on(tmp_path, ledger, members=allowed_too, head=HEAD)
    assert hints(found.verdict.findings, "MB07") == []
