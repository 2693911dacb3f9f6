"""What shows the uses of a fund: receipts, and what those come to.

A cost that was moved to the fund later is shown by what showed it before, and the entry
that moves it comes to nothing: what is on a receipt is then known by the other entries
that name it, or that have the same link.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO, in_cents
from paraplu.ledger.evidence import receipts_in, receipts_of
from paraplu.ledger.lending import Lending
from paraplu.ledger.receipt_totals import said_total, used
from paraplu.rules.receipt_claims import CLAIMED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Use
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.transactions import Transaction

# What a receipt may be of before its cost is booked.
_UNDER_WAY = frozenset({Kind.CLEARING, Kind.PAYABLE, Kind.COOP_PAYABLE})


class FundReceipts:
    """Finds the receipts of uses, over one set of books."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._lending = Lending(books)

    def of(self, use: Use) -> list[Receipt]:
        """Return what shows a use: on its posting, its entry, or a linked entry."""
        transaction = use.move.transaction
        found = receipts_of(self._books, transaction)
        meta = transaction.postings[use.move.position].meta
        own = [one for one in found if one.place is meta]
        shown = own or [one for one in found if one.place is transaction.meta]
        every = range(len(transaction.postings))
        return (
            shown
            or list(self._lending.lent(transaction, every, use.left)[1])
            or self._moved(transaction)
        )

    def _moved(self, transaction: Transaction) -> list[Receipt]:
        """Return the receipts of the entries that a cost was moved from."""
        found = [
            receipt
            for one in _earlier(self._books, transaction)
            for receipt in receipts_of(self._books, one)
        ]
        return list({(one.path, one.file): one for one in found}.values())

    def comes_to(self, use: Use, receipts: list[Receipt]) -> Decimal | None:
        """Return what receipts come to with VAT: as is said, else the most booked."""
        if not receipts:
            return None
        transaction = use.move.transaction
        places = {self._place(one) for one in receipts}
        every = {
            other.number: (other, own)
            for place in places
            for other, own in self._naming.get(place, {}).values()
        }
        every[transaction.number] = (transaction, receipts)
        for other in _earlier(self._books, transaction):
            every.setdefault(other.number, (other, []))
        currency = self._books.currency
        totals = (
            said_total(one, receipt, currency)
            for one, own in every.values()
            for receipt in own
        )
        said = [one.amount for one in totals if one and one.amount]
        booked = (_booked(one, own) for one, own in every.values())
        return max(said) if said else in_cents(max(booked, default=ZERO))

    def _place(self, receipt: Receipt) -> str:
        return self._books.shelf.find(receipt) or receipt.path

    @cached_property
    def _naming(self) -> Mapping[str, dict[int, tuple[Transaction, list[Receipt]]]]:
        """Which entries name each file, with their receipts that are that file."""
        found: defaultdict[str, dict[int, tuple[Transaction, list[Receipt]]]]
        found = defaultdict(dict)
        for transaction, receipt in receipts_in(self._books):
            own = found[self._place(receipt)]
            own.setdefault(transaction.number, (transaction, []))[1].append(receipt)
        return found


def _earlier(books: Books, transaction: Transaction) -> list[Transaction]:
    """Return the linked entries of a cost that an entry moves from elsewhere.

    They booked on an account that it credits, and may have moved it there themselves.
    """
    found: dict[int, Transaction] = {}
    left = [transaction]
    while left:
        one = left.pop()
        away = {p.account for p in one.postings if p.amount < 0} & _costs(one)
        for other in books.linked(*one.links) if away else ():
            booked = {p.account for p in other.postings if p.amount > 0}
            if (
                other.number < one.number
                and booked & away
                and other.number not in found
            ):
                found[other.number] = other
                left.append(other)
    return [found[number] for number in sorted(found)]


def _costs(transaction: Transaction) -> set[Account]:
    return {p.account for p in transaction.postings if p.account.kind in CLAIMED}


def _booked(transaction: Transaction, receipts: list[Receipt]) -> Decimal:
    """Return the most that an entry books of its receipts, or pays on their way."""
    under_way = (
        one.amount
        for one in transaction.postings
        if one.account.kind in _UNDER_WAY and one.amount > 0
    )
    return max(used(transaction, receipts, CLAIMED), sum(under_way, ZERO))
