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
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.figures import closings
from paraplu.findings import CENT
from paraplu.months import Month
from paraplu.register.model import Base, Cents, Deficit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from paraplu.accounts import Account
    from paraplu.books import Books
    from paraplu.register.model import Policy, Register, Share
    from paraplu.rings import Ring

_ROUNDING = {Cents.HALF_UP: ROUND_HALF_UP, Cents.DOWN: ROUND_DOWN}
_TURNOVER = frozenset({Kind.SALES, Kind.INTERNAL_SALES})


@dataclass(frozen=True)
class Due:
    """What one member owes of one share over one month, in the operating currency.

    `base` is what the share was taken of, `exact` the share of this month alone, which
    may be below nil, and `carried` what earlier months left, never above it. `amount`
    is what has to be booked: their sum in whole cents, and nil where that is below it.
    """

    member: str
    month: Month
    purpose: str
    base: Decimal
    exact: Decimal
    carried: Decimal
    amount: Decimal


@dataclass
class _Sums:
    """The turnover and the costs of some days under one policy."""

    turnover: Decimal = ZERO
    costs: Decimal = ZERO


@dataclass
class _MonthOfShares:
    """What the days of a month add up to, by purpose."""

    base: defaultdict[str, Decimal] = field(
        default_factory=lambda: defaultdict(Decimal)
    )
    exact: defaultdict[str, Decimal] = field(
        default_factory=lambda: defaultdict(Decimal)
    )
    shares: dict[str, Share] = field(default_factory=dict)


def dues(books: Books, register: Register) -> dict[str, list[Due]]:
    """Return what is due of every member, month by month, by code.

    A month is there as soon as a share had anything to be taken of, also where nothing
    is due in the end.
    """
    if not _agreed(register):
        return {}
    closed = closings(books)
    return {
        code: list(_dues_of(code, _months(ring, closed, register)))
        for code, ring in books.rings.items()
    }


def _agreed(register: Register) -> bool:
    own = any("contribution" in member.policy for member in register.members.values())
    return own or any(policy.contribution for policy in register.policies)


def _months(
    ring: Ring,
    closed: Mapping[Account, Mapping[dt.date, Decimal]],
    register: Register,
) -> dict[Month, _MonthOfShares]:
    """Return the shares of a member by month, in order."""
    sums: defaultdict[tuple[Month, dt.date], _Sums] = defaultdict(_Sums)
    policies: dict[dt.date, Policy] = {}
    for account, days in ring.days.items():
        if account.kind not in _TURNOVER and account.kind is not Kind.COSTS:
            continue
        gone = closed.get(account, {})
        for day, amount in days.items():
            policy = register.policy(day, ring.member)
            policies[policy.start] = policy
            of_days = sums[Month.of(day), policy.start]
            left = amount - gone.get(day, ZERO)
            if account.kind is Kind.COSTS:
                of_days.costs += left
            else:
                of_days.turnover -= left
    months: defaultdict[Month, _MonthOfShares] = defaultdict(_MonthOfShares)
    for (month, start), of_days in sorted(sums.items()):
        _add(months[month], policies[start].contribution, of_days)
    return dict(months)


def _add(month: _MonthOfShares, shares: tuple[Share, ...], days: _Sums) -> None:
    """Add the shares over some days; those of the profit come last, over the rest."""
    taken = ZERO
    for share in sorted(shares, key=lambda share: share.base is Base.PROFIT):
        net = days.turnover - days.costs
        base = {
            Base.TURNOVER: days.turnover,
            Base.NET_TURNOVER: net,
            Base.PROFIT: net - taken,
        }[share.base]
        part = share.rate * base
        if share.base is not Base.PROFIT:
            taken += part
        month.base[share.purpose] += base
        month.exact[share.purpose] += part
        month.shares[share.purpose] = share


def _dues_of(member: str, months: Mapping[Month, _MonthOfShares]) -> Iterator[Due]:
    carried: defaultdict[str, Decimal] = defaultdict(Decimal)
    for month, found in months.items():
        for purpose, share in found.shares.items():
            exact = found.exact[purpose]
            owed = carried[purpose] + exact
            yield Due(
                member,
                month,
                purpose,
                found.base[purpose],
                exact,
                carried[purpose],
                max(owed, ZERO).quantize(CENT, _ROUNDING[share.cents]),
            )
            keeps = share.deficit is Deficit.CARRY
            carried[purpose] = min(owed, ZERO) if keeps else ZERO
