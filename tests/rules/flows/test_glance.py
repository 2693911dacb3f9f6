"""What is everyday is judged at a glance: it has to be quick in books of many years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

import pytest
from tests.support import report_on, told

from paraplu.rules.flows import judging
from paraplu.rules.flows.ways import QuickCheck

if TYPE_CHECKING:
    from pathlib import Path

EVERYDAY = """\
2025-02-01 * "Market" "Chairs"
  Assets:Bank                      100.00 EUR
  Income:Members:L01:Sales        -100.00 EUR

2025-02-02 * "Woodshop" "Oak"
  Expenses:Members:L01:Costs        40.00 EUR
  Assets:Bank                      -40.00 EUR
"""
SALE = """\
2025-02-01 * "Market" "Chairs"
  Assets:Bank                      {paid} EUR
  Income:Members:L01:Sales        -100.00 EUR
  {other}                          {amount} EUR
"""
VAT, CENTS = "Liabilities:VAT", "Expenses:Coop:Rounding"


def flows(folder: Path, ledger: str) -> list[str]:
    findings = report_on(folder, ledger).verdict.findings
    return told([found for found in findings if found.code == "PF01"])


def never(*_: object) -> Never:
    raise AssertionError


def test_what_no_bound_is_on_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuickCheck, "doubts", never)
    assert flows(tmp_path, EVERYDAY) == []


@pytest.mark.parametrize(
    ("paid", "other", "amount"),
    [
        ("121.05", VAT, "-21.05"),
        ("100.05", CENTS, "-0.05"),
        ("99.95", CENTS, "0.05"),
    ],
)
def test_up_to_its_bound_nothing_is_routed(
    paid: str,
    other: str,
    amount: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judging, "route", never)
    ledger = SALE.format(paid=paid, other=other, amount=amount)
    assert flows(tmp_path, ledger) == []


@pytest.mark.parametrize(
    ("paid", "other", "amount"),
    [
        ("121.06", VAT, "-21.06"),
        ("100.06", CENTS, "-0.06"),
        ("99.94", CENTS, "0.06"),
    ],
)
def test_beyond_its_bound_a_cent_strays(
    paid: str, other: str, amount: str, tmp_path: Path
) -> None:
    ledger = SALE.format(paid=paid, other=other, amount=amount)
    assert [line.split()[-2] for line in flows(tmp_path, ledger)] == ["0.01"]
