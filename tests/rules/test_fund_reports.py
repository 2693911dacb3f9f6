"""FN04: what a funder waits for is told in time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.rules.test_fund_limits import registered
from tests.support import report_on, told, words

from paraplu.base.findings import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

FUND = """\
  Cordaid2025: {funder: Cordaid, reports: {
    Interim report: {due: 2025-06-15},
    Final report: {due: 2026-03-31}}}
"""
LEDGER = """\
2025-01-02 * "Means"
  Assets:Cash    1.00 EUR
  Equity:Coop

"""


def found(folder: Path, today: str, fund: str = FUND) -> list[Finding]:
    report = report_on(
        folder,
        LEDGER,
        members=registered(fund),
        today=dt.date.fromisoformat(today),
    )
    return [one for one in report.verdict.findings if one.code == "FN04"]


@pytest.mark.parametrize(
    ("today", "when"),
    [
        ("2025-05-16", "is due at Cordaid on 2025-06-15, in 30 days."),
        ("2025-06-14", "is due at Cordaid on 2025-06-15, in 1 day."),
        ("2025-06-15", "is due at Cordaid on 2025-06-15, today."),
        ("2025-06-16", "was due at Cordaid on 2025-06-15, 1 day ago."),
    ],
)
def test_a_report_that_is_due(today: str, when: str, tmp_path: Path) -> None:
    [finding] = found(tmp_path, today)
    line = registered(FUND).splitlines().index("    Interim report: {due: 2025-06-15},")
    assert finding.source.line == line + 1
    assert finding.severity is Severity.WARNING
    assert words(finding) == f"Interim report of Cordaid2025 {when}"


def test_what_is_not_due_yet(tmp_path: Path) -> None:
    assert found(tmp_path, "2025-05-15") == []


def test_the_days_are_those_of_the_policy(tmp_path: Path) -> None:
    sooner = registered(FUND).replace("warn_before_days: 30", "warn_before_days: 10")
    for today, many in (("2025-06-04", 0), ("2025-06-05", 1)):
        report = report_on(
            tmp_path, LEDGER, members=sooner, today=dt.date.fromisoformat(today)
        )
        codes = [one.code for one in report.verdict.findings]
        assert codes.count("FN04") == many


def test_what_was_sent_is_done(tmp_path: Path) -> None:
    sent = FUND.replace("2025-06-15}", "2025-06-15, sent: 2025-06-20}")
    assert found(tmp_path, "2025-06-20", sent) == []


def test_what_will_be_sent_is_not(tmp_path: Path) -> None:
    sent = FUND.replace("2025-06-15}", "2025-06-15, sent: 2025-06-20}")
    assert told(found(tmp_path, "2025-06-19", sent)) != []


def test_each_report_is_one(tmp_path: Path) -> None:
    assert len(found(tmp_path, "2026-04-01")) == 2


def test_without_the_name_of_the_funder(tmp_path: Path) -> None:
    bare = FUND.replace("funder: Cordaid, ", "")
    [finding] = found(tmp_path, "2025-06-15", bare)
    assert "is due at Cordaid2025 on" in words(finding)
