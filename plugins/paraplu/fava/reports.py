"""The page of reports: each with its buttons, and what is due to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fava.ext import extension_endpoint
from flask import Response, render_template

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.fava.due import SAID
from paraplu.fava.load import load_of
from paraplu.fava.page import Page, PageView
from paraplu.fava.report import FORMS, report
from paraplu.fava.report_periods import choices
from paraplu.fava.request import PageRequest
from paraplu.reports.due import calendar_in
from paraplu.reports.members import codes_of
from paraplu.reports.papers.catalogue import FUND, KINDS, MEMBER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from paraplu.fava.load import Load
    from paraplu.rules.verdict import Judgement

# What is due later than these is in the calendar itself.
_MOST_DUE = 8


class ParapluReports(Page):
    """The documents for people outside the books."""

    title = say("Reports")

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return all reports; they are of days of their own, not of the time filter."""
        return PageView("_reports.html", _values(load.judgement, asked))

    @extension_endpoint
    def paper(self) -> Response:
        """Return the report that is asked for, or the page with why there is none."""
        asked = PageRequest()
        try:
            return report(load_of(self.ledger), asked)
        except Problem as fault:
            page = render_template(
                "_layout.html",
                content=self.html(fault.message),
                page_title=self.report_title,
            )
            return Response(page, 422, mimetype="text/html")


def _values(judgement: Judgement, asked: PageRequest) -> Mapping[str, Any]:
    books, register = judgement.books, judgement.register
    due = calendar_in(judgement).items
    names = {
        code: one.trade_name or one.trade for code, one in register.members.items()
    }
    return {
        "started": books.first_day is not None,
        "hidden": asked.incognito,
        "today": books.today,
        "kinds": [(one, choices(books, one.lengths)) for one in KINDS.values()],
        "about": {
            MEMBER: [(code, names.get(code, "")) for code in codes_of(judgement)],
            FUND: [(name, one.funder) for name, one in register.funds.items()],
        },
        "titles": {MEMBER: say("Member"), FUND: say("Fund")},
        "chosen": {name: asked.argument(name) for name in (MEMBER, FUND, "period")},
        "asked_kind": asked.argument("kind"),
        "forms": FORMS,
        "due": due[:_MOST_DUE],
        "more": max(len(due) - _MOST_DUE, 0),
        **SAID,
    }
