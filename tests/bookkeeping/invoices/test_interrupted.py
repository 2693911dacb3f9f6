"""However it is interrupted, no number is used twice and none is left out."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, write_invoicing_books

from paraplu.check import check
from paraplu.journal.intent_log import NAME as NOTE

DRAFTS = 12
ISSUE = """\
import datetime as dt, sys
from paraplu_cli.invoice import desk
desk.clock = lambda: dt.date(2025, 12, 31)
from paraplu_cli.main import main
print("ready", flush=True)
day = ["--date", "2025-03-10"]
main.main(args=["invoice", "issue", "--all", *day, "--file", sys.argv[1]])
"""


def _issue(main: Path, kill_after: float | None = None) -> int:
    """Run the command in a process of its own; kill it after some seconds."""
    process = subprocess.Popen(
        [sys.executable, "-c", ISSUE, main],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PARAPLU_LANG": "en"},
    )
    assert process.stdout is not None
    process.stdout.readline()
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode


def _numbers(main: Path) -> list[str]:
    files = (main.parent / "invoices/2025").glob("2025-*.yaml")
    return sorted(path.name[:9] for path in files)


def _sound(main: Path) -> None:
    """Every number from one on is on one invoice and one entry, with its PDF."""
    numbers = _numbers(main)
    assert numbers == [f"2025-{n:04}" for n in range(1, len(numbers) + 1)]
    drafts = list((main.parent / "invoices/2025").glob("draft*.yaml"))
    assert len(drafts) + len(numbers) == DRAFTS
    codes = {f.code for f in check(main).verdict.findings}
    kinds = {"IN", "BC"} if numbers else {"IN"}
    assert not {code for code in codes if code[:2] in kinds}


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment(seed: int, tmp_path: Path) -> None:
    drafts = {f"draft-{n:02}": CAKES for n in range(DRAFTS)}
    main = write_invoicing_books(tmp_path, drafts=drafts)
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    for _ in range(3):
        _issue(main, kill_after=chance.uniform(0.0, 0.9))
        if not (main.parent / NOTE).exists():
            _sound(main)
    assert _issue(main) == 0
    _sound(main)
    assert len(_numbers(main)) == DRAFTS
    assert list(main.parent.rglob(".*")) == []


def test_the_check_says_that_it_was_interrupted(tmp_path: Path) -> None:
    main = write_invoicing_books(tmp_path, drafts={"draft-a": CAKES})
    (main.parent / NOTE).write_text('{"new": [], "below": {}, "gone": []}', "utf-8")
    found = [f for f in check(main).verdict.findings if f.code.startswith("IN")]
    assert [f.code for f in found] == ["IN05"]
    assert _issue(main) == 0
    assert _numbers(main) == ["2025-0001"]
    assert not (main.parent / NOTE).exists()
