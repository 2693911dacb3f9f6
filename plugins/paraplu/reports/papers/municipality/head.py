"""Whom the report is about and for, over which days, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.reports.papers.model import Status, is_broken, status_of
from paraplu.reports.span import Span

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.books import Books
    from paraplu.register.agreements import Scheme
    from paraplu.register.benefit import Contact
    from paraplu.register.membership import Member, Permission
    from paraplu.register.model import Cooperative, Register
    from paraplu.register.municipality import Agreement, Attribution, Municipality
    from paraplu.reports.papers.period import PaperPeriod


@dataclass(frozen=True)
class Permissions:
    """The decisions that let the member trade in the period.

    `until` is the last day of those that follow each other without a gap, None without
    an end; `none` tells that there is none. `renew` tells that the end is near enough
    for the warning that was agreed (MB04), or past.
    """

    decisions: tuple[Permission, ...]
    until: dt.date | None
    none: bool
    renew: bool


@dataclass(frozen=True)
class ReportHead:
    """The head of the report.

    `municipality` and `agreement` are None where the register has none for the member;
    `contacts` are the client managers of the period, one after the other. `corrects` is
    the day on which a report of the period was handed in before, and `due` the last day
    to hand this one in. `closing` is the last day that the figures have.
    """

    member: str
    trade_name: str
    period: PaperPeriod
    closing: dt.date
    status: Status
    broken: bool
    corrects: dt.date | None
    due: dt.date | None
    cooperative: Cooperative
    scheme: Scheme
    municipality: Municipality | None
    contacts: tuple[Contact, ...]
    agreement: Agreement | None
    permissions: Permissions

    @property
    def attribution(self) -> Attribution | None:
        """The month that turnover counts in, None where nothing was agreed."""
        return self.agreement.attribution if self.agreement else None


def head_of(
    books: Books,
    register: Register,
    member: Member,
    period: PaperPeriod,
    *,
    open_: bool,
) -> ReportHead:
    """Return the head of a report; `open_` tells that an amount in it stays open."""
    span = period.span
    closing = span.closing(books)
    contact = member.benefit.contact(closing)
    town = register.municipalities.get(contact.municipality) if contact else None
    sent = town.sent(period.code) if town else None
    status = status_of(books, period)
    if status is Status.FINAL and sent:
        status = Status.CORRECTED
    elif open_:
        status = Status.PROVISIONAL
    return ReportHead(
        member=member.code,
        trade_name=member.trade_name,
        period=period,
        closing=closing,
        status=status,
        broken=is_broken(books),
        corrects=sent.sent if sent else None,
        due=town.due_day(span.end) if town else None,
        cooperative=register.cooperative,
        scheme=register.vat_on(closing).scheme,
        municipality=town,
        contacts=member.benefit.contacts_in(span.begin, closing),
        agreement=town.agreement(closing) if town else None,
        permissions=_permissions(register, member, Span(span.begin, closing)),
    )


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
    gone = member.left is not None and member.left <= span.end
    return Permissions(decisions, until, last is None, near and not gone)
