"""A lake and the file that a cooperative sends have the same figures, to the cent."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.network.lake.books import answers
from tests.reports.papers.support import material_of
from tests.support import ROOT

from paraplu.base.periods import Period
from paraplu.check import check
from paraplu.network.measuring import measured, scene_of
from paraplu.network.values import NetworkFigure

# Hours, receipts, reports in time and payments are not in postings.
NOT_THERE = ("18", "19", "20", "21")


@pytest.mark.parametrize("coop", ["example", "small"])
def test_every_indicator(lake: Path, small_books: Path, coop: str) -> None:
    main = {"example": ROOT / "ledger" / "main.beancount", "small": small_books}[coop]
    material = material_of(check(main))
    equal = 0
    for code in ("2025", "2025-Q2", "2025-Q4"):
        period = Period.read(code)
        assert period
        found = {
            (one.indicator, one.part): (one.value, one.persons)
            for one in answers(lake, code)
            if one.coop == coop and one.denominator > 0
        }
        expected = {
            key: (one.numerator / one.denominator, one.persons)
            for key, one in measured(scene_of(material, period)).items()
            if isinstance(one, NetworkFigure)
            and one.denominator
            # Of nobody a query gives no row.
            and (one.numerator or key in found)
            and not key[0].startswith(NOT_THERE)
        }
        assert found == expected
        equal += len(expected)
    assert equal > 40
