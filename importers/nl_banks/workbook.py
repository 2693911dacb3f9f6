"""Workbooks, .xls and .xlsx: read as the table that a sheet of theirs holds.

A layout that comes as a workbook is a `StatementTable` like any other: the sheet is
handed to it as lines of CSV, with numbers as 1234.56 and days as yyyy-mm-dd. The number
of a line is that of the row in the sheet. Formulas are not worked out; what the
workbook remembers as their result is taken.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Literal

from nl_banks.refusal import Refused
from nl_banks.source import LARGEST_DOCUMENT, StatementFile
from nl_banks.table import StatementTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import xlrd.sheet

    from nl_banks.statement import Statement

_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XLSX = b"PK\x03\x04"

# A sheet may claim a million rows of 16 384 cells in a file of 2 kB.
_MOST_ROWS = 100_000
_WIDEST = 64
# The rows in which the header stands.
_TOP = 25
# What Excel keeps of a number; beyond are the sums of halves that a float is made of.
_DIGITS = ".15g"


class Sheet(StatementTable):
    """A layout that is a sheet of a workbook: the first, or one of the first few."""

    # Among how many sheets it may be.
    sheets: ClassVar[int] = 1

    def likeness(self, source: StatementFile) -> float:
        """Return 1.0 where the header in the sheet is one of this layout."""
        if not source.start.startswith((_XLS, _XLSX)):
            return 0.0
        try:
            return max(
                super(Sheet, self).likeness(_Csv(source, number))
                for number in range(self.sheets)
            )
        except Refused:
            return 0.0

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return one statement per account and currency, in order of appearance."""
        sheets = [_Csv(source, number) for number in range(self.sheets)]
        return super().statements(max(sheets, key=super().likeness))


class _Csv(StatementFile):
    """A workbook, as the lines that one of its sheets would be in CSV."""

    def __init__(self, workbook: StatementFile, number: int = 0) -> None:
        super().__init__(workbook.path)
        self._workbook = workbook
        self._number = number

    @property
    def start_text(self) -> str:
        """The first rows."""
        return "".join(islice(self.lines(), _TOP))

    def lines(self, legacy: str = "") -> Iterator[str]:
        """Yield the rows, each on one line and as wide as the widest above it.

        A sheet does not tell an empty cell from none: what a row has less than its
        header is empty.
        """
        del legacy
        width = 0
        for number, row in enumerate(self._rows(), start=1):
            cells = _trimmed(row)
            width = max(width, len(cells))
            if number > _MOST_ROWS or width > _WIDEST:
                raise Refused(
                    "The sheet is larger than any statement: paraplu reads {rows} rows "
                    "and {columns} columns.",
                    rows=_MOST_ROWS,
                    columns=_WIDEST,
                ).at(number)
            yield _line(cells, width)

    def _rows(self) -> Iterator[Iterable[object]]:
        """Yield the rows of the sheet; Refused where it is damaged."""
        content = self._workbook.content()
        rows = _old if content.startswith(_XLS) else _new
        sheet = rows(content, self._number)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield from sheet
        except Refused as refusal:
            raise refusal.of(self.path) from None
        # Damage can make the libraries raise anything.
        except Exception as fault:
            raise Refused(
                "This workbook cannot be opened. It may be damaged, or locked with a "
                "password. Download it again."
            ).of(self.path) from fault


def _old(content: bytes, number: int) -> Iterator[Iterable[object]]:
    """Yield the rows of a sheet of a binary workbook (.xls), if it is there."""
    import xlrd

    # With rows of their own length xlrd minds how wide a sheet can be, and only then.
    book = xlrd.open_workbook(
        file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True
    )
    if number >= book.nsheets:
        return
    sheet = book.sheet_by_index(number)
    for row in range(sheet.nrows):
        yield [_old_value(cell, book.datemode) for cell in sheet.row(row)]


def _old_value(cell: xlrd.sheet.Cell, datemode: Literal[0, 1]) -> object:
    """Return what a cell of a binary workbook holds, where a day is a number."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(float(cell.value), datemode)
    return "#" if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def _new(content: bytes, number: int) -> Iterator[Iterable[object]]:
    """Yield the rows of a sheet of a workbook of zipped XML (.xlsx), if it is there."""
    import openpyxl

    file = io.BytesIO(content)
    with zipfile.ZipFile(file) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_DOCUMENT:
            raise Refused(
                "The file is larger than {n} MiB, the most that paraplu reads.",
                n=LARGEST_DOCUMENT // (1024 * 1024),
            )
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    if number >= len(book.worksheets):
        return
    sheet = book.worksheets[number]
    # What the sheet says of its own size would hide what lies outside.
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_col=_WIDEST + 1, values_only=True)


def _trimmed(row: Iterable[object]) -> list[str]:
    """Return the cells as text, without the empty ones at the end."""
    cells = [_text(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: object) -> str:
    """Return what a cell holds, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return str(cell if cell.time() != dt.time() else cell.date())
    if isinstance(cell, float):
        return format(cell, _DIGITS)
    return " ".join(str(cell).splitlines()).replace("\0", "").strip()


def _line(row: list[str], width: int) -> str:
    if not row:
        return "\r\n"
    line = io.StringIO()
    csv.writer(line).writerow([*row, *[""] * (width - len(row))])
    return line.getvalue()
