"""A folder that Beancount could search without end for receipts ends in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from beancount.core import data
from tests.support import told, words_of_fault, write_books

from paraplu.check import check
from paraplu.fava.gate import Gate
from paraplu.ledger.loader import load
from paraplu.ledger.source import LedgerUnreadable, receipt_folders
from paraplu.opening import CannotRun

OPTION = 'option "documents" "receipts"\n'
OPENED = "2020-01-01 open Assets:A\n"


def receipts(folder: Path, number: int) -> Path:
    """Return a folder with this many receipts, beside the ledger."""
    home = folder / "ledger" / "receipts" / "Assets" / "A"
    home.mkdir(parents=True)
    for one in range(number):
        (home / f"2025-02-01.{one}.pdf").touch()
    return home


def refused(main: Path) -> str:
    with pytest.raises(CannotRun) as fault:
        check(main)
    return words_of_fault(fault.value)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt_folders, "MOST_RECEIPTS", 10)


@pytest.mark.usefixtures("few")
def test_as_many_as_there_may_be(tmp_path: Path) -> None:
    # Two folders, and eight files.
    receipts(tmp_path, 8)
    entries, _, _ = load(write_books(tmp_path, OPTION + OPENED))
    assert sum(isinstance(entry, data.Document) for entry in entries) == 8


@pytest.mark.usefixtures("few")
def test_one_more(tmp_path: Path) -> None:
    home = receipts(tmp_path, 9)
    assert refused(write_books(tmp_path, OPTION)) == (
        "The folders that the option documents names hold more than 10 files, up to "
        f"{home}. Name smaller ones."
    )


@pytest.mark.usefixtures("few")
def test_a_folder_counts_each_time_that_it_is_named(tmp_path: Path) -> None:
    receipts(tmp_path, 4)
    assert check(write_books(tmp_path, OPTION)).loaded
    assert "more than 10 files" in refused(write_books(tmp_path, OPTION * 2))


@pytest.mark.parametrize("target", [".", "..", "/", "../../../../elsewhere"])
def test_a_link_to_a_folder(target: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = receipts(tmp_path, 1) / "B"
    link.symlink_to(target)
    main = write_books(tmp_path, OPTION)
    words = (
        f"{link} is a link to a folder, and the option documents has Beancount follow "
        "it. Put the files there themselves."
    )
    assert refused(main) == words
    # In Fava too.
    with pytest.raises(LedgerUnreadable) as fault:
        Gate(()).load(str(main), is_encrypted=False)
    assert words_of_fault(fault.value) == words


def test_a_link_to_a_file_may_be(tmp_path: Path) -> None:
    home = receipts(tmp_path, 1)
    (home / "2025-02-02.pdf").symlink_to(home / "2025-02-01.0.pdf")
    assert check(write_books(tmp_path, OPTION)).loaded


def test_a_folder_that_is_not_there_is_beancounts_to_tell(tmp_path: Path) -> None:
    findings = check(write_books(tmp_path, OPTION)).verdict.findings
    assert told(findings) == ["BC00 0", "CK02 1"]
