"""The VAT in an amount that came or went with VAT in it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.base.chart import Root
from paraplu.base.dutch_law import VAT_CODES
from paraplu.base.money import CENT
from paraplu.bookkeeping.vat import accounts

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.books import Books

_LEVELS = ("high", "low")


def rate_of(level: str, day: dt.date) -> Decimal:
    """Return the rate of a level, high or low, as a fraction: 0.21 for 21 %."""
    return VAT_CODES[level].rate(day)


def vat_in(gross: Decimal, level: str, day: dt.date) -> Decimal:
    """Return the VAT in an amount, in whole cents, with the sign of the amount."""
    net = (gross / (1 + rate_of(level, day))).quantize(CENT, ROUND_HALF_UP)
    return gross - net


def level_in(net: Decimal, vat: Decimal, day: dt.date) -> str:
    """Return the level of VAT on a net amount, or nothing where it is neither."""
    return next(
        (level for level in _LEVELS if abs(vat - net * rate_of(level, day)) <= CENT),
        "",
    )


def vat_account(books: Books, level: str, *, sold: bool) -> str:
    """Return where the VAT of a sale or a purchase is booked in these books.

    The account that the books have for it; else the group alone, where that is open;
    else the name that new books would have.
    """
    root = Root.LIABILITIES if sold else Root.ASSETS
    detail = level.capitalize() if sold else "Input"
    account = accounts.vat_account(books.chart, root, detail, books.opened)
    group = books.chart.coop_account(root, "VAT")
    return group if group in books.opened and account not in books.opened else account
