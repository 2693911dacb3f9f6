"""`--tracked`: what does not go with the next commit counts as not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, write_invoicing_books
from tests.cli.conftest import Run
from tests.cli.test_since import commit, git
from tests.support import HEAD, write_books

from paraplu_cli.main import main

LEDGER = """\
2025-02-01 * "Klant" "Kast"
  Assets:Members:L01:Cash          100.00 EUR
  Income:Members:L01:Sales        -100.00 EUR

2025-02-03 * "Bouwmarkt" "Lijm"
  receipt: "documents/lijm.pdf"
  Expenses:Members:L01:Costs        40.00 EUR
  Assets:Members:L01:Cash          -40.00 EUR
"""
SLIP = HEAD + 'include "2025/*.beancount"\n'
FILES = {"documents/lijm.pdf": "bon", "2025/03.beancount": "; niets\n"}
ALONE = "git does not keep the receipt documents/lijm.pdf, so no other computer"


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with books of which everything is in its only commit."""
    write_books(tmp_path, LEDGER, head=SLIP, files=FILES)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GIT_INDEX_FILE", raising=False)
    return tmp_path


def told(out: str) -> list[str]:
    """Return the place and the code of each error."""
    words = [line.split("  ") for line in out.splitlines()]
    return [" ".join(one[:2]) for one in words if one[2:3] == ["error"]]


def test_books_that_are_all_in_git(books: Path, run: Run) -> None:
    assert run("check", "--tracked").status == 0
    # What was added and not committed yet goes along.
    (books / "ledger/2025/04.beancount").write_text("; niets\n", "utf-8")
    git(books, "add", "--all")
    assert run("check", "--tracked").status == 0


@pytest.mark.parametrize("way", ["taken out", "never added", "ignored", "announced"])
def test_a_receipt_that_is_only_here(books: Path, run: Run, way: str) -> None:
    receipt = "ledger/documents/lijm.pdf"
    git(books, "rm", "--quiet", "--cached", receipt)
    if way == "never added":
        git(books, "commit", "--quiet", "--message", "without")
    if way == "ignored":
        (books / ".gitignore").write_text("*.pdf\n", "utf-8")
        commit(books)
    if way == "announced":
        git(books, "add", "-N", receipt)
    assert run("check").status == 0
    status, out, _ = run("check", "--tracked")
    assert (status, told(out)) == (1, ["ledger/main.beancount:10 EV02"])
    assert ALONE in " ".join(out.split())
    git(books, "add", "--force", receipt)
    assert run("check", "--tracked").status == 0


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("ledger/2025/03.beancount", "ledger/2025/03.beancount:1 CK05"),
        ("ledger/main.beancount", "ledger/main.beancount:1 CK05"),
        ("members.yaml", "members.yaml CK01"),
    ],
)
def test_a_file_of_the_books_that_is_only_here(
    books: Path, run: Run, file: str, found: str
) -> None:
    git(books, "rm", "--quiet", "--cached", file)
    assert run("check").status == 0
    status, out, _ = run("check", "--tracked")
    assert (status, told(out)) == (1, [found])


