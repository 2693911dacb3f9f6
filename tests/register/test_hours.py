"""Hours and help in the register: caps of a permission, kinds, asks and offers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from paraplu.base.language import Language
from paraplu.register import Register, read_register
from paraplu.register.working_hours import (
    HelpNotice,
    HourlyTurnover,
    HoursWindow,
    LeastResult,
)

GOOD = """\
hours: {kinds: [direct, hulp], own_business: 1225}
help: [{member: L01, asks: a van, since: 2026-01-05}, {member: L01, offers: cakes}]
policies:
  - from: 2024-01-01
    turnover_per_hour: {least: 10.00, months: 3, kinds: [direct]}
    least_result: {least: 100.00, months: 6}
members:
  L01:
    joined: 2025-01-01
    permission:
      - {from: 2025-01-01, hours: [{most: 23.5, per: week},
         {most: 1000, per: year, kinds: [hulp]}, {most: 780, per: permission-year}]}
    policy: {turnover_per_hour: {least: 5.00, months: 3, kinds: [hulp]}}
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Register]:
    def read_text(text: str) -> Register:
        file = tmp_path / "members.yaml"
        file.write_text(text, "utf-8")
        return read_register(file).register

    return read_text


def test_what_a_register_says_of_hours(read: Callable[[str], Register]) -> None:
    register = read(GOOD)
    assert register.faults == ()
    assert register.hours.kinds == ("direct", "hulp")
    assert register.hours.own_business == 1225 * 60
    caps = register.members["L01"].permissions[0].hours
    assert [(cap.most, cap.window, cap.kinds) for cap in caps] == [
        (1410, HoursWindow.WEEK, ()),
        (60_000, HoursWindow.YEAR, ("hulp",)),
        (46_800, HoursWindow.PERMISSION_YEAR, ()),
    ]
    assert caps[1].counts("hulp")
    assert not caps[1].counts("direct")
    policy = register.policy(dt.date(2026, 1, 1))
    asked = HourlyTurnover(Decimal("10.00"), 3, ("direct",))
    assert policy.turnover_per_hour == asked
    assert policy.least_result == LeastResult(Decimal("100.00"), 6)
    own = register.policy(dt.date(2026, 1, 1), "L01").turnover_per_hour
    assert own == HourlyTurnover(Decimal("5.00"), 3, ("hulp",))
    van, cakes = register.help
    assert van == HelpNotice("L01", "a van", "", dt.date(2026, 1, 5), van.source)
    assert (cakes.asks, cakes.offers) == ("", "cakes")


FAULTS = {
    "no whole minutes": ("23.5", "23.51", "23.51 hours is not a whole number of minut", "members.permission"),  # noqa: E501 - one change a line
    "no window": ("per: week", "per: month", "month is not one of: week, year, permis", "members.permission"),  # noqa: E501
    "a kind of a cap": ("year, kinds: [hulp]", "year, kinds: [fun]", "fun is not one of the kinds", "members.permission"),  # noqa: E501
    "a kind of the policy": ("kinds: [direct]}\n", "kinds: [fun]}\n", "fun is not one of the kinds", "policies.turnover_per_hour"),  # noqa: E501
    "a kind of a member's": ("kinds: [hulp]}}", "kinds: [fun]}}", "fun is not one of the kinds", "policies.turnover_per_hour"),  # noqa: E501
    "a word for a kind": ("[direct, hulp]", "[Direct, hulp]", "Direct cannot be a kind of hours", "hours.kinds"),  # noqa: E501
    "no months": ("months: 6", "months: 0", "0 is not a whole number from 1 to 120", "policies.least_result"),  # noqa: E501
    "nobody": ("{member: L01, offers", "{member: L09, offers", "L09 under `help:` is not a member", "help"),  # noqa: E501
    "both": ("offers: cakes", "offers: cakes, asks: x", "says what is asked and what is offered, or", "help"),  # noqa: E501
    "a phone number": ("offers: cakes", "offers: 06-12345678", "holds a phone number", "help"),  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_cannot_be_right(case: str, read: Callable[[str], Register]) -> None:
    old, new, told, part = FAULTS[case]
    assert GOOD.count(old) == 1
    register = read(GOOD.replace(old, new))
    said = [Language("en").render(fault.message) for fault in register.faults]
    assert any(told in sentence for sentence in said), said
    assert not register.knows(part, "L01")


def test_without_hours_there_are_kinds_of_ours(
    read: Callable[[str], Register],
) -> None:
    register = read("members: {L01: {joined: 2025-01-01}}\n")
    assert register.hours.kinds == ("direct", "indirect", "training", "help", "board")
    assert register.hours.own_business is None
    assert register.policy(dt.date(2026, 1, 1)).turnover_per_hour is None
