"""One look at booked entries, which tells whether Beancount may find fault with them.

Beancount lays all postings out by account to see whether balance lines hold, and passes
over them again to see whether accounts are open and take what is booked. Both are told
here while the entries go by once. It is one-sided: where something is wrong, or it is
not plain that it isn't, Beancount looks, and says it in its own words.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from beancount.core import account, data
from beancount.ops import balance

from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable

# It carries no types.
get_tolerance: Any = balance.get_balance_tolerance

# What was booked on an account so far, by commodity; added up where it is asked for.
_Amounts = defaultdict[str, list[Decimal]]


class Glance(dict[str, _Amounts]):
    """What was booked on the accounts that are open, while entries go by in order.

    `held` tells that it is certain of all balance lines that they hold.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__()
        self.held = True
        self._options = options
        self._certain = True
        self._opened: dict[str, data.Open] = {}
        self._booked: list[tuple[data.Open, _Amounts]] = []
        self._below: defaultdict[str, list[_Amounts]] = defaultdict(list)

    def __missing__(self, name: str) -> _Amounts:
        amounts: _Amounts = defaultdict(list)
        self[name] = amounts
        for above in account.parents(name):
            self._below[above].append(amounts)
        if name in self._opened:
            self._booked.append((self._opened[name], amounts))
        else:
            self._certain = False
        return amounts

    def take(self, transaction: data.Transaction) -> None:
        """Take a transaction; the loop runs for every posting of the books."""
        posting: Any
        for posting in transaction.postings:
            name, (number, commodity), _cost, _price, _flag, _meta = posting
            self[name][commodity].append(number)

    def take_other(self, entry: data.Directive) -> None:
        """Take a directive that is no transaction."""
        match entry:
            case data.Open():
                if entry.account in self._opened:
                    self._certain = False
                self._opened[entry.account] = entry
            case data.Close():
                # Whoever books on it from now on finds it missing.
                self._opened.pop(entry.account, None)
                self.pop(entry.account, None)
            case data.Balance():
                self.held = self.held and self._holds(entry)
            case _:
                pass

    @property
    def sound(self) -> bool:
        """Whether it is certain that all accounts are open and take their commodity."""
        return self._certain and all(
            _takes(opened, amounts) for opened, amounts in self._booked
        )

    def _holds(self, line: data.Balance) -> bool:
        opened = self._opened.get(line.account)
        number, commodity = line.amount
        if opened is None or number is None or not _takes(opened, [commodity]):
            return False
        off = -number
        for amounts in self._below[line.account]:
            if commodity in amounts:
                total = sum(amounts[commodity], ZERO)
                amounts[commodity] = [total]
                off += total
        tolerance: Decimal = get_tolerance(line, self._options)
        return abs(off) <= tolerance


def _takes(opened: data.Open, commodities: Iterable[str]) -> bool:
    return not opened.currencies or set(commodities) <= set(opened.currencies)
