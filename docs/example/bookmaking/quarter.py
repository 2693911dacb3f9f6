"""The VAT return of a quarter, in whole euros, and its payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaking.days import Month, working
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import amount, whole
from bookmaking.ring import BANK, INPUT_VAT, ROUNDING, VAT_DUE, VAT_RETURN

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from bookmaking.journal import Journal

_TAX_OFFICE = "Belastingdienst"
# Cents up to here are not worth carrying to the next return.
_LET_GO = amount("0.05")


def book_return(journal: Journal, month: Month) -> None:
    """Book the return of the quarter that ends with a month.

    Each box is cut to whole euros; the cents stay on the VAT accounts for the next
    return, but for the few that go to rounding.
    """
    boxes = (*VAT_DUE.values(), INPUT_VAT)
    legs = {box: -_cut(journal, box, month) for box in boxes}
    legs[VAT_RETURN] = -sum(legs.values(), amount("0"))
    what = f"Btw-aangifte kwartaal {month.number // 3} {month.year}"
    journal.book(month.last, Book.JOURNAL, _TAX_OFFICE, what, legs)
    left = {box: -journal.balance(box, month.last) for box in boxes}
    cents = sum(left.values(), amount("0"))
    if abs(cents) <= _LET_GO:
        left[ROUNDING] = -cents
        journal.book(month.last, Book.JOURNAL, "", "Afronding btw-aangifte", left)


def settle_return(journal: Journal, month: Month) -> None:
    """Book the payment of the return of the quarter before this month."""
    date = working(month.first.replace(day=27))
    price = -journal.balance(VAT_RETURN, month.first)
    if not price:
        return
    reference = _reference(month.first)
    journal.book(
        date,
        Book.BANK,
        _TAX_OFFICE,
        f"Btw {reference}" if price > 0 else f"Teruggaaf btw {reference}",
        {VAT_RETURN: price, BANK: -price},
        counterparty=invented_iban(_TAX_OFFICE),
    )


def _cut(journal: Journal, box: str, month: Month) -> Decimal:
    return whole(journal.balance(box, month.last))


def _reference(date: dt.date) -> str:
    """Return the quarter that is settled in the month after it."""
    quarter = (date.month - 1) // 3
    return f"kwartaal {quarter or 4} {date.year if quarter else date.year - 1}"
