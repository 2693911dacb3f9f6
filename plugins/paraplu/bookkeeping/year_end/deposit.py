"""The balance sheet of a small legal person, to type over for the deposit at the KVK.

Art. 2:395a BW: a micro legal person files the balance sheet alone, in five lines. No
account of the contract holds provisions, so there are four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, Root
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.ledger.books import Books

_FIXED = frozenset({Kind.EQUIPMENT, Kind.COOP_EQUIPMENT})


class MicroBalance(NamedTuple):
    """What there is and where it came from, in EUR, at the end of a day.

    Both sides come to the same: `fixed` and `current` to `equity` and `debts`.
    """

    fixed: Decimal
    current: Decimal
    equity: Decimal
    debts: Decimal


def micro_balance(books: Books, last: dt.date) -> MicroBalance:
    """Return the figures at the end of a day, whether results were closed or not."""
    fixed = current = equity = debts = ZERO
    for account, days in books.days.items():
        own = books.chart.account(account.name)
        amount = sum((n for day, n in days.items() if day <= last), ZERO)
        if own.kind in _FIXED:
            fixed += amount
        elif own.root is Root.ASSETS:
            current += amount
        elif own.root is Root.LIABILITIES:
            debts -= amount
        else:
            equity -= amount
    return MicroBalance(fixed, current, equity, debts)
