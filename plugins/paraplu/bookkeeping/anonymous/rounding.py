"""Amounts by a secret factor, in cents that add up as the books' own do.

All amounts are multiplied by one factor, which nobody keeps. That leaves percentages,
caps and what is above or below a limit as they were. What cents lose in it, the entry
makes good: of each, what was earned, spent or lent is multiplied and rounded; VAT is
computed of that at the rate that it had; and money, and what is owed, is the rest. An
account that had come to nothing (an invoice that was paid, money that arrived) comes to
nothing again on the same day.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol

from paraplu.base.chart import Kind
from paraplu.base.kinds import RESULT, USE, VAT
from paraplu.base.money import CENT, ZERO, in_cents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.base.chart import Chart

_RATES = (Decimal(0), Decimal("0.09"), Decimal("0.21"))
_SLACK = Decimal("0.00605")
_MOST_BASES = 6
# What can be owed, or under way, and comes to nothing once it is settled.
_SETTLED = frozenset(
    {
        Kind.RECEIVABLE, Kind.PAYABLE, Kind.DEPOSIT, Kind.PREPAID, Kind.CLEARING,
        Kind.COOP_RECEIVABLE, Kind.COOP_PAYABLE, Kind.MUNICIPALITY,
        Kind.FUND_LIABILITIES, *VAT,
    }
)  # fmt: skip
# What grows over a year, and is nothing only by chance; and what is the rest.
_NEVER_NOTHING = RESULT | {
    Kind.BANK, Kind.COOP_CASH, Kind.COOP_INCOME, Kind.COOP_EXPENSES, Kind.FUND_INCOME,
    Kind.FUND_EXPENSES, Kind.ROUNDING, Kind.COOP_CONTRIBUTION,
}  # fmt: skip
_USED = USE | {Kind.COOP_EXPENSES, Kind.FUND_EXPENSES}
_MONEY = frozenset({Kind.BANK, Kind.COOP_CASH, Kind.CASH})
_LAST = (_MONEY, _SETTLED, frozenset({Kind.OPENING, Kind.COOP_EQUITY}))


class Scaled(Protocol):
    """What an amount becomes, and how its cents are rounded if not to the nearest."""

    def __call__(self, amount: Decimal, rounding: str | None = None) -> Decimal:
        """Return the new amount, in cents."""


class WrittenPosting(NamedTuple):
    """A posting: where it stands, on what, and how much; None where it says nothing."""

    file: str
    line: int
    account: str
    amount: Decimal | None


class WrittenEntry(NamedTuple):
    """An entry as the text has it, with its links."""

    links: frozenset[str]
    postings: tuple[WrittenPosting, ...]


Place = tuple[str, int]


class Amounts:
    """What the postings of some books become, one entry after another, by day."""

    def __init__(
        self, factor: Decimal, chart: Chart, fixed: Mapping[Place, Decimal]
    ) -> None:
        self._factor = factor
        self._chart = chart
        self._fixed = fixed
        self._old: defaultdict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        self._new: defaultdict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        self.found: dict[Place, Decimal] = {}
        self.before: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        self.after: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)

    def scaled(self, amount: Decimal, rounding: str | None = None) -> Decimal:
        """Return an amount by the factor, in cents; what was something stays so."""
        new = (amount * self._factor).quantize(CENT, rounding or ROUND_HALF_UP)
        if not new and amount:
            return Decimal("0.01").copy_sign(amount)
        return new

    def balance(self, account: str, said: Decimal) -> Decimal:
        """Return what a balance assertion becomes, as wrong as it was."""
        below = f"{account}:"
        names = [n for n in self.before if n == account or n.startswith(below)]
        was = sum((self.before[name] for name in names), ZERO)
        now = sum((self.after[name] for name in names), ZERO)
        return now + (self.scaled(said - was) if said != was else ZERO)

    def entry(self, entry: WrittenEntry) -> None:
        """Work out one entry."""
        postings = entry.postings
        given = [one.amount for one in postings]
        rest = -sum((n for n in given if n is not None), ZERO)
        old = [rest if n is None else n for n in given]
        silent = [n for n, amount in enumerate(given) if amount is None]
        off = sum(old, ZERO)
        new = [self._first(one, old[n]) for n, one in enumerate(postings)]
        free = set(range(len(new)))
        for n, one in enumerate(postings):
            place = one.file, one.line
            if place in self._fixed:
                new[n] = self._fixed[place]
                free.discard(n)
        self._tax(postings, old, new, free)
        for n, one in enumerate(postings):
            if n in free and (closing := self._closing(entry, one, old[n])) is not None:
                new[n] = closing
                free.discard(n)
        self._rings(postings, old, new, free)
        self._make_good(
            postings, old, new, free, silent, self.scaled(off) if off else ZERO
        )
        for member, own in self._own.items():
            self._old[member, "ring"] += sum((old[n] for n in own), ZERO)
            self._new[member, "ring"] += sum((new[n] for n in own), ZERO)
        for n, one in enumerate(postings):
            self.before[one.account] += old[n]
            self.after[one.account] += new[n]
            for key in self._keys(entry, one):
                self._old[key] += old[n]
                self._new[key] += new[n]
            if one.amount is not None:
                self.found[one.file, one.line] = new[n]

    def _first(self, one: WrittenPosting, old: Decimal) -> Decimal:
        """Return an amount before its entry is made good.

        What was used adds up to no more than the factor gives, so that it is within
        the limits that it was in.
        """
        if self._kind(one.account) is Kind.ROUNDING:
            # Rules judge rounding by the cent, whatever the books come to.
            return old
        if self._kind(one.account) not in _USED:
            return self.scaled(old)
        was, now = self.before[one.account] + old, self.after[one.account]
        new = (was * self._factor).quantize(CENT, ROUND_FLOOR) - now
        return new if new and (new > 0) == (old > 0) else self.scaled(old)

    def _keys(self, entry: WrittenEntry, one: WrittenPosting) -> list[tuple[str, str]]:
        return [(one.account, link) for link in (*entry.links, "")]

    def _closing(
        self, entry: WrittenEntry, one: WrittenPosting, old: Decimal
    ) -> Decimal | None:
        """Return what brings something that is settled to nothing, None if not so."""
        if self._kind(one.account) in _NEVER_NOTHING:
            return None
        for key in self._keys(entry, one):
            if self._old[key] and self._old[key] + old == ZERO:
                return -self._new[key]
        return None

    def _rings(
        self,
        postings: Sequence[WrittenPosting],
        old: Sequence[Decimal],
        new: list[Decimal],
        free: set[int],
    ) -> None:
        """Have a member's thermometer come to nothing where it did."""
        rings: defaultdict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(postings):
            account = self._chart.account(one.account)
            if account.counts:
                rings[account.member].append(n)
        for member, own in rings.items():
            key = member, "ring"
            was, move = self._old[key], sum((old[n] for n in own), ZERO)
            able = [n for n in own if n in free]
            if move and was + move == ZERO and able:
                most = max(able, key=lambda n: abs(old[n]))
                others = sum((new[n] for n in own if n != most), ZERO)
                new[most] = -self._new[key] - others
                free.discard(most)
        self._own = rings

    def _kind(self, account: str) -> Kind:
        return self._chart.account(account).kind

    def _tax(
        self,
        postings: Sequence[WrittenPosting],
        old: Sequence[Decimal],
        new: list[Decimal],
        free: set[int],
    ) -> None:
        """Have VAT be what its rate says of the new amounts, where it was so."""
        taxes = [n for n, one in enumerate(postings) if self._kind(one.account) in VAT]
        bases = [
            n
            for n, one in enumerate(postings)
            if self._kind(one.account) not in {*_SETTLED, *_MONEY} or n not in free
            if n not in taxes and old[n]
        ]
        bases += [
            n
            for n, one in enumerate(postings)
            if self._kind(one.account) in {Kind.DEPOSIT, Kind.PREPAID}
            and n not in bases
        ]
        if not taxes or not bases or len(bases) > _MOST_BASES:
            return
        for tax in taxes:
            if tax not in free:
                continue
            for rates in product(_RATES, repeat=len(bases)):
                if not any(rates):
                    continue
                pairs = list(zip(bases, rates, strict=True))
                due = sum((old[n] * rate for n, rate in pairs), ZERO)
                if abs(old[tax] - due) <= _SLACK * sum(map(bool, rates)):
                    new[tax] = in_cents(sum((new[n] * r for n, r in pairs), ZERO))
                    break

    def _make_good(
        self,
        postings: Sequence[WrittenPosting],
        old: Sequence[Decimal],
        new: list[Decimal],
        free: set[int],
        silent: Iterable[int],
        off: Decimal,
    ) -> None:
        """Put what cents lost on what the entry can miss it of best."""
        lost = off - sum(new, ZERO)
        if not lost:
            return
        for kinds in _LAST:
            able = [n for n in free if self._kind(postings[n].account) in kinds]
            able = able or [n for n in silent if n in free]
            if able:
                break
        else:
            able = (
                [
                    n
                    for n in sorted(free)
                    if self._kind(postings[n].account) is not Kind.ROUNDING
                ]
                or [
                    n
                    for n, one in enumerate(postings)
                    if (one.file, one.line) not in self._fixed
                ]
                or list(range(len(new)))
            )
        most = max(able, key=lambda n: (abs(old[n]), -n))
        new[most] += lost
