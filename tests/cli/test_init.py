"""`paraplu init`: new books, and nothing that was there is touched."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path

import pytest
import yaml
from beancount.scripts.format import align_beancount
from tests.cli.conftest import Run

from paraplu.check import check
from paraplu.journal.ledger_text import CURRENCY_COLUMN
from paraplu.register.schema import FILE as SCHEMA
from paraplu_cli import placing
from paraplu_cli.beginning import TEMPLATES, Beginning

FILES = [
    ".editorconfig",
    ".forgejo/workflows/check.yml",
    ".gitattributes",
    ".github/workflows/check.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    ".vscode/settings.json",
    "CODEOWNERS",
    "README.md",
    "ledger/2026/2026-11-bank.beancount",
    "ledger/accounts.beancount",
    "ledger/documents/README.md",
    "ledger/import_config.py",
    "ledger/main.beancount",
    "members.schema.json",
    "members.yaml",
    "requirements-pinned.txt",
    "requirements.txt",
]
DAY = ("--today", "2026-11-22")

each_language = pytest.mark.parametrize("language", ["en", "nl"])
each_chart = pytest.mark.parametrize("chart", ["en", "nl"])


def contents(folder: Path) -> dict[str, str]:
    """Return the text of every file below a folder, but for git's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def test_it_makes_and_names_the_files(run: Run, tmp_path: Path) -> None:
    books = tmp_path / "new" / "books"
    status, out, err = run("init", str(books), *DAY)
    assert (status, err) == (0, "")
    assert list(contents(books)) == sorted(FILES)
    assert out == (
        "19 files made\n"
        + "".join(f"  {name}\n" for name in FILES)
        + "\nIt is a git repository now, so that every change shows. The first commit "
        "is yours.\n\nRead README.md, and start with members.yaml. To check:\n"
        f"  paraplu check -f {books}/ledger/main.beancount\n"
    )


@each_language
@each_chart
@pytest.mark.parametrize(
    "day", ["2026-11-22", "2024-02-29", "2000-01-01", "2099-12-31"]
)
def test_new_books_are_in_order(
    run: Run, tmp_path: Path, language: str, chart: str, day: str
) -> None:
    wishes = ("--language", language, "--chart", chart, "--today", day)
    assert run("init", str(tmp_path), *wishes).status == 0
    report = check(tmp_path / "ledger" / "main.beancount")
    assert report.verdict.findings == ()
    assert report.books.first_day == dt.date.fromisoformat(day).replace(day=1)
    assert list(report.register.members) == ["L01"]
    assert report.register.language == language


