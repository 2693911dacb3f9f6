"""What one member owes of one share over one month, and how it comes about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO
from paraplu.bookkeeping.contributions.shares import SharePart
from paraplu.register.agreements import Base

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.dates import Month


class Due(NamedTuple):
    """What one member owes of one share over one month, in the operating currency.

    `base` is what the share was taken of, `exact` the share of this month alone, which
    may be below zero, and `carried` what earlier months left: below zero, or above it
    where more was given back since. `amount` is what has to be booked: their sum in
    whole cents, less what was given back of it, `returned`. It is below zero where the
    member gets a share back. `of` and `rates` are what was agreed, with a rate for each
    policy of the month; `parts` are what each of them took the share of.
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
    returned: Decimal = ZERO
    parts: tuple[SharePart, ...] = ()

    @property
    def bases(self) -> tuple[Base, ...]:
        """What the share was taken of, each once: several under two policies."""
        return tuple(dict.fromkeys(part.of for part in self.parts)) or (self.of,)

    @property
    def agreed(self) -> tuple[SharePart, ...]:
        """The parts, those that were agreed alike as one."""
        sums: defaultdict[tuple[Base, Decimal], Decimal] = defaultdict(lambda: ZERO)
        for part in self.parts:
            sums[part.of, part.rate] += part.base
        return tuple(SharePart(*how, base) for how, base in sums.items())

    @property
    def percentages(self) -> str:
        """The rates as the register writes them: 30%."""
        return " / ".join(map(percentage, self.rates))


def percentage(rate: Decimal) -> str:
    """Return a rate as the register writes it: 30%."""
    return f"{(rate * 100).normalize():f}%"
