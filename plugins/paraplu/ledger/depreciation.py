"""Depreciation: equipment that becomes growth, its money having left before.

What it costs counted as growth when it was bought. Writing it off spends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.entries import Entry
    from paraplu.ledger.patterns import Pattern


def writes_off(pattern: Pattern) -> bool:
    """Tell whether entries may write off equipment: growth of what is taken away."""
    sides = {(leg.kind, leg.credit) for leg in pattern.legs}
    return {(Kind.GROWTH, False), (Kind.EQUIPMENT, True)} <= sides


def written_off(entry: Entry, member: str) -> Decimal:
    """Return how much of a member's growth in an entry is equipment written off."""
    gone = -booked(entry, member, Kind.EQUIPMENT)
    return max(min(gone, booked(entry, member, Kind.GROWTH)), ZERO)


def written_off_by_leg(entry: Entry) -> dict[int, Decimal]:
    """Return what of each posting is equipment written off, with its sign.

    Where only a part of several postings is, it is the first that are.
    """
    found: dict[int, Decimal] = {}
    for member in entry.shape.members:
        for kind, sign in ((Kind.GROWTH, 1), (Kind.EQUIPMENT, -1)):
            left = written_off(entry, member)
            for n, (account, amount) in enumerate(entry.legs()):
                if account.kind is kind and account.member == member:
                    part = min(max(sign * amount, ZERO), left)
                    found[n] = sign * part
                    left -= part
    return found


def booked(entry: Entry, member: str, kind: Kind) -> Decimal:
    """Return what an entry comes to on a class of a member, a discount taken off."""
    return sum(
        (n for a, n in entry.legs() if a.kind is kind and a.member == member), ZERO
    )
