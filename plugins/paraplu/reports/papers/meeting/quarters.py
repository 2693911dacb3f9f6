"""Self-sufficiency: how much of its running costs the cooperative earns by itself.

(Contribution + own sales of the cooperative) ÷ its running costs, quarter by quarter.
Running costs count whoever pays them: what a fund pays for the cooperative is among
them. A trend is one of the past; what will come of it nobody knows.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.base.points import points
from paraplu.reports.papers.meeting.groups import is_own_sale
from paraplu.reports.papers.whole.results import moved
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paraplu.base.chart import Account
    from paraplu.reports.papers.meeting.year import MeetingYear

# Fewer quarters than these make no line, and older ones are not the present pace.
LEAST, MOST = 4, 8
# What lies further away than so many quarters is no answer.
HORIZON = 40
# All of the costs, in points.
WHOLE = 100
_RUNNING = frozenset({Kind.COOP_EXPENSES, Kind.ROUNDING})
_PLACES = Decimal("0.1")
_MONTHS, _QUARTERS = 3, 4


class Quarter(NamedTuple):
    """One quarter of a year, of which the books have all days."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Quarter:
        """Return the quarter that a day is in."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return self.later(1)

    def later(self, many: int) -> Quarter:
        """Return the quarter so many later."""
        whole = self.year * _QUARTERS + self.number - 1 + many
        return Quarter(whole // _QUARTERS, whole % _QUARTERS + 1)

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        if self == (dt.MAXYEAR, _QUARTERS):
            return dt.date.max
        return self.next.first - dt.timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


class OfQuarter(NamedTuple):
    """What the cooperative earned and cost in a quarter, in EUR and above zero."""

    quarter: Quarter
    contribution: Decimal
    sales: Decimal
    costs: Decimal

    @property
    def share(self) -> Decimal | None:
        """How much of the costs was earned, in points; None without any costs."""
        return (
            None
            if self.costs <= 0
            else points(self.contribution + self.sales, self.costs)
        )

    @property
    def exact(self) -> Fraction | None:
        """The same without rounding."""
        if self.costs <= 0:
            return None
        return Fraction(self.contribution + self.sales) * WHOLE / Fraction(self.costs)


def quarters_of(year: MeetingYear) -> Sequence[OfQuarter]:
    """Return the quarters of the books that are over, until the end of the year."""
    begins = year.material.books.first_day
    found: list[OfQuarter] = []
    if begins is None:
        return found
    quarter = Quarter.of(begins)
    while quarter.last <= year.closing and quarter.year < dt.MAXYEAR:
        found.append(of_quarter(year, quarter))
        quarter = quarter.next
    return found


def of_quarter(year: MeetingYear, quarter: Quarter) -> OfQuarter:
    """Return what one quarter came to."""
    there = moved(year.material, Span(quarter.first, quarter.last))
    coop = year.material.books.chart.word("Coop")
    return OfQuarter(
        quarter,
        -_sum(there, is_contribution),
        -_sum(there, is_own_sale),
        _sum(there, lambda account: is_running(account, coop)),
    )


def is_contribution(account: Account) -> bool:
    """Tell whether members pay their contribution to an account."""
    return account.kind is Kind.COOP_CONTRIBUTION


def is_running(account: Account, coop: str) -> bool:
    """Tell whether an account is of running costs of the cooperative, by its word."""
    if account.kind is Kind.FUND_EXPENSES:
        return account.detail[:1] == (coop,)
    return account.kind in _RUNNING


def _sum(
    there: Mapping[Account, Decimal], wanted: Callable[[Account], bool]
) -> Decimal:
    return sum((amount for account, amount in there.items() if wanted(account)), ZERO)


class Trend(NamedTuple):
    """The straight line that lies nearest to the shares of the last quarters.

    `slope` is in points a quarter. `crosses` is the quarter in which it comes to 100,
    None where it never does or not within ten years; `there` tells that it is there.
    """

    quarters: int
    slope: Decimal
    crosses: Quarter | None
    there: bool


def trend_of(quarters: Sequence[OfQuarter]) -> Trend | None:
    """Return the trend of the last quarters, None where there are too few of them.

    The line of least squares, worked out exactly.
    """
    last = quarters[-MOST:]
    points = [
        (Fraction(place), share)
        for place, share in enumerate(one.exact for one in last)
        if share is not None
    ]
    if len(points) < LEAST:
        return None
    many = len(points)
    mean_x = sum((x for x, _ in points), Fraction(0)) / many
    mean_y = sum((y for _, y in points), Fraction(0)) / many
    spread = sum(((x - mean_x) ** 2 for x, _ in points), Fraction(0))
    rise = sum(((x - mean_x) * (y - mean_y) for x, y in points), Fraction(0))
    slope = rise / spread
    now = mean_y + slope * (len(last) - 1 - mean_x)
    crosses = None
    if now < WHOLE and slope > 0:
        after = -((now - WHOLE) // slope)  # rounded up, to a whole quarter
        if after <= HORIZON:
            crosses = last[-1].quarter.later(int(after))
    rounded = (Decimal(slope.numerator) / slope.denominator).quantize(_PLACES)
    return Trend(many, rounded, crosses, now >= WHOLE)
