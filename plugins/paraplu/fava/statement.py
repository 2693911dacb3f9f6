"""The statement of a member, as a page to look at and as a PDF to keep.

They are the documents that `paraplu report member` makes, from the books as they are
loaded. Where Fava hides amounts there are none: a statement is all amounts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from flask import Response

from paraplu import __version__
from paraplu.base.git import state_of
from paraplu.bookkeeping.documents.setting import CannotSet
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.bookkeeping.vat.periods import VatPeriod
from paraplu.register.agreements import VatPeriodLength as Length
from paraplu.rendering.html import as_html, policy
from paraplu.rendering.pdf import as_pdf
from paraplu.reports.members import codes_of
from paraplu.reports.papers.material import Material, outside
from paraplu.reports.papers.member.statement import statements
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.state import StateOfBooks, state_of_books

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paraplu.base.language import Message
    from paraplu.fava.load import Load
    from paraplu.fava.request import PageRequest
    from paraplu.ledger.books import Books
    from paraplu.rules.verdict import Judgement

PDF = "pdf"
# Before the first periods of the calendar there are none.
_FIRST = 2
_TEXT = "text/plain"
# A browser shows the PDF within its own viewer, which has a style.
_PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Offered(NamedTuple):
    """A period over which a statement is offered: how it is written, and in words."""

    code: str
    said: Message


def offered(books: Books, closing: dt.date) -> Sequence[Offered]:
    """Return the month, the quarter and the year of a day, and what came before.

    What came before is what is closed by then. No period is offered that the books can
    say nothing about.
    """
    if closing.year <= _FIRST:
        return []
    month, quarter, year = (VatPeriod.of(closing, length) for length in Length)
    every = (month.before, month, quarter.before, quarter, year)
    periods = (PaperPeriod.read(str(one)) for one in every)
    return [
        Offered(one.code, one.said)
        for one in periods
        if one and not outside(books, one)
    ]


def statement(load: Load, asked: PageRequest) -> Response | None:
    """Return the statement that is asked for; None where there can be none."""
    judgement = load.judgement
    period = PaperPeriod.read(asked.argument("period"))
    register = judgement.register
    if period is None or asked.incognito or not register.usable:
        return None
    member = asked.argument("member")
    if member not in codes_of(judgement) or outside(judgement.books, period):
        return None
    state = load.once(("state",), _state)
    # Of each period apart, so that what nobody asks for any more is let go.
    material = load.once(("material", period.code), partial(_material, state=state))
    # Something may have been committed since the books were loaded.
    commit, clean = state_of(judgement.books.root)
    state = replace(state, commit=commit, clean=clean)
    material = replace(material, state=state)
    (paper,) = statements(material, period, [member])
    if asked.argument("form") == PDF:
        try:
            data = as_pdf(paper, asked.language)
        except CannotSet as fault:
            return Response(asked.language.render(fault.message), 422, mimetype=_TEXT)
        headers = {
            "Content-Security-Policy": _PDF_POLICY,
            "Content-Disposition": f'inline; filename="{paper.name}.pdf"',
        }
        return Response(data, 200, headers, mimetype="application/pdf")
    page = as_html(paper, asked.language)
    headers = {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
    return Response(page, 200, headers, mimetype="text/html")


def _state(judgement: Judgement) -> StateOfBooks:
    return state_of_books(judgement, None, clean=None, version=__version__)


def _material(judgement: Judgement, *, state: StateOfBooks) -> Material:
    invoices = read_invoices(judgement.books.main.parent, judgement.register)
    return Material(judgement, invoices, state)
