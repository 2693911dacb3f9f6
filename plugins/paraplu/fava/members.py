"""The page of all members, and with `?member=L07` that of one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from fava.ext import extension_endpoint

from paraplu.base.language import say
from paraplu.bookkeeping.contributions.month import standings_of_all
from paraplu.fava.columns import columns_of
from paraplu.fava.flow import flow_of
from paraplu.fava.gauge import bars_of
from paraplu.fava.levels import levels_of
from paraplu.fava.load import load_of
from paraplu.fava.page import Page, PageView
from paraplu.fava.papers import paper_of
from paraplu.fava.report_periods import choices, nearest
from paraplu.fava.thermometer import thermometer_of
from paraplu.reports.contributions import standings_in
from paraplu.reports.gauge import covers_of, gauge_on
from paraplu.reports.member import MemberReport, story_of
from paraplu.reports.members import Members, codes_of, members_in
from paraplu.reports.papers.catalogue import KINDS, MEMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from paraplu.fava.load import Load
    from paraplu.fava.report_periods import Offered
    from paraplu.fava.request import PageRequest
    from paraplu.reports.papers.catalogue import PaperKind
    from paraplu.rules.verdict import Judgement


class ParapluMembers(Page):
    """How each member stands."""

    title = say("Members")
    arguments = ("member",)
    has_js_module = True

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return the members over the days of the time filter, or one of them."""
        code = asked.argument("member")
        if not code:
            return PageView("_members.html", self.trouble(load) | _members(load, asked))
        story = load.once(
            ("member", code, asked.span),
            lambda known: story_of(known, code, asked.span),
        )
        if story is None:
            codes = codes_of(load.judgement)
            near = difflib.get_close_matches(code, codes, 3, 0.5)
            return PageView("_nobody.html", {"code": code, "near": near})
        every = load.once(
            ("contributions",),
            lambda known: standings_of_all(known.books, known.register),
        )
        values = self.trouble(load) | _member(story, asked.language.code)
        register = load.judgement.register
        agreed = register.knows("policies.contribution", code)
        values["contributions"] = standings_in(every, story) if agreed else ()
        member = story.standing.member
        joined = register.knows("members.joined", code)
        values["joined"] = member.joined if member and joined else None
        shown = story.started and not asked.incognito
        values["papers"] = _papers(load.judgement, story) if shown else ()
        return PageView("_member.html", values)

    @extension_endpoint
    def paper(self) -> Response | None:
        """Return a receipt or a decision that the books name; None is not found."""
        return paper_of(load_of(self.ledger))


def _papers(
    judgement: Judgement, story: MemberReport
) -> Sequence[tuple[PaperKind, Sequence[Offered]]]:
    """Return the reports about one member, with the periods that they are offered over.

    What is over a month, a quarter or a year is so for those around the last day that
    is shown; what chooses among months of its own is so for the usual one.
    """
    books = judgement.books
    found = []
    for kind in (one for one in KINDS.values() if one.of == MEMBER):
        if len(kind.lengths) > 1:
            found.append((kind, nearest(books, story.closing)))
        else:
            usual = [
                o for some in choices(books, kind.lengths) for o in some if o.usual
            ]
            found.append((kind, usual))
    return [(kind, offered) for kind, offered in found if offered]


def _members(load: Load, asked: PageRequest) -> dict[str, Any]:
    span = asked.span
    view: Members = load.once(("members", span), lambda known: members_in(known, span))
    covers = load.once(("covers",), lambda known: covers_of(known.books))
    gauge = gauge_on(covers, view.closing)
    return {
        "view": view,
        "drawn": {s.code: thermometer_of(s) for s in view.standings},
        "gauge": gauge,
        "bars": bars_of(gauge),
    }


def _member(story: MemberReport, language: str) -> dict[str, Any]:
    at = story.codes.index(story.standing.code)
    return {
        "view": story,
        "one": story.standing,
        "member": story.standing.member,
        "drawn": thermometer_of(story.standing),
        "levels": levels_of(story, language),
        "columns": columns_of(story.months, language),
        "flow": flow_of(story.streams),
        "earlier": story.codes[at - 1] if at else None,
        "later": story.codes[at + 1] if at + 1 < len(story.codes) else None,
    }
