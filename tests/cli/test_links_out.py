"""Nothing is written outside the books by a link that came with them."""

from __future__ import annotations

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
