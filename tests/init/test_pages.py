"""The pages about CI, editors and merging: what they show works in new books."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.init.programs import programs_in
from tests.init.repository import BANK, SETTINGS, new_books
from tests.init.test_merging import blocks
from tests.init.test_precommit import LUNCH

DOCS = Path(__file__).resolve().parents[2] / "docs"
NAMES = ("ci.md", "editors.md", "merging.md")
# What the steps of CI run, and what only pre-commit itself can do.
ELSEWHERE = {
    "pip install --no-deps --require-hashes -r requirements-pinned.txt",
    "pip install --no-deps --no-build-isolation -r requirements.txt",
    "pip install pre-commit",
    "pre-commit install",
}

each_page = pytest.mark.parametrize(
    "page", [folder / name for folder in (DOCS, DOCS / "nl") for name in NAMES], ids=str
)
on_a_shell = pytest.mark.skipif(os.name == "nt", reason="the programs are scripts")


@on_a_shell
@each_page
def test_commands_work_in_new_books(page: Path, tmp_path: Path) -> None:
    books = new_books(tmp_path / "books")
    books.do("update-ref", "refs/remotes/origin/main", "HEAD")
    path = programs_in(tmp_path / "programs") + os.pathsep + SETTINGS["PATH"]
    commands = {line for block in blocks(page, "sh") for line in block.splitlines()}
    assert commands
    for command in commands - ELSEWHERE:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=books.folder,
            env=SETTINGS | {"PATH": path},
            check=False,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, ""), command
    assert books.do("status", "--porcelain") == ""


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_show_the_same(name: str) -> None:
    english, dutch = (
        re.findall(r"^```.*?^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        for page in (DOCS / name, DOCS / "nl" / name)
    )
    assert english == dutch


@each_page
def test_lines_are_short(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > 89 and line[0] != "|"] == []


@pytest.mark.parametrize("page", [DOCS / "editors.md", DOCS / "nl" / "editors.md"])
def test_settings_are_those_of_new_books(page: Path, tmp_path: Path) -> None:
    assert blocks(page, "json") == [new_books(tmp_path).read(".vscode/settings.json")]


@pytest.mark.parametrize("page", [DOCS / "editors.md", DOCS / "nl" / "editors.md"])
def test_a_task_of_the_editor_finds_the_line(page: Path) -> None:
    (task,) = blocks(page, "jsonc")
    matcher = json.loads(task.split("\n", 1)[1])["tasks"][0]["problemMatcher"]
    line = "::error file=ledger/2026/a.beancount,line=12,title=PF01 L02::Too much. → x"
    found = re.match(matcher["pattern"]["regexp"], line)
    assert found
    assert found.groups() == (
        *("error", "ledger/2026/a.beancount", "12", "PF01 L02", "Too much. → x"),
    )


@on_a_shell
@pytest.mark.skipif(not shutil.which("vim"), reason="there is no vim here")
def test_vim_finds_the_line(tmp_path: Path) -> None:
    books = new_books(tmp_path / "books")
    with (books.folder / BANK).open("a", encoding="utf-8") as bank:
        bank.write(LUNCH)
    (settings,) = blocks(DOCS / "editors.md", "vim")
    found = tmp_path / "found"
    place = 'bufname(v:val.bufnr) . " " . v:val.lnum . " " . v:val.text'
    told = f"map(getqflist(), '{place}')"
    script = tmp_path / "script.vim"
    script.write_text(
        f"{settings}silent make\ncall writefile({told}, '{found}')\nqa!\n", "utf-8"
    )
    path = programs_in(tmp_path / "programs") + os.pathsep + SETTINGS["PATH"]
    subprocess.run(
        ["vim", "-u", "NONE", "-N", "-es", "-S", str(script)],
        cwd=books.folder,
        env=SETTINGS | {"PATH": path},
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    file, line, message = found.read_text("utf-8").split(" ", 2)
    assert (books.folder / file, line) == (books.folder / BANK, "22")
    assert message.startswith("PF01 50.00 of L01's cash")
