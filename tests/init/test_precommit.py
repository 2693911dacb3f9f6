"""What runs before a commit, in new books and for those who name this repository."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.init.programs import programs_in
from tests.init.repository import BANK, Repository, new_books

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ".pre-commit-config.yaml"
SALE = """
2026-11-23 * "Market" "Chairs"
  Assets:Members:L01:Cash                                   121.00 EUR
  Income:Members:L01:Sales                                 -100.00 EUR
  Liabilities:VAT:High                                      -21.00 EUR
"""
LUNCH = """
2026-11-24 * "Lunchroom" "Sandwiches"
  Expenses:Coop:Lunch                                        50.00 EUR
  Assets:Members:L01:Cash                                   -50.00 EUR
"""


def hooks(text: str) -> list[dict[str, Any]]:
    """Return the hooks of a configuration."""
    (local,) = yaml.safe_load(text)["repos"]
    assert local["repo"] == "local"
    hooks: list[dict[str, Any]] = local["hooks"]
    return hooks


@pytest.fixture
def programs(tmp_path: Path) -> str:
    """Return a folder with the programs that the hooks start."""
    return programs_in(tmp_path / "programs")


@pytest.fixture
def books(tmp_path: Path) -> Repository:
    """Return new books with their hooks in git, as pre-commit would start them."""
    books = new_books(tmp_path / "books")
    lines = ["#!/bin/sh", "set -e"]
    for hook in hooks(books.read(CONFIG)):
        if hook.get("pass_filenames", True):
            staged = "git diff --cached --name-only --diff-filter=d"
            pattern = shlex.quote(hook["files"])
            lines.append(f"{staged} | grep -E {pattern} | xargs {hook['entry']}")
        else:
            lines.append(hook["entry"])
    # What a hook changed is to be looked at before it is committed.
    lines.append("git diff --quiet")
    script = books.folder / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text("\n".join(lines) + "\n", "utf-8")
    script.chmod(0o755)
    return books


def add(books: Repository, entry: str) -> None:
    with (books.folder / BANK).open("a", encoding="utf-8") as file:
        file.write(entry)
    books.do("add", "--all")


pytestmark = pytest.mark.skipif(os.name == "nt", reason="the hook is a shell script")


def test_a_sale_may_be_committed(books: Repository, programs: str) -> None:
    add(books, SALE)
    done = books.git("commit", "--message", "sale", path=programs)
    assert done.returncode == 0, done.stderr


def test_profit_that_pays_the_lunch_is_stopped(
    books: Repository, programs: str
) -> None:
    add(books, SALE + LUNCH)
    done = books.git("commit", "--message", "lunch", path=programs)
    assert done.returncode == 1
    assert f"{BANK}:27  PF01  error  L01  50.00 EUR" in done.stdout + done.stderr
    assert books.do("log", "--format=%s") == "beginning\n"


RECEIPT = "ledger/documents/lijm.pdf"
GLUE = f"""
2026-11-25 * "Bouwmarkt" "Glue"
  receipt: "{RECEIPT.removeprefix("ledger/")}"
  Expenses:Members:L01:Costs:Materials                       40.00 EUR
  Assets:Members:L01:Cash                                   -40.00 EUR
"""


def without(books: Repository, way: str) -> tuple[str, ...]:
    """Leave something out of the next commit; return how to commit."""
    month = "ledger/2026/2026-11-cash.beancount"
    match way:
        case "the receipt is taken out":
            books.do("rm", "--quiet", "--cached", RECEIPT)
        case "the receipt is ignored":
            books.do("rm", "--quiet", "--cached", RECEIPT)
            (books.folder / ".gitignore").write_text("*.pdf\n", "utf-8")
            books.do("add", "--all")
        case "the receipt is not named":
            return (BANK,)
        case "a file of the ledger is never added":
            (books.folder / month).write_text(";; cash\n", "utf-8")
        case _:
            books.do("rm", "--quiet", "--cached", "members.yaml")
    return ()


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("the receipt is taken out", "EV02"),
        ("the receipt is ignored", "EV02"),
        ("the receipt is not named", "EV02"),
        ("a file of the ledger is never added", "CK05"),
        ("the register is taken out", "CK01"),
    ],
)
def test_what_is_only_on_this_computer_is_no_part_of_the_commit(
    books: Repository, programs: str, way: str, code: str
) -> None:
    """Where the commit arrives it is not there, and the check would fail."""
    receipt = books.folder / RECEIPT
    receipt.write_text("a receipt", "utf-8")
    add(books, SALE + GLUE)
    only = without(books, way)
    done = books.git("commit", "--message", "glue", *only, path=programs)
    assert done.returncode == 1
    assert f"  {code}  error" in done.stdout + done.stderr
    books.do("add", "--all", "--force")
    done = books.git("commit", "--message", "glue", path=programs)
    assert done.returncode == 0, done.stdout + done.stderr
    assert books.do("log", "--format=%s") == "glue\nbeginning\n"


def test_amounts_are_put_in_their_column(books: Repository, programs: str) -> None:
    add(books, re.sub("  +(-?[0-9.]+ EUR)", r"  \1", SALE))
    assert books.git("commit", "--message", "sale", path=programs).returncode == 1
    assert books.read(BANK).endswith(SALE)
    books.do("add", "--all")
    assert books.git("commit", "--message", "sale", path=programs).returncode == 0


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("chart", ["en", "nl"])
def test_hooks_look_at_the_files_of_the_books(
    tmp_path: Path, language: str, chart: str
) -> None:
    books = new_books(tmp_path, language, chart)
    files = books.do("ls-files").splitlines()
    format_, check = hooks(books.read(CONFIG))
    watched = [file for file in files if re.search(format_["files"], file)]
    assert watched == [BANK, "ledger/accounts.beancount", "ledger/main.beancount"]
    # Nothing that could go away is left out.
    assert check["always_run"] is True
    assert not {"files", "types", "exclude"} & check.keys()


def test_this_repository_offers_the_same_hooks() -> None:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    template = ROOT / "scripts" / "paraplu_cli" / "templates" / "both"
    made = hooks((template / "dot-pre-commit-config.yaml").read_text("utf-8"))
    assert {hook["id"]: hook["entry"] for hook in offered} == {
        hook["id"]: hook["entry"] for hook in made
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "paraplu" in project["scripts"]
    for hook in offered:
        assert hook["language"] == "python"
    check, format_ = offered
    assert check["always_run"] is True
    assert "files" not in check
    assert re.search(format_["files"], "books/2026/2026-11-bank.beancount")
    assert not re.search(format_["files"], "README.md")
