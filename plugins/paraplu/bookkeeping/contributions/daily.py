"""The shares of one member up to a day: for the few whose days have to be looked at."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.money import ZERO
from paraplu.bookkeeping.contributions.shares import by_month, is_base, spans
from paraplu.ledger.closings import closings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.contributions.shares import PolicySpan, ShareOfMonth
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


_Sums = dict["dt.date", tuple["Decimal", "Decimal"]]


class Daily:
    """What came in and what it cost, day by day; worked out when it is asked for."""

    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register
        self._known: dict[str, dict[Month, _Sums]] = {}

    def exact(self, member: str, purpose: str, day: dt.date) -> Decimal:
        """Return what a share of the month of a day comes to, up to and with that day.

        It may be below zero, and is not rounded.
        """
        taken = self.taken(member, day).get(purpose)
        return taken.exact if taken else ZERO

    def taken(self, member: str, day: dt.date) -> Mapping[str, ShareOfMonth]:
        """Return the shares of the month of a day by purpose, up to and with it."""
        if member not in self._known:
            self._known[member] = self._by_month(member)
        sums = self._known[member].get(Month.of(day), {})
        turnover: defaultdict[PolicySpan, Decimal] = defaultdict(lambda: ZERO)
        costs: defaultdict[PolicySpan, Decimal] = defaultdict(lambda: ZERO)
        days = [on for on in sums if on <= day]
        for on, span in spans(days, self._register).items():
            came, cost = sums[on]
            turnover[span] += came
            costs[span] += cost
        months = by_month(member, turnover, costs, self._register)
        return next(iter(months.values()), {})

    def _by_month(self, member: str) -> dict[Month, _Sums]:
        """Return turnover and costs of each day, with Beancount's signs, by month."""
        sums: defaultdict[Month, _Sums] = defaultdict(dict)
        for account, days in self._books.sums.of_member(member).items():
            if is_base(account):
                closed = self._closed.get(account, {})
                for day, amount in days.items():
                    of_month = sums[Month.of(day)]
                    came, cost = of_month.get(day, (ZERO, ZERO))
                    moved = amount - closed.get(day, ZERO)
                    if account.kind is Kind.COSTS:
                        of_month[day] = came, cost + moved
                    else:
                        of_month[day] = came + moved, cost
        return sums

    @cached_property
    def _closed(self) -> Mapping[Account, Mapping[dt.date, Decimal]]:
        return closings(self._books)
