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
from operator import itemgetter
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.figures import closes, closes_all
from paraplu.findings import CENT
from paraplu.flows.table import RESULT
from paraplu.months import Month
from paraplu.register.model import Base, Cents, Deficit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from paraplu.batches import Batch
    from paraplu.books import Books
    from paraplu.register.model import Register, Share

_ROUNDING = {Cents.HALF_UP: ROUND_HALF_UP, Cents.DOWN: ROUND_DOWN}
_BASES = frozenset({Kind.SALES, Kind.INTERNAL_SALES, Kind.COSTS})


@dataclass(frozen=True)
class Due:
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


@dataclass
class _Sums:
    """The turnover and the costs of some days under one policy."""

    turnover: Decimal = ZERO
    costs: Decimal = ZERO


_ByPolicy = defaultdict[tuple[Month, "dt.date"], _Sums]


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
    rates: defaultdict[str, list[Decimal]] = field(
        default_factory=lambda: defaultdict(list)
    )


def dues(books: Books, register: Register) -> dict[str, list[Due]]:
    """Return what is due of every member, month by month, by code.

    A month is there as soon as a share had anything to be taken of, also where nothing
    is due in the end.
    """
    if not _agreed(register):
        return {}
    return {
        code: list(_dues_of(code, _months(code, sums, register)))
        for code, sums in sorted(_sums_of_all(books, register).items())
    }


def _agreed(register: Register) -> bool:
    own = any("contribution" in member.policy for member in register.members.values())
    return own or any(policy.contribution for policy in register.policies)


def _sums_of_all(books: Books, register: Register) -> Mapping[str, _ByPolicy]:
    """Return what came in and went out, by member, month and policy.

    A closing takes nothing away.
    """
    found: defaultdict[str, _ByPolicy] = defaultdict(lambda: defaultdict(_Sums))
    when: dict[dt.date, tuple[Month, dt.date]] = {}
    for member, kind, day, amount in _moves(books):
        key = when.get(day)
        if key is None:
            key = when[day] = Month.of(day), register.policy(day).start
        of_days = found[member][key]
        if kind is Kind.COSTS:
            of_days.costs += amount
        else:
            of_days.turnover -= amount
    return found


def _moves(books: Books) -> Iterator[tuple[str, Kind, dt.date, Decimal]]:
    """Yield the postings that a share may be taken of."""
    for batch in books.batches:
        legs = [n for n, leg in enumerate(batch.pattern.legs) if leg.kind in _BASES]
        if not legs or closes_all(batch.pattern):
            continue
        closings = _closings(books, batch)
        for n in legs:
            kind = batch.pattern.legs[n].kind
            for row, (account, day, amount) in enumerate(batch.booked(n)):
                if row not in closings:
                    yield account.member, kind, day, amount


def _closings(books: Books, batch: Batch) -> frozenset[int]:
    """Return the rows that close accounts rather than correct what is on them."""
    if not batch.pattern.kinds <= RESULT:
        return frozenset()
    entries = enumerate(batch.entries)
    return frozenset(row for row, entry in entries if closes(books, entry))


def _months(
    member: str, sums: _ByPolicy, register: Register
) -> dict[Month, _MonthOfShares]:
    """Return the shares of a member by month, in order."""
    months: defaultdict[Month, _MonthOfShares] = defaultdict(_MonthOfShares)
    for (month, start), of_days in sorted(sums.items(), key=itemgetter(0)):
        # A member's own keys are those of every policy, from when it begins.
        shares = register.policy(max(start, month.first), member).contribution
        _add(months[month], shares, of_days)
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
        month.rates[share.purpose].append(share.rate)


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
                share.base,
                tuple(dict.fromkeys(found.rates[purpose])),
            )
            keeps = share.deficit is Deficit.CARRY
            carried[purpose] = min(owed, ZERO) if keeps else ZERO
