"""Which files are of the books: no document is ever written over those."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.ledger.evidence import receipts_in

if TYPE_CHECKING:
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

# Beside the main file: issued invoices with their documents, and who they went to.
_INVOICES, _CUSTOMERS = "invoices", "customers.yaml"


class FilesOfBooks:
    """The files that books are made of, or that show something; found once.

    Those are the ledger with what it includes, the registers, customers, invoices,
    receipts and other documents, and all that git keeps for itself.
    """

    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register

    def has(self, path: Path) -> bool:
        """Tell whether a path leads to one of them."""
        real = Path(os.path.realpath(path))
        if ".git" in real.parts or real.is_relative_to(self._beside / _INVOICES):
            return True
        return str(real) in self._named

    @cached_property
    def _beside(self) -> Path:
        return Path(os.path.realpath(self._books.main)).parent

    @cached_property
    def _named(self) -> frozenset[str]:
        books, register = self._books, self._register
        found = (books.shelf.find(receipt) for _, receipt in receipts_in(books))
        named = (
            *books.files,
            str(books.main),
            str(self._beside / _CUSTOMERS),
            register.file,
            register.private_file,
            *(paper.path for paper in books.papers),
            *found,
        )
        return frozenset(os.path.realpath(file) for file in named if file)
