"""Exports of programs that keep time: Toggl, Clockify, Kimai, hledger, calendars.

Each is known by its contents, never by its name, and each is refused by name where it
cannot be read. `read_export` gives the rows of hours that it has.
"""

from paraplu.bookkeeping.hours.exports.registry import read_export
from paraplu.bookkeeping.hours.exports.session import (
    CannotReadExport,
    DayOrder,
    DaySpan,
    ExportOptions,
)

__all__ = ["CannotReadExport", "DayOrder", "DaySpan", "ExportOptions", "read_export"]
