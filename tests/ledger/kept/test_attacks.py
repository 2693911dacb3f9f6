"""Somebody who wants a false kept file to be believed, and what becomes of it."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from msgspec import msgpack
from tests.ledger.kept.conftest import ACCOUNTS, HEAD, kept
from tests.support import write_books

from paraplu.check import check
from paraplu.ledger.cache_folder import SETTING
from paraplu.ledger.kept import store as kept_store
from paraplu.ledger.kept.form import decoded

SALE = """\
2025-02-01 * "Jansen" "a chair"
  Assets:Bank  100.00 EUR
  Income:Members:L01:Sales
"""
ROWS = 9


@pytest.fixture
def main(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return books that are kept in a cache folder, of any size."""
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    monkeypatch.setattr(kept_store, "LEAST", 0)
    return write_books(tmp_path / "books", SALE, head=HEAD + ACCOUNTS)


def files(main: Path) -> list[Path]:
    """Return what is kept of books, the largest first."""
    folder = main.parents[2] / "cache" / "files"
    return sorted(folder.glob("*.kept"), key=lambda one: -one.stat().st_size)


def known(main: Path) -> int:
    """Return how many files were known; what is said is what is said without."""
    report, whole = check(main, cache=True), check(main)
    assert report.verdict == whole.verdict
    assert report.books_checksum == whole.books_checksum
    return report.known_files


def forge(file: Path, held: object) -> None:
    """Write something as though it had been kept, with a checksum that fits."""
    body = zlib.compress(msgpack.encode(held))
    file.write_bytes(sha256(file.stem.encode() + body).digest() + body)


def other_books(main: Path) -> Path:
    """Return what is kept of other books, in which more was sold."""
    other = main.parents[2] / "others"
    before = set(files(main))
    check(write_books(other, SALE.replace("100", "999"), head=HEAD + ACCOUNTS))
    check(other / "ledger" / "main.beancount", cache=True)
    return next(one for one in files(main) if one not in before)


def of_other_books(file: Path, other: Path) -> None:
    file.write_bytes(other.read_bytes())


def hard_link(file: Path, other: Path) -> None:
    file.unlink()
    os.link(other, file)


def link(file: Path, other: Path) -> None:
    file.unlink()
    file.symlink_to(other)


def pipe(file: Path, _other: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def folder(file: Path, _other: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("put", [of_other_books, hard_link, link, pipe, folder])
def test_something_else_in_the_place_of_a_kept_file(
    put: Callable[[Path, Path], None], main: Path
) -> None:
    assert [known(main), known(main)] == [0, 1]
    put(files(main)[0], other_books(main))
    assert known(main) == 0
    # It is made anew, but for a folder, which is not ours to delete.
    assert known(main) == (0 if put is folder else 1)


def test_a_bomb_is_not_opened(main: Path) -> None:
    known(main)
    file = files(main)[0]
    body = zlib.compress(bytes(50_000_000))
    file.write_bytes(sha256(file.stem.encode() + body).digest() + body)
    assert decoded(body) is None
    assert known(main) == 0


@pytest.mark.parametrize(
    "held",
    [
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\x9c" + b"\x91" * 100_000,
    ],
)
def test_more_is_promised_than_there_is(held: bytes) -> None:
    assert decoded(zlib.compress(held)) is None


def no_such_account(row: list[Any]) -> None:
    row[7] = [900, 901]


def no_such_keys(row: list[Any]) -> None:
    row[5] = 40


def fewer_amounts(row: list[Any]) -> None:
    row[8] = row[8][:1]


def no_such_day(row: list[Any]) -> None:
    row[0] = 2**62


@pytest.mark.parametrize(
    "change", [no_such_account, no_such_keys, fewer_amounts, no_such_day]
)
def test_a_forged_file_that_does_not_fit_itself(
    change: Callable[[list[Any]], None], main: Path
) -> None:
    known(main)
    file = files(main)[0]
    held = msgpack.decode(zlib.decompress(file.read_bytes()[32:]))
    change(held[ROWS][0])
    forge(file, held)
    # Never a traceback: what cannot be used is read again, or told by a rule.
    assert check(main, cache=True).known_files in {0, 1}


def test_a_home_that_cannot_be_written_in(
    main: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", read_only)
    assert known(main) == 0


def test_a_folder_in_the_way_keeps_nothing_else_from_being_kept(
    tmp_path: Path, store: kept_store.Store
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + ACCOUNTS)
    (store.folder / "x-y.kept").mkdir()
    os.utime(store.folder / "x-y.kept", (0, 0))
    assert kept(main, store) is not None
    assert len([*store.folder.glob("*.kept")]) > 1
