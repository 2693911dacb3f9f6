"""Depreciation: equipment that becomes growth, its money having left before.

What it costs counted as growth when it was bought. Writing it off spends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.transactions import Signature, Transaction


def writes_off(signature: Signature) -> bool:
    """Tell whether entries may write off equipment: growth of what is taken away."""
    sides = {(role.kind, role.credit) for role in signature.roles}
    return {(Kind.GROWTH, False), (Kind.EQUIPMENT, True)} <= sides


def written_off(transaction: Transaction, member: str) -> Decimal:
    """Return how much of a member's growth in an entry is equipment written off."""
    gone = -booked(transaction, member, Kind.EQUIPMENT)
    return max(min(gone, booked(transaction, member, Kind.GROWTH)), ZERO)


def written_off_by_posting(transaction: Transaction) -> dict[int, Decimal]:
    """Return what of each posting is equipment written off, with its sign.

    Where only a part of several postings is, it is the first that are.
    """
    found: dict[int, Decimal] = {}
    for member in transaction.members:
        for kind, sign in ((Kind.GROWTH, 1), (Kind.EQUIPMENT, -1)):
            left = written_off(transaction, member)
            for n, posting in enumerate(transaction.postings):
                account = posting.account
                if account.kind is kind and account.member == member:
                    part = min(max(sign * posting.amount, ZERO), left)
                    found[n] = sign * part
                    left -= part
    return found


def booked(transaction: Transaction, member: str, kind: Kind) -> Decimal:
    """Return what a class of a member comes to, a discount taken off."""
    amounts = (
        posting.amount
        for posting in transaction.postings
        if posting.account.kind is kind and posting.account.member == member
    )
    return sum(amounts, ZERO)
