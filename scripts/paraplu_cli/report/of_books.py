"""Which files are of the books: no document is ever written over those."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.ledger.evidence import receipts_in

if TYPE_CHECKING:
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

# Beside the main file: issued invoices with their documents, and who they went to.
_INVOICES, _CUSTOMERS = "invoices", "customers.yaml"


def is_of_books(path: Path, books: Books, register: Register) -> bool:
    """Tell whether a file is one that the books are made of, or that shows something.

    Those are the ledger with what it includes, the registers, customers, invoices,
    receipts and other documents, and all that git keeps for itself.
    """
    real = Path(os.path.realpath(path))
    beside = Path(os.path.realpath(books.main)).parent
    if ".git" in real.parts or real.is_relative_to(beside / _INVOICES):
        return True
    named = [*books.files, str(books.main), str(beside / _CUSTOMERS)]
    named += [file for file in (register.file, register.private_file) if file]
    named += [paper.path for paper in books.papers]
    named += filter(
        None, (books.shelf.find(receipt) for _, receipt in receipts_in(books))
    )
    return str(real) in {os.path.realpath(name) for name in named}
