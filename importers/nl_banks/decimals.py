"""Amounts of layouts that write one way or the other, and never both in one file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nl_banks import values
from nl_banks.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

_COMMA = re.compile(r"[^,]*,\d{1,2}")
_POINT = re.compile(r"[^.]*\.\d{1,2}")


class Decimals:
    """Reads the amounts of one file, each in the way of the first that shows it.

    12,50 and 12.50 show it. What could be either, 1.234, is not read before one of
    those has been.
    """

    def __init__(self) -> None:
        """Know nothing of the file yet."""
        self._read: Callable[[str], Decimal] | None = None

    def __call__(self, text: str) -> Decimal:
        """Return the amount; Refused where it is written in the other way."""
        if self._read is None:
            self._read = _way(text.strip())
        if self._read is not None:
            return self._read(text)
        if "," in text or "." in text:
            raise Refused(
                "“{text}” is not an amount as this layout writes it.", text=text
            )
        return values.comma(text)


def _way(text: str) -> Callable[[str], Decimal] | None:
    if _COMMA.fullmatch(text):
        return values.comma
    return values.point if _POINT.fullmatch(text) else None


def signed(sign: str, amount: Decimal, signs: Mapping[str, int]) -> Decimal:
    """Return the amount with the sign that its own column gives it."""
    if sign not in signs or amount.is_signed():
        raise Refused(
            "“{sign}” with {amount} does not say whether money came in or went out.",
            sign=sign,
            amount=amount,
        )
    return signs[sign] * amount
