"""What a trade consists of: what it sells and buys, how often, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from bookmaking.days import LAST, Month
from bookmaking.money import Vat
from bookmaking.ring import Ring


class Ware(NamedTuple):
    """Something a private customer orders, for a price with VAT between two amounts."""

    what: str
    low: int
    high: int


class Firm(NamedTuple):
    """A firm that is sent invoices, for a price without VAT between two amounts."""

    name: str
    what: str
    low: int
    high: int


class Supply(NamedTuple):
    """Something bought, with the detail of Costs it belongs to; prices with VAT."""

    shop: str
    what: str
    low: int
    high: int
    detail: str
    vat: Vat = Vat.HIGH


@dataclass(frozen=True)
class Trade:
    """The trade of one member.

    `orders`, `invoices` and `purchases` are a hundred times how many there are in a
    month of an ordinary season; `season` has a percentage for each month. `market`
    is what a market day may bring in cash and by card, in euros.
    """

    code: str
    vat: Vat
    wares: tuple[Ware, ...]
    firms: tuple[Firm, ...]
    supplies: tuple[Supply, ...]
    orders: int
    invoices: int
    purchases: int
    season: tuple[int, ...] = (100,) * 12
    market: tuple[int, int] = (0, 0)
    begun: dt.date = dt.date.min
    ended: dt.date = LAST

    @property
    def ring(self) -> Ring:
        """The accounts of the member."""
        return Ring(self.code)

    def days_in(self, month: Month) -> tuple[int, int] | None:
        """Return the first and last day of a month on which there is trade."""
        first, last = max(month.first, self.begun), min(month.last, self.ended)
        return (first.day, last.day) if first <= last else None

    def often(self, rate: int, month: Month) -> int:
        """Return a rate for one month, by the season and the days there are."""
        days = self.days_in(month)
        if days is None:
            return 0
        part = days[1] - days[0] + 1
        return rate * self.season[month.number - 1] * part // (100 * month.last.day)
