"""Somebody who left and came back: the times as a member."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.register.conftest import Read, told

from paraplu.register.membership import DayRange

TWICE = """\
members:
  L01:
    membership:
      - {from: 2025-09-01}
      - {from: 2024-01-01, until: 2024-12-31, to: work}
    follow_up: [{on: 2025-02-01, benefit: none}]
"""


def test_the_times_are_in_order_and_say_who_is_a_member(read: Read) -> None:
    reading = read(TWICE)
    assert told(reading.faults) == []
    member = reading.register.members["L01"]
    assert [one.period for one in member.spells] == [
        DayRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        DayRange(dt.date(2025, 9, 1)),
    ]
    assert (member.joined, member.left) == (dt.date(2024, 1, 1), None)
    assert member.left_by(dt.date(2024, 12, 30)) is None
    assert member.left_by(dt.date(2025, 8, 31)) == dt.date(2024, 12, 31)
    assert member.left_by(dt.date(2025, 9, 1)) is None
    away = dt.date(2025, 1, 1), dt.date(2025, 8, 31)
    assert not member.takes_part(*away)
    assert member.takes_part(away[0], dt.date(2025, 9, 1))


def test_once_is_the_short_form(read: Read) -> None:
    text = "members: {L01: {joined: 2024-01-01, left: 2024-12-31, left_to: work}}"
    (spell,) = read(text).register.members["L01"].spells
    assert spell.period == DayRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert spell.left_to == "work"


FAULTS = [
    ("{}", "joined is missing."),
    ("{membership: []}", "membership: is empty."),
    ("{membership: [{until: 2025-01-01}]}", "from is missing."),
    (
        "{membership: [{from: 2024-01-01}, {from: 2025-01-01}]}",
        "the time from 2025-01-01 begins before the one on line 1 has ended.",
    ),
    (
        "{joined: 2024-01-01, membership: [{from: 2024-01-01}]}",
        "joined: says it twice, with `membership:`.",
    ),
    (
        "{membership: [{from: 2024-01-01, until: 2024-06-30}, {from: 2024-06-30}]}",
        "the time from 2024-06-30 begins before",
    ),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_what_cannot_be(text: str, fault: str, read: Read) -> None:
    reading = read(f"members: {{L01: {text}}}")
    (found,) = told(reading.faults)
    assert fault in found[1]
    assert not reading.register.knows("members.joined", "L01")
