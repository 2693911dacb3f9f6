"""What lies beside a ledger is read only where it is an ordinary file of the books."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from tests.support import report_on

from paraplu.base.plain_file import NotPlain, TooLarge, digest_of, plain_bytes

LEDGER = """\
2025-01-01 open Assets:Bank
2025-01-01 open Equity:Coop
2025-03-01 * "Shares"
  Assets:Bank   10.00 EUR
  Equity:Coop
"""


def test_an_ordinary_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a file.yaml"
    file.write_bytes(b"a: 1\r\n")
    (tmp_path / "link").symlink_to(file.name)
    assert plain_bytes(file) == plain_bytes(tmp_path / "link", tmp_path) == b"a: 1\r\n"


def odd(tmp_path: Path) -> dict[str, Path]:
    """Return what only looks like a file, by what it is."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("BSN: 111222333\n")
    made = {name: tmp_path / "books" / name for name in ("device", "link", "pipe")}
    made["device"].parent.mkdir()
    made["device"].symlink_to("/dev/zero")
    made["link"].symlink_to(outside)
    os.mkfifo(made["pipe"])
    return made


@pytest.mark.parametrize("kind", ["device", "link", "pipe"])
def test_what_only_looks_like_one_cannot_be_read(tmp_path: Path, kind: str) -> None:
    file = odd(tmp_path)[kind]
    with pytest.raises(OSError, match=r"not permitted|Invalid argument"):
        plain_bytes(file, file.parent)


def test_one_that_is_too_large_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(bytes(10))
    assert plain_bytes(file, most=10) == bytes(10)
    file.write_bytes(bytes(11))
    with pytest.raises(TooLarge, match="File too large"):
        plain_bytes(file, most=10)


def test_a_digest_is_of_all_or_of_the_beginning(tmp_path: Path) -> None:
    file = tmp_path / "file"
    data = bytes(range(256)) * 8192
    file.write_bytes(data)
    assert digest_of(file) == sha256(data).hexdigest()
    assert digest_of(file, 1_500_000) == sha256(data[:1_500_000]).hexdigest()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotPlain):
        digest_of(tmp_path / "pipe")


@pytest.mark.parametrize("kind", ["device", "link", "pipe"])
@pytest.mark.parametrize(
    "place",
    [
        "customers.yaml",
        "invoices/2025/2025-0001-x.yaml",
        "invoices/2025/2025-0001-x.xml",
        "payments/sent.jsonl",
        "2025-02.beancount",
        "notes.txt",
    ],
)
def test_a_check_goes_on_beside_it(tmp_path: Path, place: str, kind: str) -> None:
    """It neither waits nor fills the memory, and reads nothing of somebody else."""
    what = odd(tmp_path)[kind]
    books = tmp_path / "cooperative"
    file = books / "ledger" / place
    file.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(what.resolve())
    report = report_on(books, LEDGER)
    assert report.loaded
    assert "PV01" in report.verdict.ran
    assert not [one for one in report.verdict.findings if one.code == "PV01"]
