"""The VAT return of a quarter, as `paraplu vat file` writes it, and its payment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser.options import OPTIONS_DEFAULTS

from bookmaking.days import Month, day, working
from bookmaking.entry import CURRENCY, Book
from bookmaking.iban import invented_iban
from bookmaking.money import amount
from bookmaking.ring import BANK, INPUT_VAT, PAYABLE, VAT_RETURN
from paraplu.base.language import Language
from paraplu.base.periods import Period, PeriodLength
from paraplu.bookkeeping.vat.entry import TAX_OFFICE
from paraplu.bookkeeping.vat.filing import settlement
from paraplu.bookkeeping.vat.returns import vat_of, vat_return
from paraplu.ledger.reader import read_books
from paraplu.register import read_register

if TYPE_CHECKING:
    import datetime as dt

    from bookmaking.entry import Entry
    from bookmaking.journal import Journal
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_MEMBERS = Path(__file__).resolve().parents[3] / "members.yaml"
_PRINTER = "Drukkerij De Letter"
# The month in which the bill of March came to light.
FOUND_IN = Month(2026, 4)


def book_return(journal: Journal, month: Month) -> None:
    """Book the return of the quarter that ends with a month, or its supplement."""
    register = read_register(_MEMBERS).register
    if register is None:
        raise ValueError(_MEMBERS)
    books = _books(journal, register, month.last)
    vat = vat_of(books, register)
    made = vat_return(vat, Period.of(month.last, PeriodLength.QUARTER))
    settled = settlement(books, register, vat, made)
    if settled is None:
        raise ValueError(month)
    journal.book(
        settled.date,
        Book.JOURNAL,
        TAX_OFFICE,
        Language("nl").render(settled.narration),
        dict(settled.postings),
        **dict(settled.notes),
    )


def book_late_invoice(journal: Journal) -> None:
    """Book a bill of March that came to light when the quarter was filed.

    Its VAT is too little for a supplement: it goes with the return of June.
    """
    date, what = day("2026-03-24"), "Folders voor de voorjaarsmarkt"
    price, tax = amount("84.00"), amount("17.64")
    link = f"coop-{date:%y%m%d}"
    paper = journal.receipt("coop", date, _PRINTER, what, f"Totaal EUR {price + tax}")
    journal.book(
        date,
        Book.JOURNAL,
        _PRINTER,
        f"{what}, op rekening",
        {"Expenses:Coop:Printing": price, INPUT_VAT: tax, PAYABLE: -price - tax},
        link,
        receipt=paper,
    )
    journal.book(
        FOUND_IN.first.replace(day=21),
        Book.BANK,
        _PRINTER,
        "Rekening betaald",
        {PAYABLE: price + tax, BANK: -price - tax},
        link,
        counterparty=invented_iban(_PRINTER),
    )


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
        TAX_OFFICE,
        f"Btw {reference}" if price > 0 else f"Teruggaaf btw {reference}",
        {VAT_RETURN: price, BANK: -price},
        counterparty=invented_iban(TAX_OFFICE),
    )


def _books(journal: Journal, register: Register, today: dt.date) -> Books:
    """Return what was booked so far as paraplu reads it."""
    options = {
        **OPTIONS_DEFAULTS,
        "operating_currency": [CURRENCY],
        "filename": str(_MEMBERS),
    }
    entries = [_transaction(entry) for entry in journal.in_order()]
    return read_books(entries, options, register, today=today)


def _transaction(entry: Entry) -> data.Transaction:
    postings = [
        data.Posting(account, Amount(part, CURRENCY), None, None, None, None)
        for account, part in entry.legs
    ]
    return data.Transaction(
        {**dict(entry.notes), "filename": "", "lineno": 0},
        entry.date,
        "*",
        entry.payee or None,
        entry.narration,
        data.EMPTY_SET,
        frozenset(entry.links),
        postings,
    )


def _reference(date: dt.date) -> str:
    """Return the quarter that is settled in the month after it."""
    quarter = (date.month - 1) // 3
    return f"kwartaal {quarter or 4} {date.year if quarter else date.year - 1}"
