"""What linked entries come to, and how much of it was taken back so far.

A refund undoes what it is linked to, and no more: of each member and class, what the
earlier entries with that link come to, less what was taken back of it. Within an entry
lines of a class count together, so a sale with a discount is the sale less the
discount, and an amount that only moves within its class is nothing to take back. A
correction, with nothing but results in it, moves no further what it took itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.accounts import Account, Kind
from paraplu.books import ZERO, Books
from paraplu.flows.table import MONEY, RESULT, VAT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.entries import Entry

# What lines that count together have in common: member, class, and what is charged.
Share = tuple[str, Kind, str]


class Links:
    """The links of one set of books; remembers what was taken back so far."""

    def __init__(self, books: Books) -> None:
        """Take the books; entries are to be asked about in the order of the ledger."""
        self._books = books
        self._known: dict[int, list[Entry]] = {}
        self._taken: defaultdict[tuple[int, Share, bool], Decimal] = defaultdict(
            lambda: ZERO
        )
        self._moved: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)

    def left(self, entry: Entry, share: Share, member: str, *, credit: bool) -> Decimal:
        """Return what an entry may undo of a share, in EUR, among a member's entries.

        `credit` tells the side it undoes it on: the credit of a cost that comes back.
        """
        return _total(
            left
            for earlier, left in self._rooms(entry, share, credit=credit)
            if member in earlier.shape.members
        )

    def take_back(
        self, entry: Entry, share: Share, amount: Decimal, *, credit: bool
    ) -> None:
        """Remember that an entry took this much back, in EUR, of those it is linked to.

        What came first is taken first; what is beyond them is left out.
        """
        for earlier, room in self._rooms(entry, share, credit=credit):
            taken = min(room, amount)
            self._taken[earlier.number, share, credit] += taken
            self._moved[entry.number] += taken
            amount -= taken

    def _rooms(
        self, entry: Entry, share: Share, *, credit: bool
    ) -> list[tuple[Entry, Decimal]]:
        """Return the earlier entries of which there is something left."""
        found = []
        for earlier in self._earlier(entry):
            booked = self._comes_to(earlier, share, credit=credit)
            left = booked - self._taken[earlier.number, share, credit]
            if left > 0:
                found.append((earlier, left))
        return found

    def _comes_to(self, earlier: Entry, share: Share, *, credit: bool) -> Decimal:
        """Return how much an earlier entry has of a share that can be undone, in EUR.

        On a receivable or a payable that is what was paid, and not what was written
        off.
        """
        net = net_of(earlier, share)
        booked = max(net if credit else -net, ZERO)
        if share[1] in (Kind.RECEIVABLE, Kind.PAYABLE):
            legs = earlier.legs()
            paid = sum((n for account, n in legs if account.kind in MONEY), ZERO)
            return min(booked, abs(paid))
        if _corrects(earlier):
            return min(booked, self._moved[earlier.number])
        return booked

    def _earlier(self, entry: Entry) -> list[Entry]:
        if entry.number not in self._known:
            members = entry.shape.members
            self._known[entry.number] = [
                other
                for other in self._books.linked(*entry.links)
                if other.date <= entry.date
                and other.number != entry.number
                and members & other.shape.members
            ]
        return self._known[entry.number]


def share_of(account: Account) -> Share:
    """Return the share of an account; all VAT is one, whatever it stands on."""
    kind = Kind.VAT_DUE if account.kind in VAT else account.kind
    return account.member, kind, account.charge


def net_of(entry: Entry, share: Share) -> Decimal:
    """Return what an entry comes to on a share, in EUR with Beancount's sign."""
    return _total(n for account, n in entry.legs() if share_of(account) == share)


def _corrects(entry: Entry) -> bool:
    """Tell whether an entry only moves results of one member."""
    return entry.shape.kinds <= RESULT and len(entry.shape.members) == 1


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
