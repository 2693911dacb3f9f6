"""The books that are shown, as the services of commands want them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from beancount.ops import balance

from paraplu.bookkeeping.bank_import.ledger import (
    OpenedLedger,
    asserted_in,
    faulty,
    must_be_whole,
)
from paraplu.plugin import ParapluError

if TYPE_CHECKING:
    from fava.core import FavaLedger

    from paraplu.fava.load import Load

# Beancount's checks carry no types.
_balance: Any = balance


def books_of(ledger: FavaLedger, load: Load) -> OpenedLedger:
    """Return the books of a load, which the plugin read; nothing is loaded again.

    CannotBook, in the words of commands, where they could not be opened for writing:
    Beancount finds an error, or the register has faults. A balance that does not hold
    is none: it may be what somebody is about to book.
    """
    judgement = load.judgement
    register, books = judgement.register, judgement.books
    if register.faults or not register.file:
        raise faulty(Path(register.file) if register.file else books.main)
    # Fava's types leave out that Beancount takes any shape for an error.
    errors: list[Any] = list(ledger.load_errors)
    must_be_whole(
        [
            one
            for one in errors
            if not isinstance(one, ParapluError | _balance.BalanceError)
        ],
        books.main,
    )
    return OpenedLedger(books, register, asserted_in(load.entries, books.currency))
