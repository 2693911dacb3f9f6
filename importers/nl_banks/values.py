"""Amounts and days as banks write them; each layout says which way it writes.

Nothing is guessed: 1.234 is one euro and something, or more than a thousand, and only
the layout knows.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from nl_banks.refusal import Refused

_CENT = Decimal("0.01")
# No statement is of another time; what is reckoned from a day stays in the calendar.
_YEARS = range(1900, 2200)

# At most fifteen digits: more than any account holds, and little enough to add up
# exactly. Currencies and exchange rates have up to ten decimals.
_COMMA = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(\d{0,10}))?")
_POINT = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.(\d{0,10}))?")


def comma(text: str) -> Decimal:
    """Return an amount with a decimal comma: 1.234,56 or -12,5 or +442,98."""
    return _decimal(_COMMA, ".", text)


def point(text: str) -> Decimal:
    """Return an amount with a decimal point: 1,234.56 or -12.5."""
    return _decimal(_POINT, ",", text)


def _decimal(style: re.Pattern[str], thousands: str, text: str) -> Decimal:
    found = style.fullmatch(text.strip()) if text.isascii() else None
    if not found:
        raise Refused("“{text}” is not an amount as this layout writes it.", text=text)
    sign, whole, part = found.groups("")
    return Decimal(f"{sign}{whole.replace(thousands, '')}.{part:0<2}")


@lru_cache(maxsize=4096)
def dashed_dmy(text: str) -> dt.date:
    """Return a day written as dd-mm-yyyy."""
    return _day(r"(?P<d>\d\d)-(?P<m>\d\d)-(?P<y>\d{4})", text)


@lru_cache(maxsize=4096)
def slashed_dmy(text: str) -> dt.date:
    """Return a day written as dd/mm/yyyy."""
    return _day(r"(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>\d{4})", text)


@lru_cache(maxsize=4096)
def dotted_dmy(text: str) -> dt.date:
    """Return a day written as dd.mm.yyyy."""
    return _day(r"(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<y>\d{4})", text)


@lru_cache(maxsize=4096)
def iso(text: str) -> dt.date:
    """Return a day written as yyyy-mm-dd."""
    return _day(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", text)


@lru_cache(maxsize=4096)
def compact(text: str) -> dt.date:
    """Return a day written as yyyymmdd."""
    return _day(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", text)


def _day(style: str, text: str) -> dt.date:
    found = re.fullmatch(style, text.strip(), re.ASCII)
    try:
        if found and int(found["y"]) in _YEARS:
            return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        pass
    raise Refused("“{text}” is not a day as this layout writes it.", text=text)


def _decimals(amount: Decimal) -> int:
    return -int(amount.as_tuple().exponent)


def at_least_cents(amount: Decimal) -> Decimal:
    """Return the amount with two decimals, and more only where they are not zeros."""
    if amount.same_quantum(_CENT):
        return amount
    return max(amount.normalize(), amount.quantize(_CENT), key=_decimals)


@lru_cache(maxsize=64)
def currency(text: str) -> str:
    """Return the three letters of a currency (ISO 4217)."""
    if re.fullmatch(r"[A-Z]{3}", text.strip(), re.ASCII):
        return text.strip()
    raise Refused("“{text}” is not the code of a currency.", text=text)
