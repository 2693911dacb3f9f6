"""What entries move on accounts, and what of it was settled by what."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.chart import Account, Kind
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry

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
    """What is open, or what settles; `what` it is: an entry, an invoice, a bill.

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


def moved(entry: Entry, kinds: frozenset[Kind]) -> dict[Account, Decimal]:
    """Return what an entry moves on accounts of these kinds, in all, and not zero."""
    found: dict[Account, Decimal] = {}
    for account, amount in entry.legs():
        if account.kind in kinds:
            found[account] = found.get(account, ZERO) + amount
    if all(found.values()):
        return found
    return {account: amount for account, amount in found.items() if amount}


def moving(books: Books, kinds: frozenset[Kind]) -> list[Entry]:
    """Return the entries on accounts of these kinds, in the order of the ledger."""
    return sorted(_moving(books, kinds), key=lambda entry: entry.number)


def _moving(books: Books, kinds: frozenset[Kind]) -> Iterator[Entry]:
    for shape, entries in books.shapes.items():
        if shape.kinds & kinds:
            yield from entries


def movements(
    books: Books, kinds: frozenset[Kind], *, owed: int = 1
) -> dict[Account, list[Movement[Entry]]]:
    """Return what entries move on each account of these kinds, by day.

    On one day what opens comes first. That is what is debited, or with `owed` -1 what
    is credited, as on payables.
    """
    found: defaultdict[Account, list[Movement[Entry]]] = defaultdict(list)
    for entry in _moving(books, kinds):
        for account, amount in moved(entry, kinds).items():
            found[account].append(movement_of(entry, entry, account, owed * amount))
    for items in found.values():
        items.sort(key=lambda item: (item.date, item.amount < 0, item.place))
    return found


def movement_of(
    what: _What, entry: Entry, account: Account, amount: Decimal
) -> Movement[_What]:
    """Return what an entry moves on an account, and what that is to whoever asks."""
    words = entry.written
    payee, links = words.payee or "", words.links
    return Movement(entry.number, what, entry.date, amount, account, payee, links)
