"""What made-up members do: they sell, buy, owe, collect, refund, invest, learn.

A story is one thing that a member does, in one or two entries. A member spends a part
of what is free, so that the books stay clean; who has nothing to spend sells instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heappush
from random import Random

from tests.benchmarks.journal import Journal

BANK = "Assets:Bank:Current"
CARDS = "Assets:Clearing:Cards"
VAT_DUE = "Liabilities:VAT"
VAT_CLAIM = "Assets:VAT"
FUND = "Cordaid2024"
FUND_SPENT = f"Expenses:Funds:{FUND}"
PHONE_CAP = 300_00
RECEIPT_FROM = 10_00
APPROVAL_FROM = 250_00
# The smallest spending, in cents, and the most of what is free that one takes.
LEAST, SHARE = 2_50, 5

SHOPS = [
    f"{kind} {name}"
    for kind in ("Bakkerij", "Buurthuis", "Café", "Drukker", "Kwekerij")
    for name in ("De Brug", "De Linde", "Het Anker", "Nieuwe Tijd", "Oost", "Zonnehof")
]
GOODS = ("taarten", "stof", "houtwerk", "reparatie", "drukwerk", "planten")


@cache
def iban(bank: str, number: int) -> str:
    """Return a valid Dutch IBAN; the check digits are by ISO 7064."""
    digits = "".join(str(int(sign, 36)) for sign in f"{bank}{number:010d}NL00")
    return f"NL{98 - int(digits) % 97:02d}{bank}{number:010d}"


@dataclass
class Trader:
    """A member, with what is left and what is owed of it; all in cents."""

    code: str
    level: int = 0
    month: int = 0
    promised: int = 0
    cash: int = 0
    phone: dict[int, int] = field(default_factory=dict)

    @property
    def free(self) -> int:
        """What can be spent: all but this month's contribution and promised refunds."""
        return self.level - self.contribution - self.promised

    @property
    def contribution(self) -> int:
        """The cooperative's share of this month: 30 % of the net turnover."""
        return max(self.month, 0) * 30 // 100

    def account(self, path: str) -> str:
        """Return the name of an account such as `Expenses:Costs:Materials`."""
        root, detail = path.split(":", 1)
        return f"{root}:Members:{self.code}:{detail}"

    def earn(self, cents: int) -> None:
        """Add turnover, or take it off again."""
        self.level += cents
        self.month += cents

    def use(self, cents: int, *, cost: bool = False) -> None:
        """Take off what is used; a cost lessens the month's net turnover as well."""
        self.level -= cents
        if cost:
            self.month -= cents


class Market:
    """Lets the members trade day by day."""

    def __init__(self, journal: Journal, traders: list[Trader], rng: Random) -> None:
        """Take the journal to write to, the members and the source of chance."""
        self.journal = journal
        self.traders = traders
        self.rng = rng
        self.own = 0  # what the cooperative may spend itself
        self.fund = 0  # what of the fund is unspent
        self.last = dt.date.max
        self._waiting: list[tuple[dt.date, int, Callable[[], None]]] = []
        self._tickets = 0
        self._links = 0

    def later(self, day: dt.date, act: Callable[[], None]) -> None:
        """Have something done on a day, the last day at the latest."""
        self._tickets += 1
        heappush(self._waiting, (min(day, self.last), self._tickets, act))

    def run(self, until: dt.date) -> None:
        """Do all that is waiting, up to and including a day."""
        while self._waiting and self._waiting[0][0] <= until:
            heappop(self._waiting)[2]()

    def after(self, day: dt.date, least: int, most: int) -> dt.date:
        """Return a day some days later, by chance."""
        return min(day + dt.timedelta(self.rng.randint(least, most)), self.last)

    def link(self) -> str:
        """Return a link that no entry has yet."""
        self._links += 1
        return f"^f-{self._links:06d}"

    def words(self, what: str) -> tuple[str, str]:
        """Return a payee and a narration."""
        return self.rng.choice(SHOPS), f"{what} {self.rng.choice(GOODS)}"

    def banked(self, **meta: str) -> dict[str, str]:
        """Return the metadata of a bank line; one in twenty has no reference."""
        found = {"counterparty": iban("PROE", self.rng.randint(1, 400))}
        if self.rng.random() < 0.95:
            number = self.rng.randint(0, 9999)
            found["bank-ref"] = f"{self.journal.count:08d}-{number:04d}"
        return found | meta

    def price(self) -> tuple[int, int, int]:
        """Return what a sale comes to: net, VAT at either rate, and together."""
        net = int(self.rng.lognormvariate(8.3, 0.7))
        tax = net * self.rng.choice((21, 9)) // 100
        return net, tax, net + tax

    def spending(self, trader: Trader) -> tuple[int, int, int] | None:
        """Return what a member can spend: net, VAT on it, together; None if nothing."""
        net = min(trader.free // SHARE, int(self.rng.lognormvariate(8.0, 0.9)))
        if net < LEAST:
            return None
        tax = net * 21 // 100
        return net, tax, net + tax
