"""Closings: transactions that take results to the thermometer, and do nothing else.

A closing debits what was earned and credits what was used; the other way about only
where an account stands the wrong way, such as after a refund of the year before. What
a posting adds to an account is no closing: it was earned or spent that day.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.ledger.transaction_types import EARNED, earns, spends

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Role, Signature, Transaction


def closings(books: Books) -> Mapping[Account, Mapping[dt.date, Decimal]]:
    """Return what closings booked on each account, by day."""
    closed: dict[Account, dict[dt.date, Decimal]] = {}
    for transaction in books.with_signature(_may_close):
        for posting in (
            transaction.postings if closes_accounts(books, transaction) else ()
        ):
            days = closed.setdefault(posting.account, {})
            day = transaction.date
            days[day] = days.get(day, ZERO) + posting.amount
    return closed


def not_closing(
    books: Books, wanted: Callable[[Role], bool]
) -> Iterator[tuple[Transaction, int]]:
    """Yield the postings that are wanted, but for those of closings."""
    for signature, transactions in books.by_signature.items():
        may_close = _may_close(signature)
        for position in signature.where(wanted):
            for transaction in transactions:
                if not (may_close and closes_accounts(books, transaction)):
                    yield transaction, position


def closes_accounts(books: Books, transaction: Transaction) -> bool:
    """Tell whether a transaction closes accounts."""
    signature = transaction.signature
    if not _may_close(signature):
        return False
    into_thermometer = Kind.THERMOMETER in signature.kinds
    if into_thermometer and not (earns(signature) or spends(signature)):
        return True
    return _closes(books, transaction)


def _may_close(signature: Signature) -> bool:
    """Tell whether transactions only move results, and may close accounts by it."""
    return signature.only_results and (
        Kind.THERMOMETER in signature.kinds or len(signature.rings) == 1
    )


def only_closes(books: Books, transaction: Transaction) -> bool:
    """Tell whether accounts are closed, each member's into the own thermometer."""
    if not transaction.signature.only_results:
        return False
    rings: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for posting in transaction.postings:
        rings[posting.account.member] += posting.amount
    return not any(rings.values()) and _closes(books, transaction)


def _closes(books: Books, transaction: Transaction) -> bool:
    """Tell whether a transaction of results closes accounts, rather than adds to them.

    A year whose result is nil leaves nothing for the thermometer, and Beancount drops
    a posting without an amount then; such a closing empties all its accounts.
    """
    moved: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    for posting in transaction.postings:
        if posting.account.kind not in (Kind.NOTHING, Kind.THERMOMETER):
            moved[posting.account] += posting.amount
    signature = transaction.signature
    if Kind.THERMOMETER not in signature.kinds:
        one = len(signature.rings) == 1
        return one and not any(_after(books, transaction, set(moved)).values())
    odd = {
        account: amount
        for account, amount in moved.items()
        if (amount < 0) == (account.kind in EARNED)
    }
    after = _after(books, transaction, set(odd)) if odd else {}
    return all(amount * after[account] <= 0 for account, amount in odd.items())


def _after(
    books: Books, transaction: Transaction, accounts: set[Account]
) -> dict[Account, Decimal]:
    """Return what stands on accounts right after a transaction."""
    day = transaction.date
    after = {
        account: sum((n for on, n in books.days[account].items() if on <= day), ZERO)
        for account in accounts
    }
    for other in books.transactions_on(day):
        if other.number > transaction.number:
            for posting in other.postings:
                if posting.account in after:
                    after[posting.account] -= posting.amount
    return after
