"""What happened once: a correction, a rounding, a receipt that was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.buying import purchase
from bookmaking.days import day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, amount
from bookmaking.ring import BANK, ROUNDING
from bookmaking.selling import sale
from bookmaking.trades import CAKES

if TYPE_CHECKING:
    from bookmaking.journal import Journal

_RING = CAKES.ring


def book_odds(journal: Journal) -> None:
    """Book them, all of the cakes as it happens."""
    moved = amount("21.30")
    legs = {
        _RING.spent("Costs:Packaging"): moved,
        _RING.spent("Costs:Ingredients"): -moved,
    }
    what = "Correctie: dozen stonden bij ingrediënten"
    journal.book(day("2025-08-05"), Book.JOURNAL, "", what, legs)

    box, cents = _RING.has("Cash"), amount("0.02")
    legs = sale(box, _RING, amount("27.48"), Vat.LOW)
    legs |= {box: legs[box] + cents, ROUNDING: -cents}
    what = "Restant koekjes, contant afgerond"
    journal.book(day("2025-10-18"), Book.CASH, "Streekmarkt", what, legs)

    shop, price = "Zuivelboerderij Het Weiland", amount("18.40")
    journal.book(
        day("2026-10-19"),
        Book.BANK,
        shop,
        "Eieren en room",
        purchase(_RING, "Costs:Ingredients", price, Vat.LOW) | {BANK: -price},
        counterparty=invented_iban(shop),
        waiver="EV01: bon verloren, verklaard door L01 en L06 op 2026-10-20",
    )
