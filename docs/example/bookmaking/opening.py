"""The opening: what there was when 2024, the first year, had been closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.coop import EQUIPMENT
from bookmaking.days import FIRST, day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import amount
from bookmaking.ring import (
    BANK,
    CASH_BOX,
    OPENING,
    RESERVE,
    VAT_RETURN,
    Ring,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from bookmaking.journal import Journal, Legs

# Of each member what was there and what was owed; the thermometer of 2024 is the rest.
_THERE: dict[str, dict[str, str]] = {
    "L01": {"Equipment": "240.00", "Stock": "96.00", "Receivable": "217.80"},
    "L02": {"Equipment": "180.00", "Cash": "25.00"},
    "L03": {},
    "L06": {},
    "L08": {"Equipment": "160.00", "Stock": "48.00", "Cash": "25.00"},
}
_THERMOMETER = {
    "L01": "846.20",
    "L02": "612.35",
    "L03": "265.10",
    "L06": "388.00",
    "L08": "534.75",
}
_START_CAPITAL = {"L01": "500.00", "L02": "400.00", "L03": "300.00", "L08": "500.00"}
_BILL = amount("60.50")
_VAT_OF_LAST_YEAR = amount("412.00")
_RESERVE = amount("5650.00")
_FUND = amount("2150.00")
_IN_CASH_BOX = amount("38.40")
_OFFICE = amount("360.00")


def opened_equipment(code: str) -> Decimal:
    """Return what equipment a member had at the beginning."""
    return amount(_THERE.get(code, {}).get("Equipment", "0"))


def book_opening(journal: Journal) -> None:
    """Book the balances of the first day, and settle what was still open."""
    owed = amount("0")
    for code, there in _THERE.items():
        ring = Ring(code)
        legs: Legs = {ring.has(what): amount(price) for what, price in there.items()}
        if code == "L08":
            legs[ring.owes("Payable")] = -_BILL
        legs[ring.start_capital] = -amount(_START_CAPITAL.get(code, "0"))
        legs[ring.thermometer] = -amount(_THERMOMETER[code])
        legs[OPENING] = -sum(legs.values(), amount("0"))
        owed += legs[OPENING]
        _open(journal, f"Beginbalans {code}", legs)
    legs = {
        CASH_BOX: _IN_CASH_BOX,
        EQUIPMENT: _OFFICE,
        VAT_RETURN: -_VAT_OF_LAST_YEAR,
        "Equity:Funds:Roerdomp2024": -_FUND,
        RESERVE: -_RESERVE,
        OPENING: -owed,
    }
    legs = {BANK: -sum(legs.values(), amount("0"))} | legs
    _open(journal, "Beginbalans coöperatie", legs)
    _settle(journal)


def _open(journal: Journal, what: str, legs: Legs) -> None:
    journal.book(FIRST, Book.JOURNAL, "", what, legs)


def _settle(journal: Journal) -> None:
    """Book what was open on the first day: an invoice, a bill."""
    firm, price = "Buurthuis De Brug", amount("217.80")
    journal.book(
        day("2025-01-09"),
        Book.BANK,
        firm,
        "Factuur 2024-0071",
        {BANK: price, Ring("L01").has("Receivable"): -price},
        "2024-0071",
        counterparty=invented_iban(firm),
    )
    shop = "Houthandel De Spint"
    journal.book(
        day("2025-01-07"),
        Book.BANK,
        shop,
        "Rekening van december",
        {Ring("L08").owes("Payable"): _BILL, BANK: -_BILL},
        counterparty=invented_iban(shop),
    )
