"""The page of VAT: the return over a period, and what is behind each box."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.assessed import DOUBTS
from paraplu.bookkeeping.vat.returns import vat_of
from paraplu.fava.page import Page, PageView
from paraplu.reports.vat import in_books, vat_in

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.fava.load import Load
    from paraplu.fava.request import PageRequest
    from paraplu.reports.vat import VatOfPeriod


class ParapluVat(Page):
    """What is to be filled in on the VAT return, and why."""

    title = say("VAT returns")
    reads = "vat"

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return the VAT of `?period=2026-Q1`, else of the newest in the time filter.

        A year at the top of the page takes the period off again.
        """
        written, span = asked.argument("period"), asked.span
        period = Period.read(written.upper())
        vat = load.once(("vat",), lambda known: vat_of(known.books, known.register))
        view = load.once(
            ("vat", period, span), lambda known: vat_in(known, vat, span, period)
        )
        unread = written if written and period is None else ""
        known = load.judgement.books
        outside = period and view and not in_books(known, vat, period)
        values = self.trouble(load) | {
            "view": view,
            "doubts": DOUBTS,
            "unread_period": unread,
            "outside": period if outside else None,
            "books": known,
            "state_of": partial(_state, view, known.today) if view else None,
        }
        return PageView("_vat.html", values)


def _state(view: VatOfPeriod, today: dt.date, period: Period) -> str:
    """Return how a period stands: filed, running, late, or still to be filed."""
    if period in view.filed:
        return "filed"
    if period.last > today:
        return "now"
    return "late" if period.due < today else "open"
