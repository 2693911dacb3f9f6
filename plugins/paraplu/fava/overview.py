"""The first page: are the rules kept, is the money there, what is free, who is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.fava.gauge import cover_bar
from paraplu.fava.member_bars import member_bars
from paraplu.fava.page import Page, PageView
from paraplu.fava.tasks import work_of
from paraplu.reports.gauge import covers_of, gauge_on
from paraplu.reports.members import members_in
from paraplu.reports.overview import Overview
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from paraplu.fava.load import Load
    from paraplu.fava.request import PageRequest

# So many tasks are shown; the page of what there is to do has them all.
_TASKS = 6


class ParapluOverview(Page):
    """How the cooperative stands, at a glance."""

    title = say("Overview")

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return the overview at the end of the days of the time filter."""
        span = asked.span
        members = load.once(("members", span), lambda known: members_in(known, span))
        covers = load.once(("covers",), lambda known: covers_of(known.books))
        work = work_of(self.ledger, load, Span())
        tasks = tuple(one for one in work.tasks if one.presses)
        view = Overview(members, gauge_on(covers, members.closing), tasks)
        judgement = load.judgement
        values = self.trouble(load) | {
            "view": view,
            "bars": member_bars(members.standings),
            "cover": cover_bar(view.gauge),
            "title": judgement.register.cooperative.name,
            "rules": len(judgement.verdict.ran),
            "complete": judgement.verdict.complete,
            "transactions": judgement.books.size,
            "waived": judgement.verdict.waived,
            "most": _TASKS,
        }
        return PageView("_overview.html", values)
