"""The shares of one member up to a day: for the few whose days have to be looked at."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.closings import closings
from paraplu.contributions.shares import BASES, by_month, spans
from paraplu.months import Month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.accounts import Account
    from paraplu.books import Books
    from paraplu.contributions.shares import Span, Taken
    from paraplu.register.model import Register


class Daily:
    """What came in and what it cost, day by day; worked out when it is asked for."""

    def __init__(self, books: Books, register: Register) -> None:
        """Take the books and what was agreed."""
        self._books = books
        self._register = register
        self._known: dict[str, dict[dt.date, tuple[Decimal, Decimal]]] = {}

    def exact(self, member: str, purpose: str, day: dt.date) -> Decimal:
        """Return what a share of the month of a day comes to, up to and with that day.

        It may be below zero, and is not rounded.
        """
        taken = self.taken(member, day).get(purpose)
        return taken.exact if taken else ZERO

    def taken(self, member: str, day: dt.date) -> Mapping[str, Taken]:
        """Return the shares of the month of a day by purpose, up to and with it."""
        days = [on for on in self.of(member) if Month.of(on) == Month.of(day)]
        return self._shares(member, [on for on in days if on <= day])

    def _shares(self, member: str, days: list[dt.date]) -> Mapping[str, Taken]:
        turnover: defaultdict[Span, Decimal] = defaultdict(lambda: ZERO)
        costs: defaultdict[Span, Decimal] = defaultdict(lambda: ZERO)
        for day, span in spans(days, self._register).items():
            came, cost = self.of(member)[day]
            turnover[span] += came
            costs[span] += cost
        months = by_month(member, turnover, costs, self._register)
        return next(iter(months.values()), {})

    def of(self, member: str) -> Mapping[dt.date, tuple[Decimal, Decimal]]:
        """Return turnover and costs of each day, with Beancount's signs, in order."""
        if member not in self._known:
            self._known[member] = self._sums(member)
        return self._known[member]

    def _sums(self, member: str) -> dict[dt.date, tuple[Decimal, Decimal]]:
        sums: defaultdict[dt.date, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
        for account, days in self._books.days_by_member.get(member, {}).items():
            if account.kind in BASES:
                closed = self._closed.get(account, {})
                for day, amount in days.items():
                    side = int(account.kind is Kind.COSTS)
                    sums[day][side] += amount - closed.get(day, ZERO)
        return {day: (came, cost) for day, (came, cost) in sorted(sums.items())}

    @cached_property
    def _closed(self) -> Mapping[Account, Mapping[dt.date, Decimal]]:
        return closings(self._books)
