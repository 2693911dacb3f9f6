"""What stood on an account: a debt is settled, and a claim moved, no further than that.

What was booked on the same day counts as standing whatever the order of the lines:
Beancount's order within a day says little. Where a day goes too far, its last
transactions are the ones that did.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

    Beyond = Mapping[Account, Mapping[dt.date, Decimal]]

# What is settled, on the debit side; and what is held, and taken on the credit side.
SETTLED = frozenset({Kind.PAYABLE, Kind.DEPOSIT, Kind.START_CAPITAL})
HELD = frozenset({Kind.RECEIVABLE, Kind.STOCK, Kind.PREPAID, Kind.EQUIPMENT})


class EarlierBalances:
    """What stood on the accounts of one set of books, as far as it is asked for."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._touching: dict[Account, list[Transaction]] = {}

    def settled(self, transaction: Transaction, position: int) -> Decimal:
        """Return how much of a debit settles what stood on its account, in EUR."""
        return self._within(transaction, position, self.oversettled)

    def held(self, transaction: Transaction, position: int) -> Decimal:
        """Return how much of a credit takes what stood on its account, in EUR."""
        return self._within(transaction, position, self._overdrawn)

    def overpaid(self, transaction: Transaction, position: int) -> Decimal:
        """Return what was paid in money beyond the claim, before a transaction, in EUR.

        A credit note brings a claim below zero as well, but no money came in by it.
        """
        account = transaction.accounts[position]
        balance = paid = ZERO
        for other in self._before(transaction, account):
            booked = _booked(other, account)
            beyond = max(-(balance + booked), ZERO) - max(-balance, ZERO)
            balance += booked
            if beyond > 0:
                paid += min(beyond, _money(other))
            paid = min(paid, max(-balance, ZERO))
        return paid

    @cached_property
    def oversettled(self) -> Beyond:
        """By payable, deposit and means, the days that settled more than stood there.

        Each with how much, in EUR.
        """
        return self._beyond(SETTLED, 1)

    @cached_property
    def _overdrawn(self) -> Beyond:
        """By claim and goods, the days that took more than stood there."""
        return self._beyond(HELD, -1)

    def _beyond(self, kinds: frozenset[Kind], side: int) -> Beyond:
        """Return how far each day brought an account to the wrong side of zero."""
        found: dict[Account, dict[dt.date, Decimal]] = {}
        for account, days in self._books.booked(kinds).items():
            balance = ZERO
            for day in sorted(days):
                before = max(balance, ZERO)
                balance += side * days[day]
                beyond = max(balance, ZERO) - before
                if beyond > 0:
                    found.setdefault(account, {})[day] = beyond
        return found

    def _within(
        self, transaction: Transaction, position: int, beyond_by_day: Beyond
    ) -> Decimal:
        posting = transaction.postings[position]
        account, amount = posting.account, abs(posting.amount)
        beyond = beyond_by_day.get(account, {}).get(transaction.date, ZERO)
        if not beyond:
            return amount
        debit = posting.amount > 0
        later = sum(
            (
                abs(one.amount)
                for other in self._books.transactions_on(transaction.date)
                for n, one in enumerate(other.postings)
                if one.account is account
                and (one.amount > 0) == debit
                and (other.number, n) > (transaction.number, position)
            ),
            ZERO,
        )
        return amount - min(amount, max(beyond - later, ZERO))

    def _before(
        self, transaction: Transaction, account: Account
    ) -> Iterator[Transaction]:
        """Yield the other entries of an account up to a day, in order of the ledger."""
        if account not in self._touching:
            self._touching[account] = [
                other
                for other in self._books.transactions_of(account.member)
                if account in other.accounts
            ]
        for other in self._touching[account]:
            if other.date > transaction.date:
                return
            if other.number != transaction.number:
                yield other


def _booked(transaction: Transaction, account: Account) -> Decimal:
    amounts = (one.amount for one in transaction.postings if one.account is account)
    return sum(amounts, ZERO)


def _money(transaction: Transaction) -> Decimal:
    """Return the money that came in by a transaction, in EUR."""
    return max(transaction.on(MONEY), ZERO)
