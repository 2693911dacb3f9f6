"""Rings and thermometers: how each member stands, day by day.

The thermometer of a member at the end of a day is minus the sum of all postings on
the member's Income, Expenses and Equity accounts, minus the sum of the member's
Assets Equipment (contract, section 2). It is positive where money is left.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.accounts import Account, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

ZERO = Decimal(0)


@dataclass(frozen=True)
class Ring:
    """The accounts of one member, with what was booked on each day."""

    member: str
    days: Mapping[Account, Mapping[dt.date, Decimal]]

    @cached_property
    def thermometer(self) -> tuple[tuple[dt.date, Decimal], ...]:
        """The thermometer at the end of each day on which it was touched, in order."""
        moves: dict[dt.date, Decimal] = {}
        for account, days in self.days.items():
            if account.counts:
                for day, amount in days.items():
                    moves[day] = moves.get(day, ZERO) - amount
        level = ZERO
        levels = []
        for day in sorted(moves):
            level += moves[day]
            levels.append((day, level))
        return tuple(levels)

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


def rings_of(
    days: Mapping[Account, Mapping[dt.date, Decimal]],
) -> dict[str, Ring]:
    """Return the ring of every member that these accounts name, sorted by code."""
    accounts: dict[str, dict[Account, Mapping[dt.date, Decimal]]] = {}
    for account, moves in days.items():
        if account.member:
            accounts.setdefault(account.member, {})[account] = moves
    return {code: Ring(code, accounts[code]) for code in sorted(accounts)}


def _day(level: tuple[dt.date, Decimal]) -> dt.date:
    return level[0]
