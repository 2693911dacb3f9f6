"""What was booked on each account by day: most figures of the books come from it.

It knows no transactions and no `Books`: what keeps it, such as a ring, keeps no ledger
in memory.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from paraplu.base.chart import Account, Kind

Days = defaultdict[dt.date, Decimal]


def no_days() -> Days:
    """Return sums by day with nothing in them yet."""
    return defaultdict(Decimal)


class DaySums(Struct, frozen=True, dict=True):
    """What was booked on each account by day, in EUR and with Beancount's sign.

    `moved` is that but for 0.00; `named` are the days of 0.00, which is booked too.
    """

    moved: Mapping[Account, Days] = field(default_factory=dict)
    named: Mapping[Account, Days] = field(default_factory=dict)

    @cached_property
    def by_account(self) -> Mapping[Account, Days]:
        """What was booked on each account, by day; 0.00 is booked too."""
        every = defaultdict(
            no_days, {account: days.copy() for account, days in self.moved.items()}
        )
        for account, days in self.named.items():
            every[account] = days | every[account]
        return every

    @cached_property
    def by_member(self) -> Mapping[str, Mapping[Account, Days]]:
        """What was booked on each account of each member, by day."""
        found: defaultdict[str, dict[Account, Days]] = defaultdict(dict)
        for account, days in self.by_account.items():
            found[account.member][account] = days
        return found

    def of_member(self, member: str) -> Mapping[Account, Days]:
        """Return what was booked on each account of one member, by day."""
        return self.by_member.get(member, {})

    def of_kinds(self, kinds: Collection[Kind]) -> dict[Account, Days]:
        """Return what was booked on accounts of these kinds, but for 0.00."""
        return {
            account: days
            for account, days in self.moved.items()
            if account.kind in kinds
        }
