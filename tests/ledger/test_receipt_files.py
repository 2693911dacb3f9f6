"""Which receipts are the same, how much of them is read, and whose files they are."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from tests.support import report_on, told, words

from paraplu.ledger import receipt_files
from paraplu.ledger.checksums import canonical_files
from paraplu.ledger.receipt_files import Shelf

BEGINNING = "x" * 4096
BOUGHT = """\
2025-03-05 * "Bought"
  receipt: "{}"
  Expenses:Coop:Materials    50.00 EUR
  Assets:Bank               -50.00 EUR

"""


def shelf_of(folder: Path, **files: str) -> tuple[Shelf, dict[str, str]]:
    """Return a shelf, and the paths of files with these contents by their names."""
    paths = {}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
        paths[name] = str(folder / name)
    return Shelf(folder, folder / "main.beancount"), paths


def test_files_are_the_same_by_all_that_is_in_them(tmp_path: Path) -> None:
    shelf, paths = shelf_of(
        tmp_path,
        first=BEGINNING + "one",
        second=BEGINNING + "two",
        copy=BEGINNING + "one",
        longer=BEGINNING + "one more",
    )
    names = shelf.same(list(paths.values()))
    assert names[paths["first"]] == names[paths["copy"]]
    assert len(set(names.values())) == 3


def test_a_file_is_read_as_far_as_another_may_be_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_files, "_MUCH", 8192)
    large = f"{BEGINNING}{BEGINNING}"
    shelf, paths = shelf_of(
        tmp_path,
        alone="a",
        begun=f"b{BEGINNING}",
        other=f"c{BEGINNING}",
        same="dd",
        copy="dd",
        large=f"{large}1",
        larger=f"{large}2",
    )
    names = shelf.same(list(paths.values()))
    assert names[paths["large"]] != names[paths["larger"]]
    lengths: dict[str, set[int | None]] = {name: set() for name in paths}
    for path, length in shelf._digests:
        lengths[Path(path).name].add(length)
    assert lengths == {
        "alone": set(),
        "begun": {4096},
        "other": {4096},
        "same": {None},
        "copy": {None},
        "large": {4096, 8192, None},
        "larger": {4096, 8192, None},
    }


def test_the_checksum_of_files_has_the_contents_of_receipts_that_are_alike(
    tmp_path: Path,
) -> None:
    files = {"alone.pdf": "alone", "a.pdf": "the same", "b.pdf": "the same"}
    ledger = "".join(map(BOUGHT.format, files))
    report = report_on(tmp_path, ledger, files=files)
    lines = canonical_files(report.books).decode().splitlines()
    digest = sha256(b"the same").hexdigest()
    assert [line for line in lines if ".pdf" in line] == [
        f"ledger/a.pdf\t8\t{digest}",
        "ledger/alone.pdf\t5",
        f"ledger/b.pdf\t8\t{digest}",
    ]


def test_a_file_of_gits_own_is_told_from_one_that_is_nowhere(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    ledger = BOUGHT.format("../.git/HEAD") + BOUGHT.format("../git/HEAD")
    report = report_on(tmp_path, ledger)
    found = [one for one in report.verdict.findings if one.code == "EV02"]
    assert told(found) == ["EV02 5", "EV02 10"]
    assert [words(one) for one in found] == [
        "The receipt ../.git/HEAD is a file of git's own.",
        "The receipt ../git/HEAD cannot be found.",
    ]
