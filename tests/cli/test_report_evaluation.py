"""`paraplu report outflow` and `paraplu report viability`: what is typed, and made."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from tests.cli.conftest import SOUND, Run
from tests.reports.papers.support import csv_values
from tests.support import MEMBERS, write_books

LEDGER = (
    SOUND
    + """
2025-03-04 * "Klant" "Stoel" ^F1
  Assets:Members:L02:Receivable              40.00 EUR
  Income:Members:L02:Sales

2025-04-02 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""
)
GONE = MEMBERS + "".join(
    f"  G{n}: {{joined: 2025-01-01, left: 2025-02-28, left_to: work}}\n"
    for n in range(6)
)


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_books(tmp_path, LEDGER, members=GONE)


def test_outflow_without_a_period_is_until_the_last_quarter(
    books: Path, run: Run
) -> None:
    assert books.is_file()
    made = run("report", "outflow")
    assert made.status == 0
    assert "1 January 2025 to 31 March 2025" in made.out
    assert "Ever joined" in made.out


def test_outflow_as_data(books: Path, run: Run) -> None:
    assert books.is_file()
    made = run("report", "outflow", "2025-Q1", "--format", "csv")
    assert made.status == 0
    values = csv_values(made.out)
    # Two stayed and six left: that is two groups that tell each other.
    assert values["cohorts", "total", "joined"] == "8"
    assert values["cohorts", "total", "left"] == ""


@pytest.mark.parametrize("text", ["2025-03-10", "2025-02", "2025-01-01..2025-03-30"])
def test_outflow_of_other_days_is_refused(books: Path, run: Run, text: str) -> None:
    assert books.is_file()
    made = run("report", "outflow", text)
    assert (made.status, made.out) == (2, "")
    assert f"“{text}” " in made.err


def test_outflow_of_a_month_that_ends_a_quarter(books: Path, run: Run) -> None:
    assert books.is_file()
    assert run("report", "outflow", "2025-03").status == 0


def test_a_dossier_on_the_screen_and_in_a_file(books: Path, run: Run) -> None:
    made = run("report", "viability", "L02")
    assert made.status == 0
    assert "Business dossier of L02 · Taartenatelier Zoet" in made.out
    assert "1 April 2023 to 31 March 2025" in made.out
    assert run("report", "viability", "L02", "--format", "html").status == 0
    (file,) = books.parents[1].glob("viability-L02-*.html")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_dossiers_of_all(books: Path, run: Run) -> None:
    made = run(
        "report", "viability", "--all", "2025-Q1", "--format", "json", "--output", "all"
    )
    assert made.status == 0
    files = sorted((books.parents[1] / "all").iterdir())
    assert [file.name.split("-")[1] for file in files] == [
        *(f"G{n}" for n in range(6)),
        "L01",
        "L02",
    ]
    assert all(
        json.loads(file.read_text("utf-8"))["kind"] == "viability" for file in files
    )


def test_customers_have_names_where_that_was_asked_for(books: Path, run: Run) -> None:
    private = books.parents[1] / "members.private.yaml"
    private.write_text("L02: {name: Nora Voorbeeld}\n", "utf-8")
    assert "Klant" not in run("report", "viability", "L02").out
    named = run("report", "viability", "L02", "--names").out
    assert "Klant" in named
    assert "Nora Voorbeeld" in named


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give a member's code, and a period if you like."),
        (("L02", "2025", "more"), "“more” is one argument too many."),
        (("--all", "2025", "more", "--output", "all"), "“more” is one argument"),
        (("L09",), "L09"),
        (("L02", "2025-13"), "“2025-13” is not a period"),
        (("L02", "2026"), "2026 has not begun in these books"),
    ],
)
def test_what_a_dossier_cannot_be_made_of(
    books: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    assert books.is_file()
    made = run("report", "viability", *arguments)
    assert (made.status, made.out) == (2, "")
    assert said in made.err
