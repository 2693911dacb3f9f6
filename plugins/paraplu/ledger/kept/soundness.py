"""Whether Beancount may find fault with what is kept, told from the sums by day.

It is as one-sided as a `Glance`: where something is wrong with an account, or it is not
plain that it isn't, Beancount reads the whole ledger. A balance line that may not hold
Beancount judges by itself, from the sums.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from beancount.core import account, data
from beancount.core.amount import Amount

from paraplu.base.money import ZERO
from paraplu.ledger.glance import get_tolerance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping
    from decimal import Decimal

    from paraplu.ledger.day_sums import DaySums

# What was booked on accounts by day.
_Booked = dict[str, list[tuple["dt.date", "Decimal"]]]


class Soundness:
    """What is known of the accounts and balance lines of books in one commodity."""

    def __init__(
        self,
        others: Iterable[Any],
        sums: DaySums,
        commodity: str,
        options: dict[str, Any],
    ) -> None:
        self._commodity = commodity
        self._options = options
        self._opened: dict[str, data.Open] = {}
        self._closed: dict[str, dt.date] = {}
        self._lines: list[data.Balance] = []
        self._certain = True
        self._take(others)
        self._days = {one.name: [*days] for one, days in sums.moved.items()}
        for one, days in sums.named.items():
            self._days.setdefault(one.name, []).extend(days)
        self._moved = {one.name: days for one, days in sums.moved.items()}

    def _take(self, others: Iterable[Any]) -> None:
        for entry in others:
            match entry:
                case data.Open():
                    self._certain = self._certain and entry.account not in self._opened
                    self._opened[entry.account] = entry
                case data.Close():
                    self._certain = self._certain and entry.account not in self._closed
                    self._closed[entry.account] = entry.date
                case data.Balance():
                    self._lines.append(entry)
                case _:
                    pass

    @property
    def sound(self) -> bool:
        """Whether it is certain that all accounts are open and take the commodity."""
        return self._certain and all(
            self._is_open(name, min(days), max(days))
            for name, days in self._days.items()
        )

    def _is_open(self, name: str, first: dt.date, last: dt.date) -> bool:
        opened = self._opened.get(name)
        return (
            opened is not None
            and opened.date <= first
            and last <= self._closed.get(name, last)
            and (not opened.currencies or self._commodity in opened.currencies)
        )

    @property
    def held(self) -> bool:
        """Whether it is certain of all balance lines that they hold."""
        by_account: defaultdict[str, list[data.Balance]] = defaultdict(list)
        for line in self._lines:
            by_account[line.account].append(line)
        below = self._below(by_account)
        return all(self._hold(lines, below[name]) for name, lines in by_account.items())

    def _below(self, asked: Container[str]) -> Mapping[str, list[str]]:
        """Return the accounts that are booked on, by each that is asked for above."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._moved:
            for above in account.parents(name):
                if above in asked:
                    found[above].append(name)
        return found

    def _hold(self, lines: list[data.Balance], names: Iterable[str]) -> bool:
        """Tell whether the lines of one account hold; they are in order."""
        booked = sorted(
            (day, amount) for name in names for day, amount in self._moved[name].items()
        )
        total, at = ZERO, 0
        for line in lines:
            while at < len(booked) and booked[at][0] < line.date:
                total += booked[at][1]
                at += 1
            if not self._holds(line, total):
                return False
        return True

    def _holds(self, line: data.Balance, total: Decimal) -> bool:
        number, commodity = line.amount
        if commodity != self._commodity or number is None:
            return False
        tolerance: Decimal = get_tolerance(line, self._options)
        open_then = self._is_open(line.account, line.date, line.date)
        return open_then and abs(total - number) <= tolerance

    def by_day(self) -> list[data.Transaction]:
        """Return what was booked each day on each account that a balance line is of.

        They are transactions, by which Beancount can judge the lines as by all that
        they are the sums of, where all amounts are in whole cents.
        """
        asked = {line.account for line in self._lines}
        names = {name for below in self._below(asked).values() for name in below}
        return [
            data.Transaction(
                data.new_metadata("", 0),
                day,
                "*",
                None,
                "",
                frozenset(),
                frozenset(),
                [
                    data.Posting(
                        name, Amount(amount, self._commodity), None, None, None, None
                    )
                ],
            )
            for name in self._moved
            if name in names
            for day, amount in self._moved[name].items()
        ]
