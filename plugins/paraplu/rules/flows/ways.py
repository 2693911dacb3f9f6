"""Ways between the postings of a transaction, and what one look at it decides.

The room of most ways is unbounded, or depends on it alone: on how much VAT there
can be on an amount beside it, or on the cents that rounding may take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.dutch_law import standard_vat
from paraplu.base.money import ROUNDING, ZERO
from paraplu.ledger.transactions import NO_RING, Positions, Transaction
from paraplu.rules.flows.table import Bound

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

# Bounds that one look at a transaction's own amounts decides.
ON_VAT = frozenset({Bound.VAT_ON_CREDITS, Bound.VAT_ON_DEBITS})


class Lane(Struct, frozen=True):
    """A row of the table between postings of a transaction, for one ring.

    `base` are those that its VAT is on.
    """

    credits: Positions
    debits: Positions
    bounds: tuple[Bound, ...] = ()
    base: Positions = ()
    ring: int = NO_RING

    def room(self, day: dt.date, base: Decimal) -> Decimal | None:
        """Return the room, in EUR, of a way whose bound depends on the amounts alone.

        That is the most VAT there can be on a day on what the base of the way comes to,
        or the most rounding. None where nothing of the transaction itself bounds it.
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


class QuickCheck(Struct, frozen=True):
    """What to look at in a transaction whose plan covers it.

    `taxed` has to fit `way`, where there is one; `cents` are rounding, and go with the
    postings `with_cents`.
    """

    way: Lane | None = None
    taxed: Positions = ()
    cents: Positions = ()
    with_cents: Positions = ()

    @property
    def sees_nothing(self) -> bool:
        """Tell whether there is nothing to look at: no transaction can be doubtful."""
        return not self.cents and self.way is None

    def doubts(self, transaction: Transaction) -> bool:
        """Tell whether a transaction goes beyond what has to be looked at."""
        if self.cents and self._has_too_many_cents(transaction):
            return True
        if self.way is None:
            return False
        # Of nearly every entry this is asked.
        amounts = transaction.amounts
        base = sum([amounts[n] for n in self.way.base], ZERO)
        taxed = sum([amounts[n] for n in self.taxed], ZERO)
        return abs(taxed) > most_vat(transaction.date, base)

    def _has_too_many_cents(self, transaction: Transaction) -> bool:
        """Tell whether cents are more than rounding or than any posting beside them."""
        amounts = transaction.amounts
        others = (abs(amounts[n]) for n in self.with_cents)
        most = min(ROUNDING, max(others, default=ZERO))
        return abs(transaction.total(self.cents)) > most
