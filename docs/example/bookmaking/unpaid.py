"""What stands open when the books end, for `paraplu pay` to make a file of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.buying import purchase
from bookmaking.days import day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, amount, without_tax
from bookmaking.ring import INPUT_VAT, PAYABLE
from bookmaking.trades import CAKES

if TYPE_CHECKING:
    from bookmaking.journal import Journal


def book_unpaid(journal: Journal) -> None:
    """Book a bill of the cooperative, and what a member advanced."""
    shop, price = "Drukkerij De Pers", amount("96.80")
    what, received = "Posters Kunst en Kado", day("2026-10-28")
    net, tax = without_tax(price, Vat.HIGH)
    journal.book(
        received,
        Book.JOURNAL,
        shop,
        f"{what}, op rekening",
        {"Expenses:Coop:Publicity": net, INPUT_VAT: tax, PAYABLE: -price},
        f"coop-{received:%y%m%d}",
        counterparty=invented_iban(shop),
        receipt=journal.receipt("coop", received, shop, what, f"EUR {price}"),
        reference="RF68PERS20260412",
    )
    ring, shop, price = CAKES.ring, "Verpakkingen De Doos", amount("18.15")
    what, bought = "Taartdozen", day("2026-10-30")
    journal.book(
        bought,
        Book.JOURNAL,
        ring.code,
        f"Voorgeschoten bij {shop}: {what.lower()}",
        purchase(ring, "Costs:Packaging", price) | {ring.owes("Payable"): -price},
        f"{ring.code}-{bought:%y%m%d}",
        counterparty=ring.code,
        receipt=journal.receipt(ring.code, bought, shop, what, f"Totaal EUR {price}"),
    )
