"""Totals of a cash register, whose VAT was rounded on each receipt."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.vat.small import period, sale, told, vat_in

from paraplu.bookkeeping.vat.returns import vat_return

if TYPE_CHECKING:
    from pathlib import Path

LOW = '  vat: "low"\n'


@pytest.mark.parametrize(
    ("net", "tax", "extra", "clear"),
    [
        # 9% of 300.00 is 27.00.
        ("300.00", "27.05", "", True),
        ("300.00", "27.06", "", False),
        ("300.00", "27.05", LOW, True),
        ("300.00", "27.06", LOW, False),
        ("300.00", "27.16", LOW + "  receipts: 31\n", True),
        ("300.00", "26.84", "  receipts: 31\n", True),
        ("300.00", "27.25", LOW + "  receipts: 31\n", False),
        # Who counts them is held to half a cent for each.
        ("300.00", "27.01", LOW + "  receipts: 2\n", True),
        ("300.00", "27.02", LOW + "  receipts: 2\n", False),
        ("300.00", "27.05", "  receipts: 2\n", False),
        # So little is off by more than rounding, or is at another rate.
        ("1.00", "0.12", LOW, False),
        ("0.30", "0.06", LOW, False),
    ],
)
def test_what_rounding_may_leave(
    net: str, tax: str, extra: str, clear: object, tmp_path: Path
) -> None:
    report, found = vat_in(tmp_path, sale("2025-02-03", net, tax, extra=extra))
    assert (found.unclear == ()) is bool(clear)
    codes = [f.code for f in report.verdict.findings if f.code.startswith("VT")]
    assert bool(codes) == (not clear and "vat:" in extra)
    if clear:
        # What is filed is the VAT that was booked.
        made = vat_return(found, period("2025-Q1"))
        assert told(made.own) == {"1b": (net, tax)}
        assert made.own["1b"].tax == Decimal(tax)
