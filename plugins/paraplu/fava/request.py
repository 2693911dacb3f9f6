"""What a request asks for: the language, the days, and the filters that don't count."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from fava.context import g
from fava.util.date import parse_date
from flask import current_app, request
from flask_babel import get_locale

from paraplu.base.language import LANGUAGES, Language
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from fava.util.date import FiscalYearEnd


class PageRequest:
    """The request that is being answered; one is made for each."""

    @cached_property
    def language(self) -> Language:
        """The language that Fava speaks with this reader, where we have it."""
        return fava_language()

    @property
    def incognito(self) -> bool:
        """Tell whether Fava hides the digits of amounts."""
        return bool(current_app.config.get("INCOGNITO"))

    @property
    def time(self) -> str:
        """The time filter as it was typed."""
        return request.args.get("time", "").strip()

    @cached_property
    def _range(self) -> tuple[dt.date, dt.date] | None:
        """The days of the time filter, the last excluded; None where it is no time.

        Fava's own reading of the filter would filter the whole ledger first.
        """
        end_of_year = g.ledger.fava_options.fiscal_year_end
        begin, end = days_of(self.time, end_of_year)
        return (begin, end) if begin and end and begin < end else None

    @property
    def span(self) -> Span:
        """The days that the time filter leaves; all days where it cannot be read."""
        if not self.time or self._range is None:
            return Span()
        begin, end = self._range
        return Span(begin, end - dt.timedelta(days=1))

    @property
    def time_unread(self) -> bool:
        """Tell whether there is a time filter that cannot be read."""
        return bool(self.time) and self._range is None

    @property
    def other_filters(self) -> bool:
        """Tell whether Fava filters by more than time, which these pages do not."""
        return any(request.args.get(name) for name in ("account", "filter"))

    def argument(self, name: str) -> str:
        """Return an argument of the address, empty where there is none."""
        return request.args.get(name, "")


def days_of(
    text: str, end_of_year: FiscalYearEnd | None = None
) -> tuple[dt.date | None, dt.date | None]:
    """Return the days of a time filter as Fava reads it; None where it is no time.

    Fava stumbles over a day that no calendar has, such as that of `day-9999999`, over
    the first of all, before which it looks, and over an end before the begin.
    """
    try:
        begin, end = parse_date(text, end_of_year)
    except (OverflowError, ValueError):
        return None, None
    if begin == dt.date.min or (begin and end and end <= begin):
        return None, None
    return begin, end


def fava_language() -> Language:
    """Return the language that Fava speaks with this reader, else English."""
    locale = get_locale()
    code = locale.language if locale else ""
    return Language(code if code in LANGUAGES else "en")
