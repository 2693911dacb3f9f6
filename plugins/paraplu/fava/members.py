"""The page of all members, and with `?member=L07` that of one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from fava.ext import extension_endpoint
from flask import Response

from paraplu.base.language import say
from paraplu.bookkeeping.contributions.month import standings_of_all
from paraplu.fava.columns import columns_of
from paraplu.fava.levels import levels_of
from paraplu.fava.load import load_of
from paraplu.fava.page import Page, PageView
from paraplu.fava.papers import paper_of
from paraplu.fava.report_periods import choices, nearest
from paraplu.fava.request import PageRequest
from paraplu.fava.two_bars import two_bars
from paraplu.reports.contributions import MemberContributions, standings_in
from paraplu.reports.entry_months import entries_by_month
from paraplu.reports.figures_csv import figures_csv
from paraplu.reports.member import MemberReport, story_of
from paraplu.reports.members import Members, codes_of, members_in
from paraplu.reports.papers.catalogue import KINDS, MEMBER
from paraplu.reports.timeline import timeline_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.fava.load import Load
    from paraplu.fava.report_periods import Offered
    from paraplu.reports.papers.catalogue import PaperKind
    from paraplu.rules.verdict import Judgement


class ParapluMembers(Page):
    """How each member stands."""

    title = say("Members")
    arguments = ("member", "entries")
    has_js_module = True

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return the members over the days of the time filter, or one of them."""
        written = asked.argument("member")
        if not written:
            shown = self.trouble(load) | {"view": _members(load, asked)}
            return PageView("_members.html", shown)
        code = _code(load.judgement, written)
        story = load.once(
            ("member", code, asked.span),
            lambda known: story_of(known, code, asked.span),
        )
        if story is None:
            codes = codes_of(load.judgement)
            near = difflib.get_close_matches(code, codes, 3, 0.5)
            return PageView("_nobody.html", {"code": code, "near": near})
        every = load.once(
            ("shares",),
            lambda known: standings_of_all(known.books, known.register),
        )
        register = load.judgement.register
        member = story.standing.member
        joined = register.knows("members.joined", code)
        values = self.trouble(load) | _member(story, asked, joined=joined)
        agreed = register.knows("policies.contribution", code)
        shares = standings_in(every, story) if agreed else ()
        values["contributions"] = MemberContributions(shares)
        values["joined"] = member.joined if member and joined else None
        offered = story.started and not asked.incognito
        values["papers"] = _papers(load.judgement, story) if offered else ()
        return PageView("_member.html", values)

    @extension_endpoint
    def figures(self) -> Response:
        """Return the figures of all members over the time filter, for a spreadsheet."""
        asked = PageRequest()
        load = load_of(self.ledger)
        if asked.incognito or not self._can_show(load.judgement):
            return Response("", 404)
        view = _members(load, asked)
        headers = {"Content-Disposition": 'attachment; filename="members.csv"'}
        return Response(figures_csv(view), 200, headers, mimetype="text/csv")

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


def _code(judgement: Judgement, written: str) -> str:
    """Return the code that somebody writes, whatever its capitals."""
    codes = codes_of(judgement)
    folded = {code.casefold(): code for code in codes}
    return written if written in codes else folded.get(written.casefold(), written)


def _members(load: Load, asked: PageRequest) -> Members:
    span = asked.span
    return load.once(("members", span), lambda known: members_in(known, span))


def _member(story: MemberReport, asked: PageRequest, *, joined: bool) -> dict[str, Any]:
    at = story.codes.index(story.standing.code)
    timeline = timeline_of(story, joined=joined)
    language = asked.language.code
    return {
        "view": story,
        "one": story.standing,
        "member": story.standing.member,
        "levels": levels_of(story, timeline, language),
        "timeline": timeline,
        "columns": columns_of(story.months, language),
        "bars": two_bars(story.streams),
        "entries": entries_by_month(
            story.booked, story.standing.findings, asked.argument("entries")
        ),
        "earlier": story.codes[at - 1] if at else None,
        "later": story.codes[at + 1] if at + 1 < len(story.codes) else None,
    }
