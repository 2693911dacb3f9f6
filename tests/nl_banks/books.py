"""Workbooks made in a test: .xlsx, and .xls, which no kept library writes.

A binary workbook is a file of sectors in which one stream of records is stored.
"""

import datetime as dt
import io
import struct
from collections.abc import Sequence
from decimal import Decimal

import openpyxl

Cell = str | int | float | Decimal | dt.date | None
Rows = Sequence[Sequence[Cell]]

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_EPOCH = dt.date(1899, 12, 30)
# The formats of a cell: one for numbers, and one for days (number 14 of Excel's own).
_NUMBER, _DAY = 0, 1


def xlsx(rows: Rows) -> bytes:
    """Return a workbook of zipped XML with these rows in its first sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(tuple(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(rows: Rows) -> bytes:
    """Return a binary workbook with these rows in its only sheet."""
    stream = _records(rows)
    # A stream of less than 4096 bytes would be stored in another way.
    stream += bytes(max(4096 - len(stream), -len(stream) % _SECTOR))
    count = len(stream) // _SECTOR
    table = [_TABLE, _END, *range(3, count + 2), _END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    head = struct.pack(
        "<8s16s5H6x9L109L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, _END, 0, _END, 0),
        *(0, *[_FREE] * 108),
    )
    names = _entry("Root Entry", 5, 1, _END, 0) + _entry(
        "Workbook", 2, _FREE, 2, len(stream)
    )
    names += bytes(_SECTOR - len(names))
    return head + struct.pack("<128L", *table) + names + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBB3L36xLQ", text, len(text), kind, 1, _FREE, _FREE, child, start, size
    )


def _records(rows: Rows) -> bytes:
    """Return the records of a workbook in Excel 97's format."""
    formats = b"".join(_record(0xE0, struct.pack("<HH16x", 0, n)) for n in (0, 14))
    begin = _record(0x809, struct.pack("<HH12x", 0x600, 5)) + formats
    name = b"\x06\x00Blad 1"
    end = _record(0x0A, b"")
    start = len(begin) + 4 + 6 + len(name) + len(end)
    sheet = _record(0x85, struct.pack("<LH", start, 0) + name)
    cells = b"".join(
        _cell(number, column, cell)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell is not None
    )
    return (
        begin
        + sheet
        + end
        + (_record(0x809, struct.pack("<HH12x", 0x600, 0x10)) + cells + end)
    )


def _cell(row: int, column: int, cell: Cell) -> bytes:
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        place = struct.pack("<3HHB", row, column, _NUMBER, len(text) // 2, 1)
        return _record(0x204, place + text)
    if isinstance(cell, dt.date):
        days = (cell - _EPOCH).days
        return _record(0x203, struct.pack("<3Hd", row, column, _DAY, days))
    return _record(0x203, struct.pack("<3Hd", row, column, _NUMBER, float(cell or 0)))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
