"""Tables of people with two sides, such as years by ways: small groups are withheld.

Each row is shown in full or not at all. One small group in a row withholds the row, and
as many others as it takes: the totals less the rows that are shown are known, so those
that are not shown have to be two or more that differ in what is known of them, and of
each column they have to come to nobody or to a group that is large enough. Then any
group in them can be anything between bounds that are `FLOOR` or more apart, for the
sums of their rows and columns are each as large as that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.reports.small_counts import FLOOR, Breakdown, breakdown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_FEWEST_ROWS = 2


@dataclass(frozen=True)
class TableRow:
    """One row; `total` and `counts`, one for each column, are None where withheld."""

    name: str
    total: int | None
    counts: tuple[int, ...] | None


@dataclass(frozen=True)
class CrossTable:
    """A table as it may be shown; `columns` are the sums of all rows, and their sum."""

    rows: tuple[TableRow, ...]
    columns: Breakdown

    @property
    def withheld(self) -> frozenset[str]:
        """The rows that are not shown in full."""
        return frozenset(row.name for row in self.rows if row.counts is None)


def cross_table(
    table: Mapping[str, Mapping[str, int]], apart: Collection[str] | None = None
) -> CrossTable:
    """Return a table of groups by row and column as it may be shown.

    All rows have the same columns. `apart` are the rows of which even the total is
    withheld, where another table tells which may be known; without it, those are the
    rows that `breakdown` withholds.
    """
    names = list(next(iter(table.values()), {}))
    columns = breakdown({n: sum(row[n] for row in table.values()) for n in names})
    totals = {name: sum(row.values()) for name, row in table.items()}
    if columns.total is None:
        rows = tuple(TableRow(name, None, None) for name in table)
        return CrossTable(rows, columns)
    if apart is None:
        apart = {cell.name for cell in breakdown(totals).cells if cell.count is None}
    shown = [{cell.name} for cell in columns.cells if cell.count is not None]
    sums = [*shown, {cell.name for cell in columns.cells if cell.count is None}]
    hidden = _hidden(table, totals, frozenset(apart), sums)
    return CrossTable(
        tuple(
            TableRow(
                name,
                None if name in apart else totals[name],
                None if name in hidden else tuple(row[n] for n in names),
            )
            for name, row in table.items()
        ),
        columns,
    )


def _hidden(
    table: Mapping[str, Mapping[str, int]],
    totals: Mapping[str, int],
    apart: frozenset[str],
    sums: Sequence[Collection[str]],
) -> frozenset[str]:
    """Return the rows to withhold: those with a small group, and their complement."""
    hidden = apart | {
        name
        for name, row in table.items()
        if any(0 < count < FLOOR for count in row.values())
    }
    others = sorted(
        (name for name in table if name not in hidden and totals[name]),
        key=lambda name: totals[name],
    )
    while hidden and others and not _safe(table, totals, apart, sums, hidden):
        hidden |= {others.pop(0)}
    return hidden


def _safe(
    table: Mapping[str, Mapping[str, int]],
    totals: Mapping[str, int],
    apart: frozenset[str],
    sums: Sequence[Collection[str]],
    hidden: frozenset[str],
) -> bool:
    """Tell whether what is known of the withheld rows together tells of no small group.

    Of the rows `apart` only their sum is known, so they are as one row of several.
    """
    open_rows = sum(1 for name in hidden - apart if totals[name])
    if open_rows + len(apart) < _FEWEST_ROWS and open_rows:
        return False
    left = (
        sum(table[name][column] for name in hidden for column in columns)
        for columns in sums
    )
    return all(count == 0 or count >= FLOOR for count in left)
