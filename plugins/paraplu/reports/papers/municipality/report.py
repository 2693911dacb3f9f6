"""The municipality's report of one member over one period, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.findings import Severity
from paraplu.base.money import ZERO
from paraplu.ledger.rings import Ring
from paraplu.register.agreements import Scheme
from paraplu.register.municipality import Attribution
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
from paraplu.reports.papers.municipality.sales import SaleKind
from paraplu.reports.papers.municipality.selling import bad_debts_of, sales_of
from paraplu.reports.papers.municipality.spending import spending_in
from paraplu.reports.papers.municipality.stretches import stretches_in
from paraplu.reports.papers.municipality.vat_tie import vat_tie
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.papers.worked import NOT_KEPT, WorkedHours, worked_in
from paraplu.reports.tally import RingTotals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.benefit.pro_forma import MonthSetOff
    from paraplu.ledger.figures import Figures
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.attribution import Counted, Turnover
    from paraplu.reports.papers.municipality.changes import LateTurnover
    from paraplu.reports.papers.municipality.evidence import Evidence
    from paraplu.reports.papers.municipality.head import ReportHead
    from paraplu.reports.papers.municipality.income import Estimated
    from paraplu.reports.papers.municipality.sales import BadDebt, Sale
    from paraplu.reports.papers.municipality.spending import Spending
    from paraplu.reports.papers.municipality.stretches import Stretch
    from paraplu.reports.papers.municipality.vat_tie import VatTie
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.papers.postings import OwnPosting
    from paraplu.reports.span import Span


@dataclass(frozen=True)
class ReportResult:
    """What a member earned in the period, and what became of it, in EUR.

    `turnover` counts by what was agreed with the municipality, and `booked` is the same
    by the days of the entries; the rest is by those days. `costs` are without what was
    written off of claims: that is `lost`, as far as it had counted as turnover.
    """

    turnover: Decimal | NotKnown
    booked: Decimal
    costs: Decimal
    lost: Decimal
    contribution: Decimal
    growth: Decimal
    training: Decimal
    set_off: Decimal

    @property
    def result(self) -> Decimal | NotKnown:
        """Turnover less costs, bad debts and contribution."""
        if isinstance(self.turnover, NotKnown):
            return self.turnover
        return self.turnover - self.costs - self.lost - self.contribution

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
    month each: the municipality decides. `advances` are the down payments of the period
    that do not count yet, `lost` its bad debts, `changes` what came in it for earlier
    periods, and `added` what came after its own report was handed in. `vat` ties the
    VAT to the accounts, None where it cannot be told. `errors` are those of the check
    about this member, and `doubtful` tells that a fault in the register makes something
    unknown.
    """

    head: ReportHead
    currency: str
    turnover: Turnover
    advances: tuple[Sale, ...]
    lost: tuple[BadDebt, ...]
    changes: tuple[LateTurnover, ...]
    added: tuple[Counted, ...]
    vat: VatTie | None
    spending: Spending
    result: ReportResult
    tally: RingTotals
    evidence: Evidence
    set_offs: tuple[MonthSetOff, ...]
    estimates: tuple[Estimated, ...]
    errors: int
    doubtful: bool
    postings: Callable[[], Sequence[OwnPosting]] = field(compare=False)
    hours: WorkedHours | NotKnown = NOT_KEPT

    @property
    def is_nil(self) -> bool:
        """Tell whether nothing at all happened in the period."""
        happened = (*self.turnover.counted, *self.turnover.open, *self.advances)
        happened += self.turnover.before
        if happened or self.lost or self.changes:
            return False
        if any(one.moves for one in self.spending.categories):
            return False
        figures = self.tally.figures
        return not any(
            (
                *(figures.turnover, figures.costs, figures.contribution),
                *(figures.growth, figures.training, figures.set_off),
            )
        )

    @property
    def ends_soon(self) -> MonthSetOff | None:
        """The last month in which the exemption ends soon, or has ended.

        None where another one was decided for what follows.
        """
        found: MonthSetOff | None = None
        for one in self.set_offs:
            if one.set_off and (one.set_off.ends_soon or one.set_off.over):
                found = one
            elif found and one.granted and found.granted:
                found = found if one.granted.kind is found.granted.kind else None
        return found


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
    bookings = grounds.of(code)
    # Claims of before the books are paid in them; else what they bring in was before.
    own = [one for one in bookings if not one.opens]
    received = Received(bookings, customer_moves(books, code), books.today)
    began = register.vat_on(books.first_day or books.today)
    sales = sales_of(
        bookings,
        material.invoices,
        received,
        books.today,
        plain=began.scheme is Scheme.KOR,
    )
    agreed = partial(grounds.agreement, member)

    def by_receipt(day: dt.date) -> bool:
        agreement = agreed(day)
        basis = agreement.attribution if agreement else None
        return basis is Attribution.RECEIPT

    counting = Counting(sales, agreed)
    lost = bad_debts_of(
        [one for one in own if one.date <= books.today],
        received,
        lambda day: not by_receipt(day),
    )
    turnover = counting.within(span)
    figures = material.figures(code, span)
    earning = Earning(
        own, counting, lost, lambda month: agreed(month.last), books.today
    )
    set_offs = set_offs_in(
        earning, member.benefit, stretch.period.span, books.first_day, stretch.cuts
    )
    head = head_of(
        books, register, member, stretch, open_=isinstance(turnover.net, NotKnown)
    )
    mine = tuple(one for one in lost if one.booked in span)
    return MunicipalityReport(
        head=head,
        currency=books.currency,
        turnover=turnover,
        advances=tuple(
            one
            for one in sales
            if one.kind is SaleKind.DOWN_PAYMENT
            and one.booked in span
            and not by_receipt(one.booked)
        ),
        lost=mine,
        changes=changes_in(counting, span, head.municipality),
        added=tuple(
            one
            for one in turnover.counted
            if head.corrects and one.known > head.corrects
        ),
        vat=vat_tie(own, sales, mine, turnover, span, by_receipt),
        spending=spending_in(
            own, lambda day: register.policy(day, code).caps, books.chart, span
        ),
        result=_result(turnover, figures, mine),
        tally=_tally(books.rings.get(code) or Ring(code, {}), figures, span),
        evidence=evidence_in(
            books,
            own,
            material.invoices,
            span,
            register.policy(span.end, code).receipt_from,
        ),
        set_offs=set_offs,
        estimates=estimates_in(member.benefit, set_offs),
        errors=_errors(material.findings.get(code, ())),
        postings=partial(material.postings, code, span),
        hours=worked_in(material, code, span),
        doubtful=any(one.member in (code, None) for one in register.unknown),
    )


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
    )


def _tally(ring: Ring, figures: Figures, span: Span) -> RingTotals:
    before = ring.level(span.before) if span.before else ring.level(span.begin)
    return RingTotals(figures, before + figures.carried, ring.level(span.end))


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)
