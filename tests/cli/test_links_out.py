"""Nothing is written outside the books, by a link that came with them or otherwise."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import SOUND, Run
from tests.support import write_books


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of somebody else, beside that of the books."""
    books = tmp_path / "books"
    write_books(books, SOUND)
    monkeypatch.chdir(books)
    (tmp_path / "outside").mkdir()
    return tmp_path / "outside"


@pytest.mark.parametrize("link", [".github", "ledger/documents", ".vscode"])
def test_init_makes_no_file_behind_a_link(outside: Path, run: Run, link: str) -> None:
    Path(link).symlink_to(outside)
    ran = run("init", ".")
    assert ran.status == 2
    assert "leads out of" in ran.err
    assert not list(outside.iterdir())
    Path(link).unlink()
    # One that stays in the books is fine, and so is none.
    Path("elsewhere").mkdir()
    Path(link).symlink_to(Path("elsewhere").resolve())
    assert run("init", ".").status == 0


def test_no_document_is_written_behind_a_link(outside: Path, run: Run) -> None:
    Path("statements").symlink_to(outside)
    call = ("report", "member", "L01", "2025-01", "--output")
    ran = run(*call, "statements/")
    assert ran.status == 2
    assert "by a link in them" in ran.err
    assert not list(outside.iterdir())
    # Who names the folder itself means it.
    assert run(*call, f"{outside}/").status == 0
    assert len(list(outside.iterdir())) == 1


def test_no_document_is_written_into_gits_folder(outside: Path, run: Run) -> None:
    del outside
    Path(".git", "hooks").mkdir(parents=True)
    ran = run("report", "member", "L01", "2025-01", "--output", ".git/hooks/a.pdf")
    assert ran.status == 2
    assert not list(Path(".git", "hooks").iterdir())


NO_LEDGER = "cannot be a file of the ledger: its name has to end in .beancount."
OUTSIDE = "is outside the books, by a link in them, or in git's own folder."
STATEMENT = """\
"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";\
"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"
"20250301";"Verhuurder";"NL20INGB0001234567";"NL91ABNA0417164300";"OV";"Af";"12,50";\
"Overschrijving";"huur";"100,00";""
"""


@pytest.mark.parametrize(
    ("into", "why"),
    [
        ("../outside/a.beancount", OUTSIDE),
        ("ledger/away/a.beancount", OUTSIDE),
        ("ledger/one.beancount", OUTSIDE),
        (".git/hooks/a.beancount", OUTSIDE),
        ("ledger/members.private.beancount", OUTSIDE),
        ("ledger/import_config.py", NO_LEDGER),
        ("ledger/members.yaml", NO_LEDGER),
        ("ledger/a", NO_LEDGER),
    ],
)
@pytest.mark.parametrize("command", ["import", "contribution"])
def test_entries_only_go_into_files_of_the_ledger(
    outside: Path, run: Run, command: str, into: str, why: str
) -> None:
    Path("ledger", "away").symlink_to(outside)
    Path("ledger", "one.beancount").symlink_to(outside / "one.beancount")
    Path("statement.csv").write_text(STATEMENT)
    said = {
        "import": ("statement.csv", "--account", "Assets:Bank"),
        "contribution": ("2025-02",),
    }[command]
    for how in (("--dry-run",), ()):
        ran = run(command, *said, "--into", into, *how)
        assert (ran.status, ran.out) == (2, "")
        assert why in ran.err
        assert len(ran.err.splitlines()) == 1
    assert not list(outside.iterdir())
    assert not Path(into).exists()
    # The look-alike: a new file of the ledger, which the main file then takes in.
    ran = run(command, *said, "--into", "ledger/2025/a.beancount")
    assert ran.status in {0, 1}, ran.err
    assert Path("ledger", "2025", "a.beancount").is_file()


def test_a_new_file_of_a_month_is_not_made_behind_a_link(
    outside: Path, run: Run
) -> None:
    main = Path("ledger", "main.beancount")
    text = main.read_text("utf-8").partition("2025-02-01")
    Path("ledger", "2024").mkdir()
    Path("ledger", "2024", "2024-12-bank.beancount").write_text(
        '2024-12-01 * "Bestuur" "Inleg"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
    )
    main.write_text(text[0] + 'include "20*/*.beancount"\n')
    Path("ledger", "2025").symlink_to(outside)
    Path("statement.csv").write_text(STATEMENT)
    ran = run("import", "statement.csv", "--account", "Assets:Bank")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert not list(outside.iterdir())


def test_without_a_ledger_there_is_a_register_to_tell_where_the_books_are(
    outside: Path, run: Run
) -> None:
    Path("statement.csv").write_text(STATEMENT)
    said = ("import", "statement.csv", "--account", "Assets:Bank", "--no-ledger")
    ran = run(*said, "--into", f"{outside}/a.beancount")
    assert ran.status == 2
    assert OUTSIDE in ran.err
    assert run(*said, "--into", "a.py").status == 2
    assert run(*said, "--into", "a.beancount").status == 0
    # Who has no books yet looks at a statement where that suits.
    Path("members.yaml").unlink()
    assert run(*said, "--into", f"{outside}/a.py").status == 2
    assert run(*said, "--into", f"{outside}/a.beancount").status == 0


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    outside: Path, run: Run
) -> None:
    del outside
    os.mkfifo("ledger/a.beancount")
    ran = run("contribution", "2025-02", "--into", "ledger/a.beancount")
    assert ran.status == 2
    assert "it is not an ordinary file" in ran.err


def test_a_private_file_is_not_read_by_a_link_that_came_by_git(
    outside: Path, run: Run
) -> None:
    """Whoever sends books could have any file read, and its keys told as faults."""
    (outside / "kaneel.yaml").write_text("kaneel: {kaneel: 1}\n")
    private = ("members.private.yaml", "ledger/customers.private.yaml")
    for name in private:
        Path(name).symlink_to(outside / "kaneel.yaml")
    git("init", "-q")
    git("add", "-A")
    for more in ((), ("--format", "json"), ("--format", "sarif")):
        ran = run("check", *more)
        assert ran.status == 1
        assert "by a link" in ran.out
        assert "kaneel" not in ran.out
    # The look-alike: it is on another disk of the board, and the link is not in git.
    git("rm", "-q", "--cached", *private)
    (outside / "kaneel.yaml").write_text("L01: {name: Jo Jansen}\n")
    Path("ledger/customers.private.yaml").unlink()
    ran = run("check")
    assert "MB00" not in ran.out
    assert "by a link" not in ran.out


def test_the_schema_is_written_beside_a_link(outside: Path, run: Run) -> None:
    Path("members.yaml").rename(outside / "members.yaml")
    Path("members.yaml").symlink_to(outside / "members.yaml")
    assert run("register", "--schema", "--write").status == 0
    assert [file.name for file in outside.iterdir()] == ["members.yaml"]
    assert Path("members.schema.json").is_file()


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)
