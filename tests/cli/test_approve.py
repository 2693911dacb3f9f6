"""`paraplu approve`: a decision on a request that somebody on the board signs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.signing import SigningRepository
from tests.support import HEAD

from paraplu.check import check

Use = Callable[[str], None]
FILE = "ledger/requests/2025/L01-2025-001.yaml"
REQUEST = (
    "request: L01-2025-001\nmember: L01\nasked: 2025-02-20\nfor: training\n"
    "amount: 600.00\nwhat: course in bookkeeping\n"
)
BOOKS = """\
2025-01-02 * "Means"
  Assets:Bank                      2000.00 EUR
  Income:Members:L01:Sales        -2000.00 EUR

2099-03-06 * "School" "Course"
  request: "L01-2025-001"
  Expenses:Members:L01:Training     600.00 EUR
  Assets:Bank                      -600.00 EUR
"""


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SigningRepository:
    """Return books with a request that waits, in a repository."""
    at = SigningRepository(tmp_path / "books", tmp_path / "keys")
    at.write(
        "members.yaml",
        "policies: [{from: 2024-01-01, receipt_from: 90000.00, approval_from: 250.00, "
        "signature_from: 500.00}]\n"
        f"board: [{{code: L02, signing: {at.key('l02')}}}, "
        f"{{code: voorzitter, signing: {at.key('chair')}}}, "
        f"{{code: L01, signing: {at.key('l01')}}}]\n"
        "members:\n"
        "  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n"
        "  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n",
    )
    at.write("ledger/main.beancount", HEAD + BOOKS)
    at.write(FILE, REQUEST)
    at.commit()
    monkeypatch.chdir(at.folder)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return at


@pytest.fixture
def use(at: SigningRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Return what makes a key that of whoever runs git here."""

    def use(name: str) -> None:
        at.key(name)
        settings = tmp_path / "gitconfig"
        settings.write_text(
            "[user]\nname = x\nemail = x@example.org\n"
            f"signingkey = {tmp_path / 'keys' / name}\n[gpg]\nformat = ssh\n"
        )
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))

    return use


def state(at: SigningRepository) -> tuple[str, str, str]:
    """Return the commit, what git sees as changed, and the request."""
    text = (at.folder / FILE).read_text("utf-8")
    return at.git("rev-parse", "HEAD"), at.git("status", "--short"), text


def found(at: SigningRepository) -> list[str]:
    report = check(at.folder / "ledger" / "main.beancount")
    codes = {one.code for one in report.verdict.findings}
    return sorted(codes & {"EV03", "EV04", "EV07"})


APPROVE = ("approve", "L01-2025-001", "--by", "L02")


def test_it_is_signed_once(run: Run, at: SigningRepository, use: Use) -> None:
    use("l02")
    at.write("notes.txt", "not of the approval")
    at.git("add", "notes.txt")
    assert found(at) == ["EV03"]
    dry = run(*APPROVE, "--dry-run")
    assert (dry.status, state(at)[2]) == (0, REQUEST)
    done = run(*APPROVE)
    assert done.status == 0, done.err
    commit, changed, text = state(at)
    today = dt.datetime.now().astimezone().date()
    assert text == (f"{REQUEST}decision:\n  approved: yes\n  by: L02\n  on: {today}\n")
    assert done.out == (
        "L01-2025-001: course in bookkeeping, 600.00 for L01.\n"
        f"L02 signed it: commit {commit[:8]}.\n"
        'Write on the entry of the purchase: request: "L01-2025-001"\n'
    )
    # What was staged for something else still waits, and nothing else does.
    assert changed == "A  notes.txt"
    assert at.git("show", "--format=", "--name-only", "HEAD") == FILE
    assert found(at) == []
    again = run(*APPROVE)
    assert (again.status, again.out) == (
        0,
        "It is approved and signed already; nothing was written.\n",
    )
    assert state(at) == (commit, changed, text)
    trail = run("check", "--trail")
    assert f"L02 {today} {commit[:8]}" in trail.out
    (step,) = json.loads(run("check", "--trail", "--format", "json").out)["approvals"]
    assert {key: step[key] for key in ("member", "amount", "signature", "asked")} == {
        "member": "L01",
        "amount": "600.00",
        "signature": "signed",
        "asked": True,
    }
    assert (step["approved_by"], step["signed_by"]) == ("L02", "L02")
    assert (step["commit"], step["line"]) == (commit, 9)
    # A rebase takes the signature away; to approve again brings it back.
    at.git("commit", "-q", "--amend", "--no-gpg-sign", "--no-edit")
    assert found(at) == ["EV07"]
    # In the revision that had the signature, nothing was wrong: this is new.
    assert "EV07" in run("check", "--since", commit).out
    assert "EV07" not in run("check", "--since", "HEAD").out
    last = run(*APPROVE, "--tag")
    assert (last.status, found(at)) == (0, [])
    assert "paraplu/approves/L01-2025-001-" in at.git("tag", "--list")
    # The tag holds on its own, whatever a server makes of the commits.
    at.git("reset", "-q", "--soft", "HEAD~2")
    at.git("commit", "-q", "--no-gpg-sign", "-m", "squashed")
    assert found(at) == []


