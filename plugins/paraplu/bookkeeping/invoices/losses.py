"""What was written off of an invoice: its VAT came back with that, and does so once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.invoices.receivables import invoices_standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books


def obstacles_of_losses(
    note: Invoice, books: Books, invoices: Invoices
) -> Iterator[Obstacle]:
    """Yield that a credit note takes back what was written off, whenever that was."""
    number = invoices.root(note)
    standing = invoices_standing(books, invoices, dt.date.max)
    owed = next((one for one in standing if one.number == number), None)
    if owed is None or not owed.written_off:
        return
    left = max(owed.total - owed.credited - owed.written_off, ZERO)
    if totals_of(note).payable > left:
        yield Obstacle(
            say(
                "{amount} of invoice {number} was written off, and {left} is left to "
                "credit.",
                amount=owed.written_off,
                number=number,
                left=left,
            ),
            say(
                "A credit note would take back the sale and its VAT a second time. If "
                "the customer does not owe it, take the entry that writes it off back "
                "first."
            ),
        )
