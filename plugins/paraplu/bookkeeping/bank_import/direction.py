"""Which way money goes on an account: a purchase is paid, a sale is received.

What goes the other way is a refund or a correction. That takes a link to what it
takes back, so no rule and no habit books it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind, Root

if TYPE_CHECKING:
    from decimal import Decimal

_IN = frozenset({Kind.DEPOSIT, Kind.RECEIVABLE, Kind.COOP_RECEIVABLE})
_OUT = frozenset(
    {
        Kind.EQUIPMENT,
        Kind.COOP_EQUIPMENT,
        Kind.STOCK,
        Kind.PREPAID,
        Kind.PAYABLE,
        Kind.COOP_PAYABLE,
    }
)


def goes(account: Account, amount: Decimal) -> bool:
    """Tell whether money may come from, or go to, an account; positive came in."""
    if account.root is Root.INCOME or account.kind in _IN:
        return amount > 0
    if account.root is Root.EXPENSES or account.kind in _OUT:
        return amount < 0
    return True
