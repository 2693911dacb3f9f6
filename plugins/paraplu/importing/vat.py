"""The VAT in an amount that came or went with VAT in it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.accounts import Kind, Root
from paraplu.dutch_law import REDUCED_VAT, STANDARD_VAT
from paraplu.findings import CENT
from paraplu.vocabulary import DUTCH

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.books import Books

_RATES = {"high": STANDARD_VAT, "low": REDUCED_VAT}
# What follows the group of VAT in the accounts of `paraplu init`, in both languages.
_DETAILS = {
    "high": ("High", "Hoog"),
    "low": ("Low", "Laag"),
    "input": ("Input", "Voorbelasting"),
}


def rate_of(level: str, day: dt.date) -> Decimal:
    """Return the rate of a level, high or low, as a fraction: 0.21 for 21 %."""
    rates = _RATES[level]
    begun = [rate for start, rate in rates if start <= day]
    return begun[-1] if begun else rates[0][1]


def vat_in(gross: Decimal, level: str, day: dt.date) -> Decimal:
    """Return the VAT in an amount, in whole cents, with the sign of the amount."""
    net = (gross / (1 + rate_of(level, day))).quantize(CENT, ROUND_HALF_UP)
    return gross - net


def level_in(net: Decimal, vat: Decimal, day: dt.date) -> str:
    """Return the level of VAT on a net amount, or nothing where it is neither."""
    return next(
        (level for level in _RATES if abs(vat - net * rate_of(level, day)) <= CENT),
        "",
    )


def vat_account(books: Books, level: str, *, sold: bool) -> str:
    """Return where the VAT of a sale or a purchase is booked in these books.

    The account that the books have for it; else the group alone, where that is open;
    else the name that new books would have.
    """
    root, kind = (
        (Root.LIABILITIES, Kind.VAT_DUE) if sold else (Root.ASSETS, Kind.VAT_CLAIM)
    )
    english, dutch = _DETAILS[level if sold else "input"]
    opened = [one.account for one in books.opened.values() if one.account.kind is kind]
    group = books.chart.coop_account(root, "VAT")
    for account in opened:
        if account.detail[:1] in {(english,), (dutch,)}:
            return account.name
    if any(account.name == group for account in opened):
        return group
    detail = dutch if group.endswith(":" + DUTCH["VAT"]) else english
    return f"{group}:{detail}"
