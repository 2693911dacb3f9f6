"""The day and the time that it is, for commands that do something then."""

from __future__ import annotations

import datetime as dt


def clock() -> dt.date:
    """Return today, by the computer."""
    return now().date()


def now() -> dt.datetime:
    """Return the time, by the computer, with its time zone."""
    return dt.datetime.now().astimezone()