def test_an_invoice_that_is_only_here(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_invoicing_books(tmp_path, drafts={"cakes": CAKES})
    git(tmp_path, "init", "--quiet")
    monkeypatch.chdir(tmp_path)
    draft = "ledger/invoices/2025/cakes.yaml"
    with pytest.raises(SystemExit):
        main.main(args=["invoice", "issue", draft, "--date", "2025-03-10"])
    commit(tmp_path)
    before = told(run("check", "--tracked").out)
    invoices = sorted((tmp_path / "ledger" / "invoices").rglob("2025-0001*"))
    assert {file.suffix for file in invoices} >= {".yaml", ".pdf"}
    (yaml,) = (file for file in invoices if file.suffix == ".yaml")
    place = yaml.relative_to(tmp_path).as_posix()
    papers = {".yaml": "IN05", ".pdf": "IN04", ".sha256": "IN08", ".xml": "IN08"}
    for suffix, code in papers.items():
        file = place.replace(".yaml", suffix)
        git(tmp_path, "rm", "--quiet", "--cached", file)
        out = run("check", "--tracked").out
        assert "git does not keep" in out
        assert sorted(told(out)) == sorted([*before, f"{place}:1 {code}"])
        git(tmp_path, "add", file)
    # A draft is nobody's business, and neither is what git keeps nothing of.
    (yaml.parent / "draft.yaml").write_text(CAKES, "utf-8")
    assert told(run("check", "--tracked").out) == before
    # Of a private person git keeps no papers.
    for suffix in (".pdf", ".xml"):
        git(tmp_path, "rm", "--quiet", "--cached", place.replace(".yaml", suffix))
    customers = tmp_path / "ledger" / "customers.yaml"
    customers.replace(customers.with_name("customers.private.yaml"))
    assert "git does not keep" not in run("check", "--tracked").out


def test_hours_that_are_only_here(books: Path, run: Run) -> None:
    file = books / "ledger/hours/2025/L01-2025-02.csv"
    file.parent.mkdir(parents=True)
    head = "date,member,for,minutes,what,kind,evidence,agreed\n"
    file.write_text(f"{head}2025-02-01,L01,,90,Kast,direct,,\n", "utf-8")
    assert run("check").status == 0
    ran = run("check", "--tracked")
    assert told(ran.out) == ["ledger/hours/2025/L01-2025-02.csv HR00"]
    assert "git does not keep the hours of L01-2025-02" in ran.out
    git(books, "add", "--all")
    assert run("check", "--tracked").status == 0


def test_a_link_goes_along_only_with_what_it_leads_to(books: Path, run: Run) -> None:
    receipt = books / "ledger/documents/lijm.pdf"
    receipt.rename(receipt.with_name("bon.pdf"))
    receipt.symlink_to("bon.pdf")
    git(books, "add", "--all")
    assert run("check", "--tracked").status == 0
    for only_here in ("bon.pdf", "lijm.pdf"):
        git(books, "rm", "--quiet", "--cached", f"ledger/documents/{only_here}")
        assert "EV02" in run("check", "--tracked").out
        git(books, "add", "--all")


def test_a_link_to_a_folder_goes_along_as_well(books: Path, run: Run) -> None:
    (books / "ledger/documents").rename(books / "ledger/bonnen")
    (books / "ledger/documents").symlink_to("bonnen")
    git(books, "add", "--all")
    assert run("check", "--tracked").status == 0
    git(books, "rm", "--quiet", "--cached", "ledger/documents")
    assert "EV02" in run("check", "--tracked").out


def test_a_document_line_names_a_receipt_too(books: Path, run: Run) -> None:
    line = '2025-02-04 document Assets:Members:L01:Cash "../documents/kas.pdf"\n'
    (books / "ledger/documents/kas.pdf").write_text("kas", "utf-8")
    (books / "ledger/2025/03.beancount").write_text(line, "utf-8")
    git(books, "add", "ledger/2025")
    assert told(run("check", "--tracked").out) == ["ledger/2025/03.beancount:1 EV02"]
    git(books, "add", "--all")
    assert run("check", "--tracked").status == 0


def test_what_nothing_names_may_stay_here(books: Path, run: Run) -> None:
    # Beancount finds it in the folder by itself, and makes a line without a place.
    scan = books / "ledger/scans/Assets/Members/L01/Cash/2025-02-02.scan.pdf"
    scan.parent.mkdir(parents=True)
    scan.write_text("scan", "utf-8")
    main_file = books / "ledger/main.beancount"
    text = main_file.read_text("utf-8")
    main_file.write_text('option "documents" "scans"\n' + text, "utf-8")
    assert run("check", "--tracked").status == 0


def test_a_waiver_counts_as_where_the_receipt_is_missing(books: Path, run: Run) -> None:
    main_file = books / "ledger/main.beancount"
    text = main_file.read_text("utf-8")
    waiver = '"Lijm"\n  waiver: "EV02: comes by post, says the board"'
    main_file.write_text(text.replace('"Lijm"', waiver), "utf-8")
    git(books, "rm", "--quiet", "--cached", "ledger/documents/lijm.pdf")
    status, out, _ = run("check", "--tracked", "--today", "2025-02-04")
    assert (status, told(out)) == (0, [])
    assert "1 waived (EV02, 1 day)" in out


def test_since_shows_what_is_only_here(books: Path, run: Run) -> None:
    git(books, "rm", "--quiet", "--cached", "ledger/documents/lijm.pdf")
    assert run("check", "--since", "HEAD").status == 0
    assert run("check", "--since", "HEAD", "--tracked").status == 1


def test_books_that_are_refused_are_looked_at_as_far_as_their_text_goes(
    books: Path, run: Run
) -> None:
    with (books / "ledger/2025/03.beancount").open("a", encoding="utf-8") as file:
        file.write('option "insert_pythonpath" "TRUE"\n')
    git(books, "rm", "--quiet", "--cached", "members.yaml")
    assert told(run("check", "--tracked").out) == [
        "ledger/2025/03.beancount:2 CK04",
        "members.yaml CK01",
    ]


def test_the_list_of_a_hook_counts_where_it_is_of_these_books(
    books: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # So git names the list of a commit of some of the files.
    index = books / ".git" / "next-index-1.lock"
    index.write_bytes((books / ".git" / "index").read_bytes())
    git(books, "rm", "--quiet", "--cached", "ledger/documents/lijm.pdf")
    assert run("check", "--tracked").status == 1
    for named in (str(index), ".git/next-index-1.lock"):
        monkeypatch.setenv("GIT_INDEX_FILE", named)
        assert run("check", "--tracked").status == 0
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "index"
    elsewhere.write_bytes(index.read_bytes())
    monkeypatch.setenv("GIT_INDEX_FILE", str(elsewhere))
    assert run("check", "--tracked").status == 1


def test_without_git(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write_books(tmp_path, LEDGER, head=SLIP, files=FILES)
    monkeypatch.chdir(tmp_path)
    line = (
        f"paraplu: {tmp_path / 'ledger'} is not in a git repository, so nothing of "
        "these books goes with a commit. Run it without --tracked.\n"
    )
    assert run("check", "--tracked") == (2, "", line)
    monkeypatch.chdir(tmp_path / "ledger" / "documents")
    assert run("check", "--tracked").err.startswith("paraplu: There is no file ")
