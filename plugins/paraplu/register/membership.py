"""The members: who trades under a code, since when, and with whose permission.

Contract, section 3.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from paraplu.base.findings import NO_SOURCE, Source
from paraplu.register.benefit import NO_BENEFIT, Benefit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.register.outflow import FollowUp
    from paraplu.register.parting import WayOfThings
    from paraplu.register.working_hours import HoursCap

# What a register does not say, where names lead to values.
EMPTY: Mapping[str, Any] = MappingProxyType({})


class DayRange(Struct, frozen=True):
    """Days from `start` to `end`, both included; without `end` until further notice."""

    start: dt.date
    end: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether the day falls in the period."""
        return self.start <= day and (self.end is None or day <= self.end)


ALWAYS = DayRange(dt.date.min)


class Permission(Struct, frozen=True):
    """A decision of the benefits agency that this member may trade in this period.

    `hours` are the caps on what the member may work, all at once.
    """

    period: DayRange
    reference: str = ""
    document: str = ""
    source: Source = NO_SOURCE
    hours: tuple[HoursCap, ...] = ()


class Spell(Struct, frozen=True):
    """A time as a member, both days included, and what the member did after it."""

    period: DayRange
    left_to: str = ""
    source: Source = NO_SOURCE


class Freeze(Struct, frozen=True):
    """A period in which no money leaves the member's ring."""

    period: DayRange
    reason: str = ""
    source: Source = NO_SOURCE


class Goal(Struct, frozen=True):
    """What a member works towards: a result in a month, in EUR, and by when."""

    result: Decimal
    by: dt.date | None = None
    source: Source = NO_SOURCE


class Loan(Struct, frozen=True):
    """A thing of the cooperative that a member has on loan, outside the ring.

    `value` is what it is worth in EUR, None where nobody said. `period` has an end
    once it is no longer on loan, and `went` says by what way.
    """

    what: str
    period: DayRange
    value: Decimal | None = None
    went: WayOfThings | None = None
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

    `joined` is the first day of all as a member, and `left` the last one, None while
    it goes on; in between there may be times away, which `spells` knows. A day of
    joining that is unknown is the first of all. `formerly` is the code that somebody
    had who left and came back under a new one. `settled` is the day on which the final
    statement was signed.
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
    on_loan: tuple[Loan, ...] = ()
    settled: dt.date | None = None
    policy: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    match: tuple[RegisteredMatch, ...] = ()
    periods: tuple[Spell, ...] = ()
    source: Source = NO_SOURCE

    @property
    def spells(self) -> tuple[Spell, ...]:
        """The times as a member, in order; mostly there is one."""
        only = Spell(DayRange(self.joined, self.left), self.left_to, self.source)
        return self.periods or (only,)

    @property
    def times(self) -> tuple[DayRange, ...]:
        """The days of `spells`."""
        several = tuple(one.period for one in self.periods)
        return several or (DayRange(self.joined, self.left),)

    def time_by(self, day: dt.date) -> DayRange | None:
        """Return the days of the last time as a member that had begun by a day."""
        begun = [one for one in self.times if one.start <= day]
        return begun[-1] if begun else None

    def time_on(self, day: dt.date) -> DayRange | None:
        """Return the days of the time as a member that a day is in, or None."""
        return next((one for one in self.times if day in one), None)

    def left_by(self, day: dt.date) -> dt.date | None:
        """Return the day of leaving, where it had come by a day, and no return had."""
        end = self.left
        if self.periods:
            time = self.time_by(day)
            end = time.end if time else None
        return end if end and end <= day else None

    def takes_part(self, begin: dt.date | None, end: dt.date) -> bool:
        """Tell whether any day from `begin` to `end` is one as a member.

        Without `begin` it is from ever.
        """
        return any(
            one.start <= end and (begin is None or one.end is None or one.end >= begin)
            for one in self.times
        )

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


class PrivatePerson(Struct, frozen=True):
    """Who a code is; read from the private register, which git does not keep.

    `not_a_name` are words and texts in which a name is not about anybody.
    """

    name: str = ""
    ibans: tuple[str, ...] = ()
    email: str = ""
    not_a_name: tuple[str, ...] = ()
