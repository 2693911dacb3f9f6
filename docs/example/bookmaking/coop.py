"""The cooperative's own costs, paid from contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bookmaking.days import Month, day, working
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, amount, without_tax
from bookmaking.ring import BANK, CASH_BOX, INPUT_VAT

if TYPE_CHECKING:
    import datetime as dt

    from bookmaking.dice import Dice
    from bookmaking.journal import Journal


class Cost(NamedTuple):
    """A cost of the cooperative, for a price with VAT."""

    detail: str
    shop: str
    what: str
    price: str
    vat: Vat


_MONTHLY = (
    (1, Cost("Rent", "Verhuur Loods Zuid", "Huur werkplaats", "295.00", Vat.NONE)),
    (15, Cost("Internet", "Telecom De Lijn", "Internet werkplaats", "42.35", Vat.HIGH)),
)
_BANK_FEE = amount("11.50")
_ACCOUNTANT = Cost("Accountant", "Kantoor Balans", "Jaarrekening", "484.00", Vat.HIGH)
_ONCE = {
    "2025-03-20": _ACCOUNTANT._replace(what="Jaarrekening 2024"),
    "2025-06-10": Cost(
        "Legal", "Notariskantoor De Zegel", "Statuten aangepast", "393.25", Vat.HIGH
    ),
    "2025-10-30": Cost(
        "Publicity", "Drukkerij De Pers", "Posters Kunst en Kado", "84.70", Vat.HIGH
    ),
    "2026-03-19": _ACCOUNTANT._replace(what="Jaarrekening 2025", price="508.20"),
    "2026-09-17": Cost(
        "Maintenance", "Installatie De Groep", "Keuring elektra", "163.35", Vat.HIGH
    ),
}
# A laptop and a card terminal of before the books began, written off in three years.
EQUIPMENT = "Assets:Equipment:Office"
_WRITTEN_OFF = amount("30.00")
_FILLING = amount("60.00")
_FILLED_BELOW = amount("20.00")


def book_coop_costs(journal: Journal) -> None:
    """Book the costs that come once."""
    for when, cost in _ONCE.items():
        _pay(journal, day(when), cost)


def book_monthly_coop_costs(journal: Journal, dice: Dice, month: Month) -> None:
    """Book the costs of a month: rent, internet, the bank, coffee and stamps."""
    for number, cost in _MONTHLY:
        date = working(month.first.replace(day=number))
        _pay(journal, date, cost._replace(what=f"{cost.what} {month.name}"))
    what = f"Kosten rekening {month.name}"
    fee = {"Expenses:Coop:Bank": _BANK_FEE, BANK: -_BANK_FEE}
    journal.book(working(month.last, -2), Book.BANK, "Triodos", what, fee)
    _spend_cash(journal, dice, month)
    if month.ends_quarter:
        legs = {"Expenses:Coop:Depreciation": _WRITTEN_OFF, EQUIPMENT: -_WRITTEN_OFF}
        journal.book(month.last, Book.JOURNAL, "", "Afschrijving kantoor", legs)


def _spend_cash(journal: Journal, dice: Dice, month: Month) -> None:
    """Book what is bought from the cash box for less than a receipt is asked for."""
    if journal.balance(CASH_BOX, month.last) < _FILLED_BELOW:
        legs = {CASH_BOX: _FILLING, BANK: -_FILLING}
        date = working(month.first.replace(day=3))
        journal.book(date, Book.BANK, "Opname", "Kas van de coöperatie", legs)
    shop, what, vat, detail = dice.pick(_SMALL)
    price = dice.price(4, 9)
    net, tax = without_tax(price, vat)
    date = working(month.first.replace(day=dice.number(5, 25)))
    legs = {f"Expenses:Coop:{detail}": net, INPUT_VAT: tax, CASH_BOX: -price}
    journal.book(date, Book.CASH, shop, what, legs)


_SMALL = (
    ("Buurtwinkel De Mand", "Koffie en thee", Vat.LOW, "Canteen"),
    ("Buurtwinkel De Mand", "Schoonmaakmiddel", Vat.HIGH, "Canteen"),
    ("Boekhandel De Leeslamp", "Postzegels", Vat.NONE, "Postage"),
)


def _pay(journal: Journal, date: dt.date, cost: Cost) -> None:
    price = amount(cost.price)
    net, tax = without_tax(price, cost.vat)
    paper = journal.receipt("coop", date, cost.shop, cost.what, f"EUR {price}")
    journal.book(
        date,
        Book.BANK,
        cost.shop,
        cost.what,
        {f"Expenses:Coop:{cost.detail}": net, INPUT_VAT: tax, BANK: -price},
        counterparty=invented_iban(cost.shop),
        receipt=paper,
    )