def test_typed_before_by_the_board_as_one(
    run: Run, at: SigningRepository, use: Use
) -> None:
    use("chair")
    decision = "decision: {approved: yes, by: bestuur, on: 2025-03-01}\n"
    at.write(FILE, REQUEST + decision)
    at.commit()
    assert found(at) == ["EV07"]
    done = run("approve", "L01-2025-001", "--by", "voorzitter")
    assert (done.status, state(at)[2]) == (0, REQUEST + decision)
    assert found(at) == []


REFUSED = {
    "another's key": ("chair", "L02", "it is the key of voorzitter, not of L02"),
    "a stranger's key": ("stranger", "L02", "nobody in `board:` has the key"),
    "the spender's key": ("l01", "bestuur", "it is the key of L01, who spends it"),
    "the spender": ("l01", "L01", "“L01” cannot approve L01-2025-001"),
    "who is not on the board": ("l02", "L09", "“L09” cannot approve L01-2025-001"),
}


@pytest.mark.parametrize(("key", "by", "why"), REFUSED.values(), ids=REFUSED)
def test_refused(
    run: Run, at: SigningRepository, use: Use, key: str, by: str, why: str
) -> None:
    use(key)
    before = state(at)
    status, out, err = run("approve", "L01-2025-001", "--by", by)
    assert (status, out) == (2, "")
    assert why in " ".join(err.split())
    assert state(at) == before


@pytest.mark.parametrize("gone", ["key", "settings"])
def test_without_a_key_nothing_is_written(
    run: Run, at: SigningRepository, use: Use, tmp_path: Path, gone: str
) -> None:
    use("l02")
    if gone == "key":
        (tmp_path / "keys" / "l02").unlink()
    else:
        (tmp_path / "gitconfig").write_text("[user]\nname = x\nemail = x@e.org\n")
    before = state(at)
    status, out, err = run(*APPROVE)
    assert (status, out) == (2, "")
    assert "git could not sign" in err
    assert state(at) == before


def test_no_program_of_the_repository_runs(
    run: Run, at: SigningRepository, use: Use, tmp_path: Path
) -> None:
    use("l02")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {tmp_path}/ran\n")
    program.chmod(0o755)
    for hook in ("pre-commit", "post-commit", "reference-transaction"):
        (at.folder / ".git" / "hooks" / hook).write_text(program.read_text())
        (at.folder / ".git" / "hooks" / hook).chmod(0o755)
    for name in ("gpg.program", "gpg.ssh.program", "filter.x.clean"):
        at.git("config", name, str(program))
    at.write(".gitattributes", "*.yaml filter=x\n")
    (tmp_path / "ran").unlink(missing_ok=True)
    assert run(*APPROVE).status == 0
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


def test_in_the_middle_of_a_merge(run: Run, at: SigningRepository, use: Use) -> None:
    use("l02")
    (at.folder / ".git" / "MERGE_HEAD").write_text(at.git("rev-parse", "HEAD"))
    status, _, err = run(*APPROVE)
    assert status == 2
    assert "in the middle of a merge" in " ".join(err.split())
    assert (at.folder / FILE).read_text("utf-8") == REQUEST


def test_an_anonymous_copy_has_no_keys(
    run: Run, at: SigningRepository, use: Use, tmp_path: Path
) -> None:
    use("l02")
    assert run(*APPROVE).status == 0
    done = run("anonymise", str(tmp_path / "copy"))
    assert done.status == 0, done.err
    register = (tmp_path / "copy" / "members.yaml").read_text("utf-8")
    assert "signature_from: 500.00" not in register
    assert "signature_from" in register
    assert at.key("l02").split()[1] not in register
    report = check(tmp_path / "copy" / "ledger" / "main.beancount")
    assert {one.code for one in report.verdict.findings} & {"MB00", "EV07"} == {"EV07"}


def test_outside_of_git(
    run: Run, at: SigningRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (at.folder / ".git").rename(tmp_path / "gone")
    monkeypatch.chdir(at.folder)
    status, _, err = run(*APPROVE)
    assert status == 2
    assert "is not in a git repository" in " ".join(err.split())


def test_a_request_that_is_nowhere(run: Run, at: SigningRepository) -> None:
    status, _, err = run("approve", "L01-2025-009", "--by", "L02")
    assert status == 2
    assert "There is no request “L01-2025-009”" in " ".join(err.split())
    assert "L01-2025-001" in err
    assert at.git("status", "--short") == ""
