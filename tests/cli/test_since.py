"""`--since`: only what a git revision did not have."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import LEDGER, REGISTER, Run
from tests.support import HEAD, write_books

LUNCH = """\

2025-02-05 * "Lunchroom" "Soep"
  Expenses:Coop:Lunch                          8.00 EUR
  Assets:Members:L01:Cash
"""


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    done = subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "books")


@pytest.fixture
def repository(books: Path) -> Path:
    """Return a repository whose only commit has the books."""
    git(books, "init", "--quiet")
    (books / ".gitignore").write_text("*.private.yaml\n", "utf-8")
    commit(books)
    return books


def headings(out: str) -> list[str]:
    """Return the first line of each finding, without its place."""
    return re.findall(r"^\S+  ([A-Z]{2}\d\d  .+)$", out, re.MULTILINE)


def test_nothing_is_new(repository: Path, run: Run) -> None:
    before = sorted(repository.rglob("*"))
    status, out, err = run("check", "--since", "HEAD")
    assert (status, err, headings(out)) == (0, "", [])
    assert out.endswith(
        "\nNothing is new since HEAD. Older findings not shown: 2.\n1 waived (EV01, 0 "
        "days)\n"
    )
    assert git(repository, "status", "--porcelain") == ""
    assert sorted(repository.rglob("*")) == before


def test_lines_move_and_only_the_new_finding_is_shown(
    repository: Path, run: Run
) -> None:
    write_books(repository, "; a line more\n\n" + LEDGER + LUNCH, members=REGISTER)
    status, out, err = run("check", "--since", "HEAD", "--today", "2025-02-04")
    assert (status, err) == (1, "")
    assert headings(out) == ["PF01  error  L01  8.00 EUR"]
    assert out.endswith(
        "\n1 error · 1 waived (EV01, 0 days)\nThese are new since HEAD. Older "
        "findings not shown: 2.\n"
    )


def test_the_same_breach_once_more_is_new(repository: Path, run: Run) -> None:
    again = LEDGER.split("\n\n")[2]
    write_books(repository, f"{LEDGER}\n{again}\n", members=REGISTER)
    assert headings(run("check", "--since", "HEAD").out) == [
        "PF01  error  L01  50.00 EUR"
    ]


def test_a_new_warning_does_not_fail(repository: Path, run: Run) -> None:
    members = REGISTER.replace(
        "until: 2025-12-31}]\n    joined", "until: 2025-02-20}]\n    joined"
    )
    write_books(repository, LEDGER, members=members)
    status, out, _ = run("check", "--since", "HEAD")
    assert (status, headings(out)) == (0, ["MB04  warning  L02"])


def test_receipts_are_those_of_the_revision(repository: Path, run: Run) -> None:
    ledger = LEDGER.replace(
        'waiver: "EV01: lost, declared by two board members"', 'receipt: "lijm.txt"'
    )
    write_books(repository, ledger, members=REGISTER, files={"lijm.txt": "12,00"})
    commit(repository)
    (repository / "ledger/lijm.txt").unlink()
    assert headings(run("check", "--since", "HEAD").out) == ["EV02  error  L01"]


def test_the_private_register_counts_for_both(repository: Path, run: Run) -> None:
    private = repository / "members.private.yaml"
    private.write_text("L01: {email: klant@example.org}\n", "utf-8")
    write_books(
        repository, LEDGER.replace("Lijm", "Lijm klant@example.org"), members=REGISTER
    )
    assert "PV01" in run("check").out
    commit(repository)
    assert headings(run("check", "--since", "HEAD").out) == []


def test_another_register_of_the_revision(repository: Path, run: Run) -> None:
    other = repository / "other.yaml"
    other.write_text(REGISTER, "utf-8")
    commit(repository)
    other.write_text(
        REGISTER.replace("charges:", "threshold: 50.00\n    charges:").replace(
            "    threshold: 2500.00\n", ""
        ),
        "utf-8",
    )
    out = run("check", "--since", "HEAD", "--register", "other.yaml").out
    assert headings(out) == ["PF09  signal  L01  38.00 EUR"]


@pytest.mark.usefixtures("repository")
def test_a_register_outside_the_repository_counts_for_both(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("elsewhere") / "members.yaml"
    file.write_text(REGISTER.replace("threshold: 2500.00", "threshold: 50.00"), "utf-8")
    arguments = ["--since", "HEAD", "--register", str(file)]
    assert headings(run("check", *arguments).out) == []


def test_books_that_the_revision_lacked_are_all_new(repository: Path, run: Run) -> None:
    (repository / "ledger/main.beancount").rename(repository / "ledger/new.beancount")
    status, out, err = run("check", "ledger/new.beancount", "--since", "HEAD")
    assert status == 1
    assert err == "paraplu: HEAD does not have these books, so every finding is new.\n"
    assert len(headings(out)) == 2


def test_books_that_could_not_be_judged_then_are_all_new(
    repository: Path, run: Run
) -> None:
    git(repository, "mv", "members.yaml", "moved.yaml")
    commit(repository)
    git(repository, "mv", "moved.yaml", "members.yaml")
    status, out, err = run("check", "--since", "HEAD")
    assert (status, len(headings(out))) == (1, 2)
    assert err.startswith(
        "paraplu: The books of HEAD cannot be checked, so every finding is new. There "
        "is no file "
    )
    assert err.count("\n") == 1


def test_a_refused_ledger_shows_what_is_new(repository: Path, run: Run) -> None:
    write_books(repository, LEDGER, members=REGISTER, head=HEAD + 'plugin "evil"\n')
    out = run("check", "--since", "HEAD").out
    assert headings(out) == ["CK03  error"]


def test_an_older_revision_and_a_subfolder(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_books(repository, LEDGER + LUNCH, members=REGISTER)
    commit(repository)
    monkeypatch.chdir(repository / "ledger")
    monkeypatch.setenv("GIT_DIR", ".git")  # as git's hooks have it
    assert headings(run("check", "main.beancount", "--since", "HEAD").out) == []
    assert headings(run("check", "main.beancount", "--since", "HEAD~1").out)[0] == (
        "PF01  error  L01  8.00 EUR"
    )


def test_a_link_out_of_the_tree_is_left_out(repository: Path, run: Run) -> None:
    (repository / "outside").symlink_to("/etc")
    (repository / "inside").symlink_to("ledger")
    commit(repository)
    status, out, _ = run("check", "--since", "HEAD")
    assert (status, headings(out)) == (0, [])


@pytest.mark.parametrize(
    "revision", ["nope", "", "-h", "--output=x", "HEAD:ledger", "a\0b"]
)
def test_an_unknown_revision(repository: Path, run: Run, revision: str) -> None:
    shown = revision.replace("\0", "\\u0000")
    assert run("check", f"--since={revision}") == (
        2,
        "",
        f"paraplu: git does not know the revision “{shown}”.\n",
    )
    assert git(repository, "status", "--porcelain") == ""


def test_no_repository(books: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(books.parent))
    status, out, err = run("check", "--since", "HEAD")
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: {books}/ledger is not in a git repository, so ")


def test_no_git(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert run("check", "--since", "HEAD") == (
        2,
        "",
        "paraplu: git cannot be started: it is not there.\n",
    )


def test_files_that_git_has_lost(repository: Path, run: Run) -> None:
    for found in (repository / ".git/objects").rglob("*"):
        if found.is_file():
            name = found.parent.name + found.name
            if git(repository, "cat-file", "-t", name).strip() == "blob":
                found.unlink()
    status, out, err = run("check", "--since", "HEAD")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("paraplu: git cannot give the files of ")


WEAK = 'option "infer_tolerance_from_cost" "TRUE"\n'
NOT_ALL = "Not everything was judged, so this does not show all that is new since HEAD."


def test_a_refusal_that_the_revision_had_too_is_told_and_fails(
    repository: Path, run: Run
) -> None:
    write_books(repository, LEDGER, members=REGISTER, head=HEAD + WEAK)
    commit(repository)
    write_books(repository, LEDGER + LUNCH, members=REGISTER, head=HEAD + WEAK)
    status, out, err = run("check", "--since", "HEAD")
    assert (status, headings(out)) == (1, ["CK04  error"])
    assert out.startswith(NOT_ALL + "\n")
    assert err.startswith("paraplu: Not all rules could judge the books of HEAD, so ")
    github = run("check", "--since", "HEAD", "--format", "github")
    assert (github.status, github.out.splitlines()[0]) == (1, NOT_ALL)


def test_an_unknown_key_that_both_have_hides_nothing(
    repository: Path, run: Run
) -> None:
    faulty = REGISTER + "foo: 1\n"
    write_books(repository, LEDGER, members=faulty)
    commit(repository)
    write_books(repository, LEDGER + LUNCH, members=faulty)
    status, out, _ = run("check", "--since", "HEAD")
    assert (status, headings(out)) == (1, ["PF01  error  L01  8.00 EUR"])


def test_a_part_of_the_register_that_both_lack_fails(
    repository: Path, run: Run
) -> None:
    faulty = REGISTER.replace("threshold: 2500.00", "threshold: much")
    assert faulty != REGISTER
    write_books(repository, LEDGER, members=faulty)
    commit(repository)
    status, out, err = run("check", "--since", "HEAD")
    assert (status, headings(out)) == (1, ["MB00  error"])
    assert out.startswith(NOT_ALL + "\n")
    assert "everything that these rules find is new: " in err


def test_what_the_revision_could_not_judge_is_all_new(
    repository: Path, run: Run
) -> None:
    write_books(repository, LEDGER, members=REGISTER, head=HEAD + WEAK)
    commit(repository)
    write_books(repository, LEDGER, members=REGISTER)
    status, out, err = run("check", "--since", "HEAD")
    assert (status, len(headings(out))) == (1, 2)
    assert "PF01" in err
    assert not out.startswith("Not everything")


@pytest.mark.parametrize(
    "attribute", ["export-ignore", "filter=none", "working-tree-encoding=UTF-16", "eol"]
)
def test_attributes_hide_no_receipt_that_is_gone(
    repository: Path, run: Run, attribute: str
) -> None:
    ledger = LEDGER.replace(
        'waiver: "EV01: lost, declared by two board members"', 'receipt: "lijm.txt"'
    )
    write_books(repository, ledger, members=REGISTER, files={"lijm.txt": "12,00"})
    commit(repository)
    (repository / ".gitattributes").write_text(f"*.txt {attribute}\n", "utf-8")
    git(repository, "add", ".gitattributes")
    git(repository, "commit", "--quiet", "--message", "attributes")
    (repository / "ledger/lijm.txt").unlink()
    status, out, _ = run("check", "--since", "HEAD")
    assert (status, headings(out)) == (1, ["EV02  error  L01"])


def test_a_repository_in_a_folder_of_the_books_is_not_theirs(
    repository: Path, run: Run
) -> None:
    write_books(repository, LEDGER + LUNCH, members=REGISTER)
    other = repository / "other"
    write_books(other, LEDGER + LUNCH, members=REGISTER)
    (other / "main").write_text("x", "utf-8")
    git(other, "init", "--quiet")
    git(other, "config", "core.worktree", "..")
    git(other, "add", "--all", "ledger", "members.yaml")
    commit(other)
    # Without the name .git its files can be committed and sent to others.
    for part in ("HEAD", "config", "objects", "refs"):
        (other / ".git" / part).rename(repository / "ledger" / part)
    git(repository / "ledger", "config", "--file", "config", "core.bare", "false")
    status, out, err = run("check", "--since", "HEAD")
    assert (status, out) == (2, "")
    assert "is in a git repository that cannot be read: " in err


def test_a_replaced_commit_is_read_as_it_is(repository: Path, run: Run) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    write_books(repository, LEDGER + LUNCH, members=REGISTER)
    commit(repository)
    git(repository, "replace", first, "HEAD")
    assert headings(run("check", "--since", first).out)[0] == (
        "PF01  error  L01  8.00 EUR"
    )


def test_a_main_file_that_became_a_link_to_elsewhere(
    repository: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "main.beancount"
    (repository / "ledger/main.beancount").rename(other)
    (repository / "ledger/main.beancount").symlink_to(other)
    status, out, _ = run("check", "--since", "HEAD")
    assert status == 1
    assert "CK04" in out
