"""The members: who trades under a code, since when, and with whose permission.

Contract, section 3.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.findings import NO_SOURCE, Source
from paraplu.register.benefit import NO_BENEFIT, Benefit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.register.outflow import FollowUp
    from paraplu.register.working_hours import HoursCap

# What a register does not say, where names lead to values.
EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class DayRange:
    """Days from `start` to `end`, both included; without `end` until further notice."""

    start: dt.date
    end: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether the day falls in the period."""
        return self.start <= day and (self.end is None or day <= self.end)


ALWAYS = DayRange(dt.date.min)


@dataclass(frozen=True)
class Permission:
    """A decision of the benefits agency that this member may trade in this period.

    `hours` are the caps on what the member may work, all at once.
    """

    period: DayRange
    reference: str = ""
    document: str = ""
    source: Source = NO_SOURCE
    hours: tuple[HoursCap, ...] = ()


@dataclass(frozen=True)
class Freeze:
    """A period in which no money leaves the member's ring."""

    period: DayRange
    reason: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Goal:
    """What a member works towards: a result in a month, in EUR, and by when."""

    result: Decimal
    by: dt.date | None = None
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class RegisteredMatch:
    """A rule for lines of statements: what looks like this is booked on `account`.

    `account` is what the register says: a path in the member's ring (`Costs:Phone`) or
    a whole name. `amount` is the least and the most that the line may be, without its
    sign; `vat` is what is in it: high, low or nothing.
    """

    account: str
    counterparty: str = ""
    text: str = ""
    amount: tuple[Decimal, Decimal] | None = None
    vat: str = ""
    member: str = ""
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Member:
    """One member, known by a code; nothing here says who it is.

    A day of joining that is unknown is the first of all. `formerly` is the code that
    somebody had who left and came back.
    """

    code: str
    joined: dt.date
    left: dt.date | None = None
    left_to: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    formerly: str = ""
    goal: Goal | None = None
    trade_name: str = ""
    trade: str = ""
    nominated_by: str = ""
    permissions: tuple[Permission, ...] = ()
    benefit: Benefit = NO_BENEFIT
    frozen: tuple[Freeze, ...] = ()
    start_capital: Decimal | None = None
    policy: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    match: tuple[RegisteredMatch, ...] = ()
    source: Source = NO_SOURCE

    def permission_on(self, day: dt.date) -> Permission | None:
        """Return the permission in force on a day, or None."""
        return next((p for p in self.permissions if day in p.period), None)

    def frozen_on(self, day: dt.date) -> Freeze | None:
        """Return the freeze in force on a day, or None."""
        return next((f for f in self.frozen if day in f.period), None)

    def permitted_until(self, day: dt.date) -> Permission | None:
        """Return the last of the permissions that follow each other without a gap.

        Starts from the one in force on `day`, else from the last that ended before
        it; None where there was none yet.
        """
        past = [p for p in self.permissions if p.period.start <= day]
        if not past:
            return None
        last = past[-1]
        for following in self.permissions[len(past) :]:
            end = last.period.end
            if end is None or following.period.start > end + dt.timedelta(days=1):
                break
            last = following
        return last


@dataclass(frozen=True)
class PrivatePerson:
    """Who a code is; read from the private register, which git does not keep.

    `not_a_name` are words and texts in which a name is not about anybody.
    """

    name: str = ""
    ibans: tuple[str, ...] = ()
    email: str = ""
    not_a_name: tuple[str, ...] = ()
