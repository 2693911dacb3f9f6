"""The entries of a member: what they booked in the ring, and what shows they are right.

Amounts are positive on the side that their account is kept on: turnover as well as
costs. The effect on the thermometer has a sign: below nil it went down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Root
from paraplu.base.money import ZERO
from paraplu.ledger.approvals import Approval, approval_of
from paraplu.ledger.evidence import receipts_of

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.span import Span

_CREDIT_SIDE = frozenset({Root.LIABILITIES, Root.EQUITY, Root.INCOME})


@dataclass(frozen=True)
class MemberTransaction:
    """One transaction: its postings on the member's accounts, and their effect."""

    transaction: Transaction
    postings: tuple[tuple[Account, Decimal], ...]
    effect: Decimal
    receipts: tuple[Receipt, ...]
    approvals: tuple[Approval, ...]


def booked_in(books: Books, member: str, span: Span) -> tuple[MemberTransaction, ...]:
    """Return a member's entries of a span until today, in the order of the ledger."""
    closing = span.closing(books)
    return tuple(
        _booked(books, member, transaction)
        for transaction in books.transactions_of(member)
        if span.begin <= transaction.date <= closing
    )


def _booked(books: Books, member: str, transaction: Transaction) -> MemberTransaction:
    mine = [n for n, a in enumerate(transaction.accounts) if a.member == member]
    postings = [transaction.postings[n] for n in mine]
    counted = (one.amount for one in postings if one.account.counts)
    approvals = [approval_of(transaction, n) for n in mine]
    return MemberTransaction(
        transaction,
        tuple((one.account, natural(one.account, one.amount)) for one in postings),
        -sum(counted, ZERO),
        tuple(receipts_of(books, transaction)),
        tuple(dict.fromkeys(one for one in approvals if one)),
    )


def natural(account: Account, amount: Decimal) -> Decimal:
    """Return an amount that is positive on the side that its account is kept on."""
    return -amount if account.root in _CREDIT_SIDE else amount


def short(account: Account) -> str:
    """Return an account's class and detail: what its name says after the code."""
    return ":".join(account.name.split(":")[3:]) or account.name
