"""Whether entries with one bank reference are the parts of one line of a statement.

A line may be split into entries, one for each member. Its parts are of one day and go
one way. What is booked twice is there in full, so that one of the entries comes to as
much as all others; where the parts do so too, they are on different accounts, and the
next `balance` of the bank agrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

Use = tuple["Transaction", int]


def are_parts(books: Books, account: Account, uses: Sequence[Use]) -> bool:
    """Tell whether the entries that use one reference are parts of one line."""
    amounts: dict[int, Decimal] = {}
    for transaction, position in uses:
        amount = transaction.postings[position].amount
        amounts[transaction.number] = amounts.get(transaction.number, ZERO) + amount
    days = {transaction.date for transaction, _ in uses}
    signs = {amount > 0 for amount in amounts.values() if amount}
    if len(days) > 1 or len(signs) != 1 or ZERO in amounts.values():
        return False
    total = sum(amounts.values(), ZERO)
    in_full = any(amount + amount == total for amount in amounts.values())
    alike = len(set(amounts.values())) < len(amounts)
    if not (in_full or alike):
        return True
    others = {
        tuple(sorted(one.name for one in transaction.accounts))
        for transaction, _ in uses
    }
    return len(others) == len(amounts) and _is_compared(books, account, uses[0][0])


def _is_compared(books: Books, account: Account, one: Transaction) -> bool:
    """Tell whether the bank says after that day that the account holds what it does."""
    later = [
        entry
        for entry in books.others
        if type(entry).__name__ == "Balance"
        and entry.account == account.name
        and entry.date > one.date
        and entry.amount.currency == books.currency
    ]
    if not later:
        return False
    said = min(later, key=lambda entry: entry.date)
    days = books.days[account].items()
    held = sum((amount for day, amount in days if day < said.date), ZERO)
    return bool(held == said.amount.number)
