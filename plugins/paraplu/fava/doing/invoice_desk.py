"""The invoices of the books that are shown, by the services that commands use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.bookkeeping.documents.making import PDF
from paraplu.bookkeeping.invoices.receivables import invoices_standing
from paraplu.services.invoicing import InvoicingBooks, invoicing_books
from paraplu.services.issuing import place_all, plans_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paraplu.bookkeeping.invoices.issuing import IssuePlan
    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.receivables import OpenInvoice
    from paraplu.fava.doing.step import Bench


def invoice_books(bench: Bench) -> InvoicingBooks:
    """Return the books as seen today with their invoices, read once for each change."""
    books, register = bench.books.books, bench.books.register
    key = ("invoices", bench.today, bench.beside)
    return bench.load.once(
        key, lambda _: invoicing_books(replace(books, today=bench.today), register)
    )


def standing(bench: Bench) -> Sequence[OpenInvoice]:
    """Return how each invoice stands today, worked out once for each change."""
    desk = invoice_books(bench)
    key = ("standing", bench.today, bench.beside)
    return bench.load.once(
        key, lambda _: invoices_standing(desk.books, desk.invoices, bench.today)
    )


def issued_now(
    desk: InvoicingBooks, draft: Path | None, invoice: Invoice, bench: Bench
) -> tuple[IssuePlan, tuple[Path, ...]]:
    """Issue an invoice today, as `paraplu invoice issue` does; return it and its files.

    It is written by then, in one step. CannotBook, with nothing written, for whatever
    is in the way of it.
    """
    plan = planned_now(desk, draft, invoice, bench)
    return plan, place_all(desk, [plan], _name)


def planned_now(
    desk: InvoicingBooks, draft: Path | None, invoice: Invoice, bench: Bench
) -> IssuePlan:
    """Return what an invoice becomes when it is issued today; nothing is written.

    CannotBook for whatever is in the way of it.
    """
    return plans_of(desk, [(draft, invoice)], bench.today, _name)[0]


def _name(file: Path) -> str:
    return file.name


def invoice_pdf(desk: InvoicingBooks, number: str, *, private: bool) -> Path | None:
    """Return the PDF of an invoice; that of a private customer only where `private`."""
    issued = desk.invoices.find(number)
    if issued is None:
        return None
    for apart in (False, True) if private else (False,):
        path = issued.document(PDF, private=apart)
        if path.is_file() and not path.is_symlink():
            return path
    return None
