"""The leaving of L08 to a business of its own, and how the ring was emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.closing import close_ring
from bookmaking.days import day
from bookmaking.entry import Book
from bookmaking.money import Vat, amount, taxed
from bookmaking.ring import BANK, COOP_START_CAPITAL, VAT_DUE, Ring
from bookmaking.set_offs import pay_municipality, set_off
from bookmaking.trades import TOYS

if TYPE_CHECKING:
    from bookmaking.journal import Journal

_CASH = day("2026-04-25")
# The first day of the settlement.
SOLD = day("2026-05-19")
_GIVEN_BACK = day("2026-06-02")
_DECIDED = day("2026-06-30")
# The last day of the ring.
CLOSED = day("2026-07-14")


def bring_cash(journal: Journal) -> None:
    """Book that the last change in the cash box went to the bank."""
    box = TOYS.ring.has("Cash")
    change = journal.balance(box, _CASH)
    legs = {BANK: change, box: -change}
    journal.book(_CASH, Book.BANK, "Storting", "Laatste kas van L08", legs)


def settle(journal: Journal) -> None:
    """Sell the equipment, give back the start capital, set off the rest, and close."""
    ring = TOYS.ring
    _sell_equipment(journal, ring)
    start = amount("500.00")
    legs = {ring.start_capital: start, COOP_START_CAPITAL: -start}
    what = "Startkapitaal L08 terug, voor een volgend lid"
    journal.book(_GIVEN_BACK, Book.JOURNAL, "", what, legs)
    rest = -sum(
        (
            journal.balance(f"{root}:Members:{ring.code}", _DECIDED)
            for root in ("Income", "Expenses", "Equity")
        ),
        amount("0"),
    )
    what = "Verrekening bij uitstroom"
    set_off(journal, _DECIDED, ring, rest, what)
    pay_municipality(journal, CLOSED, rest, what)
    close_ring(journal, ring, CLOSED, "Afsluiting bij uitstroom")


def _sell_equipment(journal: Journal, ring: Ring) -> None:
    equipment = ring.has("Equipment")
    worth = journal.balance(equipment, SOLD)
    tax = taxed(worth, Vat.HIGH)
    journal.book(
        SOLD,
        Book.BANK,
        ring.code,
        "Zaagmachines overgenomen tegen boekwaarde",
        {BANK: worth + tax, equipment: -worth, VAT_DUE[Vat.HIGH]: -tax},
        counterparty=ring.code,
    )
