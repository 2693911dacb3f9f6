"""Set-offs: what the municipality takes into account, and its payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.days import day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import ZERO, amount
from bookmaking.ring import BANK, MUNICIPALITY, Ring

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from bookmaking.journal import Journal

_CITY = "Gemeente Wilgerdam"

# When it was decided and paid, over which period, and how much of whom.
_DECIDED = (
    (
        ("2025-07-31", "2025-08-21", "eerste helft 2025"),
        {"L01": "300.00", "L02": "150.00"},
    ),
    (
        ("2026-02-27", "2026-03-19", "2025"),
        {"L01": "360.00", "L06": "240.00", "L08": "180.00"},
    ),
)


def book_set_offs(journal: Journal) -> None:
    """Book the set-offs of the period."""
    for (decided, paid, period), parts in _DECIDED:
        what = f"Verrekening over {period}"
        for code, price in parts.items():
            set_off(journal, day(decided), Ring(code), amount(price), what)
        total = sum(map(amount, parts.values()), ZERO)
        pay_municipality(journal, day(paid), total, what)


def set_off(
    journal: Journal, date: dt.date, ring: Ring, price: Decimal, what: str
) -> None:
    """Book that the municipality takes part of a thermometer into account."""
    legs = {ring.set_off: price, MUNICIPALITY: -price}
    journal.book(date, Book.JOURNAL, _CITY, f"{what} {ring.code}", legs)


def pay_municipality(
    journal: Journal, date: dt.date, price: Decimal, what: str
) -> None:
    """Book that the municipality was paid what it is owed."""
    legs = {MUNICIPALITY: price, BANK: -price}
    note = invented_iban(_CITY)
    journal.book(date, Book.BANK, _CITY, what, legs, counterparty=note)
