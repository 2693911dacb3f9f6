"""Exports of programs that keep time: what becomes of each, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import MEMBERS

from paraplu.base.language import Language
from paraplu.bookkeeping.hours.exports import (
    CannotReadExport,
    DayOrder,
    DaySpan,
    ExportOptions,
    read_export,
    repeats,
)
from paraplu.bookkeeping.hours.exports.day_order import read_time
from paraplu.bookkeeping.hours.exports.registry import ReadHours, plain_text
from paraplu.bookkeeping.hours.exports.session import Session, by_day
from paraplu.bookkeeping.hours.exports.table import clock_seconds
from paraplu.register import Register, read_register
from paraplu.register.fields import LONGEST_TEXT


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    file = tmp_path_factory.mktemp("register") / "members.yaml"
    file.write_text(MEMBERS, "utf-8")
    return read_register(file).register


def read(
    folder: Path,
    register: Register,
    text: str,
    days: DayOrder | None = None,
    user: str = "",
    span: DaySpan | None = None,
) -> ReadHours:
    file = folder / "export"
    file.write_text(text, "utf-8")
    options = ExportOptions("L01", days=days, user=user, span=span)
    return read_export(file, options, register)


def shown(found: ReadHours) -> list[str]:
    return [
        " ".join(
            filter(None, (str(r.date), str(r.minutes), r.beneficiary, r.kind, r.what))
        )
        for r in found.rows
    ]


TOGGL = """\
\ufeffUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()
Ik,ik@example.org,,Stoelen,,Poten gelijmd,No,2026-03-02,09:00:00,2026-03-02,10:30:00,01:30:00,,
Ik,ik@example.org,L02,,,"Taart, gebracht",No,2026-03-02,23:30:00,2026-03-03,00:15:00,00:45:00,help,
"""  # noqa: E501 - as it is exported
CLOCKIFY = """\
"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)"
"Stoelen","","Poten","","Ik","","a@b.nl","indirect","Yes","03/14/2026","01:05 PM","03/14/2026","02:05 PM","01:00:00","1.00"
"""  # noqa: E501 - as it is exported
KIMAI = """\
Date,From,To,Duration,Rate,User,Customer,Project,Activity,Description,Tags
2026-03-02,09:00,10:30,{lasts},0,ik,,Stoelen,direct,Poten,
"""
TIMECLOCK = """\
; mijn klok
i 2026/03/02 09:00:00 L02:help  met de kassa ; tag:
o 2026/03/02 10:30:00
i 2026-03-02 23:50
o 2026-03-03 00:10
"""
TIMEDOT = """\
2026-03-02
direct   .... ..  ; stoelen
L02:help   90m
indirect   0.25
# een kop
2026/03/03 dinsdag
direct  2h
"""
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//
BEGIN:VEVENT
UID:1
DTSTART:20260302T080000Z
DTEND:20260302T093000Z
SUMMARY:Poten\\, gelijmd
CATEGORIES:indirect,L02
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20260303
SUMMARY:Vrij
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20260304T090000
DURATION:PT45M
SUMMARY:Markt
END:VEVENT
END:VCALENDAR
"""
READ = {
    "toggl": (
        TOGGL,
        [
            "2026-03-02 90 direct Poten gelijmd",
            "2026-03-02 30 L02 help Taart, gebracht",
            "2026-03-03 15 L02 help Taart, gebracht",
        ],
    ),
    "clockify": (CLOCKIFY, ["2026-03-14 60 indirect Poten"]),
    "kimai": (KIMAI.format(lasts="1:30"), ["2026-03-02 90 direct Poten"]),
    "timeclock": (
        TIMECLOCK,
        [
            "2026-03-02 90 L02 help met de kassa",
            "2026-03-02 10 direct",
            "2026-03-03 10 direct",
        ],
    ),
    "timedot": (
        TIMEDOT,
        [
            "2026-03-02 90 L02 help L02:help",
            "2026-03-02 90 direct stoelen",
            "2026-03-02 15 indirect indirect",
            "2026-03-03 120 direct direct",
        ],
    ),
    "calendar": (
        CALENDAR,
        ["2026-03-02 90 L02 indirect Poten, gelijmd", "2026-03-04 45 direct Markt"],
    ),
}


