"""Dated figures of Dutch law, with their sources; nothing else holds such figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

# The highest rate of VAT in force from a day on: art. 9 lid 1 Wet op de
# omzetbelasting 1968, as it read from that day.
STANDARD_VAT: tuple[tuple[dt.date, Decimal], ...] = (
    (dt.date(1992, 10, 1), Decimal("0.175")),
    (dt.date(2001, 1, 1), Decimal("0.19")),
    (dt.date(2012, 10, 1), Decimal("0.21")),
)
# The rate of Tabel I: art. 9 lid 2 onder a Wet OB; 9 % by the Belastingplan 2019.
REDUCED_VAT: tuple[tuple[dt.date, Decimal], ...] = (
    (dt.date(1986, 10, 1), Decimal("0.06")),
    (dt.date(2019, 1, 1), Decimal("0.09")),
)


@cache
def standard_vat(day: dt.date) -> Decimal:
    """Return the highest VAT rate of a day as a fraction: 0.21 for 21 %.

    A day before the first figure gets the first: no books are that old.
    """
    begun = [rate for start, rate in STANDARD_VAT if start <= day]
    return begun[-1] if begun else STANDARD_VAT[0][1]
