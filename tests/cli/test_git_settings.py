"""Books may come with settings of git of their own, and no program in them runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.support import HEAD, write_books

from paraplu.base.git import has_pipe, state_of


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_books(tmp_path, HEAD)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitattributes").write_text("* filter=x\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.email", "a@example.org")
    git(tmp_path, "config", "user.name", "A")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "books")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(
    "setting", ["core.fsmonitor", "filter.x.clean", "filter.x.process"]
)
@pytest.mark.parametrize("included", [False, True])
def test_no_program_of_the_repository_runs(
    books: Path, run: Run, setting: str, *, included: bool
) -> None:
    ran = books / "ran"
    program = books / ".git" / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\ncat\n")
    program.chmod(0o755)
    if included:
        git(books, "config", "include.path", "more")
        git(books, "config", "--file", ".git/more", setting, str(program))
    else:
        git(books, "config", setting, str(program))
    # So that git has to look into the file.
    (books / "members.yaml").write_bytes((books / "members.yaml").read_bytes() + b"\n")
    (books / "members.yaml").write_bytes((books / "members.yaml").read_bytes()[:-1])
    for command in (
        ("check",),
        ("check", "--tracked"),
        ("check", "--since", "HEAD"),
        ("check", "--format", "json"),
    ):
        assert run(*command).status in {0, 1}
        assert not ran.exists(), command
    commit, _clean = state_of(books)
    assert commit
    assert not ran.exists()


def test_no_program_of_a_working_tree_runs(books: Path, run: Run) -> None:
    git(books, "config", "extensions.worktreeConfig", "true")
    ran = books / ".git" / "ran"
    settings = f'[filter "x"]\n\tclean = "touch {ran}; cat"\n\trequired = true\n'
    (books / ".git" / "config.worktree").write_text(settings)
    (books / "members.yaml").write_bytes((books / "members.yaml").read_bytes() + b"\n")
    (books / "members.yaml").write_bytes((books / "members.yaml").read_bytes()[:-1])
    for more in ((), ("--tracked",), ("--since", "HEAD")):
        assert run("check", *more).status in {0, 1}
    assert not ran.exists()


@pytest.mark.parametrize("what", ["HEAD", "index", "HEAD:ledger/main.beancount"])
def test_a_pipe_among_gits_own_files_is_not_waited_for(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    for module in ("paraplu.base.git", "paraplu_cli.git"):
        monkeypatch.setattr(f"{module}.LONG", 0.1)
    file = books / ".git" / what
    if ":" in what:
        asked = ["git", "rev-parse", what]
        name = subprocess.check_output(asked, cwd=books, text=True).strip()
        file = books / ".git" / "objects" / name[:2] / name[2:]
    file.unlink()
    os.mkfifo(file)
    assert run("check").status == 1
    for more in (("--tracked",), ("--since", "HEAD")):
        ran = run("check", *more)
        assert ran.status in {0, 1, 2}
        assert len(ran.err.splitlines()) <= 1


def test_what_changed_is_still_seen(books: Path) -> None:
    assert state_of(books)[1] is True
    (books / "members.yaml").write_bytes((books / "members.yaml").read_bytes() + b"\n")
    assert state_of(books)[1] is False


@pytest.mark.parametrize("name", [".gitignore", "ledger/.gitattributes"])
def test_a_pipe_that_git_would_wait_for_takes_no_more_than_its_time(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("paraplu.base.git.LONG", 0.1)
    (books / name).unlink(missing_ok=True)
    os.mkfifo(books / name)
    # So that git has to look into a file, and for that into the attributes.
    (books / "ledger" / "main.beancount").touch()
    assert run("check").status == 1
    assert state_of(books) == (None, None)
    ran = run("check", "--tracked")
    assert ran.status in {1, 2}
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "where", ["core.excludesFile", "core.attributesFile", "include.path", "a link"]
)
def test_a_pipe_elsewhere_takes_no_more_than_its_time(
    books: Path, tmp_path_factory: pytest.TempPathFactory, where: str
) -> None:
    pipe = tmp_path_factory.mktemp("elsewhere") / "pipe"
    exclude = books / ".git" / "info" / "exclude"
    assert not has_pipe(books)
    if where == "a link":
        exclude.unlink(missing_ok=True)
        exclude.symlink_to(pipe)
        assert not has_pipe(books)
    else:
        git(books, "config", where, str(pipe))
    os.mkfifo(pipe)
    assert has_pipe(books / "ledger")


def test_books_with_a_pipe_elsewhere_are_checked(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paraplu.base.git.LONG", 0.1)
    git(books, "config", "core.excludesFile", "~/pipe")
    monkeypatch.setenv("HOME", str(books.parent))
    os.mkfifo(books.parent / "pipe")
    assert run("check").status == 1
    assert state_of(books) == (None, None)


def test_git_gets_more_time_where_there_is_no_pipe(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paraplu.base.git.LONG", 0.0001)
    assert state_of(books)[1] is True
