"""A report from a page: to look at, and as PDF, CSV or JSON to keep.

They are the documents that `paraplu report` makes, from the books as they are loaded,
and no file is written. Members have no names in them. Where Fava hides amounts there
are none: a report is all amounts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from flask import Response

from paraplu import __version__
from paraplu.base.errors import Problem
from paraplu.base.git import state_of
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.rendering.as_csv import as_csv
from paraplu.rendering.as_ics import as_ics
from paraplu.rendering.as_json import as_json
from paraplu.rendering.fund_bundle import bundled
from paraplu.rendering.html import as_html, policy
from paraplu.rendering.pdf import as_pdf
from paraplu.reports.members import codes_of
from paraplu.reports.papers.calendar import year_ahead
from paraplu.reports.papers.catalogue import FUND, ICS, KINDS, MEMBER
from paraplu.reports.papers.fund.account import account, period_of
from paraplu.reports.papers.material import Material, outside
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.state import StateOfBooks, state_of_books

if TYPE_CHECKING:
    from paraplu.base.language import Language
    from paraplu.fava.load import Load
    from paraplu.fava.request import PageRequest
    from paraplu.reports.papers.catalogue import PaperKind
    from paraplu.reports.papers.model import Paper
    from paraplu.rules.verdict import Judgement

PDF, CSV, JSON = "pdf", "csv", "json"
FORMS = ("html", PDF, CSV, JSON)
# A browser shows the PDF within its own viewer, which has a style.
_PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


class NoSuchReport(Problem):
    """There is no such report; `message` says why."""


def report(load: Load, asked: PageRequest) -> Response:
    """Return the report that is asked for.

    Raises:
        Problem: there can be none, or it cannot be set; the message says why.
    """
    judgement = load.judgement
    if asked.incognito:
        raise NoSuchReport(say("Amounts are hidden here, and a report is all amounts."))
    if not judgement.register.usable:
        raise NoSuchReport(say("The register has to be fixed first"))
    kind = KINDS.get(asked.argument("kind"))
    if kind is None:
        raise NoSuchReport(
            say("There is no report “{name}”.", name=asked.argument("kind")[:80])
        )
    about = _about(judgement, kind, asked)
    period = _period(judgement, kind, about, asked)
    why = outside(judgement.books, period)
    if why:
        raise NoSuchReport(why)
    material, form = _material(load, period), asked.argument("form")
    if form in kind.more:
        return _whole(form, material, about, asked.language)
    return _given(kind.make(material, about, period), form, asked.language)


def _whole(form: str, material: Material, about: str, language: Language) -> Response:
    """Return what is more than one paper: a calendar to keep, or all for a funder."""
    if form == ICS:
        name, data, kind = "calendar", as_ics(material, language), "text/calendar"
    else:
        fund = material.register.funds[about]
        data, kind = bundled(material, fund, None, language), "application/zip"
        name = account(material, fund, None).name
    saved = f'attachment; filename="{name}.{form}"'
    return Response(data, 200, _headers(_DATA_POLICY, saved), mimetype=kind)


def _about(judgement: Judgement, kind: PaperKind, asked: PageRequest) -> str:
    about = asked.argument(kind.of) if kind.of else ""
    if kind.of == MEMBER and about not in codes_of(judgement):
        raise NoSuchReport(say("There is no member “{code}”.", code=about[:80]))
    if kind.of == FUND and about not in judgement.register.funds:
        raise NoSuchReport(say("The register has no fund “{name}”.", name=about[:80]))
    return about


def _period(
    judgement: Judgement, kind: PaperKind, about: str, asked: PageRequest
) -> PaperPeriod:
    """Return the period that is asked for, or that of a kind which chooses its own."""
    if kind.of == FUND:
        return period_of(judgement.books, judgement.register.funds[about])
    if not kind.lengths:
        return year_ahead(judgement.books)
    text = asked.argument("period")
    period = PaperPeriod.read(text)
    if period is None:
        raise NoSuchReport(
            say(
                "“{text}” is not a period such as 2026, 2026-Q1, 2026-03 or {days}.",
                text=text[:80],
                days="2026-01-15..2026-02-14",
            )
        )
    return period


def _material(load: Load, period: PaperPeriod) -> Material:
    state = load.once(("state",), _state)
    # Of each period apart, so that what nobody asks for any more is let go.
    material = load.once(("material", period.code), partial(_of_books, state=state))
    # Something may have been committed since the books were loaded.
    commit, clean = state_of(material.books.root)
    return replace(material, state=replace(state, commit=commit, clean=clean))


def _state(judgement: Judgement) -> StateOfBooks:
    return state_of_books(judgement, None, clean=None, version=__version__)


def _of_books(judgement: Judgement, *, state: StateOfBooks) -> Material:
    invoices = read_invoices(judgement.books.main.parent, judgement.register)
    return Material(judgement, invoices, state)


def _given(paper: Paper, form: str, language: Language) -> Response:
    """Return a paper as what a browser shows, or as what it saves."""
    if form == PDF:
        headers = _headers(_PDF_POLICY, f'inline; filename="{paper.name}.pdf"')
        pdf = as_pdf(paper, language)
        return Response(pdf, 200, headers, mimetype="application/pdf")
    if form in (CSV, JSON):
        saved = f'attachment; filename="{paper.name}.{form}"'
        text = (as_csv if form == CSV else as_json)(paper, language)
        kind = "text/csv" if form == CSV else "application/json"
        return Response(text, 200, _headers(_DATA_POLICY, saved), mimetype=kind)
    page = as_html(paper, language, None)
    headers = _headers(f"{policy()}; frame-ancestors 'none'", "inline")
    return Response(page, 200, headers, mimetype="text/html")


def _headers(csp: str, disposition: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": csp,
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
    }
