"""Buying: what members need to deliver, each with its receipt."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bookmaking.days import Month, day, working
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import ZERO, Vat, without_tax
from bookmaking.ring import BANK, INPUT_VAT, Ring
from bookmaking.selling import within
from bookmaking.trades import TRADES

if TYPE_CHECKING:
    from decimal import Decimal

    from bookmaking.dice import Dice
    from bookmaking.journal import Journal, Legs
    from bookmaking.trade import Supply, Trade

# While the client manager has a question, no money leaves the ring of L03.
FROZEN = {"L03": (day("2025-11-03"), day("2025-11-14"))}

# How many of a hundred purchases a member pays first, and how many come with a bill.
_ADVANCED = 12
_WITH_BILL = 8
_DAYS_TO_PAY = 14


def book_purchases(journal: Journal, dice: Dice, month: Month) -> None:
    """Book the purchases of a month, paid in the ways that there are."""
    for trade in TRADES:
        days = trade.days_in(month)
        for _ in range(dice.times(trade.often(trade.purchases, month)) if days else 0):
            supply = dice.pick(trade.supplies)
            price = dice.price(supply.low, supply.high)
            date = within(dice, trade, month)
            while frozen(trade.code, date):
                date = within(dice, trade, month)
            _book(journal, dice, trade, supply, price, date)


def frozen(code: str, date: dt.date) -> bool:
    """Tell whether no money may leave a member's ring on a day."""
    first, last = FROZEN.get(code, (dt.date.max, dt.date.min))
    return first <= date <= last


def purchase(ring: Ring, path: str, price: Decimal, vat: Vat = Vat.HIGH) -> Legs:
    """Return what a purchase with VAT is booked on, its payment not yet among it."""
    net, tax = without_tax(price, vat)
    return {ring.spent(path): net, INPUT_VAT: tax}


def _book(
    journal: Journal,
    dice: Dice,
    trade: Trade,
    supply: Supply,
    price: Decimal,
    date: dt.date,
) -> None:
    """Book a purchase, paid by bank, by a bill, or first by the member."""
    shop, what = supply.shop, supply.what
    ring = trade.ring
    bought = purchase(ring, f"Costs:{supply.detail}", price, supply.vat)
    paper = journal.receipt(ring.code, date, shop, what, f"Totaal EUR {price}")
    cast, later = dice.number(1, 100), working(date, dice.number(2, 6))
    payee, note = shop, invented_iban(shop)
    if cast <= _ADVANCED and later <= trade.ended and not frozen(ring.code, later):
        payee = note = ring.code
        date, what = later, f"Voorgeschoten bij {shop}: {what[0].lower()}{what[1:]}"
    elif cast > 100 - _WITH_BILL and working(date, _DAYS_TO_PAY) <= trade.ended:
        _book_bill(journal, ring, supply, bought, date, paper)
        return
    journal.book(
        date,
        Book.BANK,
        payee,
        what,
        bought | {BANK: -price},
        counterparty=note,
        receipt=paper,
    )


def _book_bill(
    journal: Journal,
    ring: Ring,
    supply: Supply,
    bought: Legs,
    date: dt.date,
    paper: str,
) -> None:
    """Book a purchase with a bill, and that it was paid in time."""
    link, owed = f"{ring.code}-{date:%y%m%d}", ring.owes("Payable")
    price = sum(bought.values(), ZERO)
    journal.book(
        date,
        Book.JOURNAL,
        supply.shop,
        f"{supply.what}, op rekening",
        bought | {owed: -price},
        link,
        receipt=paper,
    )
    journal.book(
        working(date, _DAYS_TO_PAY),
        Book.BANK,
        supply.shop,
        "Rekening betaald",
        {owed: price, BANK: -price},
        link,
        counterparty=invented_iban(supply.shop),
    )
