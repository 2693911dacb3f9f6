"""Files of hours: what is read of them, what is told, and what is written."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import MEMBERS

from paraplu.base.language import Language
from paraplu.bookkeeping.hours import shelf
from paraplu.bookkeeping.hours.model import COOP, HoursRow, SheetForm
from paraplu.bookkeeping.hours.overlaps import overlaps
from paraplu.bookkeeping.hours.reading import read_sheet
from paraplu.bookkeeping.hours.shelf import Hours, read_hours
from paraplu.bookkeeping.hours.writing import added, apart, sheet_text
from paraplu.journal import CannotBook, write
from paraplu.register import Register, read_register
from paraplu.register.faults import Faults

HEAD = "date,member,for,minutes,what,kind,evidence,agreed\n"
GOOD = "2025-03-03,L01,,90,a chair,direct,photo,L02 2025-03-10\n"
NAME = "2025/L01-2025-03.csv"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    file = tmp_path_factory.mktemp("register") / "members.yaml"
    file.write_text(MEMBERS, "utf-8")
    return read_register(file).register


Read = Callable[..., Hours]


@pytest.fixture
def read(tmp_path: Path, register: Register) -> Read:
    def read_files(**texts: str | bytes) -> Hours:
        for name, text in texts.items():
            file = tmp_path / "ledger" / "hours" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_hours(tmp_path / "ledger", tmp_path, register)

    return read_files


def told(hours: Hours) -> list[str]:
    return [
        f"{Path(fault.source.file).name}:{fault.source.line} "
        f"{Language('en').render(fault.message)}"
        for fault in hours.faults
    ]


def test_a_row(read: Read) -> None:
    hours = read(**{NAME: HEAD + GOOD})
    (row,) = hours.rows
    day = dt.date(2025, 3, 3)
    assert row == HoursRow(
        *(day, "L01", 90, "", "a chair", "direct", "photo", "L02 2025-03-10"),
        row.source,
    )
    assert hours.faults == ()
    assert hours.of("L01") == hours.rows
    assert hours.of("L02") == ()


@pytest.mark.parametrize(
    "text",
    [
        (
            "\ufeffdatum;lid;voor;minuten;wat;soort;bewijs;akkoord\r\n"
            "2025-03-03;L01;;90;a chair;direct;photo;L02 2025-03-10\r\n"
        ),
        (
            '"Date", "Member", "For", "Minutes", "What", "Kind", "Evidence", "Agreed"'
            ',,\n2025-03-03,"L01",, 90 ,"a chair",direct,photo,L02 2025-03-10,,\n\n,,\n'
        ),
    ],
    ids=["Dutch", "spreadsheet"],
)
def test_what_a_spreadsheet_makes_of_it(text: str, read: Read) -> None:
    hours = read(**{NAME: text})
    assert [row.cells for row in hours.rows] == [tuple(GOOD.strip().split(","))]
    assert hours.faults == ()


FAULTS = {
    "no columns": ("1", "a,b\n", "The first line does not name the columns."),
    "nothing": ("1", "", "The first line does not name the columns."),
    "short": ("2", "2025-03-03,L01,,90\n", "This row does not have 8 columns."),
    "long": ("2", GOOD.replace("a chair", "a,b"), "This row does not have 8 columns."),
    "no day": ("2", GOOD.replace("03-03", "02-30"), "“2025-02-30” is not a day such"),
    "a Dutch day": ("2", GOOD.replace("2025-03-03", "3-3-2025"), "“3-3-2025” is not a"),
    "decimals": (
        "2",
        GOOD.replace("90", "1.5"),
        "“1.5” is not a whole number of minutes from 1 to 1440.",
    ),
    "no minutes": (
        "2",
        GOOD.replace("90", "0"),
        "“0” is not a whole number of minutes from 1 to 1440.",
    ),
    "a day more": (
        "2",
        GOOD.replace("90", "1441"),
        "“1441” is not a whole number of minut",
    ),
    "nobody": ("2", GOOD.replace("L01", "L09"), "There is no member L09 in the regis"),
    "for nobody": (
        "2",
        GOOD.replace(",,", ",L09,"),
        "There is no member L09 in the re",
    ),
    "for oneself": (
        "2",
        GOOD.replace(",,", ",L01,"),
        "Hours for somebody's own busine",
    ),
    "for coop": ("2", GOOD.replace(",,", ",Coop,"), "Write COOP in capitals."),
    "a kind": (
        "2",
        GOOD.replace("direct", "fun"),
        "“fun” is not a kind of hours: dire",
    ),
    "a formula": ("2", GOOD.replace("a ch", "=a"), "A text begins with =: a spreadshe"),
    "a tab": ("2", GOOD.replace("a chair", "a\tb"), "A text has a line break, a tab"),
    "a quote": ("2", GOOD.replace("a chair", '"a'), "The quotes on this line do not"),
    "a line": ("2", GOOD.replace("a chair", '"a\nb"'), "A text has a line break, a t"),
    "a month": (
        "2",
        GOOD.replace("-03-", "-04-"),
        "This row is of L01 in 2025-04; the",
    ),
    "another": (
        "2",
        GOOD.replace("L01,", "L02,"),
        "This row is of L02 in 2025-03; the",
    ),
    "24 hours": (
        "3",
        GOOD + GOOD.replace("90", "1351"),
        "With this row 2025-03-03 has",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_cannot_be_right_is_told_with_its_line(case: str, read: Read) -> None:
    line, text, why = FAULTS[case]
    headed = text if line == "1" else HEAD + text
    hours = read(**{NAME: headed})
    assert len(hours.faults) == 1
    assert told(hours)[0].startswith(f"L01-2025-03.csv:{line} {why}")
    assert all(fault.code == "HR00" for fault in hours.faults)


def test_lines_are_counted_over_faults_and_blanks(read: Read) -> None:
    bad = GOOD.replace("90", "x")
    hours = read(**{NAME: f"{HEAD}\n{bad}{GOOD}{bad}"})
    assert [fault.source.line for fault in hours.faults] == [3, 5]
    assert [row.source.line for row in hours.rows] == [4]


@pytest.mark.parametrize(
    "name", ["2025/hours.csv", "2024/L01-2025-03.csv", "2025/L01-2025-13.csv"]
)
def test_a_name_that_is_none(name: str, read: Read) -> None:
    hours = read(**{name: HEAD + GOOD})
    assert hours.rows == ()
    assert "The name of this file is not of a member and a month." in told(hours)[0]


def test_files_that_nobody_should_have_sent(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path.with_name(f"{tmp_path.name}-secret.csv")
    secret.write_text(HEAD + GOOD, "utf-8")
    monkeypatch.setattr(shelf, "MOST_BYTES", 1000)
    monkeypatch.setattr(shelf, "MOST_FILES", 4)
    read(
        **{
            "2025/L01-2025-01.csv": b"\xff\xfe",
            "2025/L01-2025-02.csv": HEAD + "x" * 1000,
            "2025/.L01-2025-02.csv": "left alone",
            "2025/notes.txt": "left alone",
            "2025/L02-2025-01.csv": HEAD,
            "2025/L02-2025-02.csv": HEAD,
        }
    )
    (tmp_path / "ledger/hours" / NAME).symlink_to(secret)
    hours = read()
    assert hours.rows == ()
    assert told(hours) == [
        "L01-2025-01.csv:1 This line is not text in UTF-8.",
        "L01-2025-02.csv:0 It cannot be read: it is too large.",
        "L01-2025-03.csv:0 It cannot be read: you do not have permission.",
        "L02-2025-02.csv:0 There are more than 4 files.",
    ]


def test_nothing_is_written_behind_a_link(
    read: Read, register: Register, tmp_path: Path
) -> None:
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    away.mkdir()
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "hours").symlink_to(away)
    row = HoursRow(dt.date(2025, 3, 3), "L01", 90, kind="direct")
    with pytest.raises(CannotBook):
        added(read(), [row], register)
    assert list(away.iterdir()) == []


texts = st.text("ab é€,;\"'0", max_size=9).map(str.strip)
hours_rows = st.builds(
    HoursRow,
    date=st.dates(dt.date(2025, 1, 1), dt.date(2025, 3, 31)),
    member=st.just("L01"),
    minutes=st.integers(1, 60),
    beneficiary=st.sampled_from(["", "L02", COOP]),
    what=texts,
    kind=st.sampled_from(["direct", "help"]),
    evidence=st.sampled_from(["", "photo", "toggl 09:00-10:00"]),
    agreed=st.just(""),
)
many = st.lists(hours_rows, max_size=12)


@given(
    rows=many,
    form=st.builds(
        SheetForm, st.sampled_from(["en", "nl"]), st.sampled_from([",", ";"])
    ),
)
def test_what_is_written_is_read_again(
    rows: list[HoursRow], form: SheetForm, register: Register
) -> None:
    text = sheet_text(rows, form)
    faults = Faults("x.csv")
    sheet = read_sheet(text, faults, register)
    assert faults.found == []
    assert sheet is not None
    assert sheet.form == form
    assert [row.cells for row in sheet.rows] == sorted(row.cells for row in rows)
    assert sheet_text(reversed(sheet.rows), form) == text


@given(there=many, rows=many)
def test_rows_are_known_again(there: list[HoursRow], rows: list[HoursRow]) -> None:
    """No row is lost and none is there twice, in whatever order they come."""
    new, known = apart(there, rows)
    assert len(new) + len(known) == len(rows)
    again, known_again = apart([*there, *new], rows)
    assert again == []
    assert len(known_again) == len(rows)
    # Who agreed meanwhile makes no new row.
    agreed = [replace(row, agreed="L02") for row in [*there, *new]]
    assert apart(agreed, rows)[0] == []


@given(rows=many)
@settings(max_examples=25)  # each writes to the disk
def test_adding_twice_changes_nothing(
    rows: list[HoursRow], register: Register, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("books", numbered=True)
    ledger = folder / "ledger"
    ledger.mkdir()
    write(added(read_hours(ledger, folder, register), rows, register).changes)
    hours = read_hours(ledger, folder, register)
    assert sum(row.minutes for row in hours.rows) == sum(row.minutes for row in rows)
    assert sorted(r.cells for r in hours.rows) == sorted(r.cells for r in rows)
    second = added(hours, rows, register)
    assert second.changes == ()
    assert len(second.known) == len(rows)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("toggl 09:00-11:00", "toggl 10:59:59-12:00", 1),
        ("toggl 09:00-11:00", "kimai 09:30-10:00", 1),
        ("toggl 09:00-11:00", "toggl 11:00-12:00", 0),
        # Nobody knows when these were.
        ("toggl 09:00-11:00", "photo", 0),
        ("offer 09:00-11:00", "offer 10:00-11:00", 0),
    ],
)
def test_rows_of_the_same_time(
    one: str, other: str, same: int, read: Read, register: Register
) -> None:
    hours = read(**{NAME: HEAD + GOOD.replace("photo", one)})
    row = replace(hours.rows[0], evidence=other, what="a table")
    found = added(hours, [row], register)
    assert [two.other.evidence for two in found.overlaps] == [one] * same
    day_later = replace(row, date=dt.date(2025, 3, 4))
    assert added(hours, [day_later], register).overlaps == ()


@pytest.mark.parametrize(("room", "fits"), [(0, True), (-1, False)])
def test_what_would_be_too_large_to_be_read_is_not_written(
    *,
    room: int,
    fits: bool,
    read: Read,
    register: Register,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hours = read(**{NAME: HEAD + GOOD})
    row = replace(hours.rows[0], what="één")
    (change,) = added(hours, [row], register).changes
    monkeypatch.setattr(shelf, "MOST_BYTES", len(change.after.encode()) + room)
    if fits:
        assert added(hours, [row], register).changes == (change,)
        return
    with pytest.raises(CannotBook) as caught:
        added(hours, [row], register)
    text = Language("en").render(caught.value.message)
    assert text.endswith("L01-2025-03.csv would be too large to be read again.")


def timed(begin: int, end: int) -> HoursRow:
    clocks = (f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in (begin, end))
    return HoursRow(dt.date(2025, 3, 3), "L01", 1, evidence="toggl " + "-".join(clocks))


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6)), max_size=12)


@given(there=SPANS, new=SPANS)
def test_each_row_that_overlaps_is_told_with_one_that_does(
    there: list[tuple[int, int]], new: list[tuple[int, int]]
) -> None:
    def at_once(one: tuple[int, int], other: tuple[int, int]) -> bool:
        return one[0] < sum(other) and other[0] < sum(one)

    before, found = list(there), []
    for one in new:
        others = [timed(o[0], sum(o)) for o in before if at_once(one, o)]
        found += [(timed(one[0], sum(one)), others)] if others else []
        before.append(one)
    rows = [[timed(o[0], sum(o)) for o in spans] for spans in (there, new)]
    told = list(overlaps(*rows))
    assert [two.new for two in told] == [row for row, _ in found]
    assert all(
        two.other in others for two, (_, others) in zip(told, found, strict=True)
    )


def test_many_rows_of_one_day_are_compared_in_a_moment() -> None:
    rows = [timed(second, second + 1) for second in range(12_000)]
    begun = time.process_time()
    assert list(overlaps([], rows)) == []
    assert [two.other for two in overlaps(rows, rows[:1])] == rows[:1]
    # Each with each takes ten seconds.
    assert time.process_time() - begun < 4
