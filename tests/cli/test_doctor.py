"""`paraplu doctor`: what the books need on a computer; `paraplu demo`'s books."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from paraplu.check import check
from paraplu_cli import example
from paraplu_cli.command import Stopped
from paraplu_cli.example import copy_example


def points(run: Run) -> dict[str, bool]:
    """Return which points are well, by their names."""
    told = json.loads(run("doctor", "--format", "json").out)
    return {point["name"]: point["well"] for point in told["points"]}


@pytest.fixture
def new_books(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    run("init", str(tmp_path / "books"), "--today", "2026-01-15")
    monkeypatch.chdir(tmp_path / "books")
    return tmp_path / "books"


def test_new_books_lack_only_the_hook(new_books: Path, run: Run) -> None:
    found = points(run)
    assert [name for name, well in found.items() if not well] == ["hook"]
    assert run("doctor").status == 1
    hook = new_books / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    assert run("doctor").status == 0
    assert all(points(run).values())


@pytest.mark.parametrize(
    ("file", "before", "after", "missing"),
    [
        ("ledger/main.beancount", 'plugin "paraplu"', ";", {"plugin"}),
        ("ledger/main.beancount", "fava-extension", "fava-nothing", {"pages"}),
        ("members.yaml", "members:", "member:", {"register"}),
        (".gitignore", "*.private.yaml", "", {"private"}),
        (".gitignore", "statements/\n", "", {"statements"}),
    ],
)
def test_what_is_missing_is_told(
    new_books: Path, run: Run, file: str, before: str, after: str, missing: set[str]
) -> None:
    path = new_books / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after).replace("*.csv\n", ""), "utf-8")
    assert {name for name, well in points(run).items() if not well} == missing | {
        "hook"
    }
    assert run("doctor").out.count("  → ") == len(missing) + 1


def test_without_books_or_repository(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = points(run)
    assert {name for name, well in found.items() if not well} == {"books", "repository"}
    assert "paraplu init" in run("doctor").out


def test_it_speaks_the_language_of_the_register(new_books: Path, run: Run) -> None:
    register = new_books / "members.yaml"
    text = register.read_text("utf-8")
    register.write_text(text.replace("language: en", "language: nl"), "utf-8")
    assert "git laat bankafschriften weg." in run("doctor").out


def test_it_changes_nothing(new_books: Path, run: Run) -> None:
    def state() -> dict[Path, bytes]:
        files = (file for file in new_books.rglob("*") if file.is_file())
        return {file: file.read_bytes() for file in files}

    before = state()
    run("doctor")
    assert state() == before


def test_the_example_is_copied_whole_and_clean(tmp_path: Path) -> None:
    main = copy_example(tmp_path / "copy")
    report = check(main)
    assert not [f for f in report.verdict.findings if f.severity.name == "ERROR"]
    assert len(report.register.members) == 8
    made = subprocess.run(
        ["find", str(tmp_path), "-name", "*.picklecache", "-o", "-name", "*.pyc"],
        capture_output=True,
        check=True,
    )
    assert made.stdout == b""


def test_without_the_example_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(example, "__file__", str(tmp_path / "a" / "b" / "x.py"))
    with pytest.raises(Stopped):
        copy_example(tmp_path / "copy")


def test_a_demo_is_not_written_over_what_is_there(run: Run, tmp_path: Path) -> None:
    status, out, err = run("demo", "--keep", str(tmp_path))
    assert (status, out) == (2, "")
    assert "is already there" in err
