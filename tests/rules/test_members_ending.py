"""MB04: the warning that a permission ends soon."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import report_on, told, words

LEDGER = """\
2025-03-10 * "Market"
  Assets:Cash                  50.00 EUR
  Income:Members:L02:Sales    -50.00 EUR
"""
L02 = "  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n"


def found(folder: Path, members: str, today: str | None = None) -> list[str]:
    day = dt.date.fromisoformat(today) if today else None
    findings = report_on(folder, LEDGER, members=members + L02, today=day)
    assert not [f for f in findings.verdict.findings if "fault" in words(f)]
    return [
        f"{line} {f.severity}"
        for f in findings.verdict.findings
        for line in told([f])
        if f.code == "MB04"
    ]


def member(*permissions: str, more: str = "") -> str:
    lines = "".join(f"      - {{{permission}}}\n" for permission in permissions)
    return f"""\
members:
  L01:
    joined: 2025-01-01
    permission:
{lines}{more}"""


@pytest.mark.parametrize(
    ("today", "warned"),
    [
        ("2025-03-01", False),  # 31 days before
        ("2025-03-02", True),
        ("2025-04-01", True),
        ("2025-04-02", True),  # it has ended
        ("2026-04-02", True),
    ],
)
def test_from_thirty_days_before(tmp_path: Path, today: str, *, warned: bool) -> None:
    members = member("from: 2025-01-01, until: 2025-04-01")
    assert found(tmp_path, members, today) == ["MB04 L01 5 warning"] * warned


def test_seen_from_the_newest_entry(tmp_path: Path) -> None:
    assert found(tmp_path, member("from: 2025-01-01, until: 2025-04-09")) == [
        "MB04 L01 5 warning"
    ]
    assert found(tmp_path, member("from: 2025-01-01, until: 2025-04-10")) == []


def test_a_permission_without_an_end(tmp_path: Path) -> None:
    assert found(tmp_path, member("from: 2025-01-01"), "2045-01-01") == []


def test_renewed_from_the_next_day(tmp_path: Path) -> None:
    members = member(
        "from: 2025-04-01, until: 2026-03-31", "from: 2025-01-01, until: 2025-03-31"
    )
    assert found(tmp_path, members) == []
    assert found(tmp_path, members, "2026-03-15") == ["MB04 L01 5 warning"]


def test_renewed_three_times(tmp_path: Path) -> None:
    members = member(
        "from: 2025-01-01, until: 2025-03-20",
        "from: 2025-03-21, until: 2025-03-31",
        "from: 2025-04-01",
    )
    assert found(tmp_path, members) == []


def test_renewed_with_a_day_between(tmp_path: Path) -> None:
    members = member(
        "from: 2025-01-01, until: 2025-03-31", "from: 2025-04-02, until: 2026-03-31"
    )
    assert found(tmp_path, members) == ["MB04 L01 5 warning"]
    assert found(tmp_path, members, "2025-04-02") == []


def test_a_permission_that_has_not_begun(tmp_path: Path) -> None:
    assert found(tmp_path, member("from: 2025-03-20, until: 2025-03-25")) == []


def test_no_permission_at_all(tmp_path: Path) -> None:
    assert found(tmp_path, "members:\n  L01: {joined: 2025-01-01}\n") == []


@pytest.mark.parametrize(
    ("left", "warned"),
    [
        ("2025-02-01", False),
        ("2025-03-31", False),  # leaves on the last day
        ("2025-04-01", True),  # trades one day without
    ],
)
def test_a_member_who_leaves(tmp_path: Path, left: str, *, warned: bool) -> None:
    members = member("from: 2025-01-01, until: 2025-03-31", more=f"    left: {left}\n")
    assert found(tmp_path, members) == ["MB04 L01 5 warning"] * warned


def test_the_policy_says_how_long_before(tmp_path: Path) -> None:
    policies = "policies: [{from: 2025-01-01, warn_before_days: 5}]\n"
    members = policies + member("from: 2025-01-01, until: 2025-03-16")
    assert found(tmp_path, members) == []
    assert found(tmp_path, members, "2025-03-11") == ["MB04 L01 6 warning"]


def test_the_members_own_policy_goes_before(tmp_path: Path) -> None:
    members = member(
        "from: 2025-01-01, until: 2025-05-31",
        more="    policy: {warn_before_days: 90}\n",
    )
    assert found(tmp_path, members) == ["MB04 L01 5 warning"]


def test_what_it_says(tmp_path: Path) -> None:
    members = member("from: 2025-01-01, until: 2025-03-31")
    report = report_on(tmp_path, LEDGER, members=members)
    said = [words(f) for f in report.verdict.findings if f.code == "MB04"]
    assert said == ["The permission of L01 ends on 2025-03-31, in 21 days."]
    report = report_on(tmp_path, LEDGER, members=members, today=dt.date(2025, 4, 10))
    said = [words(f) for f in report.verdict.findings if f.code == "MB04"]
    assert said == ["The permission of L01 ended on 2025-03-31, 10 days ago."]


@pytest.mark.parametrize(
    ("until", "english", "dutch"),
    [
        (
            "2025-03-10",
            "ends on 2025-03-10, today.",
            "loopt af op 2025-03-10, vandaag.",
        ),
        (
            "2025-03-11",
            "ends on 2025-03-11, in 1 day.",
            "loopt af op 2025-03-11, over 1 dag.",
        ),
        (
            "2025-03-09",
            "ended on 2025-03-09, 1 day ago.",
            "is afgelopen op 2025-03-09, 1 dag geleden.",
        ),
    ],
)
def test_how_long_it_still_is(
    tmp_path: Path, until: str, english: str, dutch: str
) -> None:
    members = member(f"from: 2025-01-01, until: {until}") + L02
    findings = report_on(tmp_path, LEDGER, members=members).verdict.findings
    [ending] = [finding for finding in findings if finding.code == "MB04"]
    assert words(ending) == f"The permission of L01 {english}"
    assert words(ending, "nl") == f"De toestemming van L01 {dutch}"
