"""Words of canonical lines: what a ledger says, so that no two values look the same.

Nothing here may depend on the version of Python, on the machine or on its settings: a
test looks for what does (tests/ledger/test_same_everywhere.py).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# What would set fields or lines apart, and how it is written instead.
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
SPLITTING = re.compile(r"[\\\t\n\r]")

# Metadata that loaders add, which says nothing of the entry.
PLACES = frozenset({"filename", "lineno"})
ADDED = PLACES | {"__tolerances__", "__automatic__"}
# The exponent of a number that is written to the cent.
_CENTS = -2


def plain(text: str) -> str:
    """Return a text without what sets fields and lines apart, and no two the same."""
    if not SPLITTING.search(text):
        # Nearly every text, and much quicker than putting nothing into it.
        return text
    return SPLITTING.sub(lambda hit: _ESCAPES[hit[0]], text)


def by_value(number: Decimal) -> str:
    """Return a number in cents, with more digits only where it has them.

    So 41.2 and 41.200 are 41.20, as an editor may write it.
    """
    if number.as_tuple().exponent == _CENTS or not number.is_finite():
        return str(number)
    whole, _, part = f"{number:f}".partition(".")
    return f"{whole}.{part.rstrip('0').ljust(-_CENTS, '0')}"


def word(value: object, number: Callable[[Decimal], str] = str) -> str:
    """Return a value that is no text, its numbers as a ledger has them or by value."""
    # Who asks for the checksum of the rules alone needs no Beancount.
    from beancount.core.amount import Amount

    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case dt.date():
            return value.isoformat()
        case Amount():
            amount = value.number
            return f"{amount if amount is None else number(amount)} {value.currency}"
        case Decimal():
            return number(value)
        case _:
            # What only a plugin can bring about.
            return f"{type(value).__name__} {plain(str(value))}"


def remarks(
    meta: Mapping[str, Any], number: Callable[[Decimal], str] = str
) -> list[str]:
    """Return metadata in words: what is no text differs from one that looks like it."""
    said = [
        f"{key}: {plain(value)}"
        if isinstance(value, str)
        else f"{key}= {word(value, number)}"
        for key, value in meta.items()
        if key not in ADDED
    ]
    return said if len(said) == 1 else sorted(said)
