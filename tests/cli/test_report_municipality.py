"""`paraplu report municipality`: of whom, as what, and what it refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.reports.municipality.conftest import FILES, LEDGER, register
from tests.support import write_books

from paraplu_cli.report import municipality


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_books(tmp_path, LEDGER, members=register(), files=FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(municipality, "clock", lambda: dt.date(2026, 12, 31))
    monkeypatch.setenv("PARAPLU_LANG", "en")
    return tmp_path


def test_all_members_of_a_period_into_a_folder(run: Run, books: Path) -> None:
    ran = run(
        "report", "municipality", "2026-Q1", "--output", "out/", "--format", "csv"
    )
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "out/municipality-L01-2026-Q1.csv",
        "out/municipality-L02-2026-Q1.csv",
        "out/municipality-L03-2026-Q1.csv",
    ]
    written = sorted(path.name for path in (books / "out").iterdir())
    assert written == [line.removeprefix("out/") for line in ran.out.splitlines()]


@pytest.mark.usefixtures("books")
def test_one_member_on_the_screen(run: Run) -> None:
    ran = run("report", "municipality", "2026-Q1", "--member", "l01")
    assert ran.status == 0
    assert ran.out.startswith(
        "Report to the municipality on L01 · Tweede Leven Meubels"
    )
    assert "Result" in ran.out
    assert "L02" not in ran.out


@pytest.mark.usefixtures("books")
def test_those_of_a_client_manager(run: Run) -> None:
    ran = run("report", "municipality", "2026-Q1", "--client-manager", "K1")
    assert ran.status == 0
    assert "Report to the municipality on L02" in ran.out
    assert "Report to the municipality on L01" not in ran.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["2026-Q1", "--member", "L09"], "There is no member “L09”."),
        (
            ["2026-Q1", "--client-manager", "K9"],
            "Nobody has client manager K9 at the end of 2026-Q1; the register has K1,",
        ),
        (
            ["2026-Q1", "--member", "L01", "--client-manager", "K1"],
            "Give --member or --client-manager, not both.",
        ),
        (["2026-Q1", "--format", "json"], "Reports on several members as json need"),
        (["2026-Q5"], "“2026-Q5” is not a period"),
        (
            ["2026-03", "--member", "L02"],
            "L02 was not a member in 2026-03, and nothing was booked.",
        ),
        (["2029-Q3"], "2029-Q3 has not begun in these books"),
        (
            ["2026-Q1", "--municipality", "Sluis"],
            "No report over 2026-Q1 is for Sluis; there are some for Hulst.",
        ),
    ],
)
def test_one_clear_line_and_nothing_written(
    run: Run, books: Path, words: list[str], message: str
) -> None:
    before = sorted(books.rglob("*"))
    ran = run("report", "municipality", *words)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err.replace("\n  ", " ")
    assert "Traceback" not in ran.err
    assert sorted(books.rglob("*")) == before


@pytest.mark.usefixtures("books")
def test_a_period_that_is_over_and_empty_simply_comes(run: Run) -> None:
    """The books end on 2 April 2026, and by the clock that summer is long gone."""
    ran = run("report", "municipality", "2026-Q3", "--output", "out/")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "out/municipality-L01-2026-Q3.pdf",
        "out/municipality-L03-2026-Q3.pdf",
    ]
    ran = run("report", "municipality", "2026-Q3", "--member", "L01")
    assert ran.status == 0
    told = " ".join(ran.out.split())
    assert "Nothing was sold and nothing was spent in quarter 3 of 2026." in told
    assert "The newest entry of the books is of 2 April 2026" in told
    assert "PROVISIONAL" in told
    # Whoever says which day it is, is believed.
    ran = run("report", "municipality", "2026-Q3", "--today", "2026-04-10")
    assert ran.status == 2


MOVED = (
    register()
    .replace(
        "{name: Hulst, client_manager: K2, from: 2026-02-10}]",
        "{name: Sluis, client_manager: K2, from: 2026-02-10}]",
    )
    .replace("  Hulst:", "  Sluis: {}\n  Hulst:")
)


def test_who_moved_has_a_report_for_each_municipality(run: Run, books: Path) -> None:
    (books / "members.yaml").write_text(MOVED, "utf-8")
    words = ("report", "municipality", "2026-Q1", "--member", "L01")
    ran = run(*words, "--output", "out/")
    assert ran.out.splitlines() == [
        "out/municipality-L01-Hulst-2026-Q1.pdf",
        "out/municipality-L01-Sluis-2026-Q1.pdf",
    ]
    ran = run(*words, "--output", "one.csv")
    assert ran.status == 2
    assert "say which by --municipality (Hulst, Sluis)" in ran.err.replace("\n  ", " ")
    assert not (books / "one.csv").exists()
    assert run(*words, "--municipality", "sluis", "--output", "one.csv").status == 0
    ran = run("report", "municipality", "2026-Q1", "--client-manager", "K1")
    assert "for Hulst, client manager K1" in ran.out
    assert "for Sluis" not in ran.out


def test_it_is_not_written_over(run: Run, books: Path) -> None:
    words = (
        "report",
        "municipality",
        "2026-Q1",
        "--member",
        "L01",
        "--output",
        "a.csv",
    )
    (books / "a.csv").write_text("mine", "utf-8")
    ran = run(*words)
    assert ran.status == 2
    assert (books / "a.csv").read_text("utf-8") == "mine"
    assert run(*words, "--force").status == 0
    assert (books / "a.csv").read_text("utf-8") != "mine"
