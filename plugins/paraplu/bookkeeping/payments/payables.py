"""What is open on payables: bills, less what was paid and credited on them.

What belongs together is known by account, link and payee. A payment without a link
settles a bill of the same payee, that of its very amount first, else the oldest. What
cannot be laid to a bill is kept apart: it may have paid any of them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.folding import folded
from paraplu.base.kinds import MONEY
from paraplu.base.metadata import DUE
from paraplu.base.money import ZERO
from paraplu.ledger.settlement import (
    LINK_AND_PARTY,
    NET,
    ONLY_LINK,
    OPENING,
    PARTY_AND_AMOUNT,
    WHOLE_OF_PARTY,
    Matcher,
    Movement,
    movement_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Match
    from paraplu.ledger.transactions import Signature, Transaction

    # What settles a bill is a transaction, or what the payee owes by another bill.
    Settlement = Match["Payable", Transaction] | Match["Payable", "Payable"]

OWED = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})
# A link goes before all that is without one.
_ROUNDS = (
    (LINK_AND_PARTY, ONLY_LINK),
    (PARTY_AND_AMOUNT, WHOLE_OF_PARTY, OPENING),
)


class PayableMove(NamedTuple):
    """What one transaction moves on a payable; what is owed is below nil."""

    transaction: Transaction
    position: int
    amount: Decimal


@dataclass(eq=False)
class Payable:
    """The bills of one payee with the same link on one account, and what became of it.

    `open` is what is still owed, in the operating currency; below nil it is the payee
    who owes. `credited` are credit notes and the like, `paid` is what money settled;
    `settled` says of both how much and why.
    """

    account: Account
    payee: str
    bills: list[PayableMove]
    links: frozenset[str] = frozenset()
    credited: list[PayableMove] = field(default_factory=list)
    paid: list[PayableMove] = field(default_factory=list)
    settled: list[Settlement] = field(default_factory=list)
    open: Decimal = ZERO

    @property
    def first(self) -> PayableMove:
        """The first of its bills."""
        return self.bills[0]

    @property
    def due(self) -> dt.date | None:
        """The first day by which one of its bills has to be paid; None for no day."""
        said = (one.transaction.said(DUE, one.position) for one in self.bills)
        return min((day for day in said if isinstance(day, dt.date)), default=None)

    @property
    def empty(self) -> bool:
        """Tell whether its bills are of nothing at all."""
        return not any(booked.amount for booked in self.bills)

    @property
    def opened(self) -> bool:
        """Tell whether it is what stood there before the books began."""
        return Kind.OPENING in self.first.transaction.signature.kinds

    @property
    def transactions(self) -> list[Transaction]:
        """All transactions that it is made of."""
        return [
            booked.transaction for booked in (*self.bills, *self.credited, *self.paid)
        ]

    def settle(self, booked: PayableMove, amount: Decimal) -> None:
        """Take what a transaction settles off what is open."""
        self.open -= amount
        by_money = booked.transaction.signature.kinds & MONEY
        (self.paid if by_money else self.credited).append(booked)

    def net(self, other: Payable) -> None:
        """Take what the payee owes by another of its bills off what is open."""
        amount = min(self.open, -other.open)
        self.open -= amount
        other.open += amount
        self.credited += other.credited


class Payables(NamedTuple):
    """All bills, and by account what was paid and goes with none of them."""

    bills: list[Payable]
    stray: dict[Account, list[PayableMove]]


def payables(books: Books) -> Payables:
    """Return every bill of the books, paid or not, in the order of the ledger."""
    bills: list[Payable] = []
    stray: dict[Account, list[PayableMove]] = {}
    for account, every in _by_account(books).items():
        found = _bills(account, every)
        left = _settled(found, [one for one in every if one.amount > 0])
        found += [
            _owed_to_us(account, one) for one in left if _says_who(one.transaction)
        ]
        _net(found)
        bills += found
        unknown = [one for one in left if not _says_who(one.transaction)]
        if unknown:
            stray[account] = unknown
    bills.sort(key=lambda one: (one.first.transaction.number, one.first.position))
    return Payables(bills, stray)


def settled_bills(
    account: Account, moves: list[PayableMove]
) -> tuple[list[Payable], list[PayableMove]]:
    """Return the bills among the moves of an account, and payments of none of them."""
    every = sorted(moves, key=lambda move: (move.transaction.number, move.position))
    bills = _bills(account, every)
    return bills, _settled(bills, [one for one in every if one.amount > 0])


def _by_account(books: Books) -> dict[Account, list[PayableMove]]:
    """Return what is moved on each payable, in the order of the ledger.

    What a transaction puts there and takes off again it does not move; a bill of
    nothing moves nothing, and is one all the same.
    """
    found: defaultdict[Account, list[PayableMove]] = defaultdict(list)
    for transaction in books.with_signature(_may_owe):
        positions: defaultdict[Account, list[int]] = defaultdict(list)
        for n, posting in enumerate(transaction.postings):
            account = posting.account
            if account.kind is Kind.NOTHING:
                # What a posting of nothing would be, its name says.
                account = books.chart.account(account.name)
            if account.kind in OWED:
                positions[account].append(n)
        for account, numbers in positions.items():
            amount = transaction.total(numbers)
            if amount or (len(numbers) == 1 and _says_who(transaction)):
                found[account].append(PayableMove(transaction, numbers[0], amount))
    for every in found.values():
        every.sort(key=lambda booked: booked.transaction.number)
    return found


def _may_owe(signature: Signature) -> bool:
    return any(
        role.kind in OWED or role.kind is Kind.NOTHING for role in signature.roles
    )


def _bills(account: Account, every: Iterable[PayableMove]) -> list[Payable]:
    """Return the bills of an account, those of a payee with a common link as one."""
    bills: list[Payable] = []
    known: dict[tuple[str, str], Payable] = {}
    links: defaultdict[Payable, set[str]] = defaultdict(set)
    for booked in every:
        if booked.amount <= 0:
            transaction = booked.transaction
            keys = [
                (link, folded(transaction.payee)) for link in sorted(transaction.links)
            ]
            bill = next((known[key] for key in keys if key in known), None)
            if bill is None:
                bill = Payable(account, transaction.payee, [])
                bills.append(bill)
            bill.bills.append(booked)
            links[bill] |= transaction.links
            bill.open -= booked.amount
            known |= dict.fromkeys(keys, bill)
    for bill in bills:
        bill.links = frozenset(links[bill])
    return bills


def _says_who(transaction: Transaction) -> bool:
    """Tell whether a transaction is somebody's bill or credit note, and no payment."""
    return bool(transaction.payee) and not transaction.signature.kinds & (
        MONEY | {Kind.OPENING}
    )


