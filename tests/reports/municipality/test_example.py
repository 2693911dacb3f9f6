"""The reports of the example cooperative: they tie to the books, to the cent."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.papers.support import material_of
from tests.reports.papers.support import period as period_of

from paraplu.base.chart import Kind
from paraplu.check import check
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.municipality.making import report_of
from paraplu.reports.papers.municipality.selection import everybody
from paraplu.reports.papers.values import NotKnown

ROOT = Path(__file__).resolve().parents[3]
PERIODS = ("2025", "2025-Q1", "2025-Q4", "2026-Q1", "2026-03", "2026-Q3", "2026-Q4")


@pytest.fixture(scope="module")
def material() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


@pytest.mark.parametrize("period", PERIODS)
def test_every_report_ties_to_the_books(material: Material, period: str) -> None:
    codes = everybody(material, period_of(period))
    assert len(codes) > 5
    for code in codes:
        report = report_of(material, code, period_of(period))
        figures, tally, spending = report.tally.figures, report.tally, report.spending
        left = tally.before + tally.gross + figures.start_capital
        assert left - tally.invested - figures.set_off == tally.thermometer
        assert spending.total(Kind.COSTS) == report.result.costs
        assert spending.total(Kind.GROWTH, Kind.EQUIPMENT) == report.result.growth
        assert spending.total(Kind.TRAINING) == report.result.training
        months = [one.considered.result for one in report.set_offs if one.considered]
        if not isinstance(report.result.result, NotKnown) and len(months) == len(
            report.set_offs
        ):
            assert sum(months) == report.result.result
        if report.head.attribution == "invoice":
            assert report.result.turnover == report.result.booked


def test_the_third_quarter_counts_by_the_work(material: Material) -> None:
    report = report_of(material, "L02", period_of("2026-Q3"))
    assert report.head.attribution == "work_month"
    assert report.head.status == "final"
    assert [one.difference for one in report.estimates] != []
    assert [one.used for one in (m.set_off for m in report.set_offs) if one] == [
        *(3, 4, 4),
    ]
