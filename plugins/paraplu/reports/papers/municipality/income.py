"""Results month by month, and what they are held against: estimates and the law."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.benefit.pro_forma import MonthResult, MonthSetOff, pro_forma
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from paraplu.register.benefit import Benefit, Estimate
    from paraplu.register.municipality import Agreement
    from paraplu.reports.papers.municipality.attribution import Counting
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.papers.municipality.sales import BadDebt


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
    counting: Counting
    lost: Sequence[BadDebt]
    agreement: Callable[[Month], Agreement | None]
    today: dt.date

    @cached_property
    def _spent(self) -> Mapping[Month, tuple[Decimal, Decimal]]:
        """What lowers the result of each month, and what was used."""
        costs: defaultdict[Month, Decimal] = defaultdict(Decimal)
        used: defaultdict[Month, Decimal] = defaultdict(Decimal)
        for one in self.bookings:
            month = Month.of(one.date)
            booked = one.on(Kind.COSTS, Kind.CONTRIBUTION)
            costs[month] += booked - one.bad_debt - one.given
            used[month] += one.on(Kind.GROWTH, Kind.EQUIPMENT, Kind.TRAINING)
        for debt in self.lost:
            costs[Month.of(debt.booked)] += debt.counted
        return {month: (costs[month], used[month]) for month in costs}

    def month(self, month: Month) -> MonthResult:
        """Return what a month came to, as far as it is over."""
        if month.first > self.today:
            return MonthResult(month, None, why=say("this month is still to come"))
        turnover = self.counting.within(Span(month.first, month.last)).net
        if isinstance(turnover, NotKnown):
            return MonthResult(month, None, why=turnover.reason)
        costs, used = self._spent.get(month, (ZERO, ZERO))
        return MonthResult(month, turnover - costs, used)


def months_of(span: Span) -> Iterator[Month]:
    """Yield the months that a span has a day in."""
    month, last = Month.of(span.begin), Month.of(span.end)
    while month <= last:
        yield month
        if month.last == dt.date.max:
            return
        month = Month.of(month.last + dt.timedelta(days=1))


def set_offs_in(
    earning: Earning,
    benefit: Benefit,
    span: Span,
    first_day: dt.date | None,
    cuts: Callable[[Month], bool] = lambda _: False,
) -> tuple[MonthSetOff, ...]:
    """Return what might be set off in each whole month of a span.

    The months since an exemption began are counted along, from the first of the books.
    A month that a move `cuts` stays open: it is of two municipalities.
    """
    began = Month.of(first_day) if first_day else None
    wanted = [
        month
        for month in months_of(span)
        if cuts(month) or (span.begin <= month.first and month.last <= span.end)
    ]
    if not wanted:
        return ()
    earliest = min([wanted[0], *(one.first for one in benefit.granted)])
    if began is not None:
        earliest = min(max(earliest, began), wanted[0])
    months = months_of(Span(earliest.first, wanted[-1].last))
    results = [earning.month(month) for month in months]
    found = pro_forma(results, benefit, earning.agreement, began=began)
    moved = say("the member moved to another municipality in this month")
    return tuple(
        MonthSetOff(one.month, granted=one.granted, why=moved)
        if cuts(one.month)
        else one
        for one in found[len(found) - len(wanted) :]
    )


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
