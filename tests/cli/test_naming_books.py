"""Which books a command is about: `-f`, `--file`, PARAPLU_BOOKS, and the old ways."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import LEDGER, REGISTER, Run
from tests.support import write_books

from paraplu_cli.main import main


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Stand in an empty folder; return the main file of books that lie elsewhere."""
    file = write_books(tmp_path / "books", LEDGER, members=REGISTER)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return str(file)


READING = [
    ["check"],
    ["members"],
    ["member", "L01"],
    ["diff", "HEAD"],
    ["vat", "2025-Q1"],
    ["vat", "icp", "2025-Q1"],
    ["pay", "--dry-run"],
    ["invoice", "list"],
    ["hours", "list"],
    ["period", "list"],
    ["allocate", "--format", "json"],
    ["contribution", "2025-02", "--dry-run"],
    ["report", "calendar"],
    ["doctor"],
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_every_command_takes_the_same_names(
    command: list[str], elsewhere: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = run(*command)
    short = run(*command, "-f", elsewhere)
    assert short != without
    assert run(*command, "--file", elsewhere) == short
    monkeypatch.setenv("PARAPLU_BOOKS", elsewhere)
    assert run(*command) == short
    # What is typed goes before what the environment says.
    assert run(*command, "-f", "ledger/main.beancount") == without


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (["members", "--members", "{register}"], "--register"),
        (["diff", "HEAD", "--ledger", "{main}"], "--file"),
        (["import", "st.csv", "--main", "{main}"], "--file"),
        (["import", "st.csv", "--main={main}"], "--file"),
        (["pay", "--version", "03"], "--pain"),
    ],
)
def test_an_old_name_works_and_says_the_new_one(
    before: list[str], now: str, elsewhere: str, run: Run
) -> None:
    register = str(Path(elsewhere).parents[1] / "members.yaml")
    words = [word.format(main=elsewhere, register=register) for word in before]
    (old,) = {word.split("=")[0] for word in words if word.startswith("--")}
    ran = run(*words)
    said = (
        f"paraplu: “{old}” is now written as “{now}”. The old way works until the next "
        "release.\n"
    )
    assert ran.err.startswith(said)
    new = run(*(word.replace(old, now) for word in words))
    assert new == ran._replace(err=ran.err.removeprefix(said))


def test_what_stands_behind_two_dashes_is_no_name(elsewhere: str, run: Run) -> None:
    assert "is now written as" not in run("import", "--", "--main", elsewhere).err


def test_a_main_file_at_the_end_still_counts(elsewhere: str, run: Run) -> None:
    assert run("check", elsewhere) == run("check", "-f", elsewhere)
    assert run("vat", "2025-Q1", elsewhere) == run("vat", "2025-Q1", "-f", elsewhere)
    twice = run("check", "-f", elsewhere, elsewhere)
    assert "is one argument too many" in twice.err
    assert "“x” is one argument too many" in run("check", elsewhere, "x").err


@pytest.mark.parametrize("option", [[], ["--today", "2025-04-10"]])
def test_vat_file_was_an_option(elsewhere: str, run: Run, option: list[str]) -> None:
    ran = run("vat", "2025-Q1", "-f", elsewhere, "--file", *option)
    assert ran.err.startswith("paraplu: “--file” is now written as “paraplu vat file")
    told = ran.err.split("\n", 1)[1]
    assert (ran.out, told) != ("", "")
    again = run("vat", "file", "2025-Q1", "-f", elsewhere, *option)
    assert (again.status, again.err) == (ran.status, told)


def test_help_by_any_name(run: Run) -> None:
    assert run("-h") == run("--help") == run("help") == run()
    for words in (["check"], ["invoice"], ["invoice", "new"], ["vat", "file"]):
        assert run(*words, "-h") == run(*words, "--help") == run("help", *words)


def test_a_shell_finishes_commands_and_codes(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        status, out, err = run("completion", shell)
        assert (status, err) == (0, "")
        assert "_PARAPLU_COMPLETE" in out
    assert "Choose one of bash, zsh, fish." in run("completion", "csh").err

    def finished(typed: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", "from paraplu_cli.main import main; main()"],
            env={
                "_PARAPLU_COMPLETE": "bash_complete",
                "COMP_WORDS": f"paraplu {typed}",
                "COMP_CWORD": str(len(typed.split(" "))),
                "PATH": "",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return [line.split(",")[1] for line in done.stdout.splitlines()]

    assert finished("ex") == ["explain", "export"]
    assert finished("explain PD0") == [f"PD0{n}" for n in range(1, 6)]


def test_every_command_stands_in_one_part_of_the_help(run: Run) -> None:
    out = run().out
    parts = ("Look:", "Book:", "Hand over:", "Begin:")
    places = [out.index(f"\n{part}\n") for part in parts]
    assert places == sorted(places)
    for name in main.lazy:
        assert out.count(f"\n  {name} ") == 1
