"""`paraplu report meeting` and `paraplu report audit`: their words and their files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.cli.conftest import SOUND, Run
from tests.reports.papers.support import csv_values
from tests.support import MEMBERS, write_books


@pytest.fixture(autouse=True)
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with sound books of two members."""
    write_books(tmp_path, SOUND, members=MEMBERS, files={"cursus.txt": "cursus"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["meeting", "audit"])
def test_it_is_shown_and_written(run: Run, books: Path, kind: str) -> None:
    status, out, err = run("report", kind, "2025")
    assert (status, err) == (0, "")
    assert out.startswith("For the ")
    for form in ("pdf", "html", "csv", "json"):
        written = run("report", kind, "2025", "--output", f"out/{kind}.{form}")
        assert (written.status, written.out) == (0, f"out/{kind}.{form}\n")
        file = books / "out" / f"{kind}.{form}"
        assert file.stat().st_size > 0
        assert file.stat().st_mode & 0o777 == 0o600
    again = run("report", kind, "2025", "--output", f"out/{kind}.json")
    assert (again.status, again.out) == (0, "1 already there, and the same\n")


def test_the_committee_chooses_how_to_draw(run: Run) -> None:
    words = ("--seed", "blauwe fiets", "--above", "20.50", "--sample", "1")
    out = run("report", "audit", "2025", "--format", "csv", *words).out
    values = csv_values(out)
    assert values["population", "seed", "value"] == "blauwe fiets"
    assert values["population", "large", "value"] == "1"
    assert values["population", "drawn", "value"] == "1"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--above", "1,50"), "“1,50” is not an amount such as 250.00."),
        (("--above", "-1"), "“-1” is not an amount such as 250.00."),
        (("--sample", "many"), "“many” is not a number such as 25."),
        (("--sample", "²"), "“²” is not a number such as 25."),
    ],
)
def test_what_is_no_number_is_told(
    run: Run, words: tuple[str, ...], message: str
) -> None:
    status, out, err = run("report", "audit", "2025", *words)
    assert (status, out) == (2, "")
    assert message in err


@pytest.mark.parametrize("output", ["audit.html", "deep/down/", "deep/audit.html"])
def test_documents_open_from_where_the_page_is(
    run: Run, books: Path, output: str
) -> None:
    made = run("report", "audit", "2025", "--format", "html", "--output", output).out
    file = books / made.strip()
    page = BeautifulSoup(file.read_text("utf-8"), "html.parser")
    links = [str(link["href"]) for link in page.select('table[data-key="costs"] a')]
    assert links
    for link in links:
        assert (file.parent / link).resolve() == books / "ledger" / "cursus.txt"


@pytest.mark.parametrize("kind", ["meeting", "audit"])
@pytest.mark.parametrize("period", ["2024", "2026", "soon"])
def test_a_period_that_the_books_do_not_have(run: Run, kind: str, period: str) -> None:
    status, out, err = run("report", kind, period)
    assert (status, out) == (2, "")
    assert period in err


def test_a_fault_in_the_budget_leaves_it_open(run: Run, books: Path) -> None:
    register = books / "members.yaml"
    register.write_text(f"{MEMBERS}budgets: {{2025: {{Income:Coop: 1,50}}}}\n", "utf-8")
    made = json.loads(run("report", "meeting", "2025", "--format", "json").out or "{}")
    (notice,) = [one for one in made["notices"] if "register" in one]
    assert notice == "The register has a fault. What it makes unknown stays open here."
    blocks = [block for part in made["sections"] for block in part["blocks"]]
    (budget,) = [block for block in blocks if block["key"] == "budget"]
    assert budget["rows"][-1]["cells"]["budget"] == {
        "not_known": "the register has a fault here"
    }
