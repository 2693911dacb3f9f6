"""Fits VAT to what it is on: which rates give just the tax that is booked?"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import HALF_A_CENT, ZERO, in_cents
from paraplu.bookkeeping.vat.codes import MARGINS, NOWHERE, TaxOption

if TYPE_CHECKING:
    from collections.abc import Sequence

# More ways than this in which a transaction may be taxed are not gone through.
_MOST_WAYS = 4096
# By so much VAT may be off where nobody says of how many receipts it is, and by no more
# than this part of what it is on: less would hide that it is at another rate.
_ROUNDED, _PART_ROUNDED = Decimal("0.05"), Decimal("0.01")


class TaxablePart(NamedTuple):
    """An amount that is taxed in one of some ways: positive where VAT is owed on it.

    `lines` counts what was rounded: each line may be, or the whole.
    """

    position: int
    member: str
    amount: Decimal
    options: tuple[TaxOption, ...]
    lines: int = 1


def joined(parts: list[TaxablePart]) -> list[TaxablePart]:
    """Return the parts with those together that can be taxed in one way only."""
    joined: dict[object, TaxablePart] = {}
    for part in parts:
        key = (part.member, part.options) if len(part.options) == 1 else part.position
        known = joined.get(key)
        joined[key] = (
            part
            if known is None
            else known._replace(
                amount=known.amount + part.amount, lines=known.lines + part.lines
            )
        )
    return [part for part in joined.values() if part.amount]


# Base and tax by box, member and code.
Sums = dict[tuple[str, str, str], tuple[Decimal, Decimal]]


def owed_items(
    parts: Sequence[TaxablePart], due: Decimal, *, counted: bool = False
) -> Sums | None:
    """Return base and tax by box and member, None unless just one way fits.

    What fits no way to the cent may be a total of a cash register, whose VAT was
    rounded on each receipt. Where these are `counted`, that is as far as it goes.
    """
    if prod(len(part.options) for part in parts) > _MOST_WAYS:
        return None
    total = sum((abs(part.amount) for part in parts), ZERO)
    rounded = ZERO if counted else min(_ROUNDED, total * _PART_ROUNDED)
    for more in (ZERO, rounded):
        found: list[Sums] = []
        for ways in product(*(part.options for part in parts)):
            sums = _fitting(parts, ways, due, more)
            if sums is not None and sums not in found:
                found.append(sums)
        if found:
            return found[0] if len(found) == 1 else None
    return None


@cache
def slack(rate: Decimal) -> Decimal:
    """Return by how much VAT may differ from a rate over one line.

    A price with VAT in it is split into base and tax that are both whole cents: the
    base is off by up to half a cent, and the tax by that and by the rate over it.
    """
    return HALF_A_CENT * (1 + rate) if rate else ZERO


def _fitting(
    parts: Sequence[TaxablePart],
    ways: Sequence[TaxOption],
    due: Decimal,
    more: Decimal,
) -> Sums | None:
    """Return what one way gives, None where the VAT is not what it asks for.

    It may be off by half a cent for each line, and by `more`.
    """
    expected = [
        ZERO if way.code in MARGINS else part.amount * way.rate
        for part, way in zip(parts, ways, strict=True)
    ]
    margins = [n for n, way in enumerate(ways) if way.code in MARGINS]
    if margins:
        expected[margins[0]] = rest = due - sum(expected, ZERO)
        low, high = sorted((ZERO, parts[margins[0]].amount * ways[margins[0]].rate))
        if len(margins) > 1 or not low <= rest <= high:
            return None
    lines = zip(parts, ways, strict=True)
    allowed = sum((part.lines * slack(way.rate) for part, way in lines), ZERO)
    if abs(due - sum(expected, ZERO)) > allowed + more:
        return None
    sums: Sums = {}
    taxes = shared(due, expected)
    for part, way, tax in zip(parts, ways, taxes, strict=True):
        if way.box == NOWHERE:
            continue
        base = part.amount
        if way.code in MARGINS:
            base = in_cents(tax / way.rate)
        key = way.box, part.member, way.code
        old_base, old_tax = sums.get(key, (ZERO, ZERO))
        sums[key] = (old_base + base, old_tax + tax)
    return {key: value for key, value in sums.items() if any(value)}


def shared(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return an amount divided by weights, in whole cents that add up to it exactly."""
    whole = sum(weights, ZERO)
    if not whole:
        return [total, *[ZERO] * (len(weights) - 1)] if weights else []
    shares, seen, given = [], ZERO, ZERO
    for weight in weights:
        seen += weight
        share = (total if seen == whole else in_cents(total * seen / whole)) - given
        given += share
        shares.append(share)
    return shares
