"""Gives the plugin what is known of the books already, so that it reads them no more.

Who loads books knows their text, their register and their transactions before
Beancount runs the plugin, which judges them in its turn.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.grouping import Grouped
    from paraplu.ledger.kept.cleared import Cleared
    from paraplu.ledger.reader import BooksReading
    from paraplu.register import Register


class Prepared(Struct, frozen=True):
    """The transactions of the books, and what reads all else of them."""

    register: Register
    reading: BooksReading
    transactions: Grouped
    cleared: Cleared

    def books(self, others: list[Any]) -> Books:
        """Return the books with all other directives, as Beancount gives them now."""
        books = self.reading.books(self.transactions, others, ())
        return replace(books, cleared=self.cleared)


_prepared: ContextVar[Prepared | None] = ContextVar("prepared", default=None)


@contextmanager
def preparing(prepared: Prepared) -> Iterator[None]:
    """Have the plugin judge these transactions instead of those that it is given."""
    token = _prepared.set(prepared)
    try:
        yield
    finally:
        _prepared.reset(token)


def prepared_books(others: list[Any]) -> tuple[Books, Register] | None:
    """Return the books that were prepared, and their register; None where none were."""
    prepared = _prepared.get()
    return (prepared.books(others), prepared.register) if prepared else None
