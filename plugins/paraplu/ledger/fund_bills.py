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
    from paraplu.ledger.entries import Entry
    from paraplu.ledger.fund_moves import Use

_OWED = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})


class Paid(NamedTuple):
    """How much of a use is still to be paid, and the day on which the rest was.

    `on` is None where nothing is paid yet.
    """

    open: Decimal
    on: dt.date | None


@dataclass(frozen=True)
class FundBills:
    """Which uses are paid at the end of a day, over one set of books."""

    books: Books
    closing: dt.date

    def paid(self, use: Use) -> Paid:
        """Return what of a use is paid by then."""
        return self.part(use.move.entry, use.left)

    def part(self, entry: Entry, amount: Decimal) -> Paid:
        """Return what of an amount of costs in an entry is paid by then.

        What came back, an amount below zero, needs no payment.
        """
        owed = -sum((n for a, n in entry.legs() if a.kind in _OWED and n < 0), ZERO)
        if not owed or amount <= 0:
            return Paid(ZERO, entry.date)
        left, days = self._bills.get(entry.number, (ZERO, []))
        money = -sum((n for a, n in entry.legs() if a.kind in MONEY and n < 0), ZERO)
        days = [*days, *([entry.date] if money else [])]
        return Paid(in_cents(amount * left / (owed + money)), max(days, default=None))

    @cached_property
    def _bills(self) -> Mapping[int, tuple[Decimal, list[dt.date]]]:
        """What is open of each entry that owes, and the days on which it was paid."""
        bills: dict[int, tuple[Decimal, list[dt.date]]] = {}
        for moves in movements(self.books, _OWED, owed=-1).values():
            known = [move for move in moves if move.date <= self.closing]
            paid: dict[int, Decimal] = {}
            days: dict[int, list[dt.date]] = {}
            rounds = ([LINK_BY_LINK], [NAMED_PARTY], [OLDEST])
            for match in settled(known, *rounds).matches:
                number = match.item.what.number
                paid[number] = paid.get(number, ZERO) + match.amount
                if _pays(match.by.what):
                    days.setdefault(number, []).append(match.date)
            for move in known:
                if move.amount > 0:
                    number = move.what.number
                    before, earlier = bills.get(number, (ZERO, []))
                    left = move.amount - paid.get(number, ZERO)
                    bills[number] = before + left, [*earlier, *days.get(number, [])]
        return bills


def _pays(entry: Entry) -> bool:
    """Tell whether an entry pays with money, rather than with a credit note."""
    return any(account.kind in MONEY and n < 0 for account, n in entry.legs())
