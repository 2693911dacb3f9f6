"""The boxes of a return: exact amounts, and the whole euros that the form asks for."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.codes import BOXES, INPUT, NOWHERE, OWED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.bookkeeping.vat.assessed import BoxItem, VatEntry

_EURO = Decimal(1)


class Box(NamedTuple):
    """What stands in a box: what VAT is on, and the VAT, in the currency."""

    base: Decimal = ZERO
    tax: Decimal = ZERO


Boxes = dict[str, Box]


def boxes_of(items: Iterable[BoxItem]) -> Boxes:
    """Return the boxes that items fill, in the order of the return."""
    sums: dict[str, list[Decimal]] = {}
    for box, base, tax, _member, _code in items:
        if box != NOWHERE:
            total = sums.setdefault(box, [ZERO, ZERO])
            total[0] += base
            total[1] += tax
    return {box: Box(*sums[box]) for box in BOXES if any(sums.get(box, ()))}


def items_of(taxed: Iterable[VatEntry]) -> Iterator[BoxItem]:
    """Return what entries put into the boxes."""
    return chain.from_iterable(one.items for one in taxed)


def added(one: Mapping[str, Box], other: Mapping[str, Box], sign: int = 1) -> Boxes:
    """Return the sums of two returns by box, or with sign -1 their differences."""
    sums = {}
    for box in BOXES:
        mine, its = one.get(box, Box()), other.get(box, Box())
        total = Box(mine.base + sign * its.base, mine.tax + sign * its.tax)
        if any(total):
            sums[box] = total
    return sums


def net(boxes: Mapping[str, Box]) -> Decimal:
    """Return what is to be paid, exactly; below nil where it comes back."""
    owed = sum((boxes[box].tax for box in OWED if box in boxes), ZERO)
    return owed - boxes.get(INPUT, Box()).tax


def with_totals(boxes: Boxes) -> Boxes:
    """Return boxes with the totals 5a, 5c and 5g, to the cent."""
    total = net(boxes)
    due = total + boxes.get(INPUT, Box()).tax
    sums = {"5a": due, "5c": total, "5g": total}
    return boxes | {box: Box(ZERO, tax) for box, tax in sums.items()}


def in_euros(boxes: Mapping[str, Box]) -> Boxes:
    """Return the boxes as they are filled in, with the totals 5a, 5c and 5g.

    Each is rounded in the cooperative's favour, as the form allows: what is owed and
    what it is owed on down, what is deducted up (Belastingdienst, toelichting bij de
    aangifte omzetbelasting).
    """
    whole = {
        box: Box(_down(base), _up(tax) if box == INPUT else _down(tax))
        for box, (base, tax) in boxes.items()
    }
    due = sum((whole[box].tax for box in OWED if box in whole), ZERO)
    claimed = whole.get(INPUT, Box()).tax
    totals = {"5a": due, INPUT: claimed, "5c": due - claimed, "5g": due - claimed}
    whole |= {box: Box(ZERO, tax) for box, tax in totals.items()}
    return {box: whole[box] for box in BOXES if box in whole}


def _down(amount: Decimal) -> Decimal:
    return amount.quantize(_EURO, ROUND_FLOOR)


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(_EURO, ROUND_CEILING)
