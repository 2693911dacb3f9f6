"""Who was paid, in words for a funder: of members and other funds nothing is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.ledger.personal.names import Personal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.grants import Fund
    from paraplu.register.model import Register


class Suppliers:
    """Says who was paid, over one set of books, to the funder of one fund."""

    def __init__(self, books: Books, register: Register, fund: Fund) -> None:
        self._personal = Personal(people_in(books.main.parent, register))
        self._codes = _any_of({*register.members, *books.rings})
        mine = {fund.name, fund.funder, *(one.name for one in fund.coverage)}
        known = {account.fund for account in books.accounts} | set(register.funds)
        funders = {one.funder for one in register.funds.values()}
        self._funds = _any_of({*known, *funders} - mine)

    def of(self, transaction: Transaction) -> str | None:
        """Return the payee, None where it is a member or names one.

        It is empty where it names another fund, or who gives that.
        """
        return self.told(transaction.payee)

    def told(self, text: str) -> str | None:
        """Return a text of the books as `of` does a payee."""
        changed = self._personal.without(text) != text
        if changed or (self._codes and self._codes.search(text)):
            return None
        return "" if self._funds and self._funds.search(text) else text


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    either = "|".join(map(re.escape, sorted(filter(None, words))))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if either else None
