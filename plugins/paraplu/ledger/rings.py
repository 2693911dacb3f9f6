"""Rings and thermometers: how each member stands, day by day.

The thermometer of a member at the end of a day is minus the sum of all postings on
the member's Income, Expenses and Equity accounts, minus the sum of the member's
Assets Equipment (contract, section 2). It is positive where money is left.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.chart import Account, Kind
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.ledger.day_sums import DaySums


Booked = Mapping[Account, Mapping[dt.date, Decimal]]


class Ring(Struct, frozen=True, dict=True):
    """The accounts of one member, with what was booked on each day.

    `moves` is what each day did to the thermometer. What was booked on the accounts is
    worked out when it is first asked for.
    """

    member: str
    moves: Mapping[dt.date, Decimal]
    booked: Callable[[], Booked] = dict

    @cached_property
    def days(self) -> Booked:
        """What was booked on each account, by day."""
        return self.booked()

    @cached_property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day on which anything was booked; there are such."""
        return (
            min(map(min, self.days.values())),
            max(map(max, self.days.values())),
        )

    @cached_property
    def thermometer(self) -> tuple[tuple[dt.date, Decimal], ...]:
        """The thermometer at the end of each day on which it was touched, in order."""
        days = sorted(self.moves)
        levels = accumulate(map(self.moves.__getitem__, days))
        return tuple(zip(days, levels, strict=True))

    @cached_property
    def lowest(self) -> Decimal:
        """The lowest that the thermometer ever was, nil where it was never touched."""
        return min((level for _day, level in self.thermometer), default=ZERO)

    def level(self, day: dt.date | None = None) -> Decimal:
        """Return the thermometer at the end of a day, or as it stands at the end."""
        levels = self.thermometer
        at = len(levels) if day is None else bisect_right(levels, day, key=_day)
        return levels[at - 1][1] if at else ZERO

    def standing(self, day: dt.date) -> dict[Account, Decimal]:
        """Return each asset and liability whose balance is not nil after a day."""
        balances = {
            account: sum((n for on, n in days.items() if on <= day), ZERO)
            for account, days in self.days.items()
            if account.kind in HOLDINGS
        }
        return {account: balance for account, balance in balances.items() if balance}


# What a member has or owes outside the profit: the classes that must be empty in the
# end beside the thermometer.
HOLDINGS = frozenset(
    {
        Kind.EQUIPMENT,
        Kind.STOCK,
        Kind.RECEIVABLE,
        Kind.CASH,
        Kind.PREPAID,
        Kind.PAYABLE,
        Kind.DEPOSIT,
    }
)


def rings_of(accounts: Iterable[Account], sums: DaySums) -> dict[str, Ring]:
    """Return the ring of every member that accounts name, sorted by code."""
    codes = sorted({account.member for account in accounts} - {""})
    moves = {code: defaultdict[dt.date, Decimal](Decimal) for code in codes}
    for account, days in sums.moved.items():
        if account.counts:
            for day, amount in days.items():
                moves[account.member][day] -= amount
    return {
        code: Ring(code, moves[code], partial(sums.of_member, code)) for code in codes
    }


def _day(level: tuple[dt.date, Decimal]) -> dt.date:
    return level[0]
