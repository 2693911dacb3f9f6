"""`paraplu check --watch`: the findings again at each save, until Ctrl-C."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.ledger.kept.conftest import ACCOUNTS, HEAD
from tests.support import write_books

from paraplu_cli import watching
from paraplu_cli.output.watched import BEGINS, ENDS
from paraplu_cli.watching import Watched, keep_checking

SALE = """\
2025-02-01 * "Jansen" "a chair"
  Assets:Bank  100.00 EUR
  Income:Members:L01:Sales
2025-02-02 balance Assets:Bank  {} EUR
"""
WELL, WRONG = SALE.format("100.00"), SALE.format("90.00")
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def main(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.setattr(watching, "_TURN", 20)
    return write_books(tmp_path, WELL, head=HEAD + ACCOUNTS)


def watched(
    main: Path, edits: list[Callable[[], object]], form: str = "github"
) -> list[str]:
    """Return what is told at first, and after each edit."""
    left, told = iter(edits), list[str]()

    def tell(text: str) -> bool:
        told.append(text)
        edit = next(left, None)
        if edit:
            edit()
        return edit is not None

    assert (
        keep_checking(Watched(main, None, None, (), form, 30), tell, lambda: NOON) == 0
    )
    return told


def balance(text: str) -> list[str]:
    """Return the commands about the balance line of a check."""
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == (BEGINS, ENDS)
    return [line for line in lines if "Balance failed" in line]


def edit(main: Path, old: str, new: str) -> None:
    main.write_text(main.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize("blind", [False, True])
def test_a_finding_comes_and_goes(
    main: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    blind: bool,
) -> None:
    if blind:
        # The computer does not tell of changes.
        def refused(*_: object, **_how: object) -> None:
            raise OSError(24, "Too many open files")

        monkeypatch.setattr(watching, "watch", refused)
    told = watched(
        main,
        [
            lambda: edit(main, "100.00 EUR\n", "100.00 EUR \n"),
            lambda: edit(main, "balance Assets:Bank  100", "balance Assets:Bank  9"),
            lambda: edit(main, "balance Assets:Bank  9", "balance Assets:Bank  100"),
        ],
    )
    assert [len(balance(text)) for text in told] == [0, 0, 1, 0]
    assert told[0] == told[3]


def test_a_save_that_is_half(main: Path) -> None:
    """A file is away for a moment, is empty, or is no text."""
    text, register = main.read_bytes(), main.parents[1] / "members.yaml"
    members = register.read_bytes()
    told = watched(
        main,
        [
            main.unlink,
            lambda: main.write_bytes(b""),
            lambda: main.write_bytes(b"\xff\xfe"),
            lambda: main.write_bytes(text),
            register.unlink,
            lambda: register.write_bytes(b"{"),
            lambda: register.write_bytes(members),
        ],
    )
    assert [text == told[0] for text in told] == [
        *(True, False, False, False, True, False, False, True)
    ]
    assert all(text.startswith(BEGINS) and "Traceback" not in text for text in told)


def test_for_people(main: Path) -> None:
    told = watched(
        main, [lambda: edit(main, "Bank  100.00 EUR\n2", "Bank  90.00 EUR\n2")], "text"
    )
    first = "--- Checked at 12:00:00, and again when you save. Ctrl-C stops it.\n"
    assert all(text.startswith(first) for text in told)
    assert "books " not in told[0]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_line_for_each_check(form: str, main: Path) -> None:
    told = watched(main, [main.unlink], form)
    assert [text.count("\n") for text in told] == [1, 1]
    first, second = map(json.loads, told)
    assert "error" not in first
    assert second.keys() == {"error"}


def test_what_it_does_not_go_with(run: Run) -> None:
    for wish in ("--canonical", "--verify", "--trail"):
        ran = run("check", "--watch", wish)
        assert (ran.status, ran.out) == (2, "")
        assert "--watch shows the findings as they are now" in ran.err
    ran = run("check", "--watch", "--file", "nowhere.beancount")
    assert ran.status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
def test_ctrl_c_ends_it(main: Path) -> None:
    script = "from paraplu_cli.entry import run; run()"
    arguments = ["check", "--watch", "--format", "github", "--file", str(main)]
    child = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # As from a terminal, where a signal is not ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - it has one thread
    )
    assert child.stdout
    told = [child.stdout.readline(), child.stdout.readline()]
    assert told == [f"{BEGINS}\n", f"{ENDS}\n"]
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert (child.returncode, err) == (0, "")
