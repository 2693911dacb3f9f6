"""Makes the municipality's report of one member from the books and the register."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.findings import Severity
from paraplu.base.money import ZERO
from paraplu.ledger.rings import Ring
from paraplu.register.agreements import Scheme
from paraplu.reports.papers.municipality.attribution import Counting
from paraplu.reports.papers.municipality.changes import changes_in
from paraplu.reports.papers.municipality.customer_moves import customer_moves
from paraplu.reports.papers.municipality.evidence import evidence_in
from paraplu.reports.papers.municipality.grounds import grounds_of
from paraplu.reports.papers.municipality.head import head_of
from paraplu.reports.papers.municipality.income import (
    Earning,
    estimates_in,
    set_offs_in,
)
from paraplu.reports.papers.municipality.received import Received
from paraplu.reports.papers.municipality.report import (
    MunicipalityReport,
    ReportResult,
)
from paraplu.reports.papers.municipality.sales import SaleKind
from paraplu.reports.papers.municipality.selling import bad_debts_of, sales_of
from paraplu.reports.papers.municipality.spending import spending_in
from paraplu.reports.papers.municipality.stretches import stretches_in
from paraplu.reports.papers.municipality.vat_tie import vat_tie
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.papers.worked import worked_in
from paraplu.reports.tally import RingTotals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from paraplu.base.findings import Finding
    from paraplu.ledger.figures import Figures
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.attribution import Counted, Turnover
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.papers.municipality.evidence import Evidence
    from paraplu.reports.papers.municipality.head import ReportHead
    from paraplu.reports.papers.municipality.sales import BadDebt, Sale
    from paraplu.reports.papers.municipality.spending import Spending
    from paraplu.reports.papers.municipality.stretches import Stretch
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.span import Span


def report_of(
    material: Material,
    code: str,
    period: PaperPeriod,
    stretch: Stretch | None = None,
) -> MunicipalityReport:
    """Return the report of a member over a period, or over one stretch of it.

    Without one it is for the municipality that the member has at the end.

    Raises:
        NoReport: the register does not know the member, it was none then, or the
            period has not begun.
    """
    books, register = material.books, material.register
    stretch = stretch or stretches_in(material, code, period)[-1]
    grounds, member = grounds_of(material), register.members[code]
    span = stretch.period.span.until(books)
    agreed = partial(grounds.agreement, member)
    by_receipt = partial(grounds.by_receipt, member)
    bookings = grounds.of(code)
    # Claims of before the books are paid in them; else what they bring in was before.
    own = [one for one in bookings if not one.opens]
    received = Received(bookings, customer_moves(books, code), books.today)
    sales = _sales(material, bookings, received)
    counting = Counting(sales, agreed)
    lost = bad_debts_of(
        [one for one in own if one.date <= books.today],
        received,
        lambda day: not by_receipt(day),
    )
    mine = tuple(one for one in lost if one.booked in span)
    turnover = counting.within(span)
    figures = material.figures(code, span)
    set_offs = set_offs_in(
        Earning(own, counting, lost, lambda month: agreed(month.last), books.today),
        member.benefit,
        stretch.period.span,
        books.first_day,
        stretch.cuts,
    )
    head = head_of(
        books, register, member, stretch, open_=isinstance(turnover.net, NotKnown)
    )
    return MunicipalityReport(
        head=head,
        currency=books.currency,
        turnover=turnover,
        advances=_advances(sales, span, by_receipt),
        lost=mine,
        changes=changes_in(counting, span, head.municipality),
        added=_added(turnover, head),
        vat=vat_tie(own, sales, mine, turnover, span, by_receipt),
        spending=_spending(material, code, own, span),
        result=_result(turnover, figures, mine),
        tally=_tally(books.rings.get(code) or Ring(code, {}), figures, span),
        evidence=_evidence(material, code, own, span),
        set_offs=set_offs,
        estimates=estimates_in(member.benefit, set_offs),
        errors=_errors(material.findings.get(code, ())),
        postings=partial(material.postings, code, span),
        hours=worked_in(material, code, span),
        doubtful=any(one.member in (code, None) for one in register.unknown),
    )


def _sales(
    material: Material, bookings: Sequence[Booking], received: Received
) -> Sequence[Sale]:
    """Return what was sold, by the scheme for VAT with which the books began."""
    books = material.books
    began = material.register.vat_on(books.first_day or books.today)
    return sales_of(
        bookings,
        material.invoices,
        received,
        books.today,
        plain=began.scheme is Scheme.KOR,
    )


def _advances(
    sales: Sequence[Sale], span: Span, by_receipt: Callable[[dt.date], bool]
) -> tuple[Sale, ...]:
    """Return the down payments of a span that do not count yet."""
    return tuple(
        one
        for one in sales
        if one.kind is SaleKind.DOWN_PAYMENT
        and one.booked in span
        and not by_receipt(one.booked)
    )


def _added(turnover: Turnover, head: ReportHead) -> tuple[Counted, ...]:
    """Return what the books have only since the report that this one corrects."""
    return tuple(
        one for one in turnover.counted if head.corrects and one.known > head.corrects
    )


def _spending(
    material: Material, code: str, own: Sequence[Booking], span: Span
) -> Spending:
    register = material.register
    return spending_in(
        own, lambda day: register.policy(day, code).caps, material.books.chart, span
    )


def _evidence(
    material: Material, code: str, own: Sequence[Booking], span: Span
) -> Evidence:
    receipt_from = material.register.policy(span.end, code).receipt_from
    return evidence_in(material.books, own, material.invoices, span, receipt_from)


def _result(
    turnover: Turnover, figures: Figures, lost: Sequence[BadDebt]
) -> ReportResult:
    return ReportResult(
        turnover.net,
        figures.turnover,
        figures.costs - sum((one.net for one in lost), ZERO),
        sum((one.counted for one in lost), ZERO),
        figures.contribution,
        figures.growth,
        figures.training,
        figures.set_off,
        figures.common_fund,
    )


def _tally(ring: Ring, figures: Figures, span: Span) -> RingTotals:
    before = ring.level(span.before) if span.before else ring.level(span.begin)
    return RingTotals(figures, before + figures.carried, ring.level(span.end))


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)
