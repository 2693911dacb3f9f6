"""Sums tie whatever they are by; caps, windows and pace; help has two sides."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.base.durations import clock_text, read_duration
from paraplu.bookkeeping.hours.caps import standings
from paraplu.bookkeeping.hours.helping import helped
from paraplu.bookkeeping.hours.model import COOP, HoursRow
from paraplu.bookkeeping.hours.totals import totals, week_days, week_of, worked
from paraplu.register.membership import DayRange, Member, Permission
from paraplu.register.working_hours import HoursCap, HoursWindow

CODES = ["L01", "L02", "L03"]
rows = st.lists(
    st.builds(
        HoursRow,
        date=st.dates(dt.date(2024, 12, 20), dt.date(2026, 1, 10)),
        member=st.sampled_from(CODES),
        minutes=st.integers(1, 1440),
        beneficiary=st.sampled_from(["", *CODES, COOP, "klant"]),
        kind=st.sampled_from(["direct", "help"]),
    ),
    max_size=30,
)
BY = {
    "member": lambda row: row.member,
    "week": lambda row: week_of(row.date),
    "kind": lambda row: row.kind,
    "month": lambda row: row.month,
    "year": lambda row: row.date.year,
}


@given(rows=rows)
def test_sums_tie(rows: list[HoursRow]) -> None:
    whole = sum(row.minutes for row in rows)
    assert sum(totals(rows, lambda row: row.cells).values()) == whole
    for by in BY.values():
        sums = totals(rows, by)
        assert sum(sums.values()) == whole
        assert list(sums) == sorted(sums)
    # The grid of members and weeks gives the sums of either.
    grid = totals(rows, lambda row: (row.member, week_of(row.date)))
    for member, minutes in totals(rows, BY["member"]).items():
        assert sum(n for (code, _), n in grid.items() if code == member) == minutes
    for week, minutes in totals(rows, BY["week"]).items():
        assert sum(n for (_, one), n in grid.items() if one == week) == minutes
    # And the months of a year are the year.
    for year, minutes in totals(rows, BY["year"]).items():
        assert worked(rows, dt.date(year, 1, 1), dt.date(year, 12, 31)) == minutes


@given(rows=rows)
def test_help_given_is_help_received(rows: list[HoursRow]) -> None:
    found = helped(rows, CODES)
    assert sum(found.given.values()) == sum(found.received.values()) == found.total
    assert sum(found.matrix.values()) == sum(row.minutes for row in found.rows)
    assert all(row.beneficiary in {*CODES, COOP} for row in found.rows)
    assert set(found.people) == {*found.given, *found.received}


def row(day: str, minutes: int, kind: str = "direct") -> HoursRow:
    return HoursRow(dt.date.fromisoformat(day), "L01", minutes, kind=kind)


def member(*permissions: Permission) -> Member:
    return Member("L01", dt.date(2025, 1, 1), permissions=permissions)


def permission(start: str, end: str | None, *caps: HoursCap) -> Permission:
    last = dt.date.fromisoformat(end) if end else None
    return Permission(DayRange(dt.date.fromisoformat(start), last), hours=caps)


WEEK = HoursCap(600, HoursWindow.WEEK)
YEAR = HoursCap(600, HoursWindow.YEAR)
OWN_YEAR = HoursCap(600, HoursWindow.PERMISSION_YEAR)
TODAY = dt.date(2026, 6, 1)


def over(who: Member, *given: HoursRow) -> list[tuple[str, str, int]]:
    """Return the caps that were gone over: on which day, from when, and how many."""
    return [
        (str(one.over.date), str(one.begin), one.minutes)
        for one in standings(who, sorted(given, key=lambda r: r.date), TODAY)
        if one.over
    ]


def test_a_week_goes_over_the_turn_of_the_year() -> None:
    who = member(permission("2025-01-01", None, WEEK))
    assert over(who, row("2025-12-30", 600), row("2026-01-04", 1)) == [
        ("2026-01-04", "2025-12-29", 601)
    ]
    assert over(who, row("2025-12-28", 600), row("2025-12-29", 600)) == []


def test_a_calendar_year_does_not_begin_anew_with_a_permission() -> None:
    who = member(
        permission("2025-02-01", "2026-01-31", YEAR),
        permission("2026-02-01", None, YEAR),
    )
    rows = row("2026-01-20", 400), row("2026-02-20", 201)
    assert over(who, *rows) == [("2026-02-20", "2026-01-01", 601)]
    # The same cap in two permissions says it once.
    assert over(who, row("2026-01-20", 601), row("2026-02-20", 1)) == [
        ("2026-01-20", "2026-01-01", 602)
    ]


def test_a_year_of_the_permission_does() -> None:
    who = member(
        permission("2025-02-01", "2026-01-31", OWN_YEAR),
        permission("2026-02-01", None, OWN_YEAR),
    )
    assert over(who, row("2026-01-20", 600), row("2026-02-20", 600)) == []
    assert over(who, row("2025-02-01", 1), row("2026-01-31", 600)) == [
        ("2026-01-31", "2025-02-01", 601)
    ]


def test_a_leap_day_has_its_year() -> None:
    who = member(permission("2024-02-29", None, OWN_YEAR))
    assert over(who, row("2025-02-28", 601)) == [("2025-02-28", "2024-02-29", 601)]
    assert over(who, row("2025-03-01", 601)) == [("2025-03-01", "2025-03-01", 601)]


def test_only_the_kinds_that_count_and_the_days_of_the_permission() -> None:
    cap = HoursCap(600, HoursWindow.WEEK, ("direct",))
    who = member(permission("2026-01-07", "2026-01-08", cap))
    rows = row("2026-01-07", 600), row("2026-01-07", 600, "help")
    assert over(who, *rows) == []
    # Hours of the week count, but what went over is on a day of the permission.
    assert over(who, row("2026-01-05", 900)) == []
    assert over(who, row("2026-01-05", 900), row("2026-01-08", 1)) == [
        ("2026-01-08", "2026-01-05", 901)
    ]


def test_several_caps_count_at_once() -> None:
    who = member(permission("2026-01-01", None, WEEK, YEAR))
    assert len(over(who, row("2026-01-07", 601))) == 2


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # Four weeks have to be gone; and nothing is told of the last day.
        ("2026-01-27", None),
        ("2026-01-28", 280 * 365 // 28),
        ("2026-12-31", None),
    ],
)
def test_the_pace(today: str, expected: int | None) -> None:
    who = member(permission("2026-01-01", None, YEAR))
    (one,) = standings(who, [row("2026-01-05", 280)], dt.date.fromisoformat(today))
    assert one.expected == expected
    assert one.running
    assert one.too_fast == (expected is not None)


def test_the_pace_is_that_of_the_days_with_permission() -> None:
    who = member(permission("2026-03-01", "2026-08-31", YEAR))
    (one,) = standings(who, [row("2026-03-05", 100)], dt.date(2026, 3, 31))
    assert one.expected == 100 * 184 // 31
    # Hours that are dated later than today make no pace.
    later = [row("2026-03-05", 100), row("2026-04-05", 100)]
    (two,) = standings(who, later, dt.date(2026, 3, 31))
    assert (two.expected, two.minutes) == (one.expected, 200)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar(day: dt.date) -> None:
    assert week_days(day)[0] <= day <= week_days(day)[1]
    who = member(Permission(DayRange(day), hours=(WEEK, YEAR, OWN_YEAR)))
    given_rows = [HoursRow(day, "L01", 601)]
    found = standings(who, given_rows, day)
    assert [one.over for one in found] == given_rows * 3


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("1:30", 90), ("90m", 90), ("90 min", 90), ("1.5h", 90), ("1,5u", 90)),
        *(("1h30m", 90), ("1u 30 min", 90), ("0:05", 5), ("2h", 120), ("0.25h", 15)),
        *(("90", None), ("1:60", None), ("0.33h", None), ("h", None), ("-1h", None)),
        *(("", None), ("1e3h", None), ("٣h", None)),
    ],
)
def test_a_duration(text: str, minutes: int | None) -> None:
    assert read_duration(text) == minutes


def test_minutes_are_rounded_nowhere() -> None:
    """hledger's 2 × 1 minute was 0.04 hours; here it is two minutes."""
    pair = [row("2026-01-05", 1), row("2026-01-05", 1)]
    assert clock_text(sum(totals(pair, BY["member"]).values())) == "0:02"
    assert clock_text(-61) == "−1:01"
