"""The transactions behind the boxes of a return."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.bookkeeping.vat.codes import NOWHERE, OWED

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.bookkeeping.vat.returns import VatReturn
    from paraplu.ledger.transactions import Transaction

# The boxes that are sums, and what they are sums of.
_SUMS = {"5a": OWED, "5c": (*OWED, "5b"), "5g": (*OWED, "5b")}


class BoxLine(NamedTuple):
    """What one transaction puts into one box for one member, on the day it is due."""

    date: dt.date
    box: str
    member: str
    base: Decimal
    tax: Decimal
    transaction: Transaction


def lines_of(made: VatReturn, box: str | None, member: str | None) -> list[BoxLine]:
    """Return what stands behind a box, or all; of one member, or of everybody."""
    wanted = None if box is None else _SUMS.get(box, (box,))
    return [
        BoxLine(one.date, item.box, item.member, item.base, item.tax, one.transaction)
        for one in made.taxed
        for item in one.items
        if item.box != NOWHERE
        and (wanted is None or item.box in wanted)
        and member in (None, item.member)
    ]