@each_language
@each_chart
def test_the_sale_of_the_readme_is_in_order(
    run: Run, tmp_path: Path, language: str, chart: str
) -> None:
    run("init", str(tmp_path), "--language", language, "--chart", chart, *DAY)
    (sale,) = re.findall(
        r"^```beancount\n(.*?)^```$",
        (tmp_path / "README.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    with (tmp_path / FILES[10]).open("a", encoding="utf-8") as bank:
        bank.write("\n" + sale)
    report = check(tmp_path / "ledger" / "main.beancount")
    assert report.verdict.findings == ()
    assert report.books.size == 2


@each_language
@each_chart
def test_ledgers_are_as_the_hook_wants_them(language: str, chart: str) -> None:
    files = Beginning(language, chart, dt.date(2026, 11, 1)).files()
    for name, text in files.items():
        if name.endswith(".beancount"):
            aligned = align_beancount(text, currency_column=CURRENCY_COLUMN)  # type: ignore[no-untyped-call]
            assert aligned == text
        assert "§" not in text
        assert text.endswith("\n")
        assert "\n\n\n" not in text
        # What is told when paraplu is not there, its address, an action at its commit,
        # and where CI keeps what was read, are one line each.
        lines = [] if name == SCHEMA else text.splitlines()
        long = [line for line in lines if len(line) > 88]
        whole = ("echo", "paraplu @", "uses: https://", "PARAPLU_CACHE: ")
        assert [li for li in long if not any(one in li for one in whole)] == []
    hook = files[".pre-commit-config.yaml"]
    assert f"--currency-column {CURRENCY_COLUMN}\n" in hook
    # The point of an amount stands four places before its currency.
    editor = json.loads(files[".vscode/settings.json"])
    assert editor["beancount.separatorColumn"] == CURRENCY_COLUMN - 4


def test_both_languages_have_the_same_files() -> None:
    english, dutch = (
        sorted(
            path.relative_to(TEMPLATES / code) for path in (TEMPLATES / code).rglob("*")
        )
        for code in ("en", "nl")
    )
    assert english == dutch


def test_both_registers_say_the_same() -> None:
    english, dutch = (
        yaml.safe_load(
            Beginning(code, "en", dt.date(2026, 11, 1)).files()["members.yaml"]
        )
        for code in ("en", "nl")
    )
    assert english["policies"] == dutch["policies"]
    assert english["members"]["L01"].keys() == dutch["members"]["L01"].keys()


def test_what_is_there_stays_and_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours.\n", "utf-8")
    (tmp_path / "members.yaml").symlink_to("nowhere.yaml")
    status, out, _ = run("init", str(tmp_path), *DAY)
    assert status == 0
    assert out.startswith("17 files made\n")
    assert (
        "\n2 files already existed and were not changed\n  README.md\n  members.yaml\n"
        in out
    )
    assert (tmp_path / "README.md").read_text("utf-8") == "Ours.\n"
    assert (tmp_path / "members.yaml").readlink() == Path("nowhere.yaml")


@pytest.mark.parametrize("later", ["2026-11-30", "2027-03-01"])
def test_running_it_again_changes_nothing(run: Run, tmp_path: Path, later: str) -> None:
    run("init", str(tmp_path), *DAY)
    before = contents(tmp_path)
    status, out, _ = run("init", str(tmp_path), "--language", "nl", "--today", later)
    assert (status, contents(tmp_path)) == (0, before)
    assert "gemaakt" not in out


def test_running_it_again_makes_what_is_missing(run: Run, tmp_path: Path) -> None:
    run("init", str(tmp_path), *DAY)
    before = contents(tmp_path)
    (tmp_path / ".gitignore").unlink()
    assert run("init", str(tmp_path), *DAY).out.startswith(
        "1 file made\n  .gitignore\n"
    )
    assert contents(tmp_path) == before


def test_in_this_folder_and_language(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    status, out, _ = run("init", ".", *DAY)
    assert status == 0
    assert out.endswith("\n  paraplu check -f ledger/main.beancount\n")
    assert run("check").out.endswith(
        "\nAlles in orde: geen spelregel vond iets dat niet klopt.\n"
    )
    assert "Income:Leden:L01:Omzet" in contents(tmp_path)["ledger/accounts.beancount"]


@pytest.mark.parametrize(
    ("wishes", "account"),
    [
        (["--language", "nl"], "Income:Leden:L01:Omzet"),
        (["--language", "nl", "--chart", "en"], "Income:Members:L01:Sales"),
        (["--language", "en"], "Income:Members:L01:Sales"),
        (["--language", "en", "--chart", "nl"], "Income:Leden:L01:Omzet"),
    ],
)
def test_the_language_chooses_the_accounts_too(
    run: Run, tmp_path: Path, wishes: list[str], account: str
) -> None:
    run("init", str(tmp_path), *wishes, *DAY)
    assert account in contents(tmp_path)["ledger/accounts.beancount"]


def test_git_keeps_the_books_unless_somebody_does_already(
    run: Run, tmp_path: Path
) -> None:
    run("init", str(tmp_path / "without"), "--no-git", *DAY)
    assert not (tmp_path / "without" / ".git").exists()
    assert "git repository" in run("init", str(tmp_path / "ours"), *DAY).out
    assert (tmp_path / "ours" / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    below = run("init", str(tmp_path / "ours" / "below"), *DAY).out
    assert "git repository" not in below
    assert not (tmp_path / "ours" / "below" / ".git").exists()


def test_it_begins_today(run: Run, tmp_path: Path) -> None:
    before = dt.datetime.now().astimezone()
    run("init", str(tmp_path))
    months = {f"{day:%Y/%Y-%m}" for day in (before, dt.datetime.now().astimezone())}
    banks = {f"ledger/{month}-bank.beancount" for month in months}
    assert banks & contents(tmp_path).keys()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "DIR is missing. See paraplu init --help."),
        (
            ["x", "--today", "1999-12-31"],
            "The books cannot start in the year 1999. See paraplu init --help.",
        ),
        (
            ["x", "--today", "soon"],
            "“soon” is not a day such as 2026-10-31. See paraplu init --help.",
        ),
        (["x", "--chart", "fr"], "Choose one of en, nl. See paraplu init --help."),
    ],
)
def test_a_wrong_call_makes_nothing(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    line: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", *arguments) == (2, "", f"paraplu: {line}\n")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("file", ["", "/ledger"])
def test_a_file_in_the_way_is_seen_before_anything_is_made(
    run: Run, tmp_path: Path, file: str
) -> None:
    way = Path(f"{tmp_path}/books{file}")
    way.parent.mkdir(exist_ok=True)
    way.write_text("ours\n", "utf-8")
    before = contents(tmp_path)
    assert run("init", f"{tmp_path}/books") == (
        2,
        "",
        f"paraplu: {way} is in the way: it is not a folder.\n",
    )
    assert contents(tmp_path) == before


def test_a_full_disk_leaves_no_half_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    status, _, err = run("init", str(tmp_path))
    assert (status, err) == (
        2,
        "paraplu: Stopped: the disk is full.\n",
    )
    assert contents(tmp_path) == {}


def test_a_file_that_came_a_moment_ago_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at what is there and the writing somebody made one."""
    (tmp_path / "b").write_text("theirs\n", "utf-8")
    monkeypatch.setattr("os.path.lexists", lambda _path: False)
    placed = placing.place_files(tmp_path, {"a": "ours\n", "b": "ours\n"})
    assert placed == (("a",), ("b",))
    assert contents(tmp_path) == {"a": "ours\n", "b": "theirs\n"}


@pytest.mark.skipif(os.name == "nt", reason="other systems have no modes")
def test_files_may_be_read_as_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("", "utf-8")
    placing.place_files(tmp_path, {"new": "text\n"})
    modes = {(tmp_path / name).stat().st_mode for name in ("other", "new")}
    assert len(modes) == 1


def test_what_a_killed_run_left_is_cleared_away(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    (folder / "ledger").mkdir(parents=True)
    left = folder / "ledger" / ".main.beancount.123.paraplu.part"
    left.write_text("half", "utf-8")
    other = folder / ".notes.paraplu.part"
    other.write_text("somebody's own", "utf-8")
    assert run("init", str(folder), "--language", "en").status == 0
    assert not left.exists()
    assert other.exists()
    assert list(folder.rglob(".*.part")) == [other]
