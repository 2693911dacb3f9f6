"""Participatiewet: what a benefit is, and what is left alone beside it.

The norms are net, in EUR a month, with the holiday allowance of 4.8 % in them. They are
set for each half year.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from paraplu.base.dutch_law.dated import InForce, LawFigure, Unit
from paraplu.base.dutch_law.sources import (
    IN_BALANCE,
    JAN_2025,
    JAN_2026,
    JAN_2027,
    JUL_2025,
    JUL_2026,
    PW,
    PW_2026_01,
    PW_2026_07,
)
from paraplu.base.language import Message, say

_NEWS = "metronieuws.nl, 2025-06; berekenuwrechtplus.nl"
_IASZ = "iasz.nl"
_ENDS = {
    JAN_2025: dt.date(2025, 6, 30),
    JUL_2025: dt.date(2025, 12, 31),
    JAN_2026: dt.date(2026, 6, 30),
    JUL_2026: dt.date(2026, 12, 31),
}
_READ_IN = {
    JAN_2025: (_NEWS, False),
    JUL_2025: (_NEWS, False),
    JAN_2026: (PW_2026_01, True),
    JUL_2026: (PW_2026_07, True),
}


def _norm(name: Message, article: int, values: dict[dt.date, str]) -> LawFigure:
    """Return a norm by the first days of its half years."""
    found = (
        InForce(Decimal(value), start, _ENDS[start], *_READ_IN[start])
        for start, value in values.items()
    )
    return LawFigure(name, f"{PW} art. {article}", Unit.EUR, tuple(found))


def _of_2026(
    name: Message, article: str, value: str, source: str = PW_2026_01
) -> LawFigure:
    """Return an amount that counts over the whole of 2026, in EUR."""
    year = InForce(
        Decimal(value), JAN_2026, dt.date(2026, 12, 31), source, source == PW_2026_01
    )
    return LawFigure(name, article, Unit.EUR, (year,))


NORM_SINGLE = _norm(
    say("benefit of a single person of 21 or older"),
    21,
    {
        JAN_2025: "1345.45",
        JUL_2025: "1369.06",
        JAN_2026: "1401.50",
        JUL_2026: "1419.46",
    },
)
NORM_COUPLE = _norm(
    say("benefit of a couple of 21 or older"),
    21,
    {
        JAN_2025: "1922.07",
        JUL_2025: "1955.80",
        JAN_2026: "2002.13",
        JUL_2026: "2027.79",
    },
)
NORM_YOUNG = _norm(
    say("benefit of a single person of 18 to 20"),
    20,
    {JAN_2026: "345.99", JUL_2026: "350.42"},
)
NORM_PENSIONER = _norm(
    say("benefit of a single person of pension age"),
    22,
    {JAN_2026: "1564.69", JUL_2026: "1587.34"},
)
NORM_PENSIONER_COUPLE = _norm(
    say("benefit of a couple of pension age"),
    22,
    {JAN_2026: "2144.16", JUL_2026: "2176.10"},
)
# At most twice a year.
PREMIUM = _of_2026(
    say("premium for work, in a year"), f"{PW} art. 31 lid 2 onder j", "3398"
)
# Indexed, and rounded up to 50 (art. 39).
GIFTS = _of_2026(
    say("gifts in a calendar year"), f"{PW} art. 31 lid 2 onder m, art. 39", "1200"
)
# What was saved while somebody had the benefit is left alone: art. 34 lid 2 onder c.
MEANS_SINGLE = _of_2026(
    say("means that a single person may have"), f"{PW} art. 34 lid 3", "8000"
)
MEANS_FAMILY = _of_2026(
    say("means that a family may have"), f"{PW} art. 34 lid 3", "16000"
)
VOLUNTEER_MONTH = _of_2026(
    say("volunteer allowance in a month"), f"{PW} art. 31 lid 2 onder k", "220", _IASZ
)
VOLUNTEER_YEAR = _of_2026(
    say("volunteer allowance in a year"), f"{PW} art. 31 lid 2 onder k", "2200", _IASZ
)
# The college may use it for a person with income from work, in a month in which setting
# off leaves less than the norm.
BUFFER = LawFigure(
    say("buffer budget in a calendar year"),
    f"{PW} art. 34b",
    Unit.EUR,
    (InForce(Decimal(1000), JAN_2027, None, f"{PW_2026_01}; {IN_BALANCE}"),),
)
RETROACTIVE = LawFigure(
    say("the most that a benefit can go back"),
    f"{PW} art. 44 lid 5",
    Unit.MONTHS,
    (InForce(Decimal(3), JAN_2026, None, PW_2026_01),),
)
