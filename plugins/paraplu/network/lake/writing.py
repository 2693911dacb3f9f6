"""Writes the tables of one cooperative as Parquet files, with DuckDB.

The rows go through a file of CSV, which DuckDB reads by the types that are told, so
that an amount is never a float.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from hashlib import sha256
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from paraplu.network.lake.engine import quoted
from paraplu.network.lake.manifest import LakeFile
from paraplu.network.lake.tables import BALANCES, POSTINGS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import duckdb

    from paraplu.network.lake.tables import LakeTable

PARQUET, PART = ".parquet", ".part"
# What a line of CSV has of a posting; the rest is known of all of them.
_LINE = {
    "year": "integer",
    "date": "date",
    "txn": "integer",
    "leg": "integer",
    "class": "varchar",
    "closing": "boolean",
    "opening": "boolean",
    "member": "varchar",
    "counts": "boolean",
    "fund": "varchar",
    "amount": "decimal(18,2)",
    "internal": "decimal(18,2)",
}
_BY_MONTH = """
insert into balances
select coop, year, last_day(date), class, closing, opening, member, counts, fund,
  sum(amount), sum(internal), count(*)
from postings group by all
"""


class Tables:
    """The tables of one cooperative in a database, to be written from there."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, coop: str) -> None:
        self._connection = connection
        self._coop = coop
        for table in TABLES:
            columns = ", ".join(
                f'"{name}" {kind}' for name, kind in table.columns.items()
            )
            connection.execute(f"create or replace table {table.name} ({columns})")

    def add_postings(self, lines: Iterable[str]) -> None:
        """Take in the postings as lines of CSV, and add them up by month."""
        names = ", ".join(
            quoted(self._coop) if name == "coop" else f'"{name}"'
            for name in POSTINGS.columns
        )
        with _file_of(lines) as file:
            self._read(f"insert into postings select {names} from", file, _LINE)
        self._connection.execute(_BY_MONTH)

    def add(self, table: LakeTable, rows: Iterable[Iterable[object]]) -> None:
        """Take in rows of a table, each without its cooperative."""
        columns = {name: kind for name, kind in table.columns.items() if name != "coop"}
        with _file_of(_lines(rows)) as file:
            names = ", ".join(f'"{name}"' for name in columns)
            begin = (
                f"insert into {table.name} select {quoted(self._coop)}, {names} from"
            )
            self._read(begin, file, columns)

    def _read(self, begin: str, file: Path, columns: dict[str, str]) -> None:
        typed = ", ".join(f"{quoted(n)}: {quoted(kind)}" for n, kind in columns.items())
        self._connection.execute(
            f"{begin} read_csv({quoted(str(file))}, columns = {{{typed}}}, "
            "header = false, delim = ',', quote = '\"', escape = '\"', "
            "nullstr = '\\N', auto_detect = false)"
        )

    def classes(self) -> dict[str, str]:
        """Return what the postings of each class come to, in EUR."""
        found = self._connection.execute(
            "select class, sum(amount) from balances group by class order by class"
        )
        return {str(name): str(amount) for name, amount in found.fetchall()}

    def total(self) -> str:
        """Return what all postings come to, in EUR."""
        (total,) = self._connection.execute(
            "select coalesce(sum(amount), 0.00) from postings"
        ).fetchone() or ("0.00",)
        return str(total)

    def write(self, lake: Path, mark: str) -> Iterator[LakeFile]:
        """Write every table into a lake, and yield its files.

        Their name is `mark`, which is of these very rows: what has it is written over
        by the same.
        """
        for table in (POSTINGS, BALANCES):
            for (year,) in self._connection.execute(
                f"select distinct year from {table.name} order by year"
            ).fetchall():
                yield self._write(
                    lake, table, f"/year={year:04}", mark, f"year = {year}"
                )
        for table in TABLES:
            if not table.by_year:
                yield self._write(lake, table, "", mark, "true")

    def _write(
        self, lake: Path, table: LakeTable, below: str, mark: str, which: str
    ) -> LakeFile:
        name = f"{table.name}/coop={self._coop}{below}/{mark}{PARQUET}"
        path = lake / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{mark}{PART}")
        order = " order by txn, leg" if table is POSTINGS else " order by all"
        try:
            self._connection.execute(
                f"copy (select * from {table.name} where {which}{order}) "
                f"to {quoted(str(part))} (format parquet, compression zstd)"
            )
            data = part.read_bytes()
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        (rows,) = self._connection.execute(
            f"select count(*) from {table.name} where {which}"
        ).fetchone() or (0,)
        return LakeFile(table.name, name, rows, len(data), sha256(data).hexdigest())


@contextmanager
def _file_of(lines: Iterable[str]) -> Iterator[Path]:
    """Yield a file with some lines, which is gone afterwards."""
    with TemporaryDirectory(prefix="paraplu-lake-") as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        yield path


def _lines(rows: Iterable[Iterable[object]]) -> list[str]:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow(["\\N" if value is None else value for value in row])
    return [text.getvalue()]
