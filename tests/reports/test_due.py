"""The calendar: what is due to whom, and when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import report_on

from paraplu.reports.due import Calendar, Duty, DutyState, calendar_in
from paraplu.rules.verdict import Judgement

REGISTER = """\
policies: [{from: 2024-01-01, warn_before_days: 30}]
vat: {period: quarter}
funds:
  Cordaid2025: {funder: Cordaid, reports: {
    Interim: {due: 2025-06-15, sent: 2025-06-01},
    Extra: {due: 2025-07-10},
    Final report: {due: 2026-03-31}}}
  Bare2025: {reports: {Letter: {due: 2025-09-30}}}
members:
  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01, until: 2025-08-10}]}
  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
  L03: {joined: 2025-01-01, left: 2025-05-01, permission: [
    {from: 2025-01-01, until: 2025-06-30}]}
"""
LEDGER = """\
2025-04-02 * "Means"
  Assets:Bank    1.00 EUR
  Equity:Coop

"""


def calendar(
    folder: Path, today: str, *, register: str = REGISTER, ledger: str = LEDGER
) -> Calendar:
    day = dt.date.fromisoformat(today)
    report = report_on(folder, ledger, members=register, today=day)
    assert not report.register.faults
    return calendar_in(Judgement(report.books, report.register, report.verdict))


def told(found: Calendar) -> list[str]:
    return [
        " ".join(
            part
            for part in (
                str(one.day), one.duty, one.about, one.name, one.to, f"({one.state})"
            )
            if part
        )
        for one in found.items
    ]  # fmt: skip


def test_what_is_due_to_whom(tmp_path: Path) -> None:
    found = calendar(tmp_path, "2025-07-20")
    assert found.today == dt.date(2025, 7, 20)
    assert told(found) == [
        "2025-07-10 report Cordaid2025 Extra Cordaid (late)",
        "2025-07-31 vat 2025-Q2 (soon)",
        "2025-08-10 permission L01 (soon)",
        "2025-09-30 report Bare2025 Letter Bare2025 (later)",
        "2025-10-31 vat 2025-Q3 (later)",
        "2026-01-31 vat 2025-Q4 (later)",
        "2026-03-31 report Cordaid2025 Final report Cordaid (later)",
        "2026-04-30 vat 2026-Q1 (later)",
    ]


def test_a_return_that_was_filed_is_done(tmp_path: Path) -> None:
    filed = (
        LEDGER
        + """\
2025-06-30 * "Return"
  vat-return: "2025-Q2"
  Liabilities:VAT  1.00 EUR
  Assets:Bank
"""
    )
    found = calendar(tmp_path, "2025-07-20", ledger=filed)
    assert not [one for one in told(found) if "2025-Q2" in one]
    assert [one for one in told(found) if "2025-Q3" in one]


def test_no_return_of_before_the_books(tmp_path: Path) -> None:
    found = calendar(tmp_path, "2025-04-20")
    assert next(one.about for one in found.items if one.duty is Duty.VAT) == "2025-Q2"


@pytest.mark.parametrize(("period", "first"), [("month", "2025-06"), ("year", "2025")])
def test_returns_by_month_and_year(period: str, first: str, tmp_path: Path) -> None:
    register = REGISTER.replace("quarter", period)
    found = calendar(tmp_path, "2025-07-20", register=register)
    returns = [one for one in found.items if one.duty is Duty.VAT]
    assert returns[0].about == first


def test_the_scheme_for_small_businesses_has_no_returns(tmp_path: Path) -> None:
    register = REGISTER.replace("{period: quarter}", "{scheme: kor}")
    found = calendar(tmp_path, "2025-07-20", register=register)
    assert {one.duty for one in found.items} == {Duty.REPORT, Duty.PERMISSION}


def test_no_returns_where_nobody_knows_of_vat(tmp_path: Path) -> None:
    silent = REGISTER.replace("vat: {period: quarter}\n", "")
    found = calendar(tmp_path, "2025-07-20", register=silent)
    assert Duty.VAT not in {one.duty for one in found.items}
    taxed = (
        LEDGER
        + """\
2025-04-03 * "Shop"
  Assets:VAT     1.00 EUR
  Assets:Bank
"""
    )
    found = calendar(tmp_path / "taxed", "2025-07-20", register=silent, ledger=taxed)
    assert Duty.VAT in {one.duty for one in found.items}


def test_a_permission_that_ended_is_late(tmp_path: Path) -> None:
    found = calendar(tmp_path, "2025-08-11")
    assert "2025-08-10 permission L01 (late)" in told(found)
    gone = [one for one in told(found) if "L03" in one]
    assert gone == []


@pytest.mark.parametrize(
    "today", ["0001-01-01", "0001-12-31", "9998-12-31", "9999-12-31"]
)
def test_at_the_ends_of_the_calendar(today: str, tmp_path: Path) -> None:
    ledger = LEDGER.replace("2025-04-02", today)
    found = calendar(tmp_path, today, ledger=ledger)
    assert {one.state for one in found.items} <= {
        DutyState.LATE,
        DutyState.LATER,
        DutyState.SOON,
    }


ON_MEMBERS = """\
policies: [{from: 2024-01-01, warn_before_days: 30}]
vat: {scheme: kor}
municipalities:
  Hulst: {filed: [
    {period: 2024-Q4, sent: 2025-01-20}, {period: 2025-Q2, sent: 2025-07-14}]}
  Sluis: {period: month, due: 2}
  Veere: {}
members:
  L01: {joined: 2024-01-01, municipality: {name: Hulst}}
  L02: {joined: 2024-01-01, left: 2025-08-15, municipality: {name: Sluis}}
"""


def test_reports_on_members_are_due_to_their_municipality(tmp_path: Path) -> None:
    found = calendar(tmp_path, "2025-07-20", register=ON_MEMBERS)
    assert [one for one in told(found) if one[:10] <= "2026-01-31"] == [
        # Between two that were handed in one was not.
        "2025-04-30 municipality 2025-Q1 Hulst Hulst (late)",
        # Of Sluis nobody says what it got, so that begins with the month before.
        "2025-08-31 municipality 2025-06 Sluis Sluis (later)",
        "2025-09-30 municipality 2025-07 Sluis Sluis (later)",
        "2025-10-31 municipality 2025-08 Sluis Sluis (later)",
        "2025-10-31 municipality 2025-Q3 Hulst Hulst (later)",
        # Nobody of Sluis is left then, and Veere has no member.
        "2026-01-31 municipality 2025-Q4 Hulst Hulst (later)",
    ]


@pytest.mark.parametrize("today", ["0001-01-01", "0002-01-01", "9999-12-31"])
def test_reports_on_members_at_the_ends_of_time(tmp_path: Path, today: str) -> None:
    found = calendar(tmp_path, today, register=ON_MEMBERS)
    assert {one.duty for one in found.items} <= {Duty.MUNICIPALITY}
