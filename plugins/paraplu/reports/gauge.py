"""The cover as two amounts to hold side by side: what is earmarked, what is there.

A claim on the tax office or the municipality lessens what is earmarked in `Cover`.
Here it stands with what is there, so that both sides are made of parts that can be
drawn; what is missing stays the same.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.ledger.cover import Cover, cover_by_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.ledger.books import Books


@dataclass(frozen=True)
class Gauge:
    """What is earmarked, by whose it is, and what there is to cover it.

    `in_money` is less than nothing where more is owed than there is money; `to_come` is
    what still has to be collected or sold.
    """

    members: Decimal = ZERO
    funds: Decimal = ZERO
    vat: Decimal = ZERO
    municipality: Decimal = ZERO
    in_money: Decimal = ZERO
    to_come: Decimal = ZERO

    @property
    def earmarked(self) -> Decimal:
        """What is not the cooperative's own to spend."""
        return self.members + self.funds + self.vat + self.municipality

    @property
    def there(self) -> Decimal:
        """What there is to cover it."""
        return self.in_money + self.to_come

    @property
    def short(self) -> Decimal:
        """How much is missing; nil where nothing is."""
        return max(self.earmarked - self.there, ZERO)

    @property
    def short_in_money(self) -> Decimal:
        """How much is missing when only money counts; nil where nothing is."""
        return max(self.earmarked - self.in_money, ZERO)

    @property
    def free(self) -> Decimal:
        """What the cooperative itself may spend: all beyond what is earmarked.

        The same day's cover says what belongs to which side (contract, PF05); nil where
        money is missing.
        """
        return max(self.there - self.earmarked, ZERO)

    @property
    def free_in_money(self) -> Decimal:
        """What of it is money already, and no claim; nil where none is."""
        return max(self.in_money - self.earmarked, ZERO)


def gauge_on(covers: Sequence[Cover], day: dt.date) -> Gauge:
    """Return the gauge at the end of a day, from the covers of all days in order."""
    at = bisect_right(covers, day, key=lambda cover: cover.date)
    if not at:
        return Gauge()
    cover = covers[at - 1]
    claims = -min(cover.vat, ZERO) - min(cover.municipality, ZERO)
    return Gauge(
        cover.thermometers,
        cover.funds,
        max(cover.vat, ZERO),
        max(cover.municipality, ZERO),
        cover.money - cover.debts,
        cover.claims + claims,
    )


def covers_of(books: Books) -> tuple[Cover, ...]:
    """Return the cover of every day on which it changed; work for once in a load."""
    return tuple(cover_by_day(books))
