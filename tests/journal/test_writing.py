"""A file is written whole or not at all, and by one writer at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from paraplu.journal.atomic_file import Busy, locked, new_file, part_of, replace_file


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
    assert part_of(tmp_path / "a.txt") == tmp_path / ".a.txt.paraplu.part"


def test_a_link_by_the_temporary_name_leads_nowhere(tmp_path: Path) -> None:
    """Books come from others, and git carries links."""
    away = tmp_path / "away.txt"
    away.write_text("not ours\n", "utf-8")
    part_of(tmp_path / "a.txt").symlink_to(away)
    replace_file(tmp_path / "a.txt", "new\n")
    assert (tmp_path / "a.txt").read_text("utf-8") == "new\n"
    assert not (tmp_path / "a.txt").is_symlink()
    assert away.read_text("utf-8") == "not ours\n"


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_goes_over_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    file = tmp_path / "new" / "a.txt"

    def none(_path: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", none)
    assert new_file(file, "één\n")
    assert file.stat().st_nlink == 1
    assert not new_file(file, "twee\n")
    assert file.read_bytes() == "één\n".encode()
    dangling = file.with_name("b.txt")
    dangling.symlink_to(tmp_path / "nowhere")
    assert not new_file(dangling, "twee\n")
    assert sorted(tmp_path.rglob("*")) == [file.parent, file, dangling]


def test_a_new_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        new_file(tmp_path / "a.txt", "new\n")
    assert list(tmp_path.iterdir()) == []


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(Busy), locked(tmp_path):
            raise AssertionError
        other = (
            "import sys; from pathlib import Path\n"
            "from paraplu.journal.atomic_file import Busy, locked\n"
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
