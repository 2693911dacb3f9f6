"""`paraplu export`: where files go, that they are whole, and what is refused."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import SOUND
from tests.support import MEMBERS, write_books

if TYPE_CHECKING:
    from tests.cli.conftest import Run

WHO = MEMBERS.replace("U.A.}", "U.A., vat_id: NL001234560B01}")
XAF = ("export", "xaf", "2025", "--today", "2026-02-01")
WRONG = """
2025-02-05 * "Lunch"
  Expenses:Coop:Lunch                          2.00 EUR
  Assets:Members:L01:Cash
"""
FILES = {"cursus.txt": "a course"}


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in books without an error; what is beside them is a test's own."""
    folder = tmp_path / "books"
    write_books(folder, SOUND, members=WHO, files=FILES)
    monkeypatch.chdir(folder)
    return folder


def beside(books: Path) -> list[str]:
    """Return what there is around the books, whatever its name begins with."""
    return sorted(one.name for one in books.parent.iterdir())


def test_it_lies_beside_the_books_and_twice_is_once(books: Path, run: Run) -> None:
    place = books.parent / "auditfile-2025.xaf"
    assert run(*XAF) == (0, f"{place.as_posix()}\n", "")
    data = place.read_bytes()
    assert run(*XAF) == (0, "1 already there, and the same\n", "")
    assert (place.read_bytes(), beside(books)) == (
        data,
        ["auditfile-2025.xaf", "books"],
    )
    status, out, err = run(*XAF, "--version", "3.2")
    assert (status, out, place.read_bytes()) == (2, "", data)
    assert "already there, with something else in it" in err
    assert run(*XAF, "--version", "3.2", "--force")[0] == 0
    assert b"http://www.auditfiles.nl/XAF/3.2" in place.read_bytes()


def test_it_goes_into_git_only_where_asked(books: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q", str(books)], check=True)
    asked = (*XAF, "-o", "a.xaf")
    status, out, err = run(*asked)
    assert (status, out) == (2, "")
    assert "a.xaf would lie in a git repository" in err
    assert not Path("a.xaf").exists()
    assert run(*asked, "--in-git") == (0, "a.xaf\n", "")
    assert run(*XAF)[0] == 0
    assert beside(books) == ["auditfile-2025.xaf", "books"]


REFUSED = {
    "no year": (("2025-03",), "“2025-03” is not a year such as 2026."),
    "nothing in it": (("2024",), "There is no entry in 2024."),
    "the books": (
        ("2025", "--force", "-o", "ledger/main.beancount"),
        "ledger/main.beancount is a file of the books",
    ),
    "a folder": (("2025", "-o", "ledger"), "ledger is a folder."),
    "no folder": (("2025", "-o", "there/a.xaf"), "There is no folder there."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str, books: Path, run: Run) -> None:
    words, why = REFUSED[case]
    status, out, err = run("export", "xaf", *words)
    assert (status, out, beside(books)) == (2, "", ["books"])
    assert why in err


def test_books_with_an_error_of_beancount_are_refused(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    main.write_text(main.read_text() + "2025-02-09 balance Assets:Bank 1.00 EUR\n")
    status, out, err = run(*XAF)
    assert (status, out, beside(books)) == (2, "", ["books"])
    assert "Beancount itself finds errors in these books" in err


def test_a_fault_is_told_with_its_place(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    main.write_text(main.read_text() + '2025-03-01 open Assets:Bank:New\n  rgs: "1"\n')
    status, _, err = run(*XAF)
    line = len(main.read_text().split("\n")) - 2
    assert status == 2
    assert f"ledger/main.beancount:{line}: “1” of Assets:Bank:New is not a code" in err


def test_nothing_is_left_of_one_that_fails(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    writing = "paraplu.reports.auditfile.writing._Writer._transactions"
    monkeypatch.setattr(writing, fails)
    assert run(*XAF)[0] == 130
    assert beside(books) == ["books"]


def test_what_others_would_want_to_know_is_said(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    main.write_text(main.read_text() + WRONG)
    status, _, err = run(*XAF[:3], "--today", "2025-02-06")
    assert (status, err.splitlines()) == (
        0,
        [
            "2025 is not over: there may be more to come.",
            "These books have 1 error: paraplu check",
        ],
    )
    assert len(beside(books)) == 2