def _owed_to_us(account: Account, booked: PayableMove) -> Payable:
    """Return a credit note that goes with no bill."""
    transaction = booked.transaction
    return Payable(
        account, transaction.payee, [booked], transaction.links, open=-booked.amount
    )


def _settled(bills: list[Payable], payments: list[PayableMove]) -> list[PayableMove]:
    """Lay payments and credit notes to bills; return those that go with none."""
    if not bills:
        return payments
    account = bills[0].account
    for criteria in _ROUNDS:
        matcher: Matcher[Payable] = Matcher(*criteria)
        for bill in bills:
            if bill.open > 0 or criteria is _ROUNDS[0]:
                matcher.add(_owed(bill))
        payments = [one for one in payments if not _lay(one, account, matcher)]
    return payments


def _net(bills: list[Payable]) -> None:
    """Take what a payee owes off what the same payee is owed, the oldest first."""
    owed: Matcher[Payable] = Matcher(NET)
    for bill in bills:
        if bill.open > 0:
            owed.add(_owed(bill))
    for other in [bill for bill in bills if bill.open < 0]:
        for match in owed.settle(_owed(other)):
            match.item.what.net(other)
            match.item.what.settled.append(match)


def _owed(bill: Payable) -> Movement[Payable]:
    """Return what is open of a bill; below zero it is the payee who owes."""
    first = bill.first.transaction
    return Movement(
        first.number,
        bill,
        first.date,
        bill.open,
        bill.account,
        bill.payee,
        bill.links,
        opened=bill.opened,
    )


def _lay(booked: PayableMove, account: Account, bills: Matcher[Payable]) -> bool:
    """Lay a payment to bills; tell whether it went, for then all of it did."""
    transaction = booked.transaction
    matches = bills.settle(
        movement_of(transaction, transaction, account, -booked.amount)
    )
    for match in matches:
        match.item.what.settle(booked, match.amount)
        match.item.what.settled.append(match)
    return bool(matches)
