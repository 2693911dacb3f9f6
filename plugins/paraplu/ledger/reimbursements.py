"""What receipts stand behind: how much a transaction may pay back to who advanced it.

A receipt on a transaction stands behind all that it buys, one on a posting behind that
posting, and either behind the VAT on it. A receipt whose file is not there stands
behind nothing, also where the board waived that.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from paraplu.base.chart import Kind
from paraplu.base.dutch_law import standard_vat
from paraplu.base.kinds import GOODS, USE, VAT
from paraplu.base.money import ROUNDING, ZERO
from paraplu.ledger.evidence import RECEIPT_KEYS, receipts_in, receipts_of
from paraplu.ledger.receipt_files import Receipt
from paraplu.ledger.settlement import Matcher, Movement, Reason, movement_of
from paraplu.ledger.transactions import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

_BOUGHT = (
    USE
    | GOODS
    | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES, Kind.ROUNDING}
)
_OWED = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})


class Reimbursing:
    """Tells what receipts stand behind, over one set of books."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def shown(self, transaction: Transaction) -> Decimal:
        """Return how much of what is paid has a receipt behind it.

        That is what it buys, and what it settles of a payable that was put there by
        linked transactions with a receipt.
        """
        settled: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
        for posting in transaction.postings:
            if posting.account.kind in _OWED and posting.amount > 0:
                settled[posting.account] += posting.amount
        owed = (
            min(amount, self._owed(transaction, account))
            for account, amount in settled.items()
        )
        return self._bought(transaction) + sum(owed, ZERO)

    def _bought(self, transaction: Transaction) -> Decimal:
        """Return what is bought on a receipt, and the VAT that can be on it."""
        whole = self._whole(transaction)
        bought = ZERO
        for posting in transaction.postings:
            if posting.account.kind in _BOUGHT and (
                whole or self._there(posting.meta, transaction)
            ):
                bought += posting.amount
        rate = standard_vat(transaction.date)
        most = bought * rate + ROUNDING if bought > 0 else ZERO
        return bought + min(transaction.on(VAT), most)

    def _owed(self, transaction: Transaction, account: Account) -> Decimal:
        """Return what is left of the receipts behind a payable it settles.

        Its bills share a link with it, or the receipt that it names once more. What an
        earlier payment settled is used up, whoever got it.
        """
        about = self._about(transaction)
        own = bool(self._paths(transaction))
        bills: Matcher[Transaction] = Matcher()
        owed = []
        for bill in about:
            if bill.date <= transaction.date:
                amount, bought = -_sum(bill, account, sign=-1), self._bought(bill)
                if not (own and bill.links & transaction.links and not bought):
                    amount = min(amount, bought)
                owed.append(self._movement(bill, account, amount))
                bills.add(owed[-1])
        for earlier in about:
            settled = _sum(earlier, account, sign=1)
            if settled and earlier.number < transaction.number:
                payment = self._movement(earlier, account, -settled)
                mine = [one for one in owed if one.links & payment.links]
                # A receipt for what was given back is used up with the next one.
                for one in mine:
                    part = min(bills.left(one), settled)
                    bills.take(one, payment, part, Reason.LINK)
                    settled -= part
        return sum(map(bills.left, owed), ZERO)

    def _movement(
        self, transaction: Transaction, account: Account, amount: Decimal
    ) -> Movement[Transaction]:
        """Return what a transaction moves, with a receipt that it names as a link."""
        links = transaction.links | {
            f"receipt {path}" for path in self._paths(transaction)
        }
        return movement_of(transaction, transaction, account, amount)._replace(
            links=links
        )

    def waits(self, transaction: Transaction) -> bool:
        """Tell whether a transaction settles a payable that has receipts.

        They do not go with it as long as neither a link nor a receipt says so.
        """
        debited = {one.account for one in transaction.postings if one.amount > 0}
        bills = [bill for account in debited for bill in self._bills.get(account, ())]
        about = {other.number for other in self._about(transaction)}
        return not any(bill.number in about for bill in bills) and any(
            self._bought(bill) > 0 for bill in bills
        )

    def _about(self, transaction: Transaction) -> list[Transaction]:
        """Return the transactions that share a link or a receipt with one."""
        found = self._books.linked(*transaction.links)
        for path in self._paths(transaction):
            found += self._named.get(path, ())
        return in_order(found)

    def _paths(self, transaction: Transaction) -> set[str]:
        """Return where the receipts of a transaction lie."""
        found = map(self._books.shelf.find, receipts_of(self._books, transaction))
        return {path for path in found if path}

    @cached_property
    def _named(self) -> Mapping[str, list[Transaction]]:
        """The transactions on payables that name a receipt, by where it lies."""
        named: defaultdict[str, list[Transaction]] = defaultdict(list)
        for transaction, receipt in receipts_in(self._books):
            if transaction.signature.kinds & _OWED:
                path = self._books.shelf.find(receipt)
                if path:
                    named[path].append(transaction)
        return named

    @cached_property
    def _bills(self) -> Mapping[Account, list[Transaction]]:
        """The transactions that book a debt, by the account that it is on."""
        bills: defaultdict[Account, list[Transaction]] = defaultdict(list)
        for transaction in self._books.moving(_OWED):
            for posting in transaction.postings:
                if posting.account.kind in _OWED and posting.amount < 0:
                    bills[posting.account].append(transaction)
        return bills

    def _whole(self, transaction: Transaction) -> bool:
        """Tell whether a receipt of the whole transaction is there."""
        documents = self._books.documents
        linked = (
            path for link in transaction.links for path in documents.get(link, ())
        )
        return self._there(transaction.meta, transaction) or any(
            self._books.shelf.find(Receipt(path, transaction.meta)) for path in linked
        )

    def _there(self, meta: Mapping[str, Any], transaction: Transaction) -> bool:
        """Tell whether a receipt that this metadata names is there."""
        place = meta if "lineno" in meta else transaction.meta
        return any(
            self._books.shelf.find(Receipt(str(meta[key]), place))
            for key in RECEIPT_KEYS
            if key in meta
        )


def _sum(transaction: Transaction, account: Account, *, sign: int) -> Decimal:
    """Return what is debited (sign 1) or credited (sign -1) on an account."""
    amounts = (one.amount for one in transaction.postings if one.account is account)
    return sum((n for n in amounts if n * sign > 0), ZERO)
