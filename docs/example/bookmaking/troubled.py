"""Invoices that were not simply paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.days import day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, amount, taxed
from bookmaking.ring import BANK, VAT_DUE, Ring
from bookmaking.selling import Invoice, sale

if TYPE_CHECKING:
    from bookmaking.journal import Journal

_BANKRUPT = "Bloemenhuis De Anjelier"
_LOST = amount("350.00")
_COMMUNITY_CENTRE = "Buurthuis De Brug"
_DELIVERED = amount("310.00")
_CREDITED = amount("48.40")

INVOICES = (
    Invoice(
        day("2025-07-08"), "L07", _BANKRUPT, "Nieuwe webwinkel",
        _LOST, Vat.HIGH, None, "bad debt",
    ),
    Invoice(
        day("2025-11-04"), "L01", _COMMUNITY_CENTRE, "Kasten en een bank",
        _DELIVERED, Vat.HIGH, None, "credit note",
    ),
    # Paid after L08 had left.
    Invoice(
        day("2026-04-16"), "L08", "Kinderopvang De Kikker", "Poppenhoek",
        amount("240.00"), Vat.HIGH, 34,
    ),
)  # fmt: skip


def book_bad_debt(journal: Journal, number: str) -> None:
    """Book that an invoice will never be paid; the VAT on it is claimed back."""
    ring, tax = Ring("L07"), taxed(_LOST, Vat.HIGH)
    journal.book(
        day("2026-08-18"),
        Book.JOURNAL,
        _BANKRUPT,
        f"Factuur {number} afgeboekt, firma failliet",
        {
            ring.spent("Costs:BadDebt"): _LOST,
            VAT_DUE[Vat.HIGH]: tax,
            ring.has("Receivable"): -_LOST - tax,
        },
        number,
    )


def book_credit_note(journal: Journal, number: str) -> None:
    """Book what was credited on an invoice, and the payment of the rest."""
    ring, firm = Ring("L01"), _COMMUNITY_CENTRE
    receivable = ring.has("Receivable")
    legs = sale(receivable, ring, -_CREDITED, Vat.HIGH)
    what = f"Creditnota op factuur {number}, bank te kort"
    journal.book(day("2025-11-13"), Book.JOURNAL, firm, what, legs, number)
    paid = _DELIVERED + taxed(_DELIVERED, Vat.HIGH) - _CREDITED
    journal.book(
        day("2025-11-26"),
        Book.BANK,
        firm,
        f"Factuur {number} na creditnota",
        {BANK: paid, receivable: -paid},
        number,
        counterparty=invented_iban(firm),
    )
