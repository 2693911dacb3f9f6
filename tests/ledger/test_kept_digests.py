"""What was read once is not read again, unless anything about the file changed."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from paraplu.ledger import kept_digests
from paraplu.ledger.cache_folder import SETTING
from paraplu.ledger.kept_digests import KeptDigests

OLD = "an oak"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that is old enough to be kept, with a cache beside it."""
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    monkeypatch.setattr(kept_digests, "_FRESH", -(10**12))
    path = tmp_path / "oak.pdf"
    path.write_text(OLD, "utf-8")
    return path


def digest(file: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bool]:
    """Return the digest of a file, and whether it was read for it."""
    read = []

    def reads(path: Path) -> str:
        read.append(path)
        return sha256(path.read_bytes()).hexdigest()

    monkeypatch.setattr(kept_digests, "digest_of", reads)
    kept = KeptDigests(file.parent)
    found = kept.known(str(file)) or kept.digest(file)
    kept.keep()
    return found, bool(read)


def of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_a_file_is_read_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert digest(file, monkeypatch) == (of(OLD), True)
    assert digest(file, monkeypatch) == (of(OLD), False)


def test_what_changed_is_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert digest(file, monkeypatch) == (of(OLD), True)
    before = file.stat()
    file.write_text("an ash", "utf-8")
    # Of the same size, and with its old time put back.
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert digest(file, monkeypatch) == (of("an ash"), True)


def test_what_is_too_fresh_is_not_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_digests, "_FRESH", 10**12)
    assert digest(file, monkeypatch)[1]
    assert digest(file, monkeypatch)[1]


@pytest.mark.parametrize("damage", ["", "paraplu digests 2\n", "\x00\xff", "x y\n"])
def test_a_damaged_cache_is_none(
    damage: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest(file, monkeypatch)
    (kept,) = Path(os.environ[SETTING]).iterdir()
    kept.write_text(damage, "utf-8")
    assert digest(file, monkeypatch) == (of(OLD), True)


def test_a_folder_that_others_can_look_into_is_not_used(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(os.environ[SETTING])
    folder.mkdir(mode=0o755)
    assert digest(file, monkeypatch)[1]
    assert list(folder.iterdir()) == []
    monkeypatch.setenv(SETTING, "off")
    assert digest(file, monkeypatch)[1]
