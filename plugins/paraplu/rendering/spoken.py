"""A language as pages and papers speak it: days and money as people write them.

A page is read and never parsed, so a day is 15 November 2026 there, and a period is
quarter 3 of 2026; the commands and the files go on saying 2026-11-15 and 2026-Q3.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.language import Language, Message
from paraplu.base.periods import Period, PeriodLength
from paraplu.bookkeeping.documents.words import (
    day_said,
    period_said,
    short_month_said,
)

if TYPE_CHECKING:
    from decimal import Decimal

_EURO = "EUR"
_NO_BREAK = "\u00a0"


class SpokenLanguage(Language):
    """A language in which the days and periods of sentences are written out."""

    def value(self, value: object) -> str:
        """Return one value as people write it on a page."""
        if isinstance(value, dt.date):
            return self.day(value)
        if isinstance(value, Month):
            return self.period(Period(*value, PeriodLength.MONTH))
        if isinstance(value, Period):
            return self.period(value)
        return super().value(value)

    def render(self, message: Message) -> str:
        """Return the message in this language; a sentence begins with a capital."""
        text = super().render(message)
        template = message.template
        if template.startswith("{") and template.endswith("."):
            first = dict(message.values)[template[1 : template.index("}")]]
            if isinstance(first, Month | Period):
                return text[0].upper() + text[1:]
        return text

    def period(self, period: Period) -> str:
        """Return a period in a sentence: March 2026, quarter 3 of 2026, 2026."""
        return super().render(period_said(period))

    def day(self, day: dt.date) -> str:
        """Return a day in a sentence: 15 November 2026, 15 november 2026."""
        return _spoken(self.code, day)

    def short_day(self, day: dt.date) -> str:
        """Return a day where there is little room: 15 Nov 2026, 15 nov 2026."""
        return _short(self.code, day)

    def money(self, value: Decimal, currency: str) -> str:
        """Return an amount of a headline with its sign: €1,704.39, € 1.704,39.

        A currency other than the euro has its code.
        """
        return self._signed(self.amount(abs(value)), currency, minus=value < 0)

    def round_money(self, value: int, currency: str) -> str:
        """Return an amount in whole units with its sign: €110."""
        return self._signed(self.whole(abs(value)), currency, minus=value < 0)

    def _signed(self, amount: str, currency: str, *, minus: bool) -> str:
        before = "-" if minus else ""
        if currency != _EURO:
            return f"{currency}{_NO_BREAK}{before}{amount}"
        room = _NO_BREAK if self.code == "nl" else ""
        return f"{before}€{room}{amount}"


@lru_cache(maxsize=4096)
def _spoken(code: str, day: dt.date) -> str:
    return Language(code).render(day_said(day))


@lru_cache(maxsize=4096)
def _short(code: str, day: dt.date) -> str:
    month = Language(code).render(short_month_said(day.month))
    return f"{day.day} {month} {day.year}"
