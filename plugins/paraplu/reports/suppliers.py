"""Who was paid, in words for people outside: of members only that it was one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.ledger.personal.names import Personal

if TYPE_CHECKING:
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register


class Suppliers:
    """Says who was paid, over one set of books."""

    def __init__(self, books: Books, register: Register) -> None:
        self._personal = Personal(people_in(books.main.parent, register))
        codes = "|".join(map(re.escape, sorted(register.members)))
        self._codes = re.compile(rf"(?<!\w)(?:{codes})(?!\w)") if codes else None

    def of(self, transaction: Transaction) -> str | None:
        """Return the payee, None where it is a member or names one."""
        payee = transaction.payee
        changed = self._personal.without(payee) != payee
        named = self._codes and self._codes.search(payee)
        return None if changed or named else payee
