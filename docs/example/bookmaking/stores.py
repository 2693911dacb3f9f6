"""Stock and prepayments: bought for a quarter or a year, used month by month."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bookmaking.days import Month, working
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import ZERO, Vat, amount, rounded, without_tax
from bookmaking.ring import BANK, INPUT_VAT, Ring
from bookmaking.trades import FURNITURE, TOYS

if TYPE_CHECKING:
    from bookmaking.dice import Dice
    from bookmaking.journal import Journal

_WOOD = "Houthandel De Spint"
_PREPAID = (
    ("L06", "Software De Kolom", "Boekhoudpakket, een jaar", "145.20"),
    ("L07", "Hosting De Serverkast", "Certificaten, een jaar", "101.64"),
)
_MONTH_OF_LICENCES = 4


def book_wood(journal: Journal, dice: Dice, month: Month) -> None:
    """Book the wood that came in at the begin of a quarter, and what was used of it."""
    for trade in (FURNITURE, TOYS):
        if trade.days_in(month) is None:
            continue
        ring = trade.ring
        if month.number % 3 == 1 and trade.ended >= month.following.last:
            price = dice.price(90, 170)
            net, tax = without_tax(price, Vat.HIGH)
            date = working(month.first.replace(day=dice.number(8, 20)))
            what = "Planken op voorraad"
            paper = journal.receipt(ring.code, date, _WOOD, what, f"EUR {price}")
            journal.book(
                date,
                Book.BANK,
                _WOOD,
                what,
                {ring.has("Stock"): net, INPUT_VAT: tax, BANK: -price},
                counterparty=invented_iban(_WOOD),
                receipt=paper,
            )
        standing = journal.balance(ring.has("Stock"), month.last)
        last = trade.ended < month.following.first
        used = standing if last else rounded(standing * dice.number(25, 60) / 100)
        legs = {ring.spent("Costs:Materials"): used, ring.has("Stock"): -used}
        if used:
            what = f"Hout verbruikt {month.name}"
            journal.book(month.last, Book.JOURNAL, "", what, legs)


def book_licences(journal: Journal, month: Month) -> None:
    """Book the licences that are paid for a year, and a quarter of one that is used."""
    for code, shop, what, written in _PREPAID:
        ring, price = Ring(code), amount(written)
        net, tax = without_tax(price, Vat.HIGH)
        if month.number == _MONTH_OF_LICENCES:
            date = dt.date(month.year, month.number, 14)
            journal.book(
                date,
                Book.BANK,
                shop,
                what,
                {ring.has("Prepaid"): net, INPUT_VAT: tax, BANK: -price},
                counterparty=invented_iban(shop),
                receipt=journal.receipt(code, date, shop, what, f"EUR {price}"),
            )
        used = min(rounded(net / 4), journal.balance(ring.has("Prepaid"), month.last))
        if month.ends_quarter and used > ZERO:
            legs = {ring.spent("Costs:Software"): used, ring.has("Prepaid"): -used}
            journal.book(month.last, Book.JOURNAL, "", f"{what}: een kwartaal", legs)
