"""Commissions: made to order, with part of the price paid when it is ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bookmaking.days import day
from bookmaking.entry import Book
from bookmaking.money import Vat, amount, without_tax
from bookmaking.ring import BANK, VAT_DUE, Ring

if TYPE_CHECKING:
    from bookmaking.journal import Journal


class Commission(NamedTuple):
    """One commission; the prices are with VAT."""

    ordered: str
    delivered: str
    code: str
    vat: Vat
    what: str
    price: str
    deposit: str


COMMISSIONS = (
    Commission(
        "2025-02-11", "2025-03-18", "L01", Vat.HIGH,
        "Eettafel van oude balken", "484.00", "121.00",
    ),
    Commission(
        "2025-04-29", "2025-06-06", "L02", Vat.LOW,
        "Bruidstaart, drie lagen", "327.00", "109.00",
    ),
    Commission(
        "2025-08-26", "2025-10-03", "L01", Vat.HIGH,
        "Keukenblok", "605.00", "181.50",
    ),
    Commission(
        "2025-09-23", "2025-10-30", "L03", Vat.LOW,
        "Familieportret in olieverf", "381.50", "109.00",
    ),
    Commission(
        "2026-03-03", "2026-04-10", "L01", Vat.HIGH,
        "Boekenwand", "726.00", "242.00",
    ),
    Commission(
        "2026-05-06", "2026-06-12", "L02", Vat.LOW,
        "Bruidstaart met suikerrozen", "305.20", "109.00",
    ),
    # Not delivered yet when the books end: the deposit still stands.
    Commission(
        "2026-10-08", "2026-11-19", "L01", Vat.HIGH,
        "Kledingkast", "580.80", "181.50",
    ),
)  # fmt: skip


def book_commissions(journal: Journal) -> None:
    """Book deposits, with the VAT that is due on them, and deliveries."""
    for one in COMMISSIONS:
        ring, due = Ring(one.code), VAT_DUE[one.vat]
        price, deposit = amount(one.price), amount(one.deposit)
        net, tax = without_tax(price, one.vat)
        first_net, first_tax = without_tax(deposit, one.vat)
        deposited = {BANK: deposit, ring.owes("Deposit"): -first_net, due: -first_tax}
        delivered = {
            BANK: price - deposit,
            ring.owes("Deposit"): first_net,
            ring.sales: -net,
            due: first_tax - tax,
        }
        link = f"opdracht-{one.code}-{one.ordered}"
        for date, what, legs in (
            (one.ordered, f"Aanbetaling: {one.what}", deposited),
            (one.delivered, f"Geleverd: {one.what}", delivered),
        ):
            journal.book(day(date), Book.BANK, "Particulier", what, legs, link)
