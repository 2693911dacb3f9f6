"""Values in the form that programs read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

_CENTS = 2


def money(amount: Decimal) -> str:
    """Return an amount such as 1234.56: exact, with two decimals at least."""
    exponent = amount.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return f"{amount:.{max(_CENTS, decimals)}f}"


def as_json(value: object) -> str:
    """Return a value as JSON text, in characters that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
