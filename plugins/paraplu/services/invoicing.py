"""The books to invoice from, with the invoices on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.bookkeeping.invoices.shelf import read_invoices

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class InvoicingBooks(NamedTuple):
    """The books as seen on a day, their register, and their invoices."""

    books: Books
    register: Register
    invoices: Invoices

    @property
    def folder(self) -> Path:
        """The folder of the main file."""
        return self.books.main.parent


def invoicing_books(books: Books, register: Register) -> InvoicingBooks:
    """Return books with their invoices as they lie on the disk now."""
    invoices = read_invoices(books.main.parent, register)
    return InvoicingBooks(books, register, invoices)
