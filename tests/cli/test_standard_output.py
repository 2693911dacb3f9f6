"""`--output -` is standard output, for one document of any kind; nothing is written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.cli.conftest import SOUND
from tests.support import MEMBERS, write_books

from paraplu_cli import main

WHO = MEMBERS.replace("U.A.}", "U.A., vat_id: NL001234560B01}")
SEVERAL = (
    "Standard output takes one document, and there may be several. Name a folder with "
    "--output."
)
MARCH = ("report", "member", "L01", "2025-02")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_books(tmp_path / "books", SOUND, members=WHO)
    monkeypatch.chdir(tmp_path / "books")
    return tmp_path


def ran(capture: pytest.CaptureFixture[bytes], *args: str) -> tuple[int, bytes, str]:
    """Return the status of a command, and what it wrote to both streams."""
    with pytest.raises(SystemExit) as stopped:
        main.main(args=list(args))
    assert isinstance(stopped.value.code, int)
    out, err = capture.readouterr()
    return stopped.value.code, out, err.decode()


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("command", "begin"),
    [
        ((*MARCH, "--format", "pdf"), b"%PDF-"),
        ((*MARCH, "--format", "html"), b"<!DOCTYPE html>"),
        ((*MARCH, "--format", "csv"), b"section,"),
        (MARCH, b"Statement of L01"),
        (("report", "calendar", "--format", "json"), b"{"),
        (("export", "xaf", "2025"), b"<?xml"),
    ],
)
def test_one_document_goes_there_as_it_is(
    command: tuple[str, ...],
    begin: bytes,
    folder: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    before = files(folder)
    status, out, _ = ran(capsysbinary, *command, "--output", "-")
    assert status == 0
    assert out.startswith(begin)
    assert files(folder) == before


def test_a_zip_is_whole(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, _ = ran(capsysbinary, "export", "audit", "2025", "-o", "-")
    assert status == 0
    with zipfile.ZipFile(BytesIO(out)) as pack:
        assert pack.testzip() is None
        assert "README.txt" in " ".join(pack.namelist())


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (
            ("report", "member", "--all", "2025-02"),
            SEVERAL,
        ),
        (
            ("report", "municipality", "2025-Q1", "--format", "html"),
            SEVERAL,
        ),
        (
            (*MARCH, "--force"),
            "--force writes over a file, and standard output is none.",
        ),
        (
            ("export", "xaf", "2025", "--in-git"),
            "Standard output has no --force and no --in-git.",
        ),
    ],
)
def test_what_makes_no_sense_there_is_told_in_a_line(
    command: tuple[str, ...],
    why: str,
    folder: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    before = files(folder)
    status, out, err = ran(capsysbinary, *command, "--output", "-")
    assert (status, out) == (2, b"")
    assert why in " ".join(err.split())
    assert files(folder) == before


def test_a_file_whose_name_only_begins_so_is_a_file(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert ran(capsysbinary, *MARCH, "--output", "./-.csv")[0] == 0
    assert (folder / "books" / "-.csv").is_file()


def test_a_folder_beside_the_books_is_no_link_out_of_them(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Named from within; a link in the books that leads there is refused."""
    csv = (*MARCH, "--format", "csv", "--output")
    assert ran(capsysbinary, *csv, "../papers/")[0] == 0
    assert [path.name for path in (folder / "papers").iterdir()] == [
        "member-L01-2025-02.csv"
    ]
    (folder / "books" / "out").symlink_to(folder / "papers")
    assert ran(capsysbinary, *csv, "out/other.csv")[0] == 2
    assert ran(capsysbinary, *csv, "out/../other.csv")[0] == 2
