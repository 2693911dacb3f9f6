"""Ways between the legs of an entry, and what one look at an entry decides.

The room of most ways is unbounded, or depends on the entry alone: on how much VAT there
can be on an amount beside it, or on the cents that rounding may take.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.dutch_law import standard_vat
from paraplu.base.money import ROUNDING, ZERO
from paraplu.ledger.patterns import NO_RING
from paraplu.rules.flows.table import Bound

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.batches import Batch

Legs = tuple[int, ...]


# Bounds that one look at an entry's own amounts decides.
ON_VAT = frozenset({Bound.VAT_ON_CREDITS, Bound.VAT_ON_DEBITS})


@dataclass(frozen=True)
class Way:
    """A row of the table between legs of one entry, for one ring.

    `base` are the legs that its VAT is on.
    """

    credits: Legs
    debits: Legs
    bounds: tuple[Bound, ...] = ()
    base: Legs = ()
    ring: int = NO_RING

    def room(self, day: dt.date, base: Decimal) -> Decimal | None:
        """Return the room, in EUR, of a way whose bound depends on the entry alone.

        That is the most VAT there can be on a day on what the base of the way comes
        to, or the most rounding. None where nothing of the entry itself bounds it.
        """
        for bound in self.bounds:
            if bound is Bound.ROUNDING:
                return ROUNDING
            if bound in ON_VAT:
                return most_vat(day, base)
        return None


def most_vat(day: dt.date, base: Decimal) -> Decimal:
    """Return the most VAT, in EUR, that there can be on an amount on a day."""
    return abs(base) * standard_vat(day) + ROUNDING if base else ZERO


@dataclass(frozen=True)
class Glance:
    """What to look at in an entry whose plan covers it.

    `legs` have to fit `way`, where there is one; `cents` are rounding, and go with the
    legs `with_cents`.
    """

    way: Way | None = None
    legs: Legs = ()
    cents: Legs = ()
    with_cents: Legs = ()

    def doubtful(self, batch: Batch) -> Iterator[int]:
        """Yield the rows that do not keep within what has to be looked at."""
        if self.cents:
            yield from self._too_many_cents(batch)
        if self.way:
            columns = batch.dates, batch.summed(self.way.base), batch.summed(self.legs)
            for row, (day, base, amount) in enumerate(zip(*columns, strict=True)):
                if abs(amount) > most_vat(day, base):
                    yield row

    def _too_many_cents(self, batch: Batch) -> Iterator[int]:
        """Yield the rows with more cents than rounding or than any leg beside them."""
        for row, cents in enumerate(batch.summed(self.cents)):
            others = (abs(batch.amounts[n][row]) for n in self.with_cents)
            if abs(cents) > min(ROUNDING, max(others, default=ZERO)):
                yield row
