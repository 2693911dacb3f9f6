"""Two people issue at once, on two branches: the check finds it after the merge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, CHAIR, write_invoicing_books
from tests.bookkeeping.invoices.conftest import Run

from paraplu.base.language import Language, say
from paraplu.check import check


def git(folder: Path, *arguments: str, fails: bool = False) -> None:
    names = ("-c", "user.name=L06", "-c", "user.email=books@example.invalid")
    done = subprocess.run(
        ["git", *names, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(done.returncode) is fails, done.stderr


def test_one_number_on_two_branches(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    drafts = {"cakes": CAKES, "chair": CHAIR}
    main = write_invoicing_books(tmp_path, drafts=drafts)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "drafts")
    monkeypatch.chdir(tmp_path)
    for branch, draft in (("one", "cakes"), ("other", "chair")):
        git(tmp_path, "checkout", "-qb", branch, "main")
        path = f"ledger/invoices/2025/{draft}.yaml"
        assert run("issue", path, "--date", "2025-03-10").status == 0
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", branch)
    git(tmp_path, "merge", "-q", "one", fails=True)
    book = main.parent / "2025/2025-03-invoices.beancount"
    both = [
        line
        for line in book.read_text("utf-8").splitlines()
        if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
    ]
    book.write_text("\n".join(both) + "\n", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "merged")
    found = [f for f in check(main).verdict.findings if f.code[:2] == "IN"]
    assert [(f.code, Path(f.source.file).name) for f in found] == [
        ("IN02", "2025-03-invoices.beancount"),
        ("IN02", "2025-0001-linde.yaml"),
    ]
    hint = Language("en").render(found[0].hint or say(""))
    assert "Issue the other one again" in hint
