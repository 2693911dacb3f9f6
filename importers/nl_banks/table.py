"""Layouts that are tables: CSV with a header that names the columns, or without one.

A layout of a bank says which columns there are, and makes a booking of a row. Here is
seen to it that every row has all its columns, and that a row which cannot be read
stops the file, with its line.
"""

from __future__ import annotations

import csv
import re
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from nl_banks.layout import Layout
from nl_banks.order import in_order
from nl_banks.refusal import Refused
from nl_banks.statement import Balance, Statement, StatementLine

if TYPE_CHECKING:
    from nl_banks.source import StatementFile

# What some programs put in the first line, to tell Excel the sign between cells.
_SEPARATOR = re.compile(r"sep=.", re.IGNORECASE)
# Spaces, and the sign that ended files in DOS.
_BLANK = " \t\x1a"

Header = tuple[str, ...]
Cells = Sequence[str]


class TableLine(NamedTuple):
    """A booking, and the account that it stands on as the file names it."""

    account: str
    booking: StatementLine


# Makes a line of the cells of one row, given where in the file the row begins; None
# where the row is no booking, such as a payment that never went through.
Reader = Callable[[int, Cells], TableLine | None]


class StatementTable(Layout):
    """A layout with one booking per row, under a header."""

    # Every header that this layout has had, as the bank writes it.
    headers: ClassVar[tuple[Header, ...]] = ()
    # The signs that may stand between cells; the header shows which.
    delimiters: ClassVar[str] = ","
    quote: ClassVar[str] = '"'
    # What a file is encoded in that is not UTF-8.
    legacy: ClassVar[str] = "cp1252"
    newest_first: ClassVar[bool] = False

    @abstractmethod
    def reader(self, header: Header) -> Reader:
        """Return what makes bookings of the rows under this header.

        The header is in `plain` form, so that a column can be looked up by its name.
        """

    def header(self, rows: Iterator[tuple[int, list[str]]]) -> Header:
        """Return the header, in `plain` form, and leave the rows under it."""
        _, cells = next(rows, (0, []))
        return plain(cells)

    def widths(self, header: Header) -> frozenset[int]:
        """Return how many cells a row may have."""
        return frozenset({len(header)})

    def likeness(self, source: StatementFile) -> float:
        """Return 1.0 where the header is one of this layout, else how much it is."""
        return max(self.alike(header) for header in self._headers(source).values())

    def alike(self, header: Header) -> float:
        """Return 1.0 for a header of this layout, less where only some columns are."""
        known = [plain(header) for header in self.headers]
        if header in known or any(_same_columns(header, one) for one in known):
            return 1.0
        return 0.99 * max(_shared({*header}, {*one}) for one in known)

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return one statement per account and currency, in order of appearance."""
        found: dict[tuple[str, str], list[StatementLine]] = defaultdict(list)
        try:
            for account, booking in self._lines(source):
                found[account, booking.currency].append(booking)
            return [self._statement(*key, lines) for key, lines in found.items()]
        except Refused as refusal:
            raise refusal.of(source.path) from None

    def _statement(
        self, account: str, currency: str, bookings: list[StatementLine]
    ) -> Statement:
        ordered = tuple(in_order(bookings, newest_first=self.newest_first))
        day, stood = ordered[-1].date, ordered[-1].after
        closing = None if stood is None else Balance(day, stood)
        return Statement(
            self.name,
            self.bank,
            account,
            currency,
            ordered,
            closing,
            opening=_before(ordered[0]),
        )

    def _lines(self, source: StatementFile) -> Iterator[TableLine]:
        """Yield what the rows say, in the order of the file."""
        headers = self._headers(source)
        delimiter = max(headers, key=lambda sign: self.alike(headers[sign]))
        rows = self._rows(source.lines(self.legacy), delimiter)
        header = self.header(rows)
        usual = self._usual(header)
        read, widths = self.reader(usual), self.widths(header)
        places = [] if usual == header else [*map(header.index, usual)]
        for number, cells in rows:
            try:
                _check_width(cells, widths)
                line = read(number, [cells[n] for n in places] if places else cells)
            except Refused as refusal:
                raise refusal.at(number) from None
            if line:
                yield line

    def _usual(self, header: Header) -> Header:
        """Return the header in the order in which the bank has its columns."""
        known = map(plain, self.headers)
        return next((one for one in known if _same_columns(header, one)), header)

    def _headers(self, source: StatementFile) -> dict[str, Header]:
        """Return what the header would be with each of the delimiters."""
        start = source.start_lines
        return {sign: self._header_of(start, sign) for sign in self.delimiters}

    def _header_of(self, start: Iterable[str], delimiter: str) -> Header:
        try:
            # The rest of the start may be cut in the middle of a row.
            return self.header(self._rows(islice(start, 25), delimiter))
        except Refused:
            return ()

    def _rows(
        self, lines: Iterable[str], delimiter: str
    ) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that are not blank, each with the line where it begins."""
        reader = csv.reader(
            _without_nul(lines), delimiter=delimiter, quotechar=self.quote, strict=True
        )
        begin = 1
        try:
            for cells in reader:
                is_mark = begin == 1 and _SEPARATOR.fullmatch(delimiter.join(cells))
                row = cells if len(cells) > 1 else self._alone(cells, delimiter)
                if row and not is_mark:
                    yield begin, row
                begin = reader.line_num + 1
        except csv.Error as fault:
            raise Refused(
                "This row is not valid CSV. The file may have been cut off, or saved "
                "by another program."
            ).at(begin) from fault
        except Refused as refusal:
            raise refusal.at(begin) from None

    def _alone(self, cells: list[str], delimiter: str) -> list[str]:
        """Return what a row of one cell holds; nothing where that is blank.

        Excel takes a line for one cell where it expects another sign between cells, and
        puts quotes around the whole when it saves the file.
        """
        cell = "".join(cells)
        if delimiter not in cell:
            return cells if cell.strip(_BLANK) else []
        rows = csv.reader(
            [cell], delimiter=delimiter, quotechar=self.quote, strict=True
        )
        return next(rows)


