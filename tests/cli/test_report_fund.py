"""`paraplu report fund` and `report calendar`: files, zips, and what is refused."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.cli.conftest import Run
from tests.reports.test_fund_report import FUND, YEAR, registered
from tests.support import write_books

RECEIPTS = {"course.pdf": "a course", "shelves.png": "shelves"}


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with books of a fund that has two receipts."""
    ledger = YEAR.replace('"Course" ^c1\n', '"Course" ^c1\n  receipt: "course.pdf"\n')
    ledger = ledger.replace('"Shelves"\n', '"Shelves"\n  receipt: "shelves.png"\n')
    write_books(tmp_path, ledger, members=registered(), files=RECEIPTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("books")
def test_on_the_screen(run: Run) -> None:
    ran = run("report", "fund", "Cordaid2025")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Report on Cordaid2025  *PROVISIONAL*\n")
    assert "Courses" in ran.out


@pytest.mark.usefixtures("books")
def test_small_and_large_letters_are_the_same(run: Run) -> None:
    assert run("report", "fund", "cordaid2025").status == 0


def test_a_file_under_its_usual_name(run: Run, books: Path) -> None:
    ran = run("report", "fund", "Cordaid2025", "--output", "out/")
    assert ran.status == 0
    [file] = (books / "out").iterdir()
    assert file.name == "fund-Cordaid2025-2025-01-01_2025-12-31.pdf"


def test_the_bundle(run: Run, books: Path) -> None:
    ran = run("report", "fund", "Cordaid2025", "--bundle", "cordaid.zip")
    assert ran.status == 0
    file = books / "cordaid.zip"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
    assert names == [
        *("SHA256SUMS", "index.html", "receipts/002.pdf", "receipts/003.png"),
        *("report.csv", "report.html", "report.pdf"),
    ]
    assert ran.out.splitlines() == ["cordaid.zip", *(f"  {name}" for name in names)]
    assert files["receipts/002.pdf"] == b"a course"
    sums = re.findall(r"(\w{64})  (\S+)\n", files["SHA256SUMS"].decode())
    assert {name for _, name in sums} == set(names) - {"SHA256SUMS"}
    for digest, name in sums:
        assert hashlib.sha256(files[name]).hexdigest() == digest
    page = BeautifulSoup(files["index.html"], "html.parser")
    links = [str(link["href"]) for link in page.find_all("a")]
    assert links == [
        *("report.pdf", "report.html", "report.csv"),
        *("receipts/002.pdf", "receipts/003.png"),
    ]


def test_twice_is_the_same_bytes(run: Run, books: Path) -> None:
    run("report", "fund", "Cordaid2025", "--bundle", "one.zip")
    run("report", "fund", "Cordaid2025", "--bundle", "two.zip")
    assert (books / "one.zip").read_bytes() == (books / "two.zip").read_bytes()
    again = run("report", "fund", "Cordaid2025", "--bundle", "one.zip")
    assert (again.status, again.out) == (0, "1 already there, and the same\n")


def test_another_file_is_not_written_over(run: Run, books: Path) -> None:
    (books / "one.zip").write_text("mine", "utf-8")
    ran = run("report", "fund", "Cordaid2025", "--bundle", "one.zip")
    assert ran.status == 2
    assert "one.zip is already there" in ran.err
    assert (books / "one.zip").read_text("utf-8") == "mine"
    ran = run("report", "fund", "Cordaid2025", "--bundle", "one.zip", "--force")
    assert ran.status == 0
    assert zipfile.is_zipfile(books / "one.zip")


REFUSED = {
    "an unknown fund": (["Kansfonds2025"], "The register has no fund “Kansfonds2025”."),
    "one letter off": (
        ["Cordaid2026"],
        "The register has no fund “Cordaid2026”. Similar: Cordaid2025, City2025.",
    ),
    "a day before it": (
        ["Cordaid2025", "--until", "2024-12-31"],
        "Cordaid2025 begins on 2025-01-01, after 2024-12-31.",
    ),
    "a day that is none": (
        ["Cordaid2025", "--until", "soon"],
        "“soon” is not a day such as 2026-10-31.",
    ),
    "two files": (
        ["Cordaid2025", "--bundle", "a.zip", "--output", "b.pdf"],
        "Give --bundle or --output, not both: the report is in it.",
    ),
    "names that are not there": (
        ["Cordaid2025", "--names"],
        "There is no members.private.yaml beside the register",
    ),
    "a fund that is still to begin": (
        ["Later2027"],
        "2027-01-01..2027-12-31 has not begun in these books: they go to 1 May 2025.",
    ),
    "a fund of before the books": (
        ["Early2020"],
        "2020-01-01..2020-12-31 is before these books: they begin on 10 January 2025.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "message"), REFUSED.values(), ids=REFUSED)
def test_one_clear_line(words: list[str], message: str, run: Run, books: Path) -> None:
    more = (
        FUND
        + """\
  Later2027: {from: 2027-01-01, until: 2027-12-31}
  Early2020: {from: 2020-01-01, until: 2020-12-31}
"""
    )
    (books / "members.yaml").write_text(registered(more), "utf-8")
    ran = run("report", "fund", *words)
    assert (ran.status, ran.out) == (2, "")
    assert message in " ".join(ran.err.split())
    assert not [*books.glob("*.zip"), *books.glob("*.pdf")]


def test_a_fault_in_the_register_of_another_part(run: Run, books: Path) -> None:
    broken = registered().replace("joined: 2025-01-01", "joined: soon", 1)
    (books / "members.yaml").write_text(broken, "utf-8")
    assert run("report", "fund", "Cordaid2025").status == 0


def test_a_fault_in_the_fund_itself(run: Run, books: Path) -> None:
    broken = registered().replace("amount: 1000.00", "amount: 1000,00", 1)
    (books / "members.yaml").write_text(broken, "utf-8")
    ran = run("report", "fund", "Cordaid2025")
    assert ran.status == 0
    assert "The register has a fault about funds." in " ".join(ran.out.split())


@pytest.mark.usefixtures("books")
def test_the_calendar(run: Run) -> None:
    ran = run("report", "calendar")
    assert ran.status == 0
    assert "Half a year of Cordaid2025" in " ".join(ran.out.split())


def test_the_calendar_as_a_calendar_file(run: Run, books: Path) -> None:
    ran = run("report", "calendar", "--output", "due.ics", "--language", "nl")
    assert (ran.status, ran.out) == (0, "due.ics\n")
    data = (books / "due.ics").read_bytes()
    text = data.decode().replace("\r\n ", "")
    assert "SUMMARY:Final report van Cordaid2025: Cordaid\r\n" in text
    assert data.count(b"BEGIN:VEVENT") == text.count("UID:") > 3
    run("report", "calendar", "--output", "again.ics", "--language", "nl")
    assert (books / "again.ics").read_bytes() == data


def test_a_calendar_file_is_of_one_kind(run: Run, books: Path) -> None:
    ran = run("report", "calendar", "--output", "due.ics", "--format", "pdf")
    assert ran.status == 2
    assert not (books / "due.ics").exists()


@pytest.mark.parametrize("way", [(), ("--output", "due.ics")])
def test_books_without_entries_do_not_say_from_which_day(
    run: Run, books: Path, way: tuple[str, ...]
) -> None:
    write_books(books, "", members=registered(FUND))
    why = "These books have no entries yet, so say with --today from which day on."
    assert run("report", "calendar", *way) == (2, "", f"paraplu: {why}\n")
    assert not (books / "due.ics").exists()
    told = run("report", "calendar", *way, "--today", "2025-04-01")
    assert told.status == 0
    if not way:
        assert "1 April 2025 to 2 April 2026" in " ".join(told.out.split())
