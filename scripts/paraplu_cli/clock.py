"""The day that it is, for commands that do something on a day."""

from __future__ import annotations

import datetime as dt


def clock() -> dt.date:
    """Return today, by the computer."""
    return dt.datetime.now().astimezone().date()
