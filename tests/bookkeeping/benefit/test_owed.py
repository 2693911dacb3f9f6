"""Which reports municipalities have to get: by period, due day, and what was sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.register.conftest import Read, read

from paraplu.bookkeeping.benefit.owed import reports_owed

if TYPE_CHECKING:
    from paraplu.register import Register

__all__ = ["read"]
D = dt.date

REGISTER = """\
municipalities:
  Hulst: {filed: [{period: 2026-Q1, sent: 2026-04-14}]}
  Terneuzen: {period: month, due: 2}
  Sluis: {}
members:
  L01: {joined: 2025-01-01, municipality: {name: Hulst}}
  L02: {joined: 2026-02-15, left: 2026-03-01, municipality: {name: Terneuzen}}
"""


def owed(register: Register, first: dt.date, last: dt.date) -> list[str]:
    return [
        f"{one.municipality} {one.period} {one.due} {one.sent}"
        for one in reports_owed(register, first, last)
    ]


def test_what_is_owed(read: Read) -> None:
    register = read(REGISTER).register
    assert owed(register, D(2026, 1, 1), D(2026, 7, 30)) == [
        "Hulst 2026-Q1 2026-04-30 2026-04-14",
        "Terneuzen 2026-02 2026-04-30 None",
        "Terneuzen 2026-03 2026-05-31 None",
    ]
    assert owed(register, D(2026, 1, 1), D(2026, 7, 31))[1] == (
        "Hulst 2026-Q2 2026-07-31 None"
    )


def test_a_period_that_began_before_is_not_among_them(read: Read) -> None:
    register = read(REGISTER).register
    assert owed(register, D(2026, 1, 2), D(2026, 5, 1)) == [
        "Terneuzen 2026-02 2026-04-30 None"
    ]


def test_at_the_end_of_the_calendar_it_ends(read: Read) -> None:
    register = read(REGISTER).register
    assert owed(register, D(9997, 1, 1), D.max) != []
    assert owed(register, D.max, D.max) == []
