"""The municipality's report of one member over one period, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.findings import Severity
from paraplu.base.language import say
from paraplu.ledger.rings import Ring
from paraplu.reports.papers.municipality.evidence import evidence_in
from paraplu.reports.papers.municipality.grounds import NoReport, grounds_of
from paraplu.reports.papers.municipality.head import head_of
from paraplu.reports.papers.municipality.income import (
    Earning,
    estimates_in,
    set_offs_in,
    turnover_in,
)
from paraplu.reports.papers.municipality.sales import sales_of
from paraplu.reports.papers.municipality.spending import spending_in
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.tally import RingTotals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.benefit.pro_forma import MonthSetOff
    from paraplu.ledger.figures import Figures
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.attribution import Turnover
    from paraplu.reports.papers.municipality.evidence import Evidence
    from paraplu.reports.papers.municipality.head import ReportHead
    from paraplu.reports.papers.municipality.income import Estimated
    from paraplu.reports.papers.municipality.spending import Spending
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.papers.postings import OwnPosting
    from paraplu.reports.span import Span

# No document of these books has hours; whoever fills them in later takes this away.
HOURS = NotKnown(say("hours are not kept in these books"))


@dataclass(frozen=True)
class ReportResult:
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

    head: ReportHead
    currency: str
    turnover: Turnover
    spending: Spending
    result: ReportResult
    tally: RingTotals
    evidence: Evidence
    set_offs: tuple[MonthSetOff, ...]
    estimates: tuple[Estimated, ...]
    errors: int
    doubtful: bool
    postings: Callable[[], Sequence[OwnPosting]] = field(compare=False)
    hours: NotKnown = HOURS

    @property
    def is_nil(self) -> bool:
        """Tell whether nothing was sold and nothing spent in the period."""
        spent = (one for one in self.spending.categories if one.moves)
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


def report_of(material: Material, code: str, period: PaperPeriod) -> MunicipalityReport:
    """Return the report of a member over a period.

    Raises:
        NoReport: the register does not know the member, it was none then, or the
            period has not begun.
    """
    books, register = material.books, material.register
    grounds = grounds_of(material)
    member = register.members.get(code)
    if member is None:
        raise NoReport(
            say("The register has no member {member}.", member=code),
        )
    _check(books.today, period)
    if not grounds.concerns(member, period.span):
        raise NoReport(
            say(
                "{member} was not a member in {period}, and nothing was booked.",
                member=code,
                period=period.code,
            )
        )
    span = period.span.until(books)
    bookings = grounds.of(code)
    earning = Earning(
        bookings,
        sales_of(bookings, material.invoices, grounds.payments(code), books.today),
        lambda month: grounds.agreement(member, month),
        books.today,
    )
    turnover = turnover_in(earning, span)
    policy = register.policy(span.end, code)
    figures = material.figures(code, span)
    set_offs = set_offs_in(earning, member.benefit, period.span, books.first_day)
    return MunicipalityReport(
        head=head_of(
            books, register, member, period, open_=isinstance(turnover.net, NotKnown)
        ),
        currency=books.currency,
        turnover=turnover,
        spending=spending_in(bookings, policy.caps, books.chart, span),
        result=_result(turnover, figures),
        tally=_tally(books.rings.get(code) or Ring(code, {}), figures, span),
        evidence=evidence_in(
            books, bookings, material.invoices, span, policy.receipt_from
        ),
        set_offs=set_offs,
        estimates=estimates_in(member.benefit, set_offs),
        errors=_errors(material.findings.get(code, ())),
        postings=partial(material.postings, code, span),
        doubtful=any(one.member in (code, None) for one in register.unknown),
    )


def _check(today: dt.date, period: PaperPeriod) -> None:
    if period.first > today:
        raise NoReport(
            say(
                "{period} begins on {begin}, and the books go to {today}: there is "
                "nothing to report yet.",
                period=period.code,
                begin=period.first,
                today=today,
            )
        )
    if period.first.year != period.last.year:
        raise NoReport(
            say(
                "{period} is in two years, and caps are for one: ask for each year "
                "apart.",
                period=period.code,
            )
        )


def _result(turnover: Turnover, figures: Figures) -> ReportResult:
    return ReportResult(
        turnover.net,
        figures.turnover,
        figures.costs,
        figures.contribution,
        figures.growth,
        figures.training,
        figures.set_off,
    )


def _tally(ring: Ring, figures: Figures, span: Span) -> RingTotals:
    before = ring.level(span.before) if span.before else ring.level(span.begin)
    return RingTotals(figures, before + figures.carried, ring.level(span.end))


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)
