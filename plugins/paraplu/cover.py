"""Cover: is the money that is earmarked really there?

Earmarked are the positive thermometers, what funds gave and was not spent, VAT that
is owed and what the municipality is owed. There are money, receivables, stock and
prepayments, less payables and deposits (contract, section 5, PF05). A claim on the
tax office or the municipality counts as the negative of a debt to it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO, Books

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable
    from decimal import Decimal


class Part(Enum):
    """What an account is to the cover."""

    MONEY = auto()
    CLAIM = auto()
    DEBT = auto()
    VAT = auto()
    MUNICIPALITY = auto()
    FUND = auto()


PARTS: dict[Kind, Part] = {
    Kind.BANK: Part.MONEY,
    Kind.COOP_CASH: Part.MONEY,
    Kind.CLEARING: Part.MONEY,
    Kind.CASH: Part.MONEY,
    Kind.RECEIVABLE: Part.CLAIM,
    Kind.COOP_RECEIVABLE: Part.CLAIM,
    Kind.STOCK: Part.CLAIM,
    Kind.PREPAID: Part.CLAIM,
    Kind.PAYABLE: Part.DEBT,
    Kind.COOP_PAYABLE: Part.DEBT,
    Kind.DEPOSIT: Part.DEBT,
    Kind.VAT_CLAIM: Part.VAT,
    Kind.VAT_DUE: Part.VAT,
    Kind.MUNICIPALITY: Part.MUNICIPALITY,
    Kind.FUND_INCOME: Part.FUND,
    Kind.FUND_EXPENSES: Part.FUND,
    Kind.FUND_LIABILITIES: Part.FUND,
    Kind.FUND_EQUITY: Part.FUND,
}


@dataclass(frozen=True)
class Cover:
    """The cover at the end of one day, in the operating currency.

    `vat` and `municipality` are what is owed, negative where it is a claim; `debts`
    are payables and deposits, as a positive amount.
    """

    date: dt.date
    thermometers: Decimal
    funds: Decimal
    vat: Decimal
    municipality: Decimal
    money: Decimal
    claims: Decimal
    debts: Decimal

    @property
    def earmarked(self) -> Decimal:
        """What is not the cooperative's own to spend."""
        return self.thermometers + self.funds + self.vat + self.municipality

    @property
    def there(self) -> Decimal:
        """What there is to cover it."""
        return self.money + self.claims - self.debts

    @property
    def short(self) -> Decimal:
        """How much is missing; negative where there is more than enough."""
        return self.earmarked - self.there

    @property
    def short_in_money(self) -> Decimal:
        """How much is missing when only money counts, and no claim."""
        owed = max(self.vat, ZERO) + max(self.municipality, ZERO)
        earmarked = self.thermometers + self.funds + owed
        return earmarked - (self.money - self.debts)


class _Positive:
    """The sum of what is above nil among many levels that change one by one."""

    def __init__(self) -> None:
        self.total = ZERO
        self._levels: defaultdict[Hashable, Decimal] = defaultdict(lambda: ZERO)

    def move(self, key: Hashable, amount: Decimal) -> None:
        before = self._levels[key]
        after = self._levels[key] = before + amount
        self.total += max(after, ZERO) - max(before, ZERO)


def cover_by_day(books: Books) -> list[Cover]:
    """Return the cover at the end of every day on which it changed, in order."""
    moves: defaultdict[dt.date, list[tuple[Part | None, Hashable, Decimal]]]
    moves = defaultdict(list)
    for account, days in books.days.items():
        part = PARTS.get(account.kind)
        if part:
            for day, amount in days.items():
                moves[day].append((part, account.fund, amount))
        if account.counts:
            for day, amount in days.items():
                moves[day].append((None, account.member, -amount))
    sums = dict.fromkeys(Part, ZERO)
    rings, funds = _Positive(), _Positive()
    covers = []
    for day in sorted(moves):
        for part, key, amount in moves[day]:
            if part is None:
                rings.move(key, amount)
            elif part is Part.FUND:
                funds.move(key, -amount)
            else:
                sums[part] += amount
        covers.append(
            Cover(
                day,
                rings.total,
                funds.total,
                -sums[Part.VAT],
                -sums[Part.MUNICIPALITY],
                sums[Part.MONEY],
                sums[Part.CLAIM],
                -sums[Part.DEBT],
            )
        )
    return covers
