"""A calendar file as RFC 5545 has it: lines, folds, texts, and UIDs that stay."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.bookkeeping.documents.icalendar import Event, icalendar

DAY, MADE = dt.date(2027, 3, 31), dt.date(2026, 10, 31)
ONE = Event(
    ("De Kaai", "report", "Sun", "Final"), DAY, "Final report, to Sun", "report"
)


def unfolded(data: bytes) -> list[str]:
    """Return the lines of a calendar as a program reads them."""
    text = data.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def summary(text: str) -> str:
    """Return the summary that a program reads of an event with these words."""
    lines = unfolded(icalendar([ONE._replace(summary=text)], "x", MADE))
    [said] = [line for line in lines if line.startswith("SUMMARY:")]
    return re.sub(r"\\(.)", r"\1", said.removeprefix("SUMMARY:"))


def test_a_calendar() -> None:
    assert unfolded(icalendar([ONE], "Due; at De Kaai", MADE)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//paraplu//paraplu//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        r"NAME:Due\; at De Kaai",
        "BEGIN:VEVENT",
        "UID:c1cbfeda-c2ca-5d25-a08c-01048540bb05",
        "DTSTAMP:20261031T000000Z",
        "DTSTART;VALUE=DATE:20270331",
        r"SUMMARY:Final report\, to Sun",
        "CATEGORIES:report",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_an_empty_calendar() -> None:
    lines = unfolded(icalendar([], "x", MADE))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert not [line for line in lines if "VEVENT" in line]


def test_a_uid_stays_when_the_day_changes() -> None:
    later = ONE._replace(day=dt.date(2027, 6, 30), summary="Another word")
    other = ONE._replace(key=("Elsewhere", *ONE.key[1:]))
    uids = [
        re.findall(r"UID:(.*?)\r", icalendar([one], "x", MADE).decode())
        for one in (ONE, later, other)
    ]
    assert uids[0] == uids[1] != uids[2]


def test_what_would_be_one_is_refused() -> None:
    with pytest.raises(ValueError, match="Final"):
        icalendar([ONE, ONE], "x", MADE)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 67,
        "x" * 68,
        "x" * 500,
        "é" * 100,
        "𝄞" * 60,
        'a, b; c\\d: "e"',
        "\\n is no line",
    ],
)
def test_texts_come_back_as_they_were(text: str) -> None:
    assert summary(text) == text


def test_what_cannot_be_seen_ends_no_line() -> None:
    lines = unfolded(
        icalendar([ONE._replace(summary="a\r\nDTSTART:20260101")], "x", MADE)
    )
    assert len([line for line in lines if line.startswith("DTSTART")]) == 1


@given(st.text(max_size=300))
def test_no_line_is_too_long(text: str) -> None:
    data = icalendar([ONE._replace(summary=text)], text, MADE)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert unfolded(data)[-1] == "END:VCALENDAR"
