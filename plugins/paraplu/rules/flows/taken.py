"""What was taken of a member as contribution and not given back yet.

A contribution may go back without a link, and no further than that. Which month it is
for, and whether it had to go back, is no matter of the flows: PF07 knows that to the
cent.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.ledger.closings import not_closing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


class _Booked(NamedTuple):
    """A contribution of a member, in EUR: below zero where it was given back."""

    day: dt.date
    number: int
    amount: Decimal


class BookedContributions:
    """The contributions of one set of books, as far as they are asked for."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def before(self, transaction: Transaction, position: int) -> Decimal:
        """Return what was taken of whose a posting is, and is not given back, in EUR.

        It counts as taken from its day on, whatever the order of the lines; a closing
        takes nothing away.
        """
        booked = self._by_member.get(transaction.accounts[position].member, ())
        taken = (
            amount
            for day, number, amount in booked
            if (day <= transaction.date if amount > 0 else number < transaction.number)
        )
        return max(sum(taken, ZERO), ZERO)

    @cached_property
    def _by_member(self) -> Mapping[str, list[_Booked]]:
        found: defaultdict[str, list[_Booked]] = defaultdict(list)
        for transaction, n in not_closing(
            self._books, lambda role: role.kind is Kind.CONTRIBUTION
        ):
            posting = transaction.postings[n]
            booked = _Booked(transaction.date, transaction.number, posting.amount)
            found[posting.account.member].append(booked)
        return found
