"""Bills that wait for a payment, found by payee and amount without looking at each."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.base.payee import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.payments.payables import Booked, Payable


class Waiting:
    """The open bills of one account, those of each payee in the order of the ledger."""

    def __init__(self, bills: Iterable[Payable]) -> None:
        self._piles: defaultdict[str, _Pile] = defaultdict(_Pile)
        self._opened: list[Payable] = []
        for bill in bills:
            if bill.open > 0:
                self._piles[plain(bill.payee)].add(bill)
                if bill.opened:
                    self._opened.append(bill)

    def lay(self, booked: Booked) -> bool:
        """Lay what has no link to bills of its payee; tell whether it all went.

        What opening balances brought in are bills that have no payee here; they are
        few, and looked at only where the payee has too little open.
        """
        payee = plain(booked.entry.payee)
        own = self._piles[payee]
        if own.total >= booked.amount:
            self._take(booked, own.in_turn(booked.amount))
            return True
        self._opened = [bill for bill in self._opened if bill.open > 0]
        others = [bill for bill in self._opened if plain(bill.payee) != payee]
        if sum((bill.open for bill in others), ZERO) < booked.amount:
            return False
        self._take(booked, sorted(others, key=lambda bill: bill.open != booked.amount))
        return True

    def _take(self, booked: Booked, bills: Iterable[Payable]) -> None:
        left = booked.amount
        for bill in bills:
            part = min(bill.open, left)
            bill.settle(booked, part)
            self._piles[plain(bill.payee)].took(bill, part)
            left -= part
            if not left:
                break


class _Pile:
    """The open bills of one payee, and what they come to."""

    def __init__(self) -> None:
        self.total = ZERO
        self._bills: list[Payable] = []
        self._places: dict[Payable, int] = {}
        self._first = 0
        # By what is open on them; what was paid since then is passed over.
        self._by_amount: defaultdict[Decimal, list[int]] = defaultdict(list)

    def add(self, bill: Payable) -> None:
        """Put a bill below the others."""
        self._places[bill] = len(self._bills)
        self._by_amount[bill.open].append(len(self._bills))
        self._bills.append(bill)
        self.total += bill.open

    def in_turn(self, amount: Decimal) -> Iterator[Payable]:
        """Yield the bill of this very amount, else those that are open, oldest first.

        Whoever goes on has taken off all that was open on the last one.
        """
        places = self._by_amount[amount]
        while places and self._bills[places[0]].open != amount:
            heappop(places)
        if places:
            yield self._bills[places[0]]
        while self._first < len(self._bills):
            if self._bills[self._first].open > 0:
                yield self._bills[self._first]
            else:
                self._first += 1

    def took(self, bill: Payable, part: Decimal) -> None:
        """Know that a part of what was open on a bill was taken off."""
        self.total -= part
        if bill.open > 0:
            heappush(self._by_amount[bill.open], self._places[bill])
