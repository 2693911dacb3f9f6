"""VT06: VAT on purchases of who sells nothing but what is exempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.vat.small import sale
from tests.support import report_on, told

if TYPE_CHECKING:
    from pathlib import Path

BOUGHT = """\
2025-03-04 * "Paper"
  Expenses:Members:L01:Costs    8.00 EUR
  Assets:VAT    1.68 EUR
  Assets:Bank    -9.68 EUR

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
