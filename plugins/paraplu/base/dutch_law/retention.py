"""How long books have to be kept, and with them who is meant in them."""

from __future__ import annotations

import datetime as dt

# Art. 52 lid 4 AWR and art. 2:10 lid 3 BW: seven years. Ten for what is about immovable
# property, art. 34a Wet OB, and for sales under the one-stop shop.
KEPT_YEARS, KEPT_LONGER = 7, 10


def kept_until(last: dt.date, years: int = KEPT_YEARS) -> dt.date:
    """Return the last day on which books of a day have to be kept.

    The years begin when the year of that day is over.
    """
    return dt.date(last.year + years, 12, 31)
