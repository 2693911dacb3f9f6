"""What of the uses of funds is paid, and when; the rest is committed.

A cost on account is paid when its bill is: by link, else by payee, else the oldest
first (`paraplu.ledger.settlement`). What was paid from money, or given to start with,
is paid on its own day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO, in_cents
from paraplu.ledger.settlement import (
    LINK_BY_LINK,
    NAMED_PARTY,
    OLDEST,
    movements,
    settled,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Use
    from paraplu.ledger.transactions import Transaction

_OWED = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})


class PaidPart(NamedTuple):
    """How much of a use is still to be paid, and the day on which the rest was.

    `on` is None where nothing is paid yet.
    """

    open: Decimal
    on: dt.date | None


class _Bill(NamedTuple):
    """What is open of what an entry owes, and what of it was paid on which days."""

    left: Decimal
    paid: Decimal
    days: tuple[dt.date, ...]


_NOTHING = _Bill(ZERO, ZERO, ())


@dataclass(frozen=True)
class FundBills:
    """Which uses are paid at the end of a day, over one set of books."""

    books: Books
    closing: dt.date

    def paid(self, use: Use) -> PaidPart:
        """Return what of a use is paid by then."""
        return self.part(use.move.transaction, use.left)

    def part(self, transaction: Transaction, amount: Decimal) -> PaidPart:
        """Return what of an amount of costs in an entry is paid by then.

        What came back, an amount below zero, needs no payment.
        """
        owed = any(
            one.account.kind in _OWED and one.amount < 0 for one in transaction.postings
        )
        if not owed or amount <= 0:
            return PaidPart(ZERO, transaction.date)
        bill = self._bills.get(transaction.number, _NOTHING)
        money = -sum(_out(transaction), ZERO)
        days = [*bill.days, *([transaction.date] if money else [])]
        # Of what was bought and not given back, so much of each euro is not paid.
        whole = bill.left + bill.paid + money
        part = in_cents(amount * bill.left / whole) if whole else ZERO
        return PaidPart(part, max(days, default=None))

    @cached_property
    def _bills(self) -> Mapping[int, _Bill]:
        """The bills that entries book, by the number of the entry."""
        bills: dict[int, _Bill] = {}
        for moves in movements(self.books, _OWED, owed=-1).values():
            known = [move for move in moves if move.date <= self.closing]
            for move in known:
                if move.amount > 0:
                    number = move.what.number
                    before = bills.get(number, _NOTHING)
                    bills[number] = before._replace(left=before.left + move.amount)
            rounds = ([LINK_BY_LINK], [NAMED_PARTY], [OLDEST])
            found = settled(known, *rounds)
            for match in found.matches:
                number = match.item.what.number
                left, paid, days = bills[number]
                if _pays(match.by.what):
                    paid, days = paid + match.amount, (*days, match.date)
                bills[number] = _Bill(left - match.amount, paid, days)
            # What was paid before its bill waits for it.
            ahead = sum(found.left.values(), ZERO)
            for move in known:
                left, paid, days = bills.get(move.what.number, _NOTHING)
                part = min(left, ahead)
                if move.amount > 0 and part > 0:
                    ahead -= part
                    days = (*days, move.date)
                    bills[move.what.number] = _Bill(left - part, paid + part, days)
        return bills


def _pays(transaction: Transaction) -> bool:
    """Tell whether an entry pays with money, rather than with a credit note."""
    return bool(_out(transaction))


def _out(transaction: Transaction) -> list[Decimal]:
    """Return the money that went out, below zero."""
    return [
        one.amount
        for one in transaction.postings
        if one.account.kind in MONEY and one.amount < 0
    ]
