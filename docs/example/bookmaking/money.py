"""Amounts: exact, to the cent, a half cent up."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import Enum

CENT = Decimal("0.01")
EURO = Decimal(1)
ZERO = Decimal("0.00")


class Vat(Enum):
    """A rate of Dutch VAT, as the books of 2025 and 2026 meet it."""

    HIGH = Decimal("0.21")
    LOW = Decimal("0.09")
    # Exempt, such as rent and insurance, or bought from somebody who has no firm.
    NONE = Decimal(0)


def amount(text: str) -> Decimal:
    """Return an amount that is written as text, with its cents."""
    return Decimal(text).quantize(CENT)


def rounded(exact: Decimal) -> Decimal:
    """Return an amount to the cent, a half cent up."""
    return exact.quantize(CENT, ROUND_HALF_UP)


def whole(exact: Decimal) -> Decimal:
    """Return the whole euros of an amount, which a VAT return asks for."""
    return exact.quantize(EURO, ROUND_DOWN).quantize(CENT)


def taxed(net: Decimal, vat: Vat) -> Decimal:
    """Return the VAT on a price without VAT."""
    return rounded(net * vat.value)


def without_tax(gross: Decimal, vat: Vat) -> tuple[Decimal, Decimal]:
    """Return what of a price with VAT is the net, and what is the VAT."""
    net = rounded(gross / (1 + vat.value))
    return net, gross - net
