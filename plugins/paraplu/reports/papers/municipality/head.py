"""Whom the report is about and for, over which days, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.register.agreements import Scheme
from paraplu.reports.papers.model import Status, is_broken, status_of
from paraplu.reports.span import Span

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.books import Books
    from paraplu.register.benefit import Contact
    from paraplu.register.membership import Member, Permission
    from paraplu.register.model import Cooperative, Register
    from paraplu.register.municipality import Agreement, Attribution, Municipality
    from paraplu.reports.papers.municipality.stretches import Stretch
    from paraplu.reports.papers.period import PaperPeriod


@dataclass(frozen=True)
class Permissions:
    """The decisions that let the member trade in the period.

    `until` is the last day of those that follow each other without a gap, None without
    an end; `none` tells that there is none. `renew` tells that the end is near enough
    for the warning that was agreed (MB04), or past; `ended` that it is past.
    """

    decisions: tuple[Permission, ...]
    until: dt.date | None
    none: bool
    renew: bool
    ended: bool


@dataclass(frozen=True)
class ReportHead:
    """The head of the report.

    `municipality` is None where the register has none for the member; `agreements` and
    `schemes` of VAT are those of the period, one after the other, each from a day on.
    `stretch` are the days that the member was with that municipality, and `period` has
    no others. `corrects` is the day on which a report of the period was handed in
    before, and `due` the last day to hand this one in. `closing` is the last day that
    the figures have, and `newest` that of the newest entry.
    """

    member: str
    trade_name: str
    stretch: Stretch
    period: PaperPeriod
    closing: dt.date
    newest: dt.date | None
    status: Status
    broken: bool
    corrects: dt.date | None
    due: dt.date | None
    cooperative: Cooperative
    schemes: tuple[tuple[dt.date, Scheme], ...]
    municipality: Municipality | None
    agreements: tuple[Agreement, ...]
    permissions: Permissions

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The client managers of the period, one after the other."""
        return self.stretch.contacts

    @property
    def agreement(self) -> Agreement | None:
        """What is agreed at the end, None where nothing is."""
        return self.agreements[-1] if self.agreements else None

    @property
    def small(self) -> bool:
        """Tell whether no VAT was charged in all of the period (KOR)."""
        return all(scheme is Scheme.KOR for _, scheme in self.schemes)

    @property
    def attribution(self) -> Attribution | None:
        """The month that turnover counts in, None where nothing was agreed."""
        return self.agreement.attribution if self.agreement else None


def head_of(
    books: Books,
    register: Register,
    member: Member,
    stretch: Stretch,
    *,
    open_: bool,
) -> ReportHead:
    """Return the head of a report; `open_` tells that an amount in it stays open."""
    period, span = stretch.period, stretch.period.span
    closing = span.closing(books)
    town = register.municipalities.get(stretch.municipality)
    sent = town.sent(period.code) if town else None
    status = status_of(books, period)
    if status is Status.FINAL and sent:
        status = Status.CORRECTED
    elif open_:
        status = Status.PROVISIONAL
    return ReportHead(
        member=member.code,
        trade_name=member.trade_name,
        stretch=stretch,
        period=period,
        closing=closing,
        newest=books.newest_day,
        status=status,
        broken=is_broken(books),
        corrects=sent.sent if sent else None,
        due=town.due_day(stretch.asked.last) if town else None,
        cooperative=register.cooperative,
        schemes=_schemes(register, span.begin, closing),
        municipality=town,
        agreements=town.agreements_in(span.begin, closing) if town else (),
        permissions=_permissions(register, member, Span(span.begin, closing)),
    )


def _schemes(
    register: Register, begin: dt.date, end: dt.date
) -> tuple[tuple[dt.date, Scheme], ...]:
    """Return the schemes of VAT of some days, each with its first day."""
    found = [(begin, register.vat_on(begin).scheme)]
    for terms in register.vat:
        if begin < terms.start <= end and terms.scheme is not found[-1][1]:
            found.append((terms.start, terms.scheme))
    return tuple(found)


def _permissions(register: Register, member: Member, span: Span) -> Permissions:
    decisions = tuple(
        one
        for one in member.permissions
        if one.period.start <= span.end
        and (one.period.end is None or one.period.end >= span.begin)
    )
    last = member.permitted_until(span.end)
    until = last.period.end if last else None
    warn = register.policy(span.end, member.code).warn_before_days
    near = until is not None and (until - span.end).days <= warn
    gone = member.left_by(span.end) is not None
    renew = near and not gone
    ended = renew and until is not None and until < span.end
    return Permissions(decisions, until, last is None, renew, ended)
