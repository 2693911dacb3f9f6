"""The year that an export is about, and its audit file or the reason for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu import __version__
from paraplu.base.language import Language, Message, say
from paraplu.base.periods import Period, PeriodLength
from paraplu_cli.command import Misuse, Stopped
from paraplu_cli.places import shown, written
from paraplu_cli.standing import BROKEN, broken, warning

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.check import Report
    from paraplu.reports.auditfile import Auditfile


def _year(_ctx: click.Context, _param: click.Parameter, text: str) -> Period:
    """Return the year that an argument names; Misuse where it names none."""
    found = Period.read(text)
    if found is None or found.span is not PeriodLength.YEAR:
        raise Misuse(say("“{text}” is not a year such as 2026.", text=text))
    return found


YEAR = click.Argument(["year"], callback=_year)


def auditfile(report: Report, year: Period, created: dt.date) -> Auditfile:
    """Return the audit file of a year; Stopped where there can be none.

    Of books in which Beancount finds an error entries may be missing, and of those none
    is made.
    """
    from paraplu.bookkeeping.invoices.shelf import read_invoices
    from paraplu.reports.auditfile import CannotExport, Imprint, auditfile_of

    if broken(report):
        raise Stopped(BROKEN)
    books, register = report.books, report.register
    invoices = read_invoices(books.main.parent, register)
    imprint = Imprint(created, __version__)
    try:
        return auditfile_of(books, register, invoices, year, imprint)
    except CannotExport as fault:
        if fault.source is None or not fault.source.file:
            raise Stopped(fault.message) from fault
        place = written(fault.source._replace(file=shown(fault.source.file)))
        told = Message("{place}: {why}", (("place", place), ("why", fault.message)))
        raise Stopped(told) from fault


def told_of(
    made: Auditfile, report: Report, language: Language, today: dt.date
) -> list[str]:
    """Return what to know of an audit file: remarks, and what the check found."""
    remarks = [*made.remarks]
    if today <= made.year.last:
        remarks.append(
            say("{year} is not over: there may be more to come.", year=str(made.year))
        )
    return [*map(language.render, remarks), *filter(None, warning(report, language))]
