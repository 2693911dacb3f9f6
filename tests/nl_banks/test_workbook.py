"""Workbooks as tables: what they hold, and what a file of 2 kB may claim to hold."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.nl_banks import books
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.banks.abn_amro import AbnSheet
from nl_banks.refusal import Refused
from nl_banks.source import StatementFile
from nl_banks.workbook import Sheet

HEADER = (
    "accountNumber",
    "mutationcode",
    "transactiondate",
    "valuedate",
    "startsaldo",
    "endsaldo",
    "amount",
    "description",
)
ROW = ("123456789", "EUR", 20260302, 20260302, 100.0, 112.5, 12.5, "Taart")
MAKERS = (books.xls, books.xlsx)


@pytest.mark.parametrize("make", MAKERS)
def test_a_number_is_what_excel_shows(
    read: Read, make: Callable[[books.Rows], bytes]
) -> None:
    # The float of 0.1 + 0.2 is a little more than 0.3.
    row = ("123456789", "EUR", 20260302, 20260302, 0.1, 0.1 + 0.2, 0.2, "Taart")
    (statement,) = read(make([HEADER, row]))
    assert statement.closing
    assert str(statement.closing.amount) == "0.30"
    assert statement.remark == ""


@pytest.mark.parametrize("make", MAKERS)
def test_days_may_be_excels_own(
    read: Read, make: Callable[[books.Rows], bytes]
) -> None:
    day = dt.date(2026, 3, 2)
    row = (123456789, "EUR", day, day, 100, 112.5, 12.5, "Taart\nvoor\r\nEls")
    (statement,) = read(make([HEADER, (), row]))
    (booking,) = statement.bookings
    assert booking.date == day
    assert booking.narration == "Taart voor Els"


@pytest.mark.parametrize("make", MAKERS)
def test_a_line_has_the_number_of_its_row(
    refused: Refuse, make: Callable[[books.Rows], bytes]
) -> None:
    odd = (*ROW[:6], "twaalf", "Taart")
    assert refused(make([HEADER, ROW, (), odd])).line == 4
    assert refused(make([HEADER, ROW, (*ROW, "", "more")])).line == 3


@pytest.mark.parametrize("make", MAKERS)
def test_a_damaged_workbook_is_refused(
    refused: Refuse, tmp_path: Path, make: Callable[[books.Rows], bytes]
) -> None:
    content = make([HEADER, ROW])
    assert "and not a statement" in str(refused(content[: len(content) // 2]))
    path = tmp_path / "cut"
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(Refused, match="cannot be opened") as cut:
        AbnSheet().statements(StatementFile(path))
    assert cut.value.path == path


def test_another_workbook_is_none_of_a_bank(refused: Refuse) -> None:
    assert "and not a statement" in str(refused(books.xls([("Naam", "Uren")])))
    assert "and not a statement" in str(refused(books.xlsx([])))


def changed(content: bytes, rows: str) -> bytes:
    """Return a workbook with other XML for its rows."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            text = old.read(part).decode()
            new.writestr(part, re.sub("</sheetData>", rows + "</sheetData>", text))
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ('<row r="99999999"><c r="A99999999"><v>1</v></c></row>', "larger than any"),
        ('<row r="3"><c r="BM3"><v>1</v></c></row>', "larger than any"),
        ('<row r="3"><c r="AAAAA3"><v>1</v></c></row>', "cannot be opened"),
        ("<row>" + " " * 70_000_000 + "</row>", "64 MiB"),
    ],
)
def test_a_small_file_that_claims_to_be_large_is_refused(
    tmp_path: Path, rows: str, why: str
) -> None:
    path = tmp_path / "small"
    path.write_bytes(changed(books.xlsx([HEADER, ROW]), rows))
    with pytest.raises(Refused, match=why):
        AbnSheet().statements(StatementFile(path))


def test_a_cell_in_a_far_corner_takes_no_room(read: Read) -> None:
    corner = '<row r="9999"><c r="XFD9999"><v>1</v></c></row>'
    (statement,) = read(changed(books.xlsx([HEADER, ROW]), corner))
    assert len(statement.bookings) == 1


def test_a_cell_beyond_the_edge_of_a_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "small"
    path.write_bytes(books.xls([HEADER, [None] * 256 + [1]]))
    with pytest.raises(Refused, match="cannot be opened"):
        AbnSheet().statements(StatementFile(path))
    path.write_bytes(books.xls([HEADER, [None] * 255 + [1]]))
    with pytest.raises(Refused, match="larger than any") as refused:
        AbnSheet().statements(StatementFile(path))
    assert refused.value.line == 2


def test_what_is_no_workbook_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"accountNumber,mutationcode")
    assert Sheet.likeness(AbnSheet(), StatementFile(path)) == 0.0
