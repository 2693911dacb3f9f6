"""Interrupted while it imports: the books have all of the files, or nothing."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.benchmarks.statements import write_ing
from tests.bookkeeping.bank_import.books import make_books, row

from paraplu.base.interrupts import take_requests_to_end
from paraplu.journal import atomic_file as writing
from paraplu.journal import committing
from paraplu.ledger import loader as loading
from paraplu.ledger import parsing
from paraplu_cli.main import main

NOTHING = "paraplu: Interrupted. Nothing was written.\n"
ALL = (
    "paraplu: Interrupted. All lines of these files are in the books, but the books "
    "were not checked: run paraplu check.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in books with two statements, over four months."""
    make_books(tmp_path)
    for name, months in (("a", (1, 2)), ("b", (3, 4))):
        lines = [
            row(1, f"-{month}.00", "Iemand", text="iets")._replace(
                date=dt.date(2025, month, 20)
            )
            for month in months
        ]
        opening = Decimal(900) - sum(range(months[0]))
        write_ing(tmp_path / f"{name}.csv", lines, opening)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file): file.read_bytes() for file in files}


def imported(folder: Path) -> int:
    """Return how many of the lines are in the books."""
    files = (folder / "ledger").rglob("*.beancount")
    return sum(file.read_text("utf-8").count('"Iemand"') for file in files)


def interrupting(
    call: Callable[..., object], number: int, at: int
) -> Callable[..., object]:
    """Have a call send a signal to this process, the time that is asked for."""
    calls = 0

    def interrupted(*args: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), number)
        return call(*args, **named)

    return interrupted


def run(capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main.main(args=["import", "a.csv", "b.csv"])
    assert isinstance(stopped.value.code, int)
    out, err = capsys.readouterr()
    return stopped.value.code, out, err.lstrip("\n")


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def number(request: pytest.FixtureRequest) -> Iterator[int]:
    """Take both kinds of interrupts, as the command does."""
    before = signal.getsignal(signal.SIGTERM)
    take_requests_to_end()
    yield request.param
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("at", [1, 2, 3, 5])
def test_between_two_files_of_the_books(
    at: int,
    number: int,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    replaced = interrupting(writing.replace_file, number, at)
    monkeypatch.setattr(committing, "replace_file", replaced)
    assert run(capsys) == (130, "", ALL)
    assert imported(folder) == 4
    whole = contents(folder)
    assert run(capsys)[0] in (0, 1)
    assert contents(folder) == whole


@pytest.mark.parametrize("at", [1, 2])
def test_while_the_books_are_read(
    at: int,
    number: int,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    count, said = ((0, NOTHING), (4, ALL))[at - 1]
    before = contents(folder)
    loads = interrupting(parsing.parse, number, at)
    monkeypatch.setattr(loading, "parse", loads)
    assert run(capsys) == (130, "", said)
    assert imported(folder) == count
    assert (contents(folder) == before) == (not count)


def test_a_process_that_is_asked_to_end(folder: Path) -> None:
    program = (
        "import os, signal\n"
        "from paraplu.bookkeeping import bank_import as importing\n"
        "from paraplu_cli.entry import run\n"
        "real = importing.read_files\n"
        "def read(*args):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    return real(*args)\n"
        "importing.read_files = read\n"
        "run()\n"
    )
    before = contents(folder)
    done = subprocess.run(
        [sys.executable, "-c", program, "import", "a.csv", "b.csv"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.lstrip("\n") == NOTHING
    assert contents(folder) == before
