"""HR01 and HR02: at which minute they are told, and in which words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.support import report_on, words

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "date,member,for,minutes,what,kind,evidence,agreed\n"
MEMBER = """\
members:
  L01:
    joined: 2025-01-01
    permission: [{from: 2025-01-01, hours: [{CAP}]}]
"""
SALE = """\
2025-01-02 * "Market" "Chair"
  Assets:Cash                60.00 EUR
  Income:Members:L01:Sales  -60.00 EUR
"""


def said(folder: Path, cap: str, day: str, minutes: int, today: str) -> list[str]:
    """Return the codes and words of what is said of one row of hours."""
    row = f"{day},L01,,{minutes},a chair,direct,,\n"
    report = report_on(
        folder,
        SALE,
        members=MEMBER.replace("CAP", cap),
        files={f"hours/{day[:4]}/L01-{day[:7]}.csv": HEAD + row},
        today=dt.date.fromisoformat(today),
    )
    found = [f for f in report.verdict.findings if f.code in ("HR01", "HR02")]
    return [f"{one.code} {words(one)}" for one in found]


WEEK, YEAR = "most: 10, per: week", "most: 10, per: year"
OWN_YEAR = "most: 10, per: permission-year, kinds: [direct]"


IN_WEEK = "in week 2 (2025-01-06 to 2025-01-12)"
IN_YEAR = "in the year 2025"
IN_OWN = "(direct) in the permission's year from 2025-01-01 to 2025-12-31"
ALLOWED = "of the 10 h that the permission allows."
OVER = "The permission allows 10 h, and this row goes over it."


@pytest.mark.parametrize(
    ("cap", "minutes", "expected"),
    [
        (WEEK, 479, []),
        (WEEK, 480, [f"HR02 L01 has 8 h {IN_WEEK}: 80% {ALLOWED}"]),
        (WEEK, 601, [f"HR01 L01 has 10 h 1 min {IN_WEEK}. {OVER}"]),
        (YEAR, 479, []),
        (YEAR, 480, [f"HR02 L01 has 8 h {IN_YEAR}: 80% {ALLOWED}"]),
        (YEAR, 600, [f"HR02 L01 has 10 h {IN_YEAR}: 100% {ALLOWED}"]),
        (YEAR, 601, [f"HR01 L01 has 10 h 1 min {IN_YEAR}. {OVER}"]),
        (OWN_YEAR, 480, [f"HR02 L01 has 8 h {IN_OWN}: 80% {ALLOWED}"]),
        (OWN_YEAR, 601, [f"HR01 L01 has 10 h 1 min {IN_OWN}. {OVER}"]),
        (OWN_YEAR.replace("direct", "board"), 601, []),
    ],
)
def test_near_a_cap_and_over_it(
    cap: str, minutes: int, expected: list[str], tmp_path: Path
) -> None:
    assert said(tmp_path, cap, "2025-01-06", minutes, "2025-01-07") == expected


def test_a_week_that_is_over_is_not_told_as_nearly_full(tmp_path: Path) -> None:
    assert said(tmp_path, WEEK, "2025-01-06", 600, "2025-01-12")
    assert said(tmp_path, WEEK, "2025-01-06", 600, "2025-01-13") == []


def test_a_pace_that_leads_over_a_cap(tmp_path: Path) -> None:
    """In 90 of 365 days: 739 minutes lead to 2997 of 3000, a minute more to 3001."""
    cap, day, today = "most: 50, per: year", "2025-01-06", "2025-03-31"
    assert said(tmp_path / "as allowed", cap, day, 739, today) == []
    assert said(tmp_path / "too fast", cap, day, 740, today) == [
        (
            "HR02 L01 has 12 h 20 min in the year 2025: 24% of the 50 h that the "
            "permission allows. At this pace it will be 50 h 1 min."
        )
    ]


def test_nothing_may_be_worked_under_a_cap_of_nought(tmp_path: Path) -> None:
    cap = "most: 0, per: year"
    worked = said(tmp_path / "an hour", cap, "2025-01-06", 60, "2025-01-07")
    over = "The permission allows 0 h, and this row goes over it."
    assert worked == [f"HR01 L01 has 1 h in the year 2025. {over}"]
    none = said(tmp_path / "none", cap, "2024-12-31", 60, "2025-01-07")
    assert none == [
        "HR02 L01 has 0 h in the year 2025: 100% of the 0 h that the permission allows."
    ]
