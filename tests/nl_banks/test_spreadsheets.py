"""Files that were opened and saved: read where nothing was lost, else refused."""

import csv
import io

import pytest
from tests.nl_banks.conftest import Read, Refuse
from tests.nl_banks.test_ing import DEBIT, ELEVEN, NINE, TRANSFER
from tests.nl_banks.test_rabobank import DUTCH, IN, OUT

from nl_banks.statement import StatementLine

RABOBANK = DUTCH + IN + OUT
ING = ELEVEN + TRANSFER + DEBIT


def lines(read: Read, text: str | bytes) -> list[StatementLine]:
    return [one._replace(line=0) for one in read(text)[0].bookings]


def saved(text: str, delimiter: str) -> str:
    """Return a file with the same cells, and as few quotes as there must be."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return file.getvalue()


def in_one_cell(text: str) -> str:
    """Return what Excel makes of lines that it takes for one cell each."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    for line in text.splitlines():
        first, quoted, rest = line.removeprefix('"').partition('"')
        writer.writerow([first + rest if quoted else line])
    return file.getvalue()


def test_quotes_may_be_gone(read: Read) -> None:
    assert lines(read, saved(ING, ";")) == lines(read, ING)
    assert lines(read, saved(RABOBANK, ",")) == lines(read, RABOBANK)


@pytest.mark.parametrize("mark", ["sep=;", "SEP=,", "sep=\t"])
def test_a_line_for_excel_may_stand_above(read: Read, mark: str) -> None:
    (statement,) = read(f"{mark}\r\n{ING}")
    assert [one.line for one in statement.bookings] == [4, 3]


def test_a_line_may_stand_in_one_cell(read: Read) -> None:
    text = in_one_cell(RABOBANK)
    assert text.startswith('"IBAN/BBAN,""Munt"",')
    assert lines(read, text) == lines(read, RABOBANK)


def test_a_line_that_was_divided_over_cells_is_refused(refused: Refuse) -> None:
    text = in_one_cell(RABOBANK).replace('Factuur 14""', 'Factuur";"14""')
    assert refused(text).line == 2


@pytest.mark.parametrize("end", ["\n\n\n", "   \n", "\t\n", "\x1a", "\x1a\n \n"])
def test_blank_lines_at_the_end_are_nothing(read: Read, end: str) -> None:
    assert lines(read, ING + end) == lines(read, ING)


@pytest.mark.parametrize("end", [";;;;;;;;;;\n", "x\n", "Totaal;112,50\n"])
def test_a_row_that_is_no_line_is_refused(refused: Refuse, end: str) -> None:
    assert refused(ING + end).line == 4


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-03-02", "2-3-2026"),
        ("2026-03-02", "02/03/2026"),
        ("+442,98", "442.98"),
        ("+442,98", "€ 442,98"),
        ('"000000000000006408"', "6.41E+17"),
    ],
)
def test_what_a_spreadsheet_changed_is_refused(
    read: Read, refused: Refuse, before: str, after: str
) -> None:
    assert before in IN
    assert len(lines(read, DUTCH + IN)) == 1
    assert refused(DUTCH + IN.replace(before, after)).line == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_signs_and_line_ends_do_not_matter(read: Read, encoding: str, end: str) -> None:
    text = ING.replace("Bakker Bram", "Bäkker Bram €")
    changed = text.replace("\n", end).encode(encoding)
    assert lines(read, changed) == lines(read, text)


def test_what_looks_like_an_end_of_a_line_is_none(read: Read) -> None:
    odd = TRANSFER.replace("Bakker Bram", "Bakker\u2028Bram").replace(
        ',"112,50";""', ""
    )
    text = NINE + odd.replace(";", ",").replace(',"112,50",""', "")
    assert [one.payee for one in lines(read, text)] == ["Bakker Bram"]
