"""The municipality's report of one member over one period, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paraplu.reports.papers.values import NotKnown
from paraplu.reports.papers.worked import NOT_KEPT, WorkedHours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from paraplu.bookkeeping.benefit.pro_forma import MonthSetOff
    from paraplu.reports.papers.municipality.attribution import Counted, Turnover
    from paraplu.reports.papers.municipality.changes import LateTurnover
    from paraplu.reports.papers.municipality.evidence import Evidence
    from paraplu.reports.papers.municipality.head import ReportHead
    from paraplu.reports.papers.municipality.income import Estimated
    from paraplu.reports.papers.municipality.sales import BadDebt, Sale
    from paraplu.reports.papers.municipality.spending import Spending
    from paraplu.reports.papers.municipality.vat_tie import VatTie
    from paraplu.reports.papers.postings import OwnPosting
    from paraplu.reports.tally import RingTotals


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
    common_fund: Decimal

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
        used = self.growth + self.training + self.set_off + self.common_fund
        return self.result - used


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
                figures.used,
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
