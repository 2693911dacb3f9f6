"""What each member owes the cooperative each month, by the policy of each day.

Every day has the shares of the policy that is in force on it, over what came in and
went out on it. A month is the sum of its days. A member who joins or leaves midway
needs nothing of its own: before and after there is no turnover.

A share below nil, of a month in which costs were more than turnover, counts against
the months after it, unless the policy says that each month stands alone. It is rounded
once, when it is booked; what is carried is exact.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.closings import closing_rows
from paraplu.findings import CENT
from paraplu.months import Month
from paraplu.register.agreements import Base, Cents, Deficit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from paraplu.books import Books
    from paraplu.register.agreements import Share
    from paraplu.register.model import Register

_ROUNDING = {Cents.HALF_UP: ROUND_HALF_UP, Cents.DOWN: ROUND_DOWN}
_BASES = frozenset({Kind.SALES, Kind.INTERNAL_SALES, Kind.COSTS})


class Due(NamedTuple):
    """What one member owes of one share over one month, in the operating currency.

    `base` is what the share was taken of, `exact` the share of this month alone, which
    may be below nil, and `carried` what earlier months left, never above it. `amount`
    is what has to be booked: their sum in whole cents, and nil where that is below it.
    `of` and `rates` are what was agreed, with a rate for each policy of the month.
    """

    member: str
    month: Month
    purpose: str
    base: Decimal
    exact: Decimal
    carried: Decimal
    amount: Decimal
    of: Base = Base.NET_TURNOVER
    rates: tuple[Decimal, ...] = ()

    @property
    def percentages(self) -> str:
        """The rates as the register writes them: 30%."""
        return " / ".join(f"{(rate * 100).normalize():f}%" for rate in self.rates)


@dataclass(frozen=True, eq=False)
class _Span:
    """The days of a month under one policy, from `begin`; one object for all."""

    month: Month
    begin: dt.date


class _Taken(NamedTuple):
    """What a share comes to over a month; `rates` has each that was agreed."""

    share: Share
    base: Decimal
    exact: Decimal
    rates: tuple[Decimal, ...]


_Sums = defaultdict[str, defaultdict[_Span, Decimal]]


def _no_sums() -> _Sums:
    return defaultdict(lambda: defaultdict(Decimal))


def dues(books: Books, register: Register) -> dict[str, list[Due]]:
    """Return what is due of every member, month by month, by code.

    A month is there as soon as a share had anything to be taken of, also where nothing
    is due in the end.
    """
    if not _agreed(register):
        return {}
    turnover, costs = _sums_of_all(books, register)
    return {
        code: list(_dues_of(code, _months(code, turnover[code], costs[code], register)))
        for code in sorted(turnover.keys() | costs.keys())
    }


def _agreed(register: Register) -> bool:
    own = any("contribution" in member.policy for member in register.members.values())
    return own or any(policy.contribution for policy in register.policies)


def _sums_of_all(books: Books, register: Register) -> tuple[_Sums, _Sums]:
    """Return what came in and what it cost, by member, month and policy.

    A closing takes nothing away.
    """
    spans = _spans(books, register)
    turnover, costs = _no_sums(), _no_sums()
    for batch in books.batches:
        legs = batch.pattern.where(lambda leg: leg.kind in _BASES)
        closing = closing_rows(books, batch) if legs else ()
        for n in legs:
            sums = costs if batch.pattern.legs[n].kind is Kind.COSTS else turnover
            booked = batch.booked(n)
            if closing:
                booked = (one for row, one in enumerate(booked) if row not in closing)
            for account, day, amount in booked:
                sums[account.member][spans[day]] += amount
    return turnover, costs


def _spans(books: Books, register: Register) -> Mapping[dt.date, _Span]:
    """Return the span that each day of the books is in."""
    days = {day for batch in books.batches for day in batch.dates}
    months = {day: Month.of(day) for day in days}
    begins = {
        day: max(register.policy(day).start, month.first)
        for day, month in months.items()
    }
    spans = {begins[day]: _Span(months[day], begins[day]) for day in days}
    return {day: spans[begin] for day, begin in begins.items()}


def _months(
    member: str,
    turnover: Mapping[_Span, Decimal],
    costs: Mapping[_Span, Decimal],
    register: Register,
) -> dict[Month, dict[str, _Taken]]:
    """Return what the shares of a member come to by month, in order, and by purpose."""
    months: defaultdict[Month, dict[str, _Taken]] = defaultdict(dict)
    for span in sorted(turnover.keys() | costs.keys(), key=_begin):
        # A member's own keys are those of every policy, from when it begins.
        shares = register.policy(span.begin, member).contribution
        month = months[span.month]
        # A sale is a credit, which Beancount writes below nil.
        sums = -turnover.get(span, ZERO), costs.get(span, ZERO)
        for share, base in _bases(shares, *sums):
            taken = _Taken(share, base, share.rate * base, (share.rate,))
            before = month.get(share.purpose)
            month[share.purpose] = _together(before, taken) if before else taken
    return months


def _together(one: _Taken, other: _Taken) -> _Taken:
    """Return what two parts of a month come to, with the later one's share."""
    rates = tuple(dict.fromkeys(one.rates + other.rates))
    exact = one.exact + other.exact
    return _Taken(other.share, one.base + other.base, exact, rates)


def _begin(span: _Span) -> dt.date:
    return span.begin


def _bases(
    shares: tuple[Share, ...], turnover: Decimal, costs: Decimal
) -> Iterator[tuple[Share, Decimal]]:
    """Yield what each share is taken of; those of the profit last, over the rest."""
    net = profit = turnover - costs
    for share in shares:
        if share.base is not Base.PROFIT:
            base = turnover if share.base is Base.TURNOVER else net
            profit -= share.rate * base
            yield share, base
    for share in shares:
        if share.base is Base.PROFIT:
            yield share, profit


def _dues_of(member: str, months: Mapping[Month, dict[str, _Taken]]) -> Iterator[Due]:
    carried: defaultdict[str, Decimal] = defaultdict(Decimal)
    for month, taken in months.items():
        for purpose, (share, base, exact, rates) in taken.items():
            owed = carried[purpose] + exact
            yield Due(
                member,
                month,
                purpose,
                base,
                exact,
                carried[purpose],
                max(owed, ZERO).quantize(CENT, _ROUNDING[share.cents]),
                share.base,
                rates,
            )
            keeps = share.deficit is Deficit.CARRY
            carried[purpose] = min(owed, ZERO) if keeps else ZERO
