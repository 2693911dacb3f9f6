"""`paraplu hours`: rows written once, exports known again, sums that tie."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import LEDGER, Run
from tests.support import MEMBERS, write_books

REGISTER = MEMBERS.replace(
    "[{from: 2025-01-01, until: 2025-12-31}]",
    "[{from: 2025-01-01, until: 2025-12-31, hours: [{most: 20, per: week}, "
    "{most: 1000, per: year}]}]",
    1,
).replace(
    "members:\n",
    "help: [{member: L02, asks: a trolley}, {member: L01, offers: a van}]\nmembers:\n",
)
FILE = Path("ledger/hours/2025/L01-2025-02.csv")
HEAD = "date,member,for,minutes,what,kind,evidence,agreed\n"
TOGGL = """\
User,Description,Start date,Start time,End date,End time,Duration,Tags
Ik,Poten,2025-02-03,09:00:00,2025-02-03,10:30:00,01:30:00,
Ik,Kassa,2025-02-03,11:00:00,2025-02-03,11:45:00,00:45:00,"help, L02"
"""


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_books(tmp_path, LEDGER, members=REGISTER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(run: Run, *words: str) -> tuple[int, str, str]:
    return run("hours", "add", *words, "--on", "2025-02-03")


@pytest.mark.usefixtures("books")
def test_a_row_is_written_once(run: Run) -> None:
    call = ("L01", "1:30", "two cakes, delivered")
    status, out, _ = add(run, *call, "--dry-run")
    assert (status, FILE.exists()) == (0, False)
    assert out.splitlines()[2] == "1 row, 1:30: nothing was written."
    assert add(run, *call) == (
        0,
        (
            "2025-02-03  L01  1:30  direct  two cakes, delivered\n\n"
            f"1 row, 1:30: written.\n  {FILE}\n"
        ),
        "",
    )
    text = HEAD + '2025-02-03,L01,,90,"two cakes, delivered",direct,,\n'
    assert FILE.read_text("utf-8") == text
    out = add(run, *call)[1]
    assert out == "0 rows, 0:00: written.\n1 row is in the books already.\n"
    assert FILE.read_text("utf-8") == text


@pytest.mark.usefixtures("books")
def test_a_file_keeps_its_own_columns(run: Run) -> None:
    FILE.parent.mkdir(parents=True)
    head = "datum;lid;voor;minuten;wat;soort;bewijs;akkoord\n"
    FILE.write_text(f"{head}2025-02-04;L01;;15;b;direct;;\n", "utf-8")
    assert add(run, "L01", "45m", "a", "--for", "L02", "--kind", "help")[0] == 0
    assert FILE.read_text("utf-8") == (
        f"{head}2025-02-03;L01;L02;45;a;help;;\n2025-02-04;L01;;15;b;direct;;\n"
    )


REFUSED = {
    "90": "“90” is not a time that was worked.",
    "0:00": "“0:00” is not a time that was worked.",
    "0.33h": "“0.33h” is not a time that was worked.",
    "25:00": "“1500” is not a whole number of minutes from 1 to 1440.",
}


@pytest.mark.parametrize("time", REFUSED)
@pytest.mark.usefixtures("books")
def test_a_time_that_is_none(time: str, run: Run) -> None:
    status, out, err = add(run, "L01", time, "Cakes")
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: {REFUSED[time]}")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("L09", "1:30", "a"), "There is no member L09. The register has: L01, L02."),
        (("L01", "1:30", "a", "--kind", "fun"), "“fun” is not a kind of hours."),
        (("L01", "1:30", "a", "--for", "L09"), "There is no member L09 in the"),
        (("L01", "1:30", "a", "--for", "L01"), "Hours for somebody's own business"),
        (("L01", "1:30", "=1+1"), "A text begins with =: a spreadsheet would run it."),
    ],
)
@pytest.mark.usefixtures("books")
def test_a_row_that_cannot_be(words: tuple[str, ...], why: str, run: Run) -> None:
    status, out, err = add(run, *words)
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: {why}")
    assert not FILE.exists()


@pytest.mark.usefixtures("books")
def test_nothing_is_added_to_a_file_with_a_fault(run: Run) -> None:
    FILE.parent.mkdir(parents=True)
    text = HEAD + "2025-02-04,L01,,1.5,b,direct,,\n"
    FILE.write_text(text, "utf-8")
    status, _, err = add(run, "L01", "1:30", "a")
    assert status == 2
    assert (
        "line 2: “1.5” is not a whole number of minutes from 1 to 1440. "
        "Nothing was written" in err
    )
    assert FILE.read_text("utf-8") == text


def test_an_export_is_known_again(books: Path, run: Run) -> None:
    (books / "t.csv").write_text(TOGGL, "utf-8")
    call = ("hours", "import", "t.csv", "--member", "L01")
    assert "nothing was written" in run(*call, "--dry-run").out
    assert not FILE.exists()
    assert json.loads(run(*call, "--format", "json").out)["new"] == [
        {
            "date": "2025-02-03",
            "member": "L01",
            "for": "",
            "minutes": 90,
            "what": "Poten",
            "kind": "direct",
            "evidence": "toggl 09:00-10:30",
            "agreed": "",
        },
        {
            "date": "2025-02-03",
            "member": "L01",
            "for": "L02",
            "minutes": 45,
            "what": "Kassa",
            "kind": "help",
            "evidence": "toggl 11:00-11:45",
            "agreed": "",
        },
    ]
    # Somebody corrects the words and the kind: it is the same row still.
    text = FILE.read_text("utf-8").replace("Poten,direct", "Stoelpoten,indirect")
    assert "Stoelpoten" in text
    FILE.write_text(text, "utf-8")
    longer = TOGGL + "Ik,Lak,2025-02-04,09:00:00,2025-02-04,09:10:00,00:10:00,\n"
    (books / "t.csv").write_text(longer, "utf-8")
    out = run(*call).out
    assert "1 row, 0:10: written.\n2 rows are in the books already.\n" in out
    assert FILE.read_text("utf-8") == (
        f"{text}2025-02-04,L01,,10,Lak,direct,toggl 09:00-09:10,\n"
    )


def test_one_export_for_two_members_is_known(books: Path, run: Run) -> None:
    """Also after words were corrected; and who worked at the same time can say so."""
    (books / "t.csv").write_text(TOGGL, "utf-8")
    assert run("hours", "import", "t.csv", "--member", "L01").status == 0
    text = FILE.read_text("utf-8").replace("Poten,direct", "Stoelpoten,indirect")
    FILE.write_text(text, "utf-8")
    wrong = ("hours", "import", "t.csv", "--member", "L02")
    other = FILE.with_name("L02-2025-02.csv")
    for call in (wrong, (*wrong, "--dry-run")):
        ran = run(*call)
        assert (ran.status, ran.out, other.exists()) == (2, "", False)
        assert (
            "2 of the 2 new rows are in the books already, of the same days and times, "
            "as hours of L01." in ran.err
        )
    said = "2 rows: of the same days and times as hours of L01. Did both work?\n"
    assert said in run(*wrong, "--both").out
    assert other.exists()


def test_an_hour_that_two_worked_is_told(books: Path, run: Run) -> None:
    (books / "t.csv").write_text(TOGGL, "utf-8")
    run("hours", "import", "t.csv", "--member", "L01")
    row = "Ik,Lak,2025-02-04,09:00:00,2025-02-04,09:10:00,00:10:00,\n"
    own = TOGGL.replace("09:00:00", "09:01:00").replace("01:30:00", "01:29:00") + row
    (books / "t.csv").write_text(own, "utf-8")
    ran = run("hours", "import", "t.csv", "--member", "L02")
    assert ran.status == 0
    assert "1 row: of the same days and times as hours of L01." in ran.out


CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20250203T090000
DURATION:PT1H
RRULE:FREQ=WEEKLY
SUMMARY:Markt
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20250204T090000
DURATION:PT30M
SUMMARY:Lijm
END:VEVENT
END:VCALENDAR
"""


