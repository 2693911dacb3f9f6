"""Bbz 2004: help to begin a business of one's own, or to go on with it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from paraplu.base.dutch_law.dated import InForce, LawFigure, Unit
from paraplu.base.dutch_law.sources import BBZ, BBZ_2026_01, JAN_2026
from paraplu.base.language import Message, say

_YEAR_2026 = dt.date(2026, 12, 31)


def _amount(name: Message, articles: str, value: str) -> LawFigure:
    """Return an amount that is set for each year, in EUR."""
    year = InForce(Decimal(value), JAN_2026, _YEAR_2026, BBZ_2026_01)
    return LawFigure(name, f"{BBZ} {articles}", Unit.EUR, (year,))


def _term(
    name: Message, articles: str, value: str, unit: Unit, *, verified: bool = True
) -> LawFigure:
    """Return what counts until the decree is changed."""
    text = InForce(Decimal(value), JAN_2026, None, BBZ_2026_01, verified)
    return LawFigure(name, f"{BBZ} {articles}", unit, (text,))


STARTER_CAPITAL = _amount(
    say("capital for somebody who begins a business"), "art. 24", "48060"
)
ESTABLISHED_CAPITAL = _amount(
    say("capital for an established business"), "art. 20", "261048"
)
SMALL_CAPITAL = _amount(say("capital for a small business"), "art. 25", "10368")
OLDER_CAPITAL = _amount(
    say("capital for an older self-employed person"), "art. 22, art. 26", "13052"
)
TAX_FORFAIT = _term(
    say("what is taken off income for taxes"), "art. 6 lid 2", "0.20", Unit.SHARE
)
# The consolidated text has 36. Stb. 2025, 220 makes it 18, to be extended to 36 at the
# most; when that begins is not known.
HORIZON = _term(
    say("the longest help to somebody who begins"),
    "art. 23 lid 1",
    "36",
    Unit.MONTHS,
    verified=False,
)
PREPARATION = _term(
    say("the longest time to prepare a business"), "art. 2 lid 3", "12", Unit.MONTHS
)
DECISION = LawFigure(
    say("time to decide, which can be as long again"),
    BBZ,
    Unit.WEEKS,
    (InForce(Decimal(13), JAN_2026, None, "regelingbbz.nl", verified=False),),
)
# Somebody who works less is no self-employed person to the decree.
HOURS = _term(
    say("hours in a year of a self-employed person"), "art. 1", "1225", Unit.HOURS
)
