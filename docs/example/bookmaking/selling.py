"""Selling: orders that private customers pay at once, and invoices to firms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookmaking import issuing
from bookmaking.days import Month, working
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, taxed, without_tax
from bookmaking.ring import BANK, VAT_DUE, Ring
from bookmaking.trades import TRADES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from bookmaking.dice import Dice
    from bookmaking.journal import Journal, Legs
    from bookmaking.trade import Trade

_HIGHEST_WITH_FIVES = 100


@dataclass(frozen=True)
class Invoice:
    """An invoice to a firm: a net amount, and after how many days it was paid.

    `paid` is None where the money never came, or came otherwise; `slot` is the name
    by which others find the invoice's number again.
    """

    date: dt.date
    code: str
    firm: str
    what: str
    net: Decimal
    vat: Vat
    paid: int | None
    slot: str = ""


def book_orders(journal: Journal, dice: Dice, month: Month) -> None:
    """Book what private customers ordered in a month and paid by bank."""
    for trade in TRADES:
        days = trade.days_in(month)
        for _ in range(dice.times(trade.often(trade.orders, month)) if days else 0):
            ware = dice.pick(trade.wares)
            step = "0.50" if ware.high < _HIGHEST_WITH_FIVES else "5"
            price = dice.price(ware.low, ware.high, step)
            date = within(dice, trade, month)
            legs = sale(BANK, trade.ring, price, trade.vat)
            journal.book(date, Book.BANK, "Particulier", ware.what, legs)


def sale(money: str, ring: Ring, price: Decimal, vat: Vat) -> Legs:
    """Return the legs of a sale for a price with VAT."""
    net, tax = without_tax(price, vat)
    return {money: price, ring.sales: -net, VAT_DUE[vat]: -tax}


def planned_invoices(dice: Dice, month: Month) -> Iterator[Invoice]:
    """Yield the invoices that the trades bring in a month."""
    for trade in TRADES:
        days = trade.days_in(month)
        for _ in range(dice.times(trade.often(trade.invoices, month)) if days else 0):
            firm = dice.pick(trade.firms)
            net = dice.price(firm.low, firm.high, "2.50")
            date = within(dice, trade, month)
            paid = dice.number(6, 27)
            price = issuing.measured(trade.code, net, date)
            yield Invoice(
                date, trade.code, firm.name, firm.what, price, trade.vat, paid
            )


def book_invoices(journal: Journal, invoices: list[Invoice]) -> dict[str, str]:
    """Book invoices and their payment, and return the numbers of those with a slot.

    The cooperative numbers them through in the order of their days, without a gap.
    """
    numbers: dict[str, str] = {}
    counted: dict[int, int] = {}
    for invoice in sorted(invoices, key=_in_order):
        year = invoice.date.year
        counted[year] = counted.get(year, 0) + 1
        number = f"{year}-{counted[year]:04}"
        if invoice.slot:
            numbers[invoice.slot] = number
        _book_invoice(journal, invoice, number)
    return numbers


def _book_invoice(journal: Journal, invoice: Invoice, number: str) -> None:
    ring = Ring(invoice.code)
    tax = taxed(invoice.net, invoice.vat)
    receivable = ring.has("Receivable")
    owed: Legs = {
        receivable: invoice.net + tax,
        ring.sales: -invoice.net,
        VAT_DUE[invoice.vat]: -tax,
    }
    if invoice.date < issuing.SINCE:
        what = f"{invoice.what}, factuur {number}"
        journal.book(invoice.date, Book.JOURNAL, invoice.firm, what, owed, number)
    else:
        issuing.issue(journal, invoice, number, owed)
    if invoice.paid is not None:
        journal.book(
            working(invoice.date, invoice.paid),
            Book.BANK,
            invoice.firm,
            f"Factuur {number}",
            {BANK: owed[receivable], receivable: -owed[receivable]},
            number,
            counterparty=invented_iban(invoice.firm),
        )


def within(dice: Dice, trade: Trade, month: Month) -> dt.date:
    """Return a working day of a month on which the trade runs."""
    first, last = trade.days_in(month) or (1, 1)
    while True:
        date = month.first.replace(day=dice.number(first, last))
        if working(date) == date:
            return date


def _in_order(invoice: Invoice) -> tuple[dt.date, str, str, Decimal]:
    return invoice.date, invoice.code, invoice.firm, invoice.net
