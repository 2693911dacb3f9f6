"""What was begun and not finished: by whom, and which command goes on with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import REGISTER, SOUND, Run
from tests.support import write_books

from paraplu.journal.intent_log import NAME

WRITING = {
    "import": ("import", "statement.csv"),
    "contribution": ("contribution", "2025-02"),
    "pay": ("pay",),
    "vat": ("vat", "file", "2025-Q1"),
    "issue": ("invoice", "issue"),
    "credit": ("invoice", "credit", "2025-0001"),
    "remind": ("invoice", "remind"),
}
DRY = {
    name: (*WRITING[name], "--dry-run") for name in ("import", "contribution", "pay")
}
ENTRY = '2025-02-05 * "Lease" "Begun"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
HOSTILE = {
    "above": {"new": [], "below": {"../members.yaml": "L99: {}"}, "gone": []},
    "away": {"new": [], "below": {}, "gone": ["../members.yaml"]},
    "git": {"new": [], "below": {".git/config": "[core]"}, "gone": []},
    "keys": {"new": []},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_books(tmp_path, SOUND, members=REGISTER, files={"cursus.txt": "course"})
    (tmp_path / "statement.csv").write_text("not read\n", "utf-8")
    (tmp_path / "ledger" / ".main.beancount.paraplu.part").write_text("half", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("call", [*WRITING.values(), *DRY.values()], ids=" ".join)
def test_a_note_that_came_with_the_books(
    call: tuple[str, ...], hostile: str, folder: Path, run: Run
) -> None:
    note = folder / "ledger" / NAME
    note.write_text(json.dumps(HOSTILE[hostile]), "utf-8")
    before = everything(folder)
    ran = run(*call)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"paraplu: {note} is not a note that paraplu left: it ")
    assert ran.err.endswith("Find out who put it there, and delete it.\n")
    assert ran.err.count("\n") == 1
    assert everything(folder) == before


def _begin(folder: Path) -> None:
    said = {"new": [], "below": {"main.beancount": ENTRY}, "gone": []}
    (folder / "ledger" / NAME).write_text(json.dumps(said), "utf-8")


@pytest.mark.parametrize("call", DRY.values(), ids=DRY)
def test_a_dry_run_finishes_nothing(
    call: tuple[str, ...], folder: Path, run: Run
) -> None:
    _begin(folder)
    before = everything(folder)
    ran = run(*call)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"paraplu: Something was started in {folder / 'ledger'} and not finished. "
        "Run `paraplu invoice issue` to finish it. A dry run changes nothing.\n"
    )
    assert everything(folder) == before


@pytest.mark.parametrize("call", DRY.values(), ids=DRY)
def test_a_dry_run_clears_nothing_away(
    call: tuple[str, ...], folder: Path, run: Run
) -> None:
    before = everything(folder)
    run(*call)
    assert everything(folder) == before


@pytest.mark.parametrize("name", ["contribution", "pay", "vat", "issue"])
def test_what_was_begun_is_finished_first(name: str, folder: Path, run: Run) -> None:
    _begin(folder)
    run(*WRITING[name])
    text = (folder / "ledger" / "main.beancount").read_text("utf-8")
    assert text.count(ENTRY) == 1
    assert not list((folder / "ledger").glob(".*"))
