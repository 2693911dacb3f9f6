"""A bill that came after its quarter was filed, with a supplement for its VAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.days import Month, day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, amount, taxed
from bookmaking.quarter import book_return
from bookmaking.ring import BANK, INPUT_VAT, PAYABLE, VAT_RETURN
from paraplu.bookkeeping.vat.entry import TAX_OFFICE

if TYPE_CHECKING:
    from bookmaking.journal import Journal

# The quarter that ends with it was filed when the bill came to light.
QUARTER = Month(2026, 6)
FOUND_IN = QUARTER.following

_FUND = "Wilgenkat2026"
_SHOP = "Luchttechniek De Cycloon"
_WHAT = "Stofafzuiging voor de werkplaats"
_PRICE = amount("5000.00")
_SENT, _PAID, _RETURNED = day("2026-06-18"), day("2026-07-30"), day("2026-09-10")


def book_supplement(journal: Journal) -> None:
    """Book the bill, the supplement to the return, and what was paid for both.

    The bill had been sent to the fund. When it came from there nothing of July was
    booked, so that the supplement is of the last day of the quarter too.
    """
    tax = taxed(_PRICE, Vat.HIGH)
    total, link = _PRICE + tax, f"coop-{_SENT:%y%m%d}"
    journal.book(
        _SENT,
        Book.JOURNAL,
        _SHOP,
        f"{_WHAT}, op rekening",
        {
            f"Expenses:Funds:{_FUND}:Coop:Workshop": _PRICE,
            INPUT_VAT: tax,
            PAYABLE: -total,
        },
        link,
        receipt=journal.receipt("coop", _SENT, _SHOP, _WHAT, f"Totaal EUR {total}"),
    )
    book_return(journal, QUARTER)
    journal.book(
        _PAID,
        Book.BANK,
        _SHOP,
        "Rekening betaald",
        {PAYABLE: total, BANK: -total},
        link,
        counterparty=invented_iban(_SHOP),
    )
    journal.book(
        _RETURNED,
        Book.BANK,
        TAX_OFFICE,
        "Teruggaaf suppletie kwartaal 2 2026",
        {VAT_RETURN: -tax, BANK: tax},
        counterparty=invented_iban(TAX_OFFICE),
    )
