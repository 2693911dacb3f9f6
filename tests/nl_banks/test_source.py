import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from nl_banks import Refused
from nl_banks.source import StatementFile


def lines(path: Path, content: bytes, legacy: str = "cp1252") -> list[str]:
    path.write_bytes(content)
    return list(StatementFile(path).lines(legacy))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "statement.csv"


@pytest.mark.parametrize(
    "content",
    [
        "Café €5\r\n".encode(),
        "\ufeffCafé €5\r\n".encode(),
        "Café €5\r\n".encode("utf-16"),
        "Café €5\r\n".encode("cp1252"),
    ],
)
def test_every_encoding_that_banks_use(path: Path, content: bytes) -> None:
    assert lines(path, content) == ["Café €5\r\n"]


def test_the_euro_sign_of_before_is_read_where_the_layout_has_it(path: Path) -> None:
    assert lines(path, "€5".encode("iso-8859-15"), "iso-8859-15") == ["€5"]
    assert lines(path, "€5".encode("iso-8859-15"), "cp1252") == ["¤5"]


def test_what_is_no_text_in_any_encoding_is_refused(path: Path) -> None:
    # 0x81 means nothing in cp1252, and is no UTF-8.
    with pytest.raises(Refused, match="neither UTF-8, UTF-16 nor cp1252"):
        lines(path, b"caf\x81")
    with pytest.raises(Refused, match="neither UTF-8"):
        lines(path, "é".encode("utf-16")[:-1])


def test_a_sign_that_is_cut_at_the_end_of_the_start_is_still_utf_8(path: Path) -> None:
    path.write_bytes(b"x" * (64 * 1024 - 1) + "é and on".encode())
    assert StatementFile(path).start_text == "x" * (64 * 1024 - 1)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (".", "pipe"):
        with pytest.raises(Refused):
            _ = StatementFile(tmp_path / name).start
    with pytest.raises(Refused, match="There is no such file"):
        _ = StatementFile(tmp_path / "absent").start
    with pytest.raises(Refused, match="This is not a file"):
        _ = StatementFile(Path("/dev/zero")).start


def test_a_file_that_is_too_large_is_refused_before_it_is_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(600 * 1024 * 1024)
    with pytest.raises(Refused, match="larger than 512 MiB"):
        next(iter(StatementFile(path).lines()))
    with pytest.raises(Refused, match="larger than 64 MiB"):
        StatementFile(path).content()


def test_a_file_that_changes_while_it_is_read_is_refused(path: Path) -> None:
    path.write_text("one\ntwo\n")

    def read() -> Iterator[str]:
        for line in StatementFile(path).lines():
            yield line
            if line == "one\n":
                path.write_text("one\ntwo\nthree\n")

    with pytest.raises(Refused, match="changed while it was being read"):
        list(read())


def test_the_refusal_says_which_file(path: Path) -> None:
    with pytest.raises(Refused) as refused:
        lines(path, b"caf\x81")
    assert refused.value.path == path
    assert str(refused.value).startswith(f"{path}: The file is neither")


def test_a_file_that_is_another_one_since_it_was_recognised_is_refused(
    path: Path,
) -> None:
    path.write_text("one\n")
    source = StatementFile(path)
    assert source.start_text == "one\n"
    path.write_text("another\n")
    with pytest.raises(Refused, match="changed while it was being read"):
        list(source.lines())
