"""Days that lie so many days from another, in a calendar that begins and ends.

A ledger may have any day from 0001-01-01 until 9999-12-31, and terms run from it.
"""

from __future__ import annotations

import datetime as dt


def shifted(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, before it where that is below nil.

    Beyond the calendar that is its last day, or its first.
    """
    number = day.toordinal() + days
    first, last = dt.date.min.toordinal(), dt.date.max.toordinal()
    return dt.date.fromordinal(max(first, min(number, last)))
