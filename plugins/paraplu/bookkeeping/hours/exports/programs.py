"""Toggl, Clockify and Kimai: how each calls the columns of its detailed export.

Toggl Track writes ISO days, `Start date` and `End date` (of late `Stop date`).
Clockify writes days as its user has them, often as in the United States, with AM and
PM. Kimai writes `Date`, `From` and `To`, and how long it took as a clock, in seconds or
in hours with decimals, as its administrator chose.
"""

from __future__ import annotations

import re
from decimal import Decimal

from paraplu.bookkeeping.hours.exports.table import ExportColumns, clock_seconds

_SECONDS = re.compile(r"[0-9]{1,7}")
_HOURS = re.compile(r"([0-9]{1,4})[.,]([0-9]{1,6})")
_SECONDS_AN_HOUR = 3600


def _kimai_seconds(text: str) -> int | None:
    """Return the seconds of `1:30`, `5400` or `1.50`; a whole number is of seconds."""
    if _SECONDS.fullmatch(text):
        return int(text)
    if hours := _HOURS.fullmatch(text):
        return round(Decimal(f"{hours[1]}.{hours[2]}") * _SECONDS_AN_HOUR)
    return clock_seconds(text)


TOGGL = ExportColumns(
    "toggl",
    day=("start date",),
    start=("start time",),
    duration=("duration",),
    what=("description", "task", "project"),
    words=("client", "project", "task", "tags"),
    user=("user", "member"),
    seconds=clock_seconds,
    end=("end time", "stop time"),
    end_day=("end date", "stop date"),
)
CLOCKIFY = ExportColumns(
    "clockify",
    day=("start date",),
    start=("start time",),
    duration=("duration (h)",),
    what=("description", "task", "project"),
    words=("client", "project", "task", "tags"),
    user=("user",),
    seconds=clock_seconds,
    end=("end time", "stop time"),
    end_day=("end date", "stop date"),
)
KIMAI = ExportColumns(
    "kimai",
    day=("date", "datum"),
    start=("from", "begin", "start", "van"),
    duration=("duration", "duur"),
    what=("description", "omschrijving", "beschrijving", "activity", "activiteit"),
    words=("customer", "klant", "project", "activity", "activiteit", "tags"),
    user=("username", "user", "gebruikersnaam", "gebruiker"),
    seconds=_kimai_seconds,
    end=("to", "end", "tot"),
)
# Clockify before Toggl: it has columns of the same names, and one of its own.
TABLES = (CLOCKIFY, TOGGL, KIMAI)
