"""The page of hours: by week, against the caps, to agree on, and who helped whom."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.fava.page import Page, PageView
from paraplu.fava.scale import Scale
from paraplu.reports.hours import hours_in, hours_mark

if TYPE_CHECKING:
    from paraplu.fava.load import Load
    from paraplu.fava.request import PageRequest
    from paraplu.reports.hours import CapLine


class ParapluHours(Page):
    """What members worked, how that stands to the permission, and help in minutes."""

    title = say("Hours")
    reads = "hours"

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return the hours over the days of the time filter; it is read only."""
        span = asked.span
        mark = hours_mark(load.judgement.books)
        view = load.once(("hours", span, mark), lambda known: hours_in(known, span))
        return PageView("_hours.html", {"view": view, "bar_of": _bar})


def _bar(line: CapLine) -> tuple[str, str, str]:
    """Return how long a bar of hours is, that of the pace, and where the cap is."""
    one = line.standing
    expected = max(one.expected or 0, one.minutes)
    scale = Scale(ZERO, Decimal(max(one.cap.most, expected, 1)))
    lengths = map(Decimal, (one.minutes, expected, one.cap.most))
    used, pace, most = map(scale.length, lengths)
    return used, pace, most
