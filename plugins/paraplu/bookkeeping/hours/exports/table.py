"""Reads the CSV that programs export: columns by their names, rows with their lines."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from paraplu.base.language import say
from paraplu.bookkeeping.hours.exports.day_order import read_days, read_time
from paraplu.bookkeeping.hours.exports.session import (
    HERE,
    CannotReadExport,
    Found,
    Session,
    by_day,
    check_length,
    refused,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paraplu.bookkeeping.hours.exports.session import ExportOptions

_MOST_ROWS = 100_000
# Programs round a duration to minutes.
_A_MINUTE = 60
_CLOCK = re.compile(r"(\d{1,4}):(\d\d)(?::(\d\d))?", re.ASCII)


@dataclass(frozen=True)
class ExportTable:
    """A CSV: the names of its columns in lower case, and its rows with their lines."""

    titles: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


@dataclass(frozen=True)
class ExportColumns:
    """How a program calls its columns; each may have several names."""

    program: str
    day: tuple[str, ...]
    start: tuple[str, ...]
    duration: tuple[str, ...]
    what: tuple[str, ...]
    words: tuple[str, ...]
    user: tuple[str, ...]
    seconds: Callable[[str], int | None]
    end: tuple[str, ...] = ()
    end_day: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """The columns without which it cannot be read."""
        return (self.day, self.start, self.duration)

    def lacking(self, table: ExportTable) -> list[str]:
        """Return the columns that are needed and not there, by their first names."""
        return [names[0] for names in self.needed if not set(names) & set(table.titles)]


def read_table(text: str) -> ExportTable | None:
    """Return a CSV with commas or semicolons; None where the text is none."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return None
    delimiter = max(",;\t", key=lines[0].count)
    if delimiter not in lines[0]:
        return None
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[tuple[int, Mapping[str, str]]] = []
    try:
        titles = tuple(title.strip().casefold() for title in next(reader))
        line = reader.line_num
        for cells in reader:
            if any(map(str.strip, cells)):
                named = zip(titles, (cell.strip() for cell in cells), strict=False)
                rows.append((line + 1, dict(named)))
            line = reader.line_num
            if len(rows) > _MOST_ROWS:
                raise CannotReadExport(
                    say("The file has more than {n} rows.", n=_MOST_ROWS)
                )
    except csv.Error:
        return None
    return ExportTable(titles, tuple(rows))


def sessions_of(
    table: ExportTable, columns: ExportColumns, options: ExportOptions
) -> Found:
    """Return the spans of a table.

    Raises:
        CannotReadExport: of a row that cannot be read, with its line.
    """
    program = columns.program
    days = read_days(
        [(line, _cell(row, columns.day)) for line, row in table.rows],
        options.days,
        program,
    )
    found: list[Session] = []
    for (line, row), day in zip(table.rows, days, strict=True):
        said = _cell(row, columns.start)
        start = read_time(said)
        if start is None:
            raise refused(program, line, say("“{text}” is not a time.", text=said[:60]))
        lasts = _cell(row, columns.duration)
        seconds = columns.seconds(lasts)
        if seconds is None:
            raise refused(
                program,
                line,
                say("“{text}” does not say how long it took.", text=lasts[:60])
                if lasts
                else say("it has not ended yet; stop it there first."),
            )
        check_length(seconds, program, line)
        end = read_time(_cell(row, columns.end))
        same_day = _cell(row, columns.end_day) in ("", _cell(row, columns.day))
        begun = dt.datetime.combine(day, start)
        if end and same_day and seconds > _between(begun, end) + _A_MINUTE:
            raise refused(
                program,
                line,
                say(
                    "it took {lasts}, longer than from {start} to {end}.",
                    lasts=lasts[:60],
                    start=said[:60],
                    end=_cell(row, columns.end)[:60],
                ),
            )
        about = Session(
            day,
            0,
            next(filter(None, (row.get(name) for name in columns.what)), ""),
            "",
            tuple(row.get(name, "") for name in columns.words),
            _cell(row, columns.user),
        )
        found += by_day(begun, seconds, about)
    return Found(found)


def _between(begun: dt.datetime, end: dt.time) -> int:
    """Return the seconds until a time of that day or else of the next.

    In the night in which the clocks go back, an hour more.
    """
    ended = dt.datetime.combine(begun.date(), end)
    if ended < begun:
        ended += dt.timedelta(days=1)
    here = ZoneInfo(HERE)
    first, last = begun.replace(tzinfo=here), ended.replace(tzinfo=here, fold=1)
    passed = last.astimezone(dt.UTC) - first.astimezone(dt.UTC)
    return int(max(passed, ended - begun).total_seconds())


def _cell(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if name in row), "")


def clock_seconds(text: str) -> int | None:
    """Return the seconds of 1:30 or 01:30:05; None for anything else."""
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if minutes >= 60 or seconds >= 60:  # noqa: PLR2004 - sexagesimal
        return None
    return hours * 3600 + minutes * 60 + seconds
