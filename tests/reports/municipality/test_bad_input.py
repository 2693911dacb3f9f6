"""Periods of which there is little to say, and reports that cannot be made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reports.municipality.conftest import (
    FILES,
    LEDGER,
    material_in,
    register,
    said,
)
from tests.reports.papers.support import period

from paraplu.base.language import Language
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.municipality.grounds import NoReport
from paraplu.reports.papers.municipality.selection import (
    everybody,
    of_client_manager,
    of_municipality,
    stretches,
)

if TYPE_CHECKING:
    from tests.reports.municipality.conftest import Books

D = dt.date


def test_a_period_in_which_nothing_happened(books: Books) -> None:
    report = books.report(LEDGER, period="2025-Q2", today=D(2026, 6, 30))
    assert report.is_nil
    assert report.head.status == "final"
    assert said(report.result.turnover, report.result.costs) == "0.00 0.00"
    assert report.spending.categories == ()
    assert report.evidence.documents == ()
    assert len(report.set_offs) == 3
    assert not books.report(LEDGER, period="2026-Q1").is_nil


def test_a_member_without_any_entry(books: Books) -> None:
    report = books.report(LEDGER, member="L03")
    assert report.is_nil
    assert said(report.tally.before, report.tally.thermometer) == "0.00 0.00"
    assert report.head.contacts == ()
    assert report.head.municipality is None


def test_who_joins_and_leaves_on_one_day(books: Books) -> None:
    assert books.report(LEDGER, member="L02").is_nil
    with pytest.raises(NoReport) as refused:
        books.report(LEDGER, member="L02", period="2026-Q2")
    assert Language("en").render(refused.value.message) == (
        "L02 was not a member in 2026-Q2, and nothing was booked."
    )


def test_an_entry_after_leaving_is_reported(books: Books) -> None:
    ledger = """\
2026-05-01 * "Bank" "A cost that came late"
  Expenses:Members:L02:Costs                 20.00 EUR
  Assets:Bank                               -20.00 EUR
"""
    report = books.report(ledger, member="L02", period="2026-Q2")
    assert report.result.costs == 20


def test_a_period_half_in_the_future(books: Books) -> None:
    report = books.report(LEDGER, period="2026-Q2", today=D(2026, 5, 10))
    assert report.head.status == "provisional"
    assert report.head.closing == D(2026, 5, 10)
    assert report.result.turnover == 7
    assert [one.why is not None for one in report.set_offs] == [False, False, True]


def test_a_period_that_has_not_begun(books: Books) -> None:
    with pytest.raises(NoReport) as refused:
        books.report(LEDGER, period="2026-Q3", today=D(2026, 6, 30))
    assert Language("en").render(refused.value.message) == (
        "2026-Q3 begins on 2026-07-01, and the books go to 2026-06-30: there is "
        "nothing to report yet."
    )


def test_a_code_that_the_register_does_not_have(books: Books) -> None:
    with pytest.raises(NoReport) as refused:
        books.report(LEDGER, member="L09")
    assert "no member L09" in Language("en").render(refused.value.message)


def test_the_first_month_of_a_cooperative(books: Books) -> None:
    ledger = """\
2026-01-20 * "Market"
  Assets:Bank                               300.00 EUR
  Income:Members:L01:Sales                 -300.00 EUR
"""
    report = books.report(ledger, period="2026-01", today=None)
    assert report.head.status == "provisional"
    assert said(report.tally.before, report.tally.thermometer) == "0.00 300.00"


def test_a_closed_year_shows_what_was_earned(books: Books) -> None:
    closing = """\

2026-03-31 * "Closing"
  Income:Members:L01:Sales                  800.00 EUR
  Expenses:Members:L01:Costs:Phone         -170.00 EUR
  Expenses:Members:L01:Costs:Post            -5.00 EUR
  Expenses:Members:L01:Growth:Depreciation  -10.00 EUR
  Expenses:Members:L01:Training:Welding     -60.00 EUR
  Expenses:Members:L01:Contribution         -40.00 EUR
  Equity:Members:L01:Thermometer           -515.00 EUR
"""
    before, after = (
        books.report(ledger, files=FILES) for ledger in (LEDGER, LEDGER + closing)
    )
    assert after.result == before.result
    assert [said(one.path, one.spent) for one in after.spending.categories] == [
        said(one.path, one.spent) for one in before.spending.categories
    ]
    assert after.set_offs == before.set_offs


def managed(material: Material, of: str, manager: str) -> tuple[str, ...]:
    """Return the members that a client manager gets a report on."""
    found = of_client_manager(material, period(of), manager)
    return tuple(one.member for one in found)


def test_of_whom_reports_are_asked(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER, register(), today=D(2026, 6, 30))
    assert everybody(material, period("2026-Q1")) == ("L01", "L02", "L03")
    assert everybody(material, period("2026-Q2")) == ("L01", "L03")
    # L01 has another since February: who has the file now gets the report.
    assert managed(material, "2026-01", "K1") == ("L01",)
    assert managed(material, "2026-Q1", "k2") == ("L01",)
    assert managed(material, "2026-Q1", "K1") == ("L02",)
    with pytest.raises(NoReport) as refused:
        of_client_manager(material, period("2026-Q1"), "K9")
    assert Language("en").render(refused.value.message) == (
        "Nobody has client manager K9 at the end of 2026-Q1; the register has K1, K2."
    )


def test_who_the_register_does_not_have_at_all(tmp_path: Path) -> None:
    members = "members: {L01: {joined: 2026-01-01}}\n"
    material = material_in(tmp_path, LEDGER, members, today=D(2026, 6, 30))
    with pytest.raises(NoReport) as refused:
        of_client_manager(material, period("2026-Q1"), "K9")
    assert Language("en").render(refused.value.message) == (
        "The register has no client managers (`client_manager:`)."
    )
    every = stretches(material, period("2026-Q1"))
    assert every
    with pytest.raises(NoReport) as refused:
        of_municipality(period("2026-Q1"), "Hulst", every)
    assert Language("en").render(refused.value.message) == (
        "The members in 2026-Q1 have no municipality in the register (`municipality:`)."
    )


def test_a_part_of_a_month_has_no_set_off(books: Books) -> None:
    report = books.report(LEDGER, period="2026-01-15..2026-03-10", files=FILES)
    assert report.result.turnover == 300
    assert [str(one.month) for one in report.set_offs] == ["2026-02"]
