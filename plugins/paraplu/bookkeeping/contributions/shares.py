"""What the shares come to over the days of a month, by the policy of each day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_for_all
from paraplu.base.dates import Month
from paraplu.base.money import ZERO
from paraplu.register.agreements import Base

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.register.agreements import AgreedShare
    from paraplu.register.model import Register

# What a share can be taken of.
BASES = frozenset({Kind.SALES, Kind.INTERNAL_SALES, Kind.COSTS})


def is_base(account: Account) -> bool:
    """Tell whether a share counts what is on an account.

    What is left at the end is profit that goes to the others. It was no cost of a sale,
    so no share of the sales before it, or after a return, becomes less by it.
    """
    return account.kind in BASES and not is_for_all(account)


class PolicySpan(Struct, frozen=True, eq=False):
    """The days of a month under one policy, from `begin`; one object for all."""

    month: Month
    begin: dt.date


class SharePart(NamedTuple):
    """What a share was taken of under one policy, and at which rate."""

    of: Base
    rate: Decimal
    base: Decimal


class ShareOfMonth(NamedTuple):
    """What a share comes to over a month.

    `rates` has each that was agreed, and `parts` what each policy took it of.
    """

    share: AgreedShare
    base: Decimal
    exact: Decimal
    rates: tuple[Decimal, ...]
    parts: tuple[SharePart, ...] = ()


def spans(days: Iterable[dt.date], register: Register) -> Mapping[dt.date, PolicySpan]:
    """Return the span that each day is in."""
    months = {day: Month.of(day) for day in days}
    begins = {
        day: max(register.policy(day).start, month.first)
        for day, month in months.items()
    }
    found = {begins[day]: PolicySpan(months[day], begins[day]) for day in months}
    return {day: found[begin] for day, begin in begins.items()}


def by_month(
    member: str,
    turnover: Mapping[PolicySpan, Decimal],
    costs: Mapping[PolicySpan, Decimal],
    register: Register,
) -> dict[Month, dict[str, ShareOfMonth]]:
    """Return what the shares of a member come to by month, in order, and by purpose.

    Turnover and costs have Beancount's signs: a sale is below zero.
    """
    months: defaultdict[Month, dict[str, ShareOfMonth]] = defaultdict(dict)
    for span in sorted(turnover.keys() | costs.keys(), key=_begin):
        # A member's own keys are those of every policy, from when it begins.
        shares = register.policy(span.begin, member).contribution
        month = months[span.month]
        sums = -turnover.get(span, ZERO), costs.get(span, ZERO)
        for share, base in _bases(shares, *sums):
            part = SharePart(share.base, share.rate, base)
            exact = share.rate * base
            taken = ShareOfMonth(share, base, exact, (share.rate,), (part,))
            before = month.get(share.purpose)
            month[share.purpose] = _together(before, taken) if before else taken
    return months


def _together(one: ShareOfMonth, other: ShareOfMonth) -> ShareOfMonth:
    """Return what two parts of a month come to, with the later one's share."""
    rates = tuple(dict.fromkeys(one.rates + other.rates))
    exact = one.exact + other.exact
    parts = (*one.parts, *other.parts)
    return ShareOfMonth(other.share, one.base + other.base, exact, rates, parts)


def _begin(span: PolicySpan) -> dt.date:
    return span.begin


def _bases(
    shares: tuple[AgreedShare, ...], turnover: Decimal, costs: Decimal
) -> Iterator[tuple[AgreedShare, Decimal]]:
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


def share_of_turnover(
    shares: tuple[AgreedShare, ...], purpose: str, turnover: Decimal
) -> Decimal:
    """Return what the share with a purpose comes to of turnover without costs."""
    found = (
        share.rate * base
        for share, base in _bases(shares, turnover, ZERO)
        if share.purpose == purpose
    )
    return sum(found, ZERO)
