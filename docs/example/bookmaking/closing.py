"""Closings: the results of a year, of the members and of the cooperative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.entry import Book
from bookmaking.funds import FUNDERS
from bookmaking.money import amount
from bookmaking.ring import RESERVE, Ring
from bookmaking.trades import TRADES

if TYPE_CHECKING:
    import datetime as dt

    from bookmaking.days import Month
    from bookmaking.journal import Journal, Legs


def book_closing(journal: Journal, month: Month) -> None:
    """Close the year that ends with a month."""
    what = f"Afsluiting {month.year}"
    for trade in TRADES:
        close_ring(journal, trade.ring, month.last, what)
    for fund in FUNDERS:
        _close(journal, f"Funds:{fund}", f"Equity:Funds:{fund}", month.last, what)
    _close(journal, "Coop", RESERVE, month.last, what)


def close_ring(journal: Journal, ring: Ring, date: dt.date, what: str) -> None:
    """Bring the results of one member to the thermometer."""
    _close(journal, f"Members:{ring.code}", ring.thermometer, date, what)


def _close(journal: Journal, part: str, into: str, date: dt.date, what: str) -> None:
    results = (f"Income:{part}", f"Expenses:{part}")
    names = [
        name
        for name in journal.accounts()
        if any(name == result or name.startswith(f"{result}:") for result in results)
    ]
    legs: Legs = {name: -journal.balance(name, date) for name in names}
    legs[into] = -sum(legs.values(), amount("0"))
    if any(legs.values()):
        name = part.rpartition(":")[2]
        journal.book(date, Book.JOURNAL, "", f"{what} {name}", legs)
