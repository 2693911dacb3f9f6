"""Ways between the legs of an entry, and what one look at an entry decides.

The room of most ways is unbounded, or depends on the entry alone: on how much VAT there
can be on an amount beside it, or on the cents that rounding may take.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.books import ZERO
from paraplu.dutch_law import standard_vat
from paraplu.flows.table import Bound

if TYPE_CHECKING:
    from paraplu.books import Entry

Legs = tuple[int, ...]

# The most that rounding may explain in one entry, in EUR: the contract's figure.
# VAT gets the same room, since it may be rounded line by line.
ROUNDING = Decimal("0.05")


@dataclass(frozen=True)
class Way:
    """A row of the table between legs of one entry; `base` are the legs it is over."""

    credits: Legs
    debits: Legs
    bound: Bound = Bound.NONE
    base: Legs = ()

    def room(self, entry: Entry) -> Decimal:
        """Return the room, in EUR, of a way whose bound depends on the entry alone.

        That is the most VAT there can be on the base of the way, or the most rounding.
        """
        if self.bound is Bound.ROUNDING:
            return ROUNDING
        base = _amount(entry, self.base)
        return base * standard_vat(entry.date) + ROUNDING if base else ZERO


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

    @property
    def sure(self) -> bool:
        """Tell whether there is nothing to look at."""
        return self.way is None and not self.cents

    def explains(self, entry: Entry) -> bool:
        """Tell whether an entry keeps within what has to be looked at."""
        if self.cents:
            cents = _amount(entry, self.cents)
            largest = max((_amount(entry, (n,)) for n in self.with_cents), default=ZERO)
            if cents > min(ROUNDING, largest):
                return False
        return self.way is None or _amount(entry, self.legs) <= self.way.room(entry)


def _amount(entry: Entry, legs: Legs) -> Decimal:
    """Return the amount of some legs, all on one side; nearly always there is one."""
    amounts = entry.amounts
    if len(legs) == 1:
        return abs(amounts[legs[0]])
    return sum([abs(amounts[n]) for n in legs], ZERO)
