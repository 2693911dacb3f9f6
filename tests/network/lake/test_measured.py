"""A lake and the file that a cooperative sends have the same figures, to the cent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.network.lake.books import answers, put, small
from tests.reports.papers.support import material_of
from tests.support import ROOT

from paraplu.base.periods import Period
from paraplu.check import check
from paraplu.network.definitions import part_of
from paraplu.network.definitions import rows as every_row
from paraplu.network.lake.asking import LakeAnswer
from paraplu.network.measuring import measured, scene_of
from paraplu.network.units import unit_of
from paraplu.network.values import NetworkFigure
from paraplu.reports.papers.material import Material

Figures = dict[tuple[str, str], tuple[Decimal | None, int]]
PERIODS = {
    "example": ("2025", "2026-Q1", "2026-06", "2026-Q3"),
    "small": ("2025", "2025-Q2", "2025-Q4"),
}


def asked(lake: Path, coop: str, code: str) -> Figures:
    """Return what a lake says of a cooperative, where there is something to divide."""
    return {
        (one.indicator, one.part): (one.value, one.persons)
        for one in answers(lake, code)
        if one.coop == coop and one.denominator > 0
    }


def own(material: Material, code: str, found: Figures) -> Figures:
    """Return what its books say; of nobody a query gives no row."""
    period = Period.read(code)
    assert period
    return {
        key: (one.numerator / one.denominator, one.persons)
        for key, one in measured(scene_of(material, period)).items()
        if isinstance(one, NetworkFigure)
        and one.denominator
        and (one.numerator or key in found)
    }


@pytest.mark.parametrize("coop", PERIODS)
def test_every_indicator(lake: Path, small_books: Path, coop: str) -> None:
    main = {"example": ROOT / "ledger" / "main.beancount", "small": small_books}[coop]
    material = material_of(check(main))
    there: set[str] = set()
    equal = 0
    for code in PERIODS[coop]:
        found = asked(lake, coop, code)
        expected = own(material, code, found)
        assert found == expected
        equal += len(expected)
        there |= {key for key, _ in expected}
    assert equal > 40
    if coop == "example":
        for number in range(1, 24):
            known = any(key.startswith(f"{number:02}-") for key in there)
            assert known == (number not in {15, 16, 22}), number


def test_a_value_is_that_of_a_report() -> None:
    """In percent, and of who left in a year: three months of outflow are four times."""
    left = LakeAnswer("13-outflow-rate", "one", "", Decimal(2), Decimal(60), 20)
    part = part_of(left.indicator, left.part)
    assert part
    assert left.told == NetworkFigure(Decimal(2), Decimal(60), 20).value(part) == 40
    units = {unit_of(one.key, part).template for one, part in every_row()}
    assert units == {
        *("%", "% a year", "EUR", "EUR a month", "days", "members"),
        *("minutes a week", "months"),
    }


PAID_BACK = """\
2025-01-10 * "School" "Cupboard"
  Assets:Members:L01:Receivable   100.00 EUR
  Income:Members:L01:Sales

2025-03-20 * "School" "Paid"
  Assets:Bank                     100.00 EUR
  Assets:Members:L01:Receivable

2025-05-10 * "School" "Paid back"
  Assets:Members:L01:Receivable   100.00 EUR
  Assets:Bank

2025-12-31 * "Board" "Means"
  Assets:Bank                      10.00 EUR
  Equity:Coop
"""
DAYS = ("21-days-to-payment", "")


def test_a_later_refund_changes_no_quarter_before_it(tmp_path: Path) -> None:
    """A payment of March that was paid back in May was none, as the year knows."""
    main = small(tmp_path / "books", PAID_BACK)
    lake = tmp_path / "lake"
    assert put(lake, "one", main).why is None
    material = material_of(check(main))
    for code, value in (("2025-Q1", (Decimal(69), 1)), ("2025", None)):
        found = asked(lake, "one", code)
        assert found.get(DAYS) == value
        assert found == own(material, code, found)
