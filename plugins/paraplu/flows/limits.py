"""What bounds a flow, read from the rest of the books.

A payment settles a payable, and a sale a down payment, no further than what stood
there. A refund is bound by the entries that share a link with it, and by what of
them is still unrefunded. VAT is bound by the highest rate over the amount it is on.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.accounts import Account, Kind
from paraplu.books import ZERO, Books
from paraplu.closings import closing_rows
from paraplu.findings import in_cents
from paraplu.flows.table import MONEY, VAT, Bound

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.entries import Entry
    from paraplu.flows.ways import Way

_SETTLED = frozenset({Kind.PAYABLE, Kind.DEPOSIT, Kind.START_CAPITAL})


class Limits:
    """The bounds of one set of books; remembers what was taken back so far."""

    def __init__(self, books: Books) -> None:
        """Take the books; nothing is computed before it is asked for."""
        self._books = books
        self._known: dict[int, list[Entry]] = {}
        self._taken: defaultdict[tuple[int, int], Decimal] = defaultdict(lambda: ZERO)

    def capacity(self, way: Way, entry: Entry) -> Decimal | None:
        """Return how much may pass along a way in this entry, None where unbounded."""
        match way.bound:
            case Bound.NONE | Bound.CHARGE:
                return None
            case Bound.STANDING:
                return self.standing(entry, way.debits[0])
            case Bound.TAKEN:
                return self.taken_before(entry, way.credits[0])
            case Bound.LINK_CREDIT:
                return sum(self._linked(entry, way.credits[0]).values(), ZERO)
            case Bound.LINK_DEBIT:
                return sum(self._linked(entry, way.debits[0]).values(), ZERO)
            case _:
                base = sum((entry.amounts[n] for n in way.base), ZERO)
                return in_cents(way.room(entry.date, base))

    def take_back(self, entry: Entry, leg: int, amount: Decimal) -> None:
        """Remember that this much of what an entry is linked to was taken back."""
        for earlier, room in self._linked(entry, leg).items():
            taken = min(room, amount)
            self._taken[earlier] += taken
            amount -= taken

    def standing(self, entry: Entry, leg: int) -> Decimal:
        """Return how much of a debit settles what stood on its account.

        What was booked earlier on the same day counts as standing whatever the order
        of the lines: Beancount's order within a day says little. Where a day settles
        too much, its last entries are the ones that did.
        """
        account = entry.shape.accounts[leg]
        beyond = self.oversettled.get(account, {}).get(entry.date, ZERO)
        amount = entry.amounts[leg]
        if not beyond:
            return amount
        later = sum(
            (
                other.amounts[n]
                for other in self._on(account, entry.date)
                for n, known in enumerate(other.shape.accounts)
                if known is account
                and not other.shape.credit[n]
                and (other.number, n) > (entry.number, leg)
            ),
            ZERO,
        )
        return amount - min(amount, max(beyond - later, ZERO))

    def taken_before(self, entry: Entry, leg: int) -> Decimal:
        """Return what was taken of the member of a leg and is not given back yet.

        It counts as taken from its day on, whatever the order of the lines; a closing
        takes nothing away. What of it is for which month is no matter of the flows.
        """
        member = entry.shape.accounts[leg].member
        left = sum(
            (
                amount
                for day, number, amount in self._contributions.get(member, ())
                if (day <= entry.date if amount > 0 else number < entry.number)
            ),
            ZERO,
        )
        return max(left, ZERO)

    @cached_property
    def _contributions(self) -> Mapping[str, list[tuple[dt.date, int, Decimal]]]:
        """Day, number and amount of each contribution by member, closings left out."""
        found: defaultdict[str, list[tuple[dt.date, int, Decimal]]] = defaultdict(list)
        for batch in self._books.batches:
            if Kind.CONTRIBUTION not in batch.pattern.kinds:
                continue
            closing = closing_rows(self._books, batch)
            for leg in batch.pattern.where(lambda leg: leg.kind is Kind.CONTRIBUTION):
                for row, (account, day, amount) in enumerate(batch.booked(leg)):
                    if row not in closing:
                        number = batch.numbers[row]
                        found[account.member].append((day, number, amount))
        return found

    @cached_property
    def oversettled(self) -> Mapping[Account, Mapping[dt.date, Decimal]]:
        """By payable and deposit, the days that settled more than stood there."""
        found: dict[Account, dict[dt.date, Decimal]] = {}
        for account, days in self._books.booked(_SETTLED).items():
            balance = ZERO
            for day in sorted(days):
                before = max(balance, ZERO)
                balance += days[day]
                beyond = max(balance, ZERO) - before
                if beyond > 0:
                    found.setdefault(account, {})[day] = beyond
        return found

    def _on(self, account: Account, day: dt.date) -> list[Entry]:
        return [
            entry
            for entry in self._books.entries_on(day)
            if account in entry.shape.accounts
        ]

    def _linked(self, entry: Entry, leg: int) -> dict[tuple[int, int], Decimal]:
        """Return the earlier legs that this one may undo, and what is left of each."""
        found = {}
        for earlier in self._earlier(entry):
            for n in range(len(earlier.amounts)):
                if _undoes(entry, leg, earlier, n):
                    left = _can_return(earlier, n) - self._taken[earlier.number, n]
                    if left > 0:
                        found[earlier.number, n] = left
        return found

    def _earlier(self, entry: Entry) -> list[Entry]:
        if entry.number not in self._known:
            self._known[entry.number] = self._look_up(entry)
        return self._known[entry.number]

    def _look_up(self, entry: Entry) -> list[Entry]:
        members = entry.shape.members
        return [
            other
            for other in self._books.linked(*entry.links)
            if other.date <= entry.date
            and other.number != entry.number
            and members & other.shape.members
        ]


def _undoes(entry: Entry, leg: int, earlier: Entry, other: int) -> bool:
    mine, theirs = entry.shape.accounts[leg], earlier.shape.accounts[other]
    alike = mine.kind is theirs.kind or {mine.kind, theirs.kind} <= VAT
    opposite = entry.shape.credit[leg] != earlier.shape.credit[other]
    return alike and opposite and mine.member == theirs.member


def _can_return(earlier: Entry, leg: int) -> Decimal:
    """Return how much of an earlier leg is something that can come back.

    On a receivable or a payable that is what was paid, and not what was written off.
    """
    amount = abs(earlier.amounts[leg])
    if earlier.shape.accounts[leg].kind not in (Kind.RECEIVABLE, Kind.PAYABLE):
        return amount
    paid = sum((n for account, n in earlier.legs() if account.kind in MONEY), ZERO)
    return min(amount, abs(paid))