def test_what_repeats_is_imported_day_by_day(books: Path, run: Run) -> None:
    (books / "a.ics").write_text(CALENDAR, "utf-8")
    call = ("hours", "import", "a.ics", "--member", "L01")
    ran = run(*call)
    assert ran.status == 1
    assert (
        "“Markt”: it repeats. Say of which days: --from DATE --until DATE." in ran.out
    )
    assert "1 row, 0:30: written.\n" in ran.out
    days = ("--from", "2025-02-01", "--until", "2025-02-28")
    ran = run(*call, *days)
    assert ran.status == 0
    assert "4 rows, 4:00: written.\n1 row is in the books already.\n" in ran.out
    assert "0 rows, 0:00: written.\n5 rows are in" in run(*call, *days).out
    ran = run(*call, *days[:2])
    assert (ran.status, "--from and --until belong together" in ran.err) == (2, True)


@pytest.mark.usefixtures("books")
def test_an_export_that_cannot_be_read(run: Run) -> None:
    Path("t.csv").write_text("a;b\n1;2\n", "utf-8")
    status, out, err = run("hours", "import", "t.csv", "--member", "L01")
    assert (status, out) == (2, "")
    assert err.startswith("paraplu: Nobody knows these columns: a, b.")


def test_list_and_help(books: Path, run: Run) -> None:
    (books / "t.csv").write_text(TOGGL, "utf-8")
    run("hours", "import", "t.csv", "--member", "L01")
    lines = run("hours", "list").out.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "member month hours",
        "L01 2025-02 2:15",
        "total 2:15",
        "",
        "Caps, as of 2025-02-04",
        "",
        "member window kinds hours most left at this pace",
        "L01 the year 2025 all 2:15 1000:00 997:45 23:27",
        "L01 week 6 (2025-02-03 to 2025-02-09) all 2:15 20:00 17:45",
        "",
        "These books have 1 error: paraplu check",
    ]
    assert len(set(map(len, lines[:3]))) == 1
    assert (
        run("hours", "helped").out
        == """\
helped ↓ whom →    L02   given
L01               0:45    0:45
received          0:45    0:45

Asked
  L02  a trolley

Offered
  L01  a van
"""
    )


def test_the_forms_of_a_list_tie(books: Path, run: Run) -> None:
    (books / "t.csv").write_text(TOGGL, "utf-8")
    run("hours", "import", "t.csv", "--member", "L01")
    for by in ("month", "week", "kind", "year", "row"):
        shown = run("hours", "list", "--by", by, "--format", "csv").out
        rows = list(csv.DictReader(io.StringIO(shown)))
        assert sum(int(row["minutes"]) for row in rows) == 135
        told = json.loads(run("hours", "list", "--by", by, "--format", "json").out)
        assert told["total_minutes"] == 135
        assert "2:15" in run("hours", "list", "--by", by).out
    helped = json.loads(run("hours", "helped", "--format", "json").out)
    assert helped["given"] == {"L01": 45}
    assert helped["received"] == {"L02": 45}
    assert (
        run("hours", "helped", "--format", "csv").out == "from,to,minutes\nL01,L02,45\n"
    )
    assert run("hours", "list", "--year", "2024").out.startswith("No hours were")
