"""A file is written whole or not at all, and by one writer at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from paraplu.writing import Busy, locked, part_of, replace_file


def test_a_file_holds_the_new_text(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.txt"
    replace_file(file, "één\r\ntwee\n")
    assert file.read_bytes() == "één\r\ntwee\n".encode()
    replace_file(file, "drie\n")
    assert file.read_bytes() == b"drie\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_stays_as_it_was_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    replace_file(file, "old\n")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(file, "new\n")
    assert file.read_text("utf-8") == "old\n"
    assert list(tmp_path.iterdir()) == [file]


def test_the_temporary_name_is_hidden_and_beside_it(tmp_path: Path) -> None:
    assert part_of(tmp_path / "a.txt") == tmp_path / ".a.txt.part"


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(Busy), locked(tmp_path):
            raise AssertionError
        other = (
            "import sys; from pathlib import Path\n"
            "from paraplu.writing import Busy, locked\n"
            "try:\n"
            "    with locked(Path(sys.argv[1])): print('mine')\n"
            "except Busy: print('busy')\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", other, tmp_path],
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout == "busy\n"
    with locked(tmp_path):
        assert list(tmp_path.iterdir()) == []
