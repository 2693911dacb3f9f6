"""A ZIP with a statement per day, and ZIPs that are none of that."""

import io
import struct
import zipfile
import zlib

import pytest
from tests.nl_banks import camt
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.source import LARGEST_DOCUMENT

MONDAY = camt.document(
    camt.statement(
        camt.balance("OPBD", "0.00", "2026-03-02"),
        camt.balance("CLBD", "3.00", "2026-03-02"),
        camt.entry("3.00"),
    )
)
TUESDAY = camt.document(
    camt.statement(
        camt.balance("OPBD", "3.00", "2026-03-03"),
        camt.balance("CLBD", "7.00", "2026-03-03"),
        camt.entry("4.00", day="2026-03-03"),
    )
)


def test_the_days_are_in_order_whatever_their_names(read: Read) -> None:
    names = ("../../etc/a.xml", "C:\\b.txt")
    statements = read(camt.archive(TUESDAY, MONDAY, names=names), "a.zip")
    assert [str(one.closing and one.closing.date) for one in statements] == [
        "2026-03-02",
        "2026-03-03",
    ]
    assert [one.remark for one in statements] == ["", ""]


def test_a_file_without_a_name_is_read(read: Read) -> None:
    file = io.BytesIO()
    nameless = zipfile.ZipInfo("")
    with zipfile.ZipFile(file, "w") as packed, packed.open(nameless, "w") as one:
        one.write(MONDAY.encode())
    assert len(read(file.getvalue())) == 1


def test_a_folder_in_it_and_what_a_mac_adds_are_no_statements(read: Read) -> None:
    icon = b"\x00\x05\x16\x07 icon"
    packed = camt.archive("", MONDAY, icon, names=("days/", "days/1.xml", "__MACOSX/1"))
    assert len(read(packed)) == 1


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_that_was_streamed_is_read(read: Read, how: int) -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    file = Stream()
    with zipfile.ZipFile(file, "w", how) as packed:
        packed.writestr("1.xml", MONDAY)
    assert len(read(file.getvalue())) == 1


def test_a_statement_that_is_in_it_twice_is_refused(refused: Refuse) -> None:
    assert "This file has the same statement twice" in str(
        refused(camt.archive(MONDAY, MONDAY))
    )


@pytest.mark.parametrize(
    "other",
    [camt.archive(TUESDAY), b"Datum;Bedrag\n", b"", b"<html/>", b"\xff\xfe\x00"],
)
def test_what_is_no_statement_is_refused(refused: Refuse, other: bytes) -> None:
    refusal = refused(camt.archive(MONDAY, other, names=("1.xml", "<b>2")))
    assert str(refusal).endswith("“‹b›2” in this ZIP is not CAMT.053. Take it out.")


def test_a_zip_of_something_else_is_not_recognised(refused: Refuse) -> None:
    assert "This is ZIP/XLSX" in str(refused(camt.archive("Datum;Bedrag\n", MONDAY)))
    assert "This is ZIP/XLSX" in str(refused(camt.archive()))


def test_a_zip_that_was_cut_off_is_refused(refused: Refuse) -> None:
    packed = camt.archive(MONDAY, TUESDAY)
    assert "This ZIP cannot be opened" in str(refused(packed[: len(packed) // 2]))


def test_a_zip_that_was_changed_is_refused(refused: Refuse) -> None:
    packed = bytearray(camt.archive(MONDAY))
    packed[packed.index(b"PK\x01\x02") + 16] ^= 0xFF
    refusal = refused(bytes(packed))
    assert "This ZIP cannot be opened. It may be damaged" in str(refusal)


def test_a_locked_zip_is_refused(refused: Refuse) -> None:
    packed = bytearray(camt.archive(MONDAY))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + place] |= 1
    assert "locked with a password" in str(refused(bytes(packed)))


def test_a_bomb_is_refused_by_the_size_that_it_tells(refused: Refuse) -> None:
    large = MONDAY.encode() + b" " * LARGEST_DOCUMENT
    packed = camt.archive(large)
    assert len(packed) < 1024 * 1024
    assert str(refused(packed)).endswith(
        "larger than 64 MiB, the most that paraplu reads."
    )


def test_no_more_is_unpacked_than_was_told(read: Read) -> None:
    packed = bytearray(camt.archive(MONDAY.encode() + b" " * LARGEST_DOCUMENT))
    entry = packed.index(b"PK\x01\x02")
    struct.pack_into("<L", packed, entry + 16, zlib.crc32(MONDAY.encode()))
    struct.pack_into("<L", packed, entry + 24, len(MONDAY))
    assert len(read(bytes(packed))) == 1


def test_a_zip_with_too_many_files_is_refused(
    refused: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nl_banks.standards.archive._MOST_FILES", 1)
    refusal = refused(camt.archive(MONDAY, TUESDAY))
    assert str(refusal).endswith("This ZIP holds more than 1 files.")
