"""Closing and filing that stop halfway, two at once, and branches that are merged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER
from tests.dying import die_at
from tests.support import write_books

from paraplu.check import check
from paraplu_cli.main import main

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="has no fork")
TODAY = ("--by", "L01", "--today", "2025-06-01")
CLOSE = ("close", "2025-Q1", *TODAY)
# Opening the first of two writes two seals, the last month first.
STEPS = {
    "close": ((), CLOSE, ["2025-Q1.seal"]),
    "file": ((CLOSE,), ("file", "2025-Q1", *TODAY), ["2025-Q1.2.seal", "2025-Q1.seal"]),
    "open": (
        tuple(("close", f"2025-0{n}", *TODAY) for n in (1, 2)),
        ("open", "2025-01", *TODAY, "--reason", "late"),
        [f"2025-0{n}{again}.seal" for n in (1, 2) for again in (".2", "")],
    ),
}


def period(folder: Path, *words: str) -> int:
    """Run `paraplu period` on books, and return its status."""
    ledger = str(folder / "ledger" / "main.beancount")
    with pytest.raises(SystemExit) as stopped:
        main.main(args=["period", *words, "--ledger", ledger])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def seals(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "ledger" / "seals").glob("*.seal"))


def wrong(folder: Path) -> list[str]:
    """Return what the check has against the seals."""
    found = check(folder / "ledger" / "main.beancount").verdict.findings
    return [str(one.source) for one in found if one.code.startswith("PD")]


def made(folder: Path) -> Path:
    write_books(folder, LEDGER, files=FILES)
    return folder


@needs_fork
@pytest.mark.parametrize("case", STEPS)
def test_killed_at_each_step_of_writing(
    case: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """However far it came, each seal holds, and a second run does what is left."""
    before, words, names = STEPS[case]
    step = 0
    while True:
        step += 1
        folder = made(tmp_path / str(step))
        for one in before:
            assert period(folder, *one) == 0
        child = os.fork()
        if not child:
            die_at(step)
            try:
                period(folder, *words)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        assert wrong(folder) == [], step
        assert set(seals(folder)) <= set(names)
        period(folder, *words)
        assert (seals(folder), wrong(folder)) == (sorted(names), []), step
        left = [file.name for file in (folder / "ledger" / "seals").iterdir()]
        assert sorted(left) == sorted(names), step
        if not os.WIFSIGNALED(status):
            break
    capfd.readouterr()
    assert step > 3


def test_two_who_close_at_once_make_one_row(tmp_path: Path) -> None:
    folder = made(tmp_path)
    command = "from paraplu_cli.entry import run; run()"
    ledger = ("--ledger", str(folder / "ledger" / "main.beancount"))
    asked = [CLOSE, CLOSE, ("close", "2025-Q1", *TODAY, "--scope", "vat")]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", command, "period", *words, *ledger],
            stdout=subprocess.DEVNULL,
        )
        for words in asked
    ]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert (seals(folder), wrong(folder)) == (["2025-Q1.seal", "2025-Q1.vat.seal"], [])
    texts = [file.read_text() for file in (folder / "ledger" / "seals").iterdir()]
    # The second names the first.
    assert sorted(text.count("\nprevious: ") for text in texts) == [0, 1]


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., int]:
    """Run git in the books."""
    who = ("-c", "user.name=L01", "-c", "user.email=l01@example.org")

    def call(*words: str) -> int:
        done = subprocess.run(
            ["git", "-C", str(tmp_path), *who, *words], capture_output=True, check=False
        )
        return done.returncode

    return call


def test_branches_with_other_seals_are_merged_and_followed(
    tmp_path: Path, git: Callable[..., int]
) -> None:
    folder = made(tmp_path)
    assert [git("init", "-qb", "main"), git("add", "-A")] == [0, 0]
    assert [git("commit", "-qm", "books"), git("checkout", "-qb", "vat")] == [0, 0]
    assert period(folder, "file", "2025-Q1", *TODAY, "--scope", "vat") == 0
    assert [git("add", "-A"), git("commit", "-qm", "vat")] == [0, 0]
    assert git("checkout", "-q", "main") == 0
    assert period(folder, *CLOSE) == 0
    assert [git("add", "-A"), git("commit", "-qm", "close")] == [0, 0]
    assert git("merge", "-q", "--no-edit", "vat") == 0
    assert (seals(folder), wrong(folder)) == (["2025-Q1.seal", "2025-Q1.vat.seal"], [])
    assert period(folder, "file", "2025-Q1", *TODAY) == 0
    third = (folder / "ledger" / "seals" / "2025-Q1.2.seal").read_text()
    assert third.count("\nprevious: ") == 2
    assert wrong(folder) == []


def test_branches_that_sealed_the_same_period_do_not_merge_in_silence(
    tmp_path: Path, git: Callable[..., int]
) -> None:
    folder = made(tmp_path)
    assert [git("init", "-qb", "main"), git("add", "-A")] == [0, 0]
    assert [git("commit", "-qm", "books"), git("checkout", "-qb", "other")] == [0, 0]
    assert period(folder, "close", "2025-Q1", "--by", "L02", *TODAY[2:]) == 0
    assert [git("add", "-A"), git("commit", "-qm", "other")] == [0, 0]
    assert git("checkout", "-q", "main") == 0
    assert period(folder, *CLOSE) == 0
    assert [git("add", "-A"), git("commit", "-qm", "close")] == [0, 0]
    assert git("merge", "-q", "--no-edit", "other") == 1
    # The marks of the merge make that the seal cannot be read, which is told.
    assert [one for one in wrong(folder) if "2025-Q1.seal" in one]
    assert git("checkout", "--ours", "ledger/seals/2025-Q1.seal") == 0
    assert wrong(folder) == []