class HeaderlessTable(StatementTable):
    """A layout without a header, known by the cells of its first row."""

    def header(self, rows: Iterator[tuple[int, list[str]]]) -> Header:
        """Return an empty header, and leave all rows."""
        del rows
        return ()

    @abstractmethod
    def widths(self, header: Header) -> frozenset[int]:
        """Return how many cells a row may have."""

    def likeness(self, source: StatementFile) -> float:
        """Return 1.0 where the first row can be read, 0.5 where it has the columns."""
        start = source.start_lines
        return max(self._row_alike(start, sign) for sign in self.delimiters)

    def _row_alike(self, start: Iterable[str], delimiter: str) -> float:
        try:
            number, cells = next(self._rows(start, delimiter), (0, []))
        except Refused:
            return 0.0
        if len(cells) not in self.widths(()):
            return 0.0
        try:
            self.reader(())(number, cells)
        except Refused:
            return 0.5
        return 1.0

    def _headers(self, source: StatementFile) -> dict[str, Header]:
        start = source.start_lines
        best = max(self.delimiters, key=lambda sign: self._row_alike(start, sign))
        return {best: ()}

    def alike(self, header: Header) -> float:
        """Return 1.0: without a header there is nothing to compare."""
        del header
        return 1.0


def plain(header: Cells) -> Header:
    """Return a header as it is compared: without capitals, marks and padding."""
    return tuple(map(_bare, header))


def _bare(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split()).strip("\"'").casefold()


def _same_columns(header: Header, known: Header) -> bool:
    """Tell whether two headers have the same columns, each once, in any order."""
    names = {*header}
    return len(names) == len(header) == len(known) and names == {*known}


def _before(line: StatementLine) -> Balance | None:
    """Return what stood on the account before a line, where the layout tells it."""
    if line.before is not None:
        return Balance(line.date, line.before)
    if line.after is None:
        return None
    return Balance(line.date, line.after - line.amount - line.fee)


def _check_width(cells: Cells, widths: frozenset[int]) -> None:
    if len(cells) not in widths:
        raise Refused(
            "The number of columns in this row is {n}, where its layout has "
            "{expected}.",
            n=len(cells),
            expected="/".join(map(str, sorted(widths))),
        )


def _shared(some: set[str], others: set[str]) -> float:
    return len(some & others) / max(len(some), len(others), 1)


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise Refused("There is a NUL byte here: the file is damaged.")
        yield line
