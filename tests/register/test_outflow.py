"""Members who left, what was heard later, who came back; goals, and rows of costs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.register.conftest import told

from paraplu.register.exploitation import CostRow
from paraplu.register.outflow import BenefitHeard, WayOut
from paraplu.register.unknown import Unknown

if TYPE_CHECKING:
    from tests.register.conftest import Read

WHOLE = """\
cost_rows: {"Costs:Phone": administration, "Costs:Hosting": general}
members:
  L03: {joined: 2024-01-01, left: 2024-12-31, left_to: care}
  L07:
    joined: 2025-01-01
    left: 2025-06-30
    left_to: work
    follow_up:
      - {on: 2026-07-01, benefit: partly}
      - {on: 2025-08-01, benefit: none}
    formerly: L03
    goal: {result: 1500.00, by: 2026-12-31}
  L08: {joined: 2025-01-01, goal: {result: 900}}
"""
GONE = "members:\n  L01:\n    joined: 2024-01-01\n    left: 2024-12-31\n    "
CAME = (
    "members:\n  L02: {joined: 2024-01-01, left: 2024-12-31}\n"
    "  L03: {joined: 2024-01-01}\n  L01:\n    joined: 2024-12-31\n    "
)


def test_what_was_heard_is_in_order_of_days(read: Read) -> None:
    reading = read(WHOLE)
    assert reading.faults == ()
    one = reading.register.members["L07"]
    assert one.left_to == WayOut.WORK
    assert [(heard.day, heard.benefit) for heard in one.follow_ups] == [
        (dt.date(2025, 8, 1), BenefitHeard.NONE),
        (dt.date(2026, 7, 1), BenefitHeard.PARTLY),
    ]
    assert one.formerly == "L03"


def test_a_goal_has_a_result_and_may_have_a_day(read: Read) -> None:
    members = read(WHOLE).register.members
    goal, open_ended = members["L07"].goal, members["L08"].goal
    assert goal
    assert open_ended
    assert (goal.result, goal.by) == (Decimal(1500), dt.date(2026, 12, 31))
    assert (open_ended.result, open_ended.by) == (Decimal(900), None)
    assert members["L03"].goal is None


def test_costs_have_a_row(read: Read) -> None:
    assert read(WHOLE).register.cost_rows == {
        "Costs:Phone": CostRow.ADMINISTRATION,
        "Costs:Hosting": CostRow.GENERAL,
    }


def test_a_row_may_be_named_in_the_words_of_the_books(read: Read) -> None:
    dutch = 'chart: nl\ncost_rows: {"Kosten:Telefoon": general}\nmembers: {}\n'
    assert read(dutch).faults == ()


def test_who_comes_back_on_the_day_of_leaving(read: Read) -> None:
    assert read(f"{CAME}formerly: L02\n").faults == ()


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        (
            f"{GONE}follow_up: [{{on: 2024-11-30, benefit: none}}]",
            5,
            "is of 2024-11-30, before leaving on 2024-12-31. → Correct the date",
        ),
        (
            (
                "members:\n  L01:\n    joined: 2024-01-01\n"
                "    follow_up: [{on: 2024-11-30, benefit: none}]"
            ),
            4,
            "follows up on a member who has not left. → Add the day of leaving",
        ),
        (
            (
                f"{GONE}follow_up:\n    - {{on: 2025-02-01, benefit: none}}\n"
                "    - {on: 2025-02-01, benefit: whole}"
            ),
            7,
            "two of these are of 2025-02-01; the other is on line 6.",
        ),
        (f"{GONE}follow_up: [{{on: 2025-02-01}}]", 5, "benefit is missing."),
        (f"{GONE}follow_up: [{{benefit: none}}]", 5, "on is missing."),
        (
            f"{GONE}follow_up: [{{on: 2025-02-01, benefit: no}}]",
            5,
            "no is not one of: none, partly, whole. → Did you mean none?",
        ),
        (
            f"{GONE}follow_up: {{on: 2025-02-01, benefit: none}}",
            5,
            "must be a list",
        ),
        (f"{GONE}left_to: job", 5, "job is not one of: own-business, work, education"),
        (f"{CAME}formerly: L09", 4, "was L09 before, says `formerly:`, and there is"),
        (f"{CAME}formerly: L03", 4, "but L03 had not left when L01 joined."),
        (f"{CAME}formerly: L01", 4, "but L01 had not left when L01 joined."),
        (f"{GONE}goal: {{by: 2025-02-01}}", 5, "result is missing."),
        (f"{GONE}goal: 1500", 5, "must be keys with values"),
        (
            'members: {}\ncost_rows: {"Growth:Logo": general}',
            2,
            "Growth:Logo is not a cost of members. → Write the class first",
        ),
        (
            'members: {}\ncost_rows: {"Rent:Shop": general}',
            2,
            "Rent:Shop is not a cost",
        ),
        (
            'members: {}\ncost_rows: {"Costs:Rent": rent}',
            2,
            "rent is not one of: purchases, staff, housing",
        ),
    ],
)
def test_faults(read: Read, text: str, line: int, fault: str) -> None:
    ((at, said),) = told(read(text).faults)
    assert at == line
    assert fault in said


def test_what_a_fault_makes_unknown(read: Read) -> None:
    reading = read(f"{CAME}formerly: L09\n")
    assert Unknown("members.formerly", "L01") in reading.register.unknown
