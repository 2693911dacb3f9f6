"""Results month by month, and what they are held against: estimates and the law."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.benefit.pro_forma import MonthResult, MonthSetOff, pro_forma
from paraplu.reports.papers.municipality.attribution import Turnover, counted_in
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.register.benefit import Benefit, Estimate
    from paraplu.register.municipality import Agreement
    from paraplu.reports.papers.municipality.attribution import Counted
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.papers.municipality.sales import Sale


@dataclass(frozen=True)
class Estimated:
    """A month of which an estimate was handed in, beside what came of it, in EUR."""

    estimate: Estimate
    actual: Decimal | NotKnown

    @property
    def difference(self) -> Decimal | NotKnown:
        """What was earned more than was expected; below zero where it was less."""
        if isinstance(self.actual, NotKnown):
            return self.actual
        return self.actual - self.estimate.income


@dataclass(frozen=True)
class Earning:
    """What a member earned and used, to be asked month by month."""

    bookings: Sequence[Booking]
    sales: Sequence[Sale]
    agreement: Callable[[Month], Agreement | None]
    today: dt.date

    def month(self, month: Month) -> MonthResult:
        """Return what a month came to, as far as it is over."""
        if month.first > self.today:
            return MonthResult(month, None, why=say("this month is still to come"))
        agreed = self.agreement(month)
        turnover = counted_in(
            self.sales,
            agreed.attribution if agreed else None,
            Span(month.first, month.last),
        ).net
        if isinstance(turnover, NotKnown):
            return MonthResult(month, None, why=turnover.reason)
        mine = [one for one in self.bookings if Month.of(one.date) == month]

        def booked(*kinds: Kind) -> Decimal:
            return sum((one.on(*kinds) for one in mine), ZERO)

        return MonthResult(
            month,
            turnover - booked(Kind.COSTS, Kind.CONTRIBUTION),
            booked(Kind.GROWTH, Kind.EQUIPMENT, Kind.TRAINING),
        )


def months_of(span: Span) -> Iterator[Month]:
    """Yield the months that a span has a day in."""
    month, last = Month.of(span.begin), Month.of(span.end)
    while month <= last:
        yield month
        if month.last == dt.date.max:
            return
        month = Month.of(month.last + dt.timedelta(days=1))


def turnover_in(earning: Earning, span: Span) -> Turnover:
    """Return what counts in a span, each month by the agreement of that month."""
    counted: list[Counted] = []
    unknown: dict[int, Sale] = {}
    for month in months_of(span):
        agreed = earning.agreement(month)
        found = counted_in(
            earning.sales,
            agreed.attribution if agreed else None,
            Span(max(month.first, span.begin), min(month.last, span.end)),
        )
        counted += found.counted
        unknown |= {id(sale): sale for sale in found.open}
    return Turnover(tuple(counted), tuple(unknown.values()))


def set_offs_in(
    earning: Earning, benefit: Benefit, span: Span, first_day: dt.date | None
) -> tuple[MonthSetOff, ...]:
    """Return what might be set off in each whole month of a span.

    The months since an exemption began are counted along, from the first of the books.
    """
    began = Month.of(first_day) if first_day else None
    wanted = [
        month
        for month in months_of(span)
        if span.begin <= month.first and month.last <= span.end
    ]
    if not wanted:
        return ()
    earliest = min([wanted[0], *(one.first for one in benefit.granted)])
    if began is not None:
        earliest = min(max(earliest, began), wanted[0])
    months = months_of(Span(earliest.first, wanted[-1].last))
    results = [earning.month(month) for month in months]
    found = pro_forma(results, benefit, earning.agreement, began=began)
    return found[len(found) - len(wanted) :]


def estimates_in(
    benefit: Benefit, set_offs: Sequence[MonthSetOff]
) -> tuple[Estimated, ...]:
    """Return the months with an estimate, beside the income that counts in them."""
    found = []
    for one in set_offs:
        estimate = benefit.estimate(one.month)
        if estimate:
            actual: Decimal | NotKnown
            if one.considered is not None:
                actual = one.considered.income
            else:
                actual = NotKnown(one.why or say("the income of the month is open"))
            found.append(Estimated(estimate, actual))
    return tuple(found)
