"""Tables whose columns are looked up by name: exports that gain columns over the years.

A column may have had several names, and one that is not needed may be missing. The
bank's other columns are left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from nl_banks.table import Cells, Header, StatementTable

if TYPE_CHECKING:
    from collections.abc import Mapping

# What each column has been called, as `plain` compares it.
Columns = dict[str, tuple[str, ...]]
Cell = Callable[[Cells, str], str]


class ColumnTable(StatementTable):
    """A layout known by the columns that it has, whatever others stand between."""

    needed: ClassVar[Columns]
    optional: ClassVar[Columns] = {}
    # Columns by which a file is of a sister layout, that has all of these as well.
    foreign: ClassVar[frozenset[str]] = frozenset()

    def alike(self, header: Header) -> float:
        """Return 1.0 where all columns are there that are needed, else their share."""
        found = sum(not names.isdisjoint(header) for names in self._needed())
        if found == len(self.needed) and self.foreign.isdisjoint(header):
            return 1.0
        return 0.99 * found / len(self.needed)

    def cell(self, header: Header) -> Cell:
        """Return what finds a cell by the column; "" where the file has it not."""
        places = _places({**self.needed, **self.optional}, header)

        def found(cells: Cells, column: str) -> str:
            place = places[column]
            return "" if place is None else cells[place].strip()

        return found

    def _needed(self) -> list[frozenset[str]]:
        return [frozenset(names) for names in self.needed.values()]


def headings(text: str) -> tuple[Header, ...]:
    """Return headers that are written one on a line, with commas."""
    return tuple(tuple(line.split(",")) for line in text.splitlines())


def _places(
    columns: Mapping[str, tuple[str, ...]], header: Header
) -> dict[str, int | None]:
    """Return where each column stands: the first, where a name comes twice."""
    return {
        column: next((header.index(name) for name in names if name in header), None)
        for column, names in columns.items()
    }
