"""The pages about CI, editors and merging: what they show works in new books."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.docs.guides import in_english
from tests.init.programs import programs_in
from tests.init.repository import BANK, SETTINGS, new_books
from tests.init.test_merging import blocks
from tests.init.test_precommit import LUNCH

from paraplu_cli.clock import now
from paraplu_cli.watching import Watched, keep_checking

DOCS = Path(__file__).resolve().parents[2] / "docs"
NAMES = ("ci.md", "editors.md", "merging.md")
# What the steps of CI run, and what only pre-commit itself can do.
ELSEWHERE = {
    "pip install --no-deps --require-hashes -r requirements-pinned.txt",
    "pip install --no-deps --no-build-isolation -r requirements.txt",
    "pip install pre-commit",
    "pre-commit install",
}

# What the parts of Vim's `errorformat` stand for.
VIM = {"%t": "(.)", "%*[a-z]": "[a-z]+", "%f": "(.+?)", "%l": "([0-9]+)", "%m": "(.+)"}

# Runs the check as `M-x compile` does, and says the place of the first finding.
EMACS = """
(let ((buffer (compilation-start "paraplu check --format github")))
  (while (get-buffer-process buffer) (accept-process-output nil 0.1))
  (with-current-buffer buffer
    (compilation--ensure-parse (point-max))
    (goto-char (point-min))
    (compilation-next-error 1)
    (let ((place (compilation--message->loc
                  (get-text-property (point) 'compilation-message))))
      (princ (format "found: %s %s\\n"
                     (caar (compilation--loc->file-struct place))
                     (compilation--loc->line place))))))
"""

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
    assert [*map(in_english, english)] == [*map(in_english, dutch)]


@each_page
def test_lines_are_short(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > 89 and line[0] != "|"] == []


@pytest.mark.parametrize("page", [DOCS / "editors.md", DOCS / "nl" / "editors.md"])
def test_settings_are_those_of_new_books(page: Path, tmp_path: Path) -> None:
    assert blocks(page, "json") == [new_books(tmp_path).read(".vscode/settings.json")]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `check --watch --format github` writes of books with one finding."""
    books = new_books(tmp_path_factory.mktemp("told") / "books")
    bank = books.folder / BANK
    bank.write_text(bank.read_text("utf-8") + LUNCH, "utf-8")
    said: list[str] = []

    def tell(text: str) -> bool:
        said.append(text)
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(books.folder)
        main = Path("ledger/main.beancount")
        keep_checking(Watched(main, None, None, (), "github", None), tell, now)
    (text,) = said
    return text


def line_of(told: str) -> str:
    (line,) = [line for line in told.splitlines() if "title=PF01" in line]
    return line


@pytest.mark.parametrize("page", [DOCS / "editors.md", DOCS / "nl" / "editors.md"])
def test_tasks_of_the_editor_find_the_line(page: Path, told: str) -> None:
    tasks = [
        json.loads(one.split("\n", 1)[1])["tasks"] for one in blocks(page, "jsonc")
    ]
    once, watching = [one["problemMatcher"] for (one,) in tasks]
    assert once["pattern"] == watching["pattern"]
    found = re.match(once["pattern"]["regexp"], line_of(told))
    assert found
    *place, message = found.groups()
    assert place == ["error", BANK, "22", "PF01 L01"]
    assert message.startswith("50.00 of L01's cash")
    lines = told.splitlines()
    for name, at in (("beginsPattern", 0), ("endsPattern", -1)):
        matched = [
            n
            for n, line in enumerate(lines)
            if re.search(watching["background"][name], line)
        ]
        assert matched == [range(len(lines))[at]]


@pytest.mark.parametrize("page", [DOCS / "editors.md", DOCS / "nl" / "editors.md"])
def test_the_patterns_of_emacs_and_vim_find_the_line(page: Path, told: str) -> None:
    """Whether these editors read the settings so, is tried where they are."""
    (elisp,) = blocks(page, "elisp")
    (pattern,) = re.findall(r'"(\^.*)"', elisp)
    for escaped, plain in (("\\\\(", "("), ("\\\\)", ")")):
        pattern = pattern.replace(escaped, plain)
    found = re.match(pattern, line_of(told))
    assert found
    assert found.groups() == (BANK, "22")
    (vim,) = blocks(page, "viml")
    (form,) = re.findall("^set errorformat=(.*)$", vim, re.MULTILINE)
    pattern = form.replace("\\ ", " ").replace("\\\\,", ",")
    for part, meant in VIM.items():
        pattern = pattern.replace(part, meant)
    found = re.match(pattern, line_of(told))
    assert found
    kind, file, line, message = found.groups()
    assert (kind, file, line) == ("e", BANK, "22")
    assert message.startswith("PF01 L01::50.00 of L01's cash")


@on_a_shell
@pytest.mark.skipif(not shutil.which("vim"), reason="there is no vim here")
@pytest.mark.parametrize(("kind", "says"), [("vim", "PF01 "), ("viml", "PF01 L01::")])
def test_vim_finds_the_line(kind: str, says: str, tmp_path: Path) -> None:
    books = new_books(tmp_path / "books")
    with (books.folder / BANK).open("a", encoding="utf-8") as bank:
        bank.write(LUNCH)
    (settings,) = blocks(DOCS / "editors.md", kind)
    found = tmp_path / "found"
    place = 'bufname(v:val.bufnr) . " " . v:val.lnum . " " . v:val.text'
    told = f"map(filter(getqflist(), 'v:val.valid'), '{place}')"
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
    assert message.startswith(f"{says}50.00 of L01's cash")


@on_a_shell
@pytest.mark.skipif(not shutil.which("emacs"), reason="there is no Emacs here")
def test_emacs_finds_the_line(tmp_path: Path) -> None:
    books = new_books(tmp_path / "books")
    with (books.folder / BANK).open("a", encoding="utf-8") as bank:
        bank.write(LUNCH)
    (settings,) = blocks(DOCS / "editors.md", "elisp")
    script = tmp_path / "script.el"
    script.write_text(f"(require 'compile)\n{settings}{EMACS}", "utf-8")
    path = programs_in(tmp_path / "programs") + os.pathsep + SETTINGS["PATH"]
    done = subprocess.run(
        ["emacs", "-Q", "--batch", "-l", str(script)],
        cwd=books.folder,
        env=SETTINGS | {"PATH": path},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert f"found: {BANK} 22\n" in done.stdout
