"""Sales that two reports of one provider tell of: the receipts, and the account.

Zettle has the fee beside the sale in the one, and as a line of its own in the other;
both give the number of the receipt. What is booked of a receipt from the one is not
new in the other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.metadata import PAYMENT_REF
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.line import ImportLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nl_banks import Statement
    from nl_banks.known import Mark

_PROVIDERS = frozenset({"Zettle"})
# A sale comes to the account within days; the numbers of receipts may begin again.
_NEAR = dt.timedelta(days=14)


class ToldTwice(NamedTuple):
    """By their places: lines that are booked from the other report, and may be."""

    known: frozenset[int]
    doubtful: frozenset[int]


def told_twice(
    statement: Statement,
    lines: Sequence[ImportLine],
    fresh: Iterable[int],
    left: Iterable[Mark],
) -> ToldTwice:
    """Return which lines the books have from another report of the provider.

    Where the sums of a receipt differ, a person has to look.
    """
    if statement.bank not in _PROVIDERS:
        return ToldTwice(frozenset(), frozenset())
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n in fresh:
        if receipt := lines[n].booking.payment_reference:
            places[receipt].append(n)
    booked: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in left:
        if (receipt := _receipt(mark)) in places:
            booked[receipt].append(mark)
    known: set[int] = set()
    doubtful: set[int] = set()
    for receipt, here in places.items():
        day = lines[here[0]].booking.date
        there = [one for one in booked[receipt] if abs(one.date - day) <= _NEAR]
        moved = sum((lines[n].moved for n in here), ZERO)
        if there:
            same = sum((one.amount for one in there), ZERO) == moved
            (known if same else doubtful).update(here)
    return ToldTwice(frozenset(known), frozenset(doubtful))


def _receipt(mark: Mark) -> str:
    """Return the receipt of what is booked, or about to be."""
    if isinstance(mark.line, ImportLine):
        return mark.line.booking.payment_reference
    return str(mark.line.meta.get(PAYMENT_REF) or "")
