"""Two people issue at once, on two branches: the check finds it after the merge."""

from __future__ import annotations

import contextlib
import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, CHAIR, write_invoicing_books
from tests.bookkeeping.invoices.conftest import Run

from paraplu.base.language import Language, say
from paraplu.bookkeeping.invoices import renumbering
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
    assert [f.code for f in found] == ["IN02", "IN02"]
    said = [Language("en").render(f.hint or say("")) for f in found]
    assert "`paraplu invoice renumber` gives it the next number" in said[0]
    assert "paraplu invoice renumber 2025-0001-linde-" in said[1]


def merged(folder: Path, run: Run, drafts: dict[str, str]) -> Path:
    """Issue each draft on a branch of its own, merge them; the folder of invoices."""
    main = write_invoicing_books(folder, drafts=drafts)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "drafts")
    for draft in drafts:
        git(folder, "checkout", "-qb", draft, "main")
        path = f"ledger/invoices/2025/{draft}.yaml"
        assert run("issue", path, "--date", "2025-03-10").status == 0
        git(folder, "add", ".")
        git(folder, "commit", "-qm", draft)
    first, *_ = drafts
    git(folder, "merge", "-q", first, fails=True)
    book = main.parent / "2025/2025-03-invoices.beancount"
    conflicts = subprocess.run(
        ["git", "diff", "--name-only", "--diff-filter=U"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    # No invoice is lost: only the two entries are at one place.
    assert conflicts == ["ledger/2025/2025-03-invoices.beancount"]
    text = book.read_text("utf-8").split("<<<<<<< HEAD\n")[0]
    for one in drafts:
        text += subprocess.run(
            ["git", "show", f"{one}:ledger/2025/2025-03-invoices.beancount"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    book.write_text(text, "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "merged")
    return main.parent / "invoices/2025"


@pytest.fixture
def twice(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in books where one customer has two invoices with one number."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.chdir(tmp_path)
    return merged(
        tmp_path, run, {"one": CAKES, "two": CAKES.replace("Gebak", "Koekjes")}
    )


def codes(folder: Path) -> set[str]:
    main = folder.parent.parent / "main.beancount"
    return {f.code for f in check(main).verdict.findings if f.code[:2] == "IN"}


def files(folder: Path, suffix: str) -> list[str]:
    return sorted(file.name[:9] for file in folder.glob(f"*{suffix}"))


def test_no_invoice_of_one_customer_is_lost_in_a_merge(twice: Path) -> None:
    """Each file has something of its own in its name, and so do its papers."""
    for suffix in (".yaml", ".pdf", ".xml", ".sha256"):
        assert files(twice, suffix) == ["2025-0001"] * 2
    assert codes(twice) == {"IN02"}


def test_one_of_them_gets_the_next_number(twice: Path, run: Run) -> None:
    two = next(f for f in twice.glob("*.yaml") if "Koekjes" in f.read_text("utf-8"))
    ran = run("renumber", two.name, "--date", "2025-03-12")
    assert ran.status == 0, ran.err
    assert "2025-0002" in ran.out
    for suffix in (".yaml", ".pdf", ".xml", ".sha256"):
        assert files(twice, suffix) == ["2025-0001", "2025-0002"]
    assert codes(twice) == set()
    book = (twice.parent.parent / "2025/2025-03-invoices.beancount").read_text("utf-8")
    assert (book.count("^2025-0001"), book.count("^2025-0002")) == (1, 1)
    again = run("renumber", "2025-0002", "--date", "2025-03-12")
    assert again.status == 2
    assert "No other invoice has number 2025-0002" in again.err


def test_a_number_alone_does_not_say_which(twice: Path, run: Run) -> None:
    before = {file: file.read_bytes() for file in twice.iterdir()}
    ran = run("renumber", "2025-0001", "--date", "2025-03-12")
    assert ran.status == 2
    assert all(file.name in ran.err for file in twice.glob("*.yaml"))
    assert {file: file.read_bytes() for file in twice.iterdir()} == before


def test_what_the_customer_has_keeps_its_number(twice: Path, run: Run) -> None:
    one, two = sorted(twice.glob("*.yaml"))
    digest = hashlib.sha256(one.with_suffix(".pdf").read_bytes()).hexdigest()
    said = {
        "step": "sent",
        "document": "2025-0001",
        "time": "2025-03-11T10:00:00+01:00",
        "digest": digest,
    }
    (twice.parent / "sent.jsonl").write_text(json.dumps(said) + "\n", "utf-8")
    ran = run("renumber", one.name, "--date", "2025-03-12")
    assert ran.status == 2
    assert "was sent" in ran.err
    assert two.name in ran.err
    assert run("renumber", two.name, "--date", "2025-03-12").status == 0
    assert codes(twice) == set()


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            """
2025-03-11 * "Payment" ^2025-0001
  Assets:Bank                      10.00 EUR
  Assets:Members:L02:Receivable   -10.00 EUR
""",
            "was paid on number 2025-0001",
        ),
        (
            f"""
2025-03-31 * "Belastingdienst" "VAT"
  vat-return: "2025-Q1"
  vat-return-boxes: ""
  vat-return-seal: "{"0" * 32}"
  Liabilities:VAT:Low               0.00 EUR
  Liabilities:VAT:Return            0.00 EUR
""",
            "is in the VAT return of 2025-Q1",
        ),
    ],
)
def test_what_others_know_keeps_its_number(
    entry: str, words: str, twice: Path, run: Run
) -> None:
    book = twice.parent.parent / "2025/2025-03-invoices.beancount"
    book.write_text(book.read_text("utf-8") + entry, "utf-8")
    (file, _) = sorted(twice.glob("*.yaml"))
    ran = run("renumber", file.name, "--date", "2025-04-12")
    assert (ran.status, words in " ".join(ran.err.split())) == (2, True), ran.err
    assert files(twice, ".pdf") == ["2025-0001"] * 2


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_try_that_was_stopped_is_done_again(
    step: int, twice: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the draft, after the entry, after the papers: nothing is doubled."""
    two = next(f for f in twice.glob("*.yaml") if "Koekjes" in f.read_text("utf-8"))
    with monkeypatch.context() as patch:
        if step == 1:
            patch.setattr(renumbering, "write", _stop)
        elif step == 2:
            patch.setattr(renumbering, "_PAPERS", None)
        else:
            patch.setattr(Path, "unlink", _unlink_papers)
        with contextlib.suppress(_Stopped, TypeError):
            run("renumber", two.name, "--date", "2025-03-12")
    ran = run("renumber", two.name, "--date", "2025-03-12")
    assert ran.status == 0, ran.err
    assert files(twice, ".yaml") == ["2025-0001", "2025-0002"]
    assert codes(twice) == set()


class _Stopped(Exception):  # noqa: N818 - the computer
    pass


def _stop(*_: object) -> None:
    raise _Stopped


_UNLINK = Path.unlink


def _unlink_papers(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as pathlib has it
    if path.suffix == ".yaml":
        raise _Stopped
    _UNLINK(path, missing_ok=missing_ok)
