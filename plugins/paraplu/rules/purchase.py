"""What needs an approval: growth, training and equipment that a member buys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.ledger.depreciation import booked, written_off

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.ledger.paydays import PayDays
    from paraplu.ledger.transactions import Transaction

APPROVED_USES = frozenset({Kind.GROWTH, Kind.TRAINING, Kind.EQUIPMENT})


class Purchase(NamedTuple):
    """What a member buys in one entry, the limit of that day, and when it is paid."""

    transaction: Transaction
    member: str
    limit: Decimal
    days: PayDays

    @property
    def spent(self) -> Decimal:
        """What it comes to, in growth, training and equipment.

        A discount is taken off, line by line of the same class. Depreciation is no
        spending, and neither is a correction within the same result.
        """
        sums = [booked(self.transaction, self.member, kind) for kind in APPROVED_USES]
        if self.transaction.signature.only_results:
            return sum(sums, ZERO)
        off = written_off(self.transaction, self.member)
        return sum((n for n in sums if n > 0), ZERO) - off

    @property
    def paid(self) -> dt.date | None:
        """The day on which it began to be paid, None where that is still to come."""
        return self.days.first(self.transaction, self.member)
