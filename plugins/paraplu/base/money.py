"""Amounts in EUR: nothing, a cent, and how far cents may go astray."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
CENT = Decimal("0.01")
# Sums that differ by less are the same in whole cents.
HALF_A_CENT = Decimal("0.005")
# The most that rounding may explain in one entry: the contract's figure (section 4).
# VAT gets the same room, since it may be rounded line by line.
ROUNDING = Decimal("0.05")


def in_cents(amount: Decimal) -> Decimal:
    """Return an amount in whole cents, as it is told: a rate leaves more decimals."""
    return amount.quantize(CENT, ROUND_HALF_UP)
