"""VT06: VAT on purchases of who sells nothing but what is exempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.vat.small import sale
from tests.support import report_on, told, words

if TYPE_CHECKING:
    from pathlib import Path

BOUGHT = """\
2025-03-04 * "Paper"
  Expenses:Members:L01:Costs    8.00 EUR
  Assets:VAT    1.68 EUR
  Assets:Bank    -9.68 EUR

"""

SENT_BACK = """\
2025-03-05 * "Paper, sent back"
  Assets:Bank    9.68 EUR
  Assets:VAT    -1.68 EUR
  Expenses:Members:L01:Costs    -8.00 EUR

"""
# Of the cooperative itself.
OF_ALL = """\
2025-03-04 * "Paper"
  Expenses:Coop:Office    8.00 EUR
  Assets:VAT    1.68 EUR
  Assets:Bank    -9.68 EUR

2025-03-05 * "The old press sold, on which no VAT was deducted"
  vat: "exempt"
  Assets:Bank    500.00 EUR
  Assets:Equipment    -500.00 EUR

"""


def sold(code: str, member: str = "L01", day: str = "2025-03-01") -> str:
    return f"""\
{day} * "Sale"
  vat: "{code}"
  Assets:Bank    500.00 EUR
  Income:Members:{member}:Sales    -500.00 EUR

"""


@pytest.mark.parametrize(
    ("ledger", "found"),
    [
        (BOUGHT + sold("exempt"), ["VT06 L01 1.68 7"]),
        (BOUGHT * 2 + sold("exempt"), ["VT06 L01 3.36 12"]),
        (
            BOUGHT.replace("1.68", "0.42").replace("9.68", "8.42") + sold("exempt"),
            ["VT06 L01 0.42 7"],
        ),
        (BOUGHT + SENT_BACK + sold("exempt"), []),
        (OF_ALL, ["VT06 1.68 7"]),
        # One sale that is taxed, here or elsewhere, is enough.
        (BOUGHT + sold("exempt") + sale("2025-05-01", "100.00", "21.00"), []),
        *((BOUGHT + sold("exempt") + sold(c), []) for c in ("zero", "outside", "eu")),
        # Of another member or year, and where nothing was sold at all.
        (BOUGHT + sold("exempt", "L02"), []),
        (
            BOUGHT
            + sold("exempt", day="2025-12-31").replace("2025-12-31", "2026-01-02"),
            [],
        ),
        (BOUGHT, []),
    ],
)
def test_what_is_deducted(ledger: str, found: list[str], tmp_path: Path) -> None:
    findings = report_on(tmp_path, ledger).verdict.findings
    assert told([f for f in findings if f.code == "VT06"]) == found


@pytest.mark.parametrize(
    ("ledger", "whose"),
    [(BOUGHT + sold("exempt"), "L01"), (OF_ALL, "the cooperative")],
)
def test_whose_sales_are_exempt(ledger: str, whose: str, tmp_path: Path) -> None:
    findings = report_on(tmp_path, ledger).verdict.findings
    [told_so] = [words(f) for f in findings if f.code == "VT06"]
    assert told_so == (
        f"All sales of {whose} in 2025 are exempt, but 1.68 of VAT on purchases was "
        "deducted."
    )
