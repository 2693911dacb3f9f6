"""What transactions move on accounts, and what of it was settled by what."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.chart import Account, Kind
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

_What = TypeVar("_What")
_By = TypeVar("_By")


class Reason(StrEnum):
    """Why a payment counts for what it settles."""

    LINK = "link"
    LINK_AND_PARTY = "link-and-party"
    PARTY_AND_AMOUNT = "party-and-amount"
    PARTY = "party"
    OPENING = "opening"
    OLDEST = "oldest"
    CREDIT = "credit"
    NET = "net"


class Movement(NamedTuple, Generic[_What]):
    """What is open, or what settles; `what` it is: a transaction, an invoice, a bill.

    `amount` is in the operating currency, of what settles below zero. `place` is its
    own on the account, and the oldest has the lowest. `number` is what an invoice is
    known by, and `opened` is what was there before the books began.
    """

    place: int
    what: _What
    date: dt.date
    amount: Decimal
    account: Account
    party: str = ""
    links: frozenset[str] = frozenset()
    number: str = ""
    opened: bool = False

    @property
    def member(self) -> str:
        """Whose it is; empty for the cooperative's own."""
        return self.account.member


class Match(NamedTuple, Generic[_What, _By]):
    """So much of an item was settled by another, and why; the amount is above zero.

    Below zero it takes back what was settled before. `before` is what of the item had
    been settled until then.
    """

    item: Movement[_What]
    by: Movement[_By]
    amount: Decimal
    before: Decimal
    reason: Reason

    @property
    def date(self) -> dt.date:
        """The day on which it was settled: what is paid ahead waits for its bill."""
        return max(self.item.date, self.by.date)


def moved(transaction: Transaction, kinds: frozenset[Kind]) -> dict[Account, Decimal]:
    """Return what is moved on accounts of these kinds, in all, and not zero."""
    found: dict[Account, Decimal] = {}
    for posting in transaction.postings:
        account = posting.account
        if account.kind in kinds:
            found[account] = found.get(account, ZERO) + posting.amount
    if all(found.values()):
        return found
    return {account: amount for account, amount in found.items() if amount}


def movements(
    books: Books, kinds: frozenset[Kind], *, owed: int = 1
) -> dict[Account, list[Movement[Transaction]]]:
    """Return what transactions move on each account of these kinds, by day.

    On one day what opens comes first. That is what is debited, or with `owed` -1 what
    is credited, as on payables.
    """
    found: defaultdict[Account, list[Movement[Transaction]]] = defaultdict(list)
    for one in books.moving(kinds):
        for account, amount in moved(one, kinds).items():
            found[account].append(movement_of(one, one, account, owed * amount))
    for items in found.values():
        items.sort(key=lambda item: (item.date, item.amount < 0, item.place))
    return found


def movement_of(
    what: _What, transaction: Transaction, account: Account, amount: Decimal
) -> Movement[_What]:
    """Return what is moved on an account, and what that is to whoever asks."""
    number, day = transaction.number, transaction.date
    payee, links = transaction.payee, transaction.links
    return Movement(number, what, day, amount, account, payee, links)
