"""Pay days: when the first money left for what an entry buys.

What is bought on account is paid when its bill is, or a part of it. A payment and a
bill go together by link, else by payee, and the first bill is paid first. A payment
that goes with no bill may have paid any that stood there by then.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.flows.table import USE, VAT
from paraplu.payee import plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.accounts import Account
    from paraplu.books import Books
    from paraplu.entries import Entry

# What is credited without a payment: a discount, goods that go back, VAT, cents.
_UNPAID = USE | VAT | {Kind.EQUIPMENT, Kind.STOCK, Kind.ROUNDING, Kind.NOTHING}


class _Move(NamedTuple):
    """What an entry moves on a payable: below nil a bill, above it what settles one."""

    entry: Entry
    account: Account
    amount: Decimal

    @property
    def pays(self) -> bool:
        """Tell whether it is a payment, rather than a credit note."""
        return bool(_paying(self.entry, self.account.member))


class PayDays:
    """The pay days of one set of books; works out nothing before it is asked for."""

    def __init__(self, books: Books) -> None:
        """Take the books."""
        self._books = books
        self._days: dict[Account, Mapping[int, dt.date]] = {}

    def first(self, entry: Entry, member: str) -> dt.date | None:
        """Return the day on which a member's purchase began to be paid.

        That is the entry's own day but for what is bought on account, and None for a
        bill that is not paid yet.
        """
        owing = {a for a, moved in _moved(entry) if moved < 0 and a.member == member}
        if not owing or _paying(entry, member) - {Kind.PAYABLE}:
            return entry.date
        days = [self._paid(account).get(entry.number) for account in owing]
        return min((day for day in days if day), default=None)

    def _paid(self, account: Account) -> Mapping[int, dt.date]:
        """Return the first pay day of each bill on a payable, by its entry."""
        if account not in self._days:
            self._days[account] = _paid(self._moves[account])
        return self._days[account]

    @cached_property
    def _moves(self) -> Mapping[Account, list[_Move]]:
        """What is moved on each payable, by day, and on one day bills first."""
        found: defaultdict[Account, list[_Move]] = defaultdict(list)
        for batch in self._books.batches:
            if Kind.PAYABLE in batch.pattern.kinds:
                for entry in batch.entries:
                    for account, amount in _moved(entry):
                        found[account].append(_Move(entry, account, amount))
        for moves in found.values():
            moves.sort(key=lambda m: (m.entry.date, m.amount > 0, m.entry.number))
        return found


def _moved(entry: Entry) -> list[tuple[Account, Decimal]]:
    """Return what an entry moves on payables of members, in all."""
    found: dict[Account, Decimal] = {}
    for account, amount in entry.legs():
        if account.kind is Kind.PAYABLE:
            found[account] = found.get(account, ZERO) + amount
    return [(account, amount) for account, amount in found.items() if amount]


def _paying(entry: Entry, member: str) -> set[Kind]:
    """Return what an entry pays with: of the member, the cooperative, or a service."""
    return {
        account.kind
        for account, amount in entry.legs()
        if amount < 0
        and (account.member in ("", member) or account.kind is Kind.INTERNAL_SALES)
    } - _UNPAID


def _paid(moves: list[_Move]) -> dict[int, dt.date]:
    """Return the first pay day of each bill among the moves on one payable."""
    days: dict[int, dt.date] = {}
    stray: set[int] = set()
    for group in _groups(moves):
        bills = [move for move in group if move.amount < 0]
        settling = list(_settling(group))
        for number, day in _laid(bills, settling):
            days[number] = min(day, days.get(number, day))
        if not bills:
            stray.update(move.entry.number for move in group if move.pays)
    coming: dt.date | None = None
    for move in reversed(moves):
        if move.entry.number in stray:
            coming = move.entry.date
        elif coming and move.amount < 0:
            days.setdefault(move.entry.number, coming)
    return days


def _settling(group: Iterable[_Move]) -> Iterator[_Move]:
    """Yield what settles bills; what nobody was owed by then settles none."""
    owed = ZERO
    for move in group:
        part = min(move.amount, owed)
        owed -= part
        if part > 0:
            yield move._replace(amount=part)


def _laid(
    bills: Iterable[_Move], settling: Sequence[_Move]
) -> Iterator[tuple[int, dt.date]]:
    """Yield the number and the first pay day of each bill that is paid.

    A credit note takes its part of what is owed, and pays nothing.
    """
    paying: list[dt.date | None] = [None]
    for move in reversed(settling):
        paying.append(move.entry.date if move.pays else paying[-1])
    paying.reverse()
    before = settled = ZERO
    at = 0
    for bill in bills:
        while at < len(settling) and settled + settling[at].amount <= before:
            settled += settling[at].amount
            at += 1
        day = paying[at]
        if day:
            yield bill.entry.number, day
        before -= bill.amount


def _groups(moves: Iterable[_Move]) -> Iterable[list[_Move]]:
    """Return what goes together: by a link of a bill and a payment, else by payee."""
    owing: set[str] = set()
    settling: set[str] = set()
    for move in moves:
        (owing if move.amount < 0 else settling).update(move.entry.links)
    groups: defaultdict[tuple[str, str], list[_Move]] = defaultdict(list)
    for move in moves:
        links = move.entry.links & owing & settling
        keys = [("link", link) for link in links]
        for key in keys or [("payee", plain(move.entry.payee))]:
            groups[key].append(move)
    return groups.values()