@pytest.mark.parametrize("program", READ)
def test_each_program_is_known_by_its_contents(
    program: str, register: Register, tmp_path: Path
) -> None:
    text, rows = READ[program]
    found = read(tmp_path, register, text)
    assert (found.program, shown(found)) == (program, rows)
    assert found.left_out == (program == "calendar")
    # No name and no address of a person comes along.
    assert "example.org" not in str(found.rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("9:05", "09:05:00"), ("23:59:59", "23:59:59"), ("1:05 pm", "13:05:00")],
        *[("1:05 AM", "01:05:00"), ("12:05 AM", "00:05:00"), ("12:05 PM", "12:05:00")],
        *[("24:00", "None"), ("9:60", "None"), ("9:05:60", "None")],
        *[("0:05 PM", "None"), ("13:05 PM", "None")],
    ],
)
def test_a_time_of_the_day(text: str, expected: str) -> None:
    assert str(read_time(text)) == expected


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:59:59", 7199), ("30:00", 108_000), ("1:60", None), ("1:05:60", None)],
)
def test_a_clock_of_how_long(text: str, seconds: int | None) -> None:
    assert clock_seconds(text) == seconds


def test_a_text_is_cut_where_it_is_longer_than_a_row_can_have() -> None:
    most = "w" * LONGEST_TEXT
    assert plain_text(most) == most
    assert plain_text(most + "w") == most[:-1] + "…"


def test_a_span_is_cut_at_midnight_to_the_second() -> None:
    begin = dt.datetime(2026, 3, 2, 23, 59, 20)  # noqa: DTZ001 - of here, as all are
    parts = [*by_day(begin, 60, Session(begin.date(), 0, "", "", ()))]
    assert [(one.day.day, one.seconds, one.mark) for one in parts] == [
        (2, 40, "23:59:20-24:00"),
        (3, 20, "00:00-00:00:20"),
    ]


def test_both_days_that_are_asked_for_count(register: Register, tmp_path: Path) -> None:
    span = DaySpan(dt.date(2026, 3, 2), dt.date(2026, 3, 3))
    assert len(shown(read(tmp_path, register, TOGGL, span=span))) == 3
    only = DaySpan(dt.date(2026, 3, 3), dt.date(2026, 3, 3))
    assert shown(read(tmp_path, register, TOGGL, span=only)) == READ["toggl"][1][-1:]


def test_what_stands_around_the_days_of_a_timedot_is_no_time(
    register: Register, tmp_path: Path
) -> None:
    text = "; mijn uren\n\n# kop\n" + TIMEDOT + "** kop  van de week\n"
    assert shown(read(tmp_path, register, text)) == READ["timedot"][1]


@pytest.mark.parametrize("lasts", ["5400", "1.50", "1,5", "01:30:00"])
def test_kimai_says_it_in_seconds_in_hours_or_as_a_clock(
    lasts: str, register: Register, tmp_path: Path
) -> None:
    text = KIMAI.format(lasts=f'"{lasts}"')
    assert shown(read(tmp_path, register, text)) == ["2026-03-02 90 direct Poten"]


def test_the_time_of_a_calendar_is_that_of_here(
    register: Register, tmp_path: Path
) -> None:
    """At eight in UTC it is nine in winter, and no hour is lost in the night."""
    found = read(tmp_path, register, CALENDAR)
    assert found.rows[0].evidence == "calendar 09:00-10:30"
    night = CALENDAR.replace("20260302T080000Z", "20260328T233000Z").replace(
        "20260302T093000Z", "20260329T023000Z"
    )
    rows = read(tmp_path, register, night).rows
    assert [row.minutes for row in rows] == [45, 180]


