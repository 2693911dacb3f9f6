"""BK03: no cash box holds less than nothing at the end of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, findings_in, of
from tests.support import told

if TYPE_CHECKING:
    from pathlib import Path

BELOW = {
    "the last that took something out is named": (
        ["BK03 11.50 6"],
        """\
2025-03-01 * "Coffee"
  Assets:Cash                        -5.00 EUR
  Expenses:Coop:Canteen               5.00 EUR

2025-03-01 * "Tea"
  Assets:Cash                        -7.00 EUR
  Expenses:Coop:Canteen               7.00 EUR

2025-03-01 * "Counted"
  Assets:Cash                         0.00 EUR
  Expenses:Coop:Canteen               0.00 EUR

2025-03-01 * "Found under the mat"
  Assets:Cash                         0.50 EUR
  Expenses:Coop:Canteen              -0.50 EUR
""",
    ),
    "more brought to the bank than there was": (
        ["BK03 L01 60.00 6"],
        """\
2025-03-01 * "Market"
  Income:Members:L01:Sales          -40.00 EUR
  Assets:Members:L01:Cash            40.00 EUR

2025-03-02 * "To the bank"
  Assets:Members:L01:Cash          -100.00 EUR
  Assets:Bank                       100.00 EUR
""",
    ),
    "twice, and once it lasts": (
        ["BK03 5.00 2", "BK03 7.00 10"],
        """\
2025-03-01 * "Coffee"
  Assets:Cash                        -5.00 EUR
  Expenses:Coop:Canteen               5.00 EUR

2025-03-02 * "From the bank"
  Assets:Cash                        13.00 EUR
  Assets:Bank                       -13.00 EUR

2025-03-03 * "Coffee"
  Assets:Cash                       -15.00 EUR
  Expenses:Coop:Canteen              15.00 EUR

2025-03-04 * "Coffee"
  Assets:Cash                       -15.00 EUR
  Expenses:Coop:Canteen              15.00 EUR
""",
    ),
}

NOT_BELOW = {
    "out in the morning, in at the market of that day": """\
2025-03-01 * "To the bank"
  Assets:Members:L01:Cash           -40.00 EUR
  Assets:Bank                        40.00 EUR

2025-03-01 * "Market"
  Income:Members:L01:Sales          -40.00 EUR
  Assets:Members:L01:Cash            40.00 EUR
""",
    "a bank may be overdrawn": """\
2025-03-01 * "Rent"
  Assets:Bank                     -9000.00 EUR
  Expenses:Coop:Rent               9000.00 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", BELOW)
def test_a_box_below_zero(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = BELOW[name]
    found = findings_in(tmp_path, ledger, vocabulary=vocabulary)
    assert told(of("BK03", found)) == expected


@pytest.mark.parametrize("name", NOT_BELOW)
def test_a_box_that_can_be(name: str, tmp_path: Path) -> None:
    assert told(of("BK03", findings_in(tmp_path, NOT_BELOW[name]))) == []


def test_it_is_told_where_money_went_out_last(tmp_path: Path) -> None:
    # A line of zero takes nothing out, and neither does what comes in.
    ledger = """\
2025-03-02 * "To the bank"
  Assets:Members:L01:Cash          -100.00 EUR
  Assets:Bank                       100.00 EUR

2025-03-02 * "Market, where nothing was sold"
  Assets:Members:L01:Cash             0.00 EUR
  Income:Members:L01:Sales            0.00 EUR

2025-03-02 * "Market"
  Income:Members:L01:Sales          -40.00 EUR
  Assets:Members:L01:Cash            40.00 EUR
"""
    assert told(of("BK03", findings_in(tmp_path, ledger))) == ["BK03 L01 60.00 2"]
