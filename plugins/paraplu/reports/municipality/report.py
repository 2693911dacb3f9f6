"""The municipality's report of one member over one period, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.ledger.figures import Figures, figures_by
from paraplu.ledger.rings import Ring
from paraplu.reports.members import by_member
from paraplu.reports.municipality.bookings import bookings_by_member
from paraplu.reports.municipality.evidence import evidence_in
from paraplu.reports.municipality.head import Asked, Head, head_of
from paraplu.reports.municipality.income import (
    Earning,
    estimates_in,
    set_offs_in,
    turnover_in,
)
from paraplu.reports.municipality.sales import payments_of, sales_of
from paraplu.reports.municipality.spending import spending_in
from paraplu.reports.municipality.values import NotKnown
from paraplu.reports.tally import Tally

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.dates import Month
    from paraplu.bookkeeping.benefit.pro_forma import MonthSetOff
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.register.membership import Member
    from paraplu.register.municipality import Agreement
    from paraplu.reports.municipality.attribution import Turnover
    from paraplu.reports.municipality.bookings import Booking
    from paraplu.reports.municipality.evidence import Evidence
    from paraplu.reports.municipality.income import Estimated
    from paraplu.reports.municipality.sales import Payments
    from paraplu.reports.municipality.spending import Spending
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement

# No document of these books has hours; whoever fills them in later takes this away.
HOURS = NotKnown(say("hours are not kept in these books"))


class NoReport(Problem):
    """There is no report of that member over that period; `message` says why."""


@dataclass(frozen=True)
class Result:
    """What a member earned in the period, and what became of it, in EUR.

    `turnover` counts by what was agreed with the municipality, and `booked` is the same
    by the days of the entries; the rest is by those days.
    """

    turnover: Decimal | NotKnown
    booked: Decimal
    costs: Decimal
    contribution: Decimal
    growth: Decimal
    training: Decimal
    set_off: Decimal

    @property
    def result(self) -> Decimal | NotKnown:
        """Turnover less costs and contribution."""
        if isinstance(self.turnover, NotKnown):
            return self.turnover
        return self.turnover - self.costs - self.contribution

    @property
    def kept(self) -> Decimal | NotKnown:
        """What of the result stays in the thermometer; below zero what was taken."""
        if isinstance(self.result, NotKnown):
            return self.result
        return self.result - self.growth - self.training - self.set_off


@dataclass(frozen=True)
class MunicipalityReport:
    """All figures of the report; what is `NotKnown` stays open and says why.

    `tally` has the thermometer at the begin and the end. `set_offs` are pro forma, a
    month each: the municipality decides. `errors` are those of the check about this
    member, and `doubtful` tells that a fault in the register makes something unknown.
    """

    head: Head
    currency: str
    turnover: Turnover
    spending: Spending
    result: Result
    tally: Tally
    evidence: Evidence
    set_offs: tuple[MonthSetOff, ...]
    estimates: tuple[Estimated, ...]
    errors: int
    doubtful: bool
    hours: NotKnown = HOURS

    @property
    def is_nil(self) -> bool:
        """Tell whether nothing was sold and nothing spent in the period."""
        spent = (one for one in self.spending.categories if one.entries)
        return not (self.turnover.counted or self.turnover.open or any(spent))

    @property
    def ends_soon(self) -> MonthSetOff | None:
        """The last month in which the exemption ends soon, or has ended."""
        found = [
            one
            for one in self.set_offs
            if one.set_off and (one.set_off.ends_soon or one.set_off.over)
        ]
        return found[-1] if found else None


@dataclass(frozen=True)
class Grounds:
    """What the reports of all members are made of, read once."""

    judgement: Judgement
    invoices: Invoices

    @cached_property
    def bookings(self) -> Mapping[str, Sequence[Booking]]:
        """What the entries book, by member."""
        books, register = self.judgement.books, self.judgement.register
        return bookings_by_member(books, register, register.members.keys())

    @cached_property
    def payments(self) -> Payments:
        """What was paid for each sale on account."""
        return payments_of(self.judgement.books)

    def of(self, code: str) -> Sequence[Booking]:
        """Return what the entries book in a member's ring."""
        return self.bookings.get(code, ())

    def agreement(self, member: Member, month: Month) -> Agreement | None:
        """Return the agreement in force for a member at the end of a month."""
        contact = member.benefit.contact(month.last)
        towns = self.judgement.register.municipalities
        town = towns.get(contact.municipality) if contact else None
        return town.agreement(month.last) if town else None

    def concerns(self, member: Member, span: Span) -> bool:
        """Tell whether somebody was a member in a span, or something was booked."""
        left = member.left
        if member.joined <= span.end and (left is None or left >= span.begin):
            return True
        return any(booking.date in span for booking in self.of(member.code))


def report_of(grounds: Grounds, code: str, asked: Asked) -> MunicipalityReport:
    """Return the report of a member over a period.

    Raises:
        NoReport: the register does not know the member, it was none then, or the
            period has not begun.
    """
    books, register = grounds.judgement.books, grounds.judgement.register
    member = register.members.get(code)
    if member is None:
        raise NoReport(
            say("The register has no member {member}.", member=code),
        )
    _check_begun(books.today, asked)
    if not grounds.concerns(member, asked.span):
        raise NoReport(
            say(
                "{member} was not a member in {period}, and nothing was booked.",
                member=code,
                period=asked.code,
            )
        )
    span = asked.span.until(books)
    bookings = grounds.of(code)
    earning = Earning(
        bookings,
        sales_of(bookings, grounds.invoices, grounds.payments, books.today),
        lambda month: grounds.agreement(member, month),
        books.today,
    )
    turnover = turnover_in(earning, span)
    policy = register.policy(span.end, code)
    (figures,) = figures_by(books, code, [(span.begin, span.end)])
    set_offs = set_offs_in(earning, member.benefit, asked.span, books.first_day)
    return MunicipalityReport(
        head=head_of(
            books, register, member, asked, open_=isinstance(turnover.net, NotKnown)
        ),
        currency=books.currency,
        turnover=turnover,
        spending=spending_in(bookings, policy.caps, books.chart, span),
        result=_result(turnover, figures),
        tally=_tally(books.rings.get(code) or Ring(code, {}), figures, span),
        evidence=evidence_in(
            books, bookings, grounds.invoices, span, policy.receipt_from
        ),
        set_offs=set_offs,
        estimates=estimates_in(member.benefit, set_offs),
        errors=_errors(grounds.judgement, code),
        doubtful=any(one.member in (code, None) for one in register.unknown),
    )


def _check_begun(today: dt.date, asked: Asked) -> None:
    if asked.span.begin > today:
        raise NoReport(
            say(
                "{period} begins on {begin}, and the books go to {today}: there is "
                "nothing to report yet.",
                period=asked.code,
                begin=asked.span.begin,
                today=today,
            )
        )


def _result(turnover: Turnover, figures: Figures) -> Result:
    return Result(
        turnover.net,
        figures.turnover,
        figures.costs,
        figures.contribution,
        figures.growth,
        figures.training,
        figures.set_off,
    )


def _tally(ring: Ring, figures: Figures, span: Span) -> Tally:
    before = ring.level(span.before) if span.before else ring.level(span.begin)
    return Tally(figures, before + figures.carried, ring.level(span.end))


def _errors(judgement: Judgement, code: str) -> int:
    mine = by_member(judgement.verdict.findings).get(code, ())
    return sum(finding.severity == "error" for finding in mine)