def test_days_that_can_be_read_in_two_ways_are_asked(
    register: Register, tmp_path: Path
) -> None:
    text = CLOCKIFY.replace("03/14/2026", "03/04/2026")
    with pytest.raises(CannotReadExport) as fault:
        read(tmp_path, register, text)
    assert Language("en").render(fault.value.message) == (
        "clockify, line 2: 03/04/2026 can be read in two ways. Say which comes first: "
        "--dates day-first, --dates month-first."
    )
    for order, day in (
        (DayOrder.MONTH_FIRST, dt.date(2026, 3, 4)),
        (DayOrder.DAY_FIRST, dt.date(2026, 4, 3)),
    ):
        assert read(tmp_path, register, text, order).rows[0].date == day


def test_another_row_may_tell_how_days_are_written(
    register: Register, tmp_path: Path
) -> None:
    row = CLOCKIFY.splitlines()[1].replace("03/14/2026", "03/04/2026")
    found = read(tmp_path, register, f"{CLOCKIFY}{row}\n")
    assert [row.date.month for row in found.rows] == [3, 3]


REFUSED = {
    "summary": ("Project,Duration\nStoelen,01:30:00\n", "This looks like a summary"),
    "unknown columns": ("a,b\n1,2\n", "Nobody knows these columns: a, b."),
    "no export": ("Dear all\n", "This is not an export of Toggl, Clockify, Kimai"),
    "nothing": ("", "This is not an export of"),
    "no day": (TOGGL.replace("2026-03-02,09", "2026-02-30,09"), "toggl, line 2: “2026-02-30” is not a day."),  # noqa: E501
    "no time": (TOGGL.replace("09:00:00", "25:00"), "toggl, line 2: “25:00” is not a time."),  # noqa: E501
    "running": (TOGGL.replace("01:30:00", ""), "toggl, line 2: it has not ended yet"),
    "odd": (TOGGL.replace("01:30:00", "1h30"), "toggl, line 2: “1h30” does not say how long"),  # noqa: E501
    "for weeks": (TOGGL.replace("01:30:00", "900:30:00"), "toggl, line 2: it lasts more than a week"),  # noqa: E501
    "two people": (TOGGL.replace("Ik,", "Zij,", 1), "This export is of 2 people."),
    "clocked in": (TIMECLOCK.removesuffix("o 2026-03-03 00:10\n"), "timeclock, line 4: it clocks in, and is not"),  # noqa: E501
    "clocked in twice": (TIMECLOCK.replace("o 2026/03/02 10:30:00\n", ""), "timeclock, line 2: it clocks in, and is not"),  # noqa: E501
    "clocked out": ("o 2026-03-02 10:00\n", "timeclock, line 1: it clocks out"),
    "backwards": (TIMECLOCK.replace("10:30:00", "08:30:00"), "timeclock, line 3: it ends before"),  # noqa: E501
    "clockwork": (TIMECLOCK + "x\n", "timeclock, line 6: it neither clocks in"),
    "letters": (TIMEDOT.replace("90m", "aab"), "timedot, line 3: “aab” is not a time"),
    "no such day": (TIMEDOT.replace("2026/03/03", "2026/13/03"), "timedot, line 6: “2026/13/03 0:00” is not a day"),  # noqa: E501
    "endless": (CALENDAR.replace("DURATION:PT45M\n", ""), "calendar: “Markt” has no end."),  # noqa: E501
    "zone": (CALENDAR.replace("DTSTART:20260304", "DTSTART;TZID=Mars/Base:20260304"), "calendar: “Markt” has the unknown zone Mars/Base."),  # noqa: E501
    "one space": (TIMEDOT.replace("help   90m", "help 90m"), "timedot, line 3: put two spaces before “90m”."),  # noqa: E501
    "longer than it lasted": (TOGGL.replace("01:30:00", "01:32:00"), "toggl, line 2: it took 01:32:00, longer than from 09:00:00 to 10:30:00."),  # noqa: E501
    "nested": ("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 400_000, "calendar: it is not whole"),  # noqa: E501
    "two calendars": (CALENDAR * 2, "calendar: it is not whole"),
    "longer than time": (CALENDAR.replace("PT45M", "P999999999D"), "calendar: “Markt” has a time that cannot be read."),  # noqa: E501
    "twice as long": (CALENDAR.replace("DURATION:PT45M", "DURATION:PT45M\nDURATION:PT45M"), "calendar: “Markt” has a time"),  # noqa: E501
    "end of time": (CALENDAR.replace("DTSTART:20260304T", "DTSTART:99991231T"), "9999-12-31 cannot be right."),  # noqa: E501
    "end of all time": (CALENDAR.replace("DTSTART:20260304T090000", "DTSTART:99991231T235900"), "calendar: “Markt” has a time"),  # noqa: E501
    "twice called": (CALENDAR.replace("SUMMARY:Markt", "SUMMARY:Markt\nSUMMARY:x\nDURATION:PT1M"), "calendar: “Markt” has a time"),  # noqa: E501
    "past the last day": (TOGGL.replace("2026-03-02,09:00:00", "9999-12-31,23:00:00"), "9999-12-31 cannot be right."),  # noqa: E501
    "past the last hour": ("i 9999-12-31 23:00:00 x\no 9999-12-31 23:59:59\n", "9999-12-31 cannot be right."),  # noqa: E501
    "before there were hours": (TIMEDOT.replace("2026/03/03", "0001/01/01"), "0001-01-01 cannot be right."),  # noqa: E501
    "broken off": (CALENDAR.partition("END:VEVENT")[0], "calendar: it is not whole"),
}  # fmt: skip


# Each event is on Wednesday 4 March at nine, and lasts 45 minutes.
WEEKLY = "RRULE:FREQ=WEEKLY"
ALL_THREE = ["03-18", "03-25", "04-01"]
REPEATS = {
    "a rule": (WEEKLY, ALL_THREE),
    "until, and the day counts": (f"{WEEKLY};UNTIL=20260325", ["03-18", "03-25"]),
    "until, by a clock": (f"{WEEKLY};UNTIL=20260325T080000Z", ["03-18", "03-25"]),
    "before that clock": (f"{WEEKLY};UNTIL=20260325T075959Z", ["03-18"]),
    "so often": (f"{WEEKLY};COUNT=3", ["03-18"]),
    "none on a day": (f"{WEEKLY}\nEXDATE:20260325T090000", ["03-18", "04-01"]),
    "none all day": (f"{WEEKLY}\nEXDATE;VALUE=DATE:20260325", ["03-18", "04-01"]),
    "other days": ("RDATE:20260319T090000,20260901T090000", ["03-19"]),
    "until the last day of those": (f"{WEEKLY};UNTIL=20260401", ALL_THREE),
    "until long after those": (f"{WEEKLY};UNTIL=20260901", ALL_THREE),
    "never": ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", []),
    "none any more": ("RRULE:FREQ=DAILY;COUNT=2", []),
    "every second week": (f"{WEEKLY};INTERVAL=2", ["03-18", "04-01"]),
    "the third Wednesday": (
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=3WE", ["03-18"]
    ),
}  # fmt: skip
MARCH = DaySpan(dt.date(2026, 3, 15), dt.date(2026, 4, 1))
APRIL_5 = dt.date(2026, 4, 5)


def repeating(more: str) -> str:
    return CALENDAR.replace("SUMMARY:Markt", f"SUMMARY:Markt\n{more}")


@pytest.mark.parametrize("case", REPEATS)
def test_what_repeats_is_there_on_the_days_that_are_asked_for(
    case: str, register: Register, tmp_path: Path
) -> None:
    """Events that do not repeat count on those days alone, too."""
    more, days = REPEATS[case]
    found = read(tmp_path, register, repeating(more), span=MARCH)
    assert shown(found) == [f"2026-{day} 45 direct Markt" for day in days]
    assert (found.refused, found.left_out) == ((), 1)


def test_the_first_day_of_what_repeats_may_be_the_last_that_is_asked_for(
    register: Register, tmp_path: Path
) -> None:
    span = DaySpan(dt.date(2026, 3, 3), dt.date(2026, 3, 4))
    found = read(tmp_path, register, repeating(WEEKLY), span=span)
    assert shown(found)[-1] == "2026-03-04 45 direct Markt"
    before = span._replace(last=span.first)
    assert shown(read(tmp_path, register, repeating(WEEKLY), span=before)) == []


def test_the_clock_of_what_repeats_stays_when_summer_begins(
    register: Register, tmp_path: Path
) -> None:
    here = "DTSTART;TZID=Europe/Amsterdam:20260304T090000"
    text = repeating("RRULE:FREQ=WEEKLY").replace("DTSTART:20260304T090000", here)
    found = read(tmp_path, register, text, span=MARCH)
    assert [row.evidence for row in found.rows] == ["calendar 09:00-09:45"] * 3


def test_a_day_of_what_repeats_that_was_moved_counts_once(
    register: Register, tmp_path: Path
) -> None:
    moved = (
        "BEGIN:VEVENT\nUID:3\nRECURRENCE-ID:20260318T090000\n"
        "DTSTART:20260319T100000\nDURATION:PT60M\nSUMMARY:Later\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:3\nRECURRENCE-ID:20260325T090000\nSTATUS:CANCELLED\n"
        "DTSTART:20260325T090000\nDURATION:PT60M\nEND:VEVENT\nEND:VCALENDAR"
    )
    text = repeating("RRULE:FREQ=WEEKLY").replace("END:VCALENDAR", moved)
    found = read(tmp_path, register, text, span=MARCH)
    assert shown(found) == ["2026-03-19 60 direct Later", "2026-04-01 45 direct Markt"]


def test_a_calendar_full_of_rules_without_any_day_is_read_in_a_moment(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is looked for as far as days are different; then the next are told."""
    monkeypatch.setattr(repeats, "MOST_DAYS", 200_000)
    never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    head, _, markt = repeating(never).partition("BEGIN:VEVENT\nUID:3")
    event = "BEGIN:VEVENT\nUID:3" + markt.removesuffix("END:VCALENDAR\n")
    text = head + event * 3 + event.replace(never, WEEKLY) + "END:VCALENDAR\n"
    found = read(tmp_path, register, text, span=MARCH)
    why = "“Markt”: it takes too long to work out on which days it repeats."
    assert [Language("en").render(one) for one in found.refused] == [why] * 2
    assert shown(found) == []
    so_often = text.replace(never, "RRULE:FREQ=DAILY;COUNT=2")
    assert read(tmp_path, register, so_often, span=MARCH).refused == ()
    innocent = text.replace(never, f"{never},4").replace("BYMONTH=2", "BYMONTH=4")
    found = read(tmp_path, register, innocent, span=MARCH._replace(last=APRIL_5))
    days = ["03-18", "03-25", "04-01", *["04-04"] * 3]
    assert shown(found) == [f"2026-{day} 45 direct Markt" for day in days]
    assert found.refused == ()


@pytest.mark.parametrize(
    ("more", "span", "why"),
    [
        ("RRULE:FREQ=WEEKLY", None, "it repeats. Say of which days: --from DATE"),
        ("RRULE:FREQ=HOURLY", MARCH, "it repeats by a rule that is not read here."),
        ("RRULE:FREQ=DAILY;BYHOUR=9,14", MARCH, "it repeats by a rule that is not"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", MARCH, "it repeats by a rule that is not"),
        ("RRULE:FREQ=DAILY;BYEASTER=0", MARCH, "it repeats by a rule that is not"),
        (
            "RRULE:FREQ=DAILY;BYMONTHDAY=" + ",".join(["30"] * 1000),
            MARCH,
            "it repeats by a rule that is not read here.",
        ),
        ("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", MARCH, "it repeats by more than one"),
        ("RDATE;VALUE=DATE:20260319", MARCH, "it repeats on days without a time."),
        (
            "RDATE;VALUE=PERIOD:20260319T090000/PT1H",
            MARCH,
            "it repeats on days without a time.",
        ),
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260304T090000",
            MARCH,
            "it was changed for all days from then on.",
        ),
    ],
)
def test_what_repeats_in_another_way_is_refused_by_name_alone(
    more: str, span: DaySpan | None, why: str, register: Register, tmp_path: Path
) -> None:
    text = repeating(more).replace("20260302T", "20260320T")
    found = read(tmp_path, register, text, span=span)
    assert shown(found) == ["2026-03-20 90 L02 indirect Poten, gelijmd"]
    assert [Language("en").render(one)[: len(why) + 9] for one in found.refused] == [
        f"“Markt”: {why}"
    ]


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(
    case: str, register: Register, tmp_path: Path
) -> None:
    text, why = REFUSED[case]
    with pytest.raises(CannotReadExport) as fault:
        read(tmp_path, register, text)
    assert Language("en").render(fault.value.message).startswith(why)


@pytest.mark.parametrize(
    ("begins", "ends", "lasts", "minutes"),
    [
        # A break, a minute that was rounded, and the hour that the night has twice.
        ("2026-03-02,09:00:00", "2026-03-02,10:30:00", "01:00:00", 60),
        ("2026-03-02,09:00:00", "2026-03-02,10:30:00", "01:31:00", 91),
        ("2025-10-26,01:00:00", "2025-10-26,04:00:00", "04:00:00", 240),
    ],
)
def test_how_long_it_took_may_differ_from_the_clock(
    begins: str, ends: str, lasts: str, minutes: int, register: Register, tmp_path: Path
) -> None:
    head = TOGGL.splitlines()[0]
    text = f"{head}\nIk,,,,,Poten,No,{begins},{ends},{lasts},,\n"
    assert [row.minutes for row in read(tmp_path, register, text).rows] == [minutes]


def test_of_several_people_one_is_chosen(register: Register, tmp_path: Path) -> None:
    text = TOGGL.replace("Ik,", "Zij,", 1)
    assert [r.minutes for r in read(tmp_path, register, text, user="Zij").rows] == [90]


def test_what_a_spreadsheet_would_run_stays_text(
    register: Register, tmp_path: Path
) -> None:
    text = TOGGL.replace("Poten gelijmd", "=cmd|' /C calc'!A0")
    assert read(tmp_path, register, text).rows[0].what == "cmd|' /C calc'!A0"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


spans = st.lists(st.integers(0, 9999), min_size=1, max_size=6)
HEADS = {
    "toggl": "Description,Start date,Start time,Duration",
    "clockify": "Description,Start Date,Start Time,Duration (h)",
    "kimai": "Description,Date,From,Duration",
}


@pytest.mark.parametrize("program", [*HEADS, "timeclock", "timedot"])
@given(lengths=spans)
def test_no_minute_is_lost(
    program: str,
    lengths: list[int],
    register: Register,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A day has all its seconds, to half a minute, however many spans it has."""
    folder = tmp_path_factory.mktemp("spans", numbered=True)
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    if program == "timeclock":
        text = "\n".join(
            f"i 2026-03-02 {_clock(start)}\no 2026-03-02 {_clock(start + lasts)}"
            for start, lasts in zip(starts, lengths, strict=True)
        )
    elif program == "timedot":
        text = "2026-03-02\n" + "\n".join(f"direct  {n}s" for n in lengths)
    else:
        rows = (f"x{n},2026-03-02,00:00:00,{_clock(s)}" for n, s in enumerate(lengths))
        text = "\n".join([HEADS[program], *rows])
    found = read(folder, register, text + "\n")
    assert found.program == program
    assert sum(row.minutes for row in found.rows) == (sum(lengths) + 30) // 60
    assert len(found.rows) + found.short >= sum(n > 0 for n in lengths)
