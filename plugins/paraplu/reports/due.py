"""What is due to whom, by day: reports to funders and municipalities, and so on.

From the register and the days of the law; what was done is not in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.dates import shifted
from paraplu.base.kinds import VAT
from paraplu.base.metadata import VAT_RETURN
from paraplu.base.periods import Period
from paraplu.bookkeeping.benefit.owed import reports_owed
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.grants import Fund, ReportMoment
    from paraplu.register.model import Register
    from paraplu.register.municipality import Municipality
    from paraplu.rules.verdict import Judgement

# A calendar ends somewhere: what ends later is of no use to who plans a year.
AHEAD = 366


class Duty(StrEnum):
    """What kind of thing is due, and so to whom."""

    REPORT = "report"  # to a funder
    MUNICIPALITY = "municipality"  # a report on members, to their municipality
    PERMISSION = "permission"  # to be renewed by the municipality
    VAT = "vat"  # to the tax office


class DutyState(StrEnum):
    """How a report stands: sent in time or late, or when it is due."""

    SENT = "sent"
    SENT_LATE = "sent-late"
    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class DueDay:
    """Something that is due on a day.

    `about` is the fund, the member's code or the period; `name` is what the funder
    calls the report, and `to` the funder; of a report on members both are the
    municipality. `state` is as seen from the books' today.
    """

    day: dt.date
    duty: Duty
    about: str
    state: DutyState
    name: str = ""
    to: str = ""


@dataclass(frozen=True)
class Calendar:
    """What is late as of `today` and what is due within a year, by day."""

    today: dt.date
    items: tuple[DueDay, ...]


def state_of(
    day: dt.date, sent: dt.date | None, today: dt.date, soon: int
) -> DutyState:
    """Return how something stands that is due on a day; `soon` is in days."""
    if sent is not None and sent <= today:
        return DutyState.SENT if sent <= day else DutyState.SENT_LATE
    if day < today:
        return DutyState.LATE
    return DutyState.SOON if (day - today).days <= soon else DutyState.LATER


def report_of(fund: Fund, moment: ReportMoment, today: dt.date, soon: int) -> DueDay:
    """Return a report to a funder as something that is due."""
    state = state_of(moment.due, moment.sent, today, soon)
    return DueDay(
        moment.due, Duty.REPORT, fund.name, state, moment.name, fund.funder or fund.name
    )


def calendar_in(judgement: Judgement, last: dt.date | None = None) -> Calendar:
    """Return what is late, and what is due until a day: by default within a year."""
    books, register = judgement.books, judgement.register
    last = last or shifted(books.today, AHEAD)
    found = [*_reports(books, register), *_permissions(books, register)]
    found += _returns(books, register, last)
    found += _on_members(books, register, last)
    done = {DutyState.SENT, DutyState.SENT_LATE}
    items = (one for one in found if one.day <= last and one.state not in done)
    order = sorted(items, key=lambda one: (one.day, one.duty, one.about, one.name))
    return Calendar(books.today, tuple(order))


def _soon(register: Register, today: dt.date, member: str | None = None) -> int:
    return register.policy(today, member).warn_before_days


def _reports(books: Books, register: Register) -> Iterator[DueDay]:
    soon = _soon(register, books.today)
    for fund in register.funds.values():
        for moment in fund.reports:
            yield report_of(fund, moment, books.today, soon)


def _on_members(books: Books, register: Register, last: dt.date) -> Iterator[DueDay]:
    """Yield the reports to municipalities that were not handed in.

    From the first period of which the register says so, or else from the last that is
    over: of before that nobody knows.
    """
    begins = {
        town.name: _first_owed(town, books.today)
        for town in register.municipalities.values()
    }
    if not begins:
        return
    soon = _soon(register, books.today)
    for one in reports_owed(register, min(begins.values()), last):
        if one.period.first >= begins[one.municipality]:
            state = state_of(one.due, one.sent, books.today, soon)
            to = one.municipality
            yield DueDay(one.due, Duty.MUNICIPALITY, str(one.period), state, to, to)


def _first_owed(town: Municipality, today: dt.date) -> dt.date:
    """Return the first day of the periods that reports may be owed for."""
    filed = (Period.read(one.period) for one in town.filed)
    first = min((one.first for one in filed if one), default=None)
    if first is not None or today.year <= dt.MINYEAR + 1:
        return first or today
    return Period.of(today, town.span).before.first


def _permissions(books: Books, register: Register) -> Iterator[DueDay]:
    for code, member in register.members.items():
        last = member.permitted_until(books.today)
        end = last.period.end if last else None
        if end is None or (member.left and member.left <= max(end, books.today)):
            continue
        soon = _soon(register, books.today, code)
        state = state_of(end, None, books.today, soon)
        yield DueDay(end, Duty.PERMISSION, code, state)


def _returns(books: Books, register: Register, last: dt.date) -> Iterator[DueDay]:
    """Yield the returns of VAT from the last period that is over, as far as due.

    Those that the books have as filed are done; of before the books nobody knows. There
    are none where neither register nor books know of VAT, and at the calendar's ends.
    """
    filed = {str(one.meta.get(VAT_RETURN)) for one in books.saying(VAT_RETURN)}
    first = books.first_day
    known = register.vat or any(account.kind in VAT for account in books.accounts)
    if not known or first is None or not dt.MINYEAR < books.today.year < dt.MAXYEAR - 1:
        return
    soon = _soon(register, books.today)
    period = Period.of(books.today, register.vat_on(books.today).span).before
    while period.due <= last:
        terms = register.vat_on(period.last)
        owed = terms.scheme is Scheme.NORMAL and period.last >= first
        if owed and str(period) not in filed:
            state = state_of(period.due, None, books.today, soon)
            yield DueDay(period.due, Duty.VAT, str(period), state)
        following = period.last + dt.timedelta(days=1)
        period = Period.of(following, register.vat_on(following).span)
