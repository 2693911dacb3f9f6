"""Refunds of customers and suppliers, each linked to what it undoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.buying import purchase
from bookmaking.days import day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.journal import Filed
from bookmaking.money import Vat, amount
from bookmaking.ring import BANK, Ring
from bookmaking.selling import sale

if TYPE_CHECKING:
    from bookmaking.journal import Journal

# Member; day of the sale, what and for how much; day of the refund, why and how much.
_CUSTOMERS = (
    (
        "L04",
        ("2025-10-07", "Jurk van sari's", "84.70"),
        ("2025-10-15", "Jurk terug, maat past niet", "84.70"),
    ),
    (
        "L01",
        ("2026-05-12", "Boekenkast uit oude deuren", "193.60"),
        ("2026-05-21", "Korting om kras in de kast", "48.40"),
    ),
)


def book_refunds_to_customers(journal: Journal) -> None:
    """Book sales of which all or a part was paid back."""
    for code, (sold, what, price), (returned, why, back) in _CUSTOMERS:
        link, ring = f"retour-{code}-{sold}", Ring(code)
        legs = sale(BANK, ring, amount(price), Vat.HIGH)
        journal.book(day(sold), Book.BANK, "Particulier", what, legs, link)
        legs = sale(BANK, ring, -amount(back), Vat.HIGH)
        journal.book(day(returned), Book.BANK, "Particulier", why, legs, link)


def book_refund_of_supplier(journal: Journal) -> None:
    """Book a purchase of which a part was sent back.

    Its receipt is filed by itself, and found by the link.
    """
    ring, shop, bought = Ring("L05"), "Elektro De Fitting", day("2025-11-04")
    link, price, back = "retour-fittingen", amount("96.80"), amount("36.30")
    materials = "Costs:Materials"
    paper = journal.receipt(ring.code, bought, shop, "Fittingen", f"EUR {price}")
    journal.filed.append(Filed(bought, Book.BANK, ring.spent(materials), paper, link))
    for date, what, part in (
        (bought, "Fittingen, twintig stuks", price),
        (day("2025-11-18"), "Fittingen teruggestuurd", -back),
    ):
        legs = purchase(ring, materials, part) | {BANK: -part}
        note = invented_iban(shop)
        journal.book(date, Book.BANK, shop, what, legs, link, counterparty=note)
