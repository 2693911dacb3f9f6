"""The statement of a member, as a page to look at and as a PDF to keep.

They are the documents that `paraplu report member` makes, from the books as they are
loaded. Where Fava hides amounts there are none: a statement is all amounts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from flask import Response

from paraplu import __version__
from paraplu.base.dates import Month
from paraplu.base.git import state_of
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.bookkeeping.vat.periods import Period
from paraplu.register.agreements import Span as Length
from paraplu.rendering.html import as_html, policy
from paraplu.rendering.pdf import as_pdf
from paraplu.reports.papers.material import Material, outside
from paraplu.reports.papers.member.statement import statements
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.state import state_of_books

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paraplu.base.language import Message
    from paraplu.fava.load import Load
    from paraplu.fava.request import Asked
    from paraplu.rules.verdict import Judgement

PDF = "pdf"
# A browser shows the PDF within its own viewer, which has a style.
_PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Offered(NamedTuple):
    """A period over which a statement is offered: how it is written, and in words."""

    code: str
    said: Message


def offered(closing: dt.date) -> Sequence[Offered]:
    """Return the month, the quarter and the year of a day."""
    month = PaperPeriod.read(str(Month.of(closing)))
    quarter = PaperPeriod.read(str(Period.of(closing, Length.QUARTER)))
    year = PaperPeriod.read(f"{closing.year:04}")
    return [Offered(one.code, one.said) for one in (month, quarter, year) if one]


def statement(load: Load, asked: Asked) -> Response | None:
    """Return the statement that is asked for; None where there can be none."""
    judgement = load.judgement
    period = PaperPeriod.read(asked.argument("period"))
    register = judgement.register
    if period is None or asked.incognito or not register.usable:
        return None
    member = asked.argument("member")
    material = load.once(("material",), _material)
    if member not in material.codes or outside(judgement.books, period):
        return None
    # Something may have been committed since the books were loaded.
    commit, clean = state_of(judgement.books.root)
    state = replace(material.state, commit=commit, clean=clean)
    material = replace(material, state=state)
    (paper,) = statements(material, period, [member])
    if asked.argument("form") == PDF:
        data = as_pdf(paper, asked.language)
        headers = {
            "Content-Security-Policy": _PDF_POLICY,
            "Content-Disposition": f'inline; filename="{paper.name}.pdf"',
        }
        return Response(data, 200, headers, mimetype="application/pdf")
    page = as_html(paper, asked.language)
    headers = {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
    return Response(page, 200, headers, mimetype="text/html")


def _material(judgement: Judgement) -> Material:
    books, register = judgement.books, judgement.register
    state = state_of_books(judgement, None, clean=None, version=__version__)
    return Material(judgement, read_invoices(books.main.parent, register), state)
