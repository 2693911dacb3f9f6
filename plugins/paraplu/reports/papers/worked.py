"""Hours on a paper: of a member over a period, or open where nobody keeps them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.hours.helping import helped
from paraplu.bookkeeping.hours.shelf import Hours, read_hours
from paraplu.bookkeeping.hours.totals import totals, week_of, worked
from paraplu.reports.papers.values import NotKnown

if TYPE_CHECKING:
    from paraplu.reports.papers.material import Material
    from paraplu.reports.span import Span

NOT_KEPT = NotKnown(say("hours are not kept in these books"))
_A_WEEK = 7
_UNREADABLE = NotKnown(say("hours of this member cannot be read"))


@dataclass(frozen=True)
class WorkedHours:
    """Minutes of a member: in the period, in its year so far, most in one week of it.

    The year is the calendar year in which the period ends. A week counts whole, also
    the days of it that are just outside the period. `weekly` is the average of a week
    since the first hours in the period, rounded down.
    """

    period: int
    year: int
    week: int
    weekly: int = 0


def hours_of(material: Material) -> Hours:
    """Return the hours of these books, read once for all papers."""
    books = material.books
    return material.once(
        ("hours",),
        lambda: read_hours(books.main.parent, books.root, material.register),
    )


def worked_in(material: Material, code: str, span: Span) -> WorkedHours | NotKnown:
    """Return the hours of a member over a span, until the books' today.

    They are open where no hours were kept by then, and where some cannot be read.
    """
    hours = hours_of(material)
    if _not_kept(hours, span):
        return NOT_KEPT
    if not material.register.knows("hours") or any(
        fault.member in (code, None) for fault in hours.faults
    ):
        return _UNREADABLE
    rows = hours.of(code)
    end = span.closing(material.books)
    weeks = totals(
        (row for row in rows if row.date <= end), lambda row: week_of(row.date)
    )
    inside = {week_of(row.date) for row in rows if span.begin <= row.date <= end}
    first = min((row.date for row in rows if row.date >= span.begin), default=end)
    period = worked(rows, span.begin, end)
    return WorkedHours(
        period,
        worked(rows, dt.date(end.year, 1, 1), end),
        max((weeks[week] for week in inside), default=0),
        period // max(((end - first).days + _A_WEEK) // _A_WEEK, 1),
    )


def help_in(material: Material, span: Span) -> int | NotKnown:
    """Return the minutes of help over a span, of all members together."""
    hours = hours_of(material)
    if _not_kept(hours, span):
        return NOT_KEPT
    days = (span.begin, span.closing(material.books))
    return helped(hours.rows, material.register.members, days).total


def _not_kept(hours: Hours, span: Span) -> bool:
    """Tell whether no hours of anybody were written by the end of a span."""
    return all(row.date > span.end for row in hours.rows) and not hours.faults
