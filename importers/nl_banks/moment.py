"""A day that is written with the time of day after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nl_banks import values

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

_MOMENT = re.compile(
    r"(\S+?)(?:T|,? )\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?"
    r"(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?",
    re.ASCII,
)


def day_of(text: str, day: Callable[[str], dt.date] = values.iso) -> dt.date:
    """Return the day of a moment, or of a day alone; `day` reads how it is written.

    The day is the one in the file, in whatever time zone the file keeps.
    """
    found = _MOMENT.fullmatch(text.strip())
    return day(found[1] if found else text)
