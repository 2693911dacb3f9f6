"""The margin scheme by globalisation: one margin for each rate and period.

What was sold under it in a period, less what was bought for it in that period, both
with VAT in them; stock does not count. VAT is on what is above nil, at the rate of the
goods. A margin below nil goes to the next period of the same calendar year, and gives
no VAT back (art. 28d Wet OB, art. 4c lid 6 Uitvoeringsbeschikking OB). After the year
it is worked out again over all of it: what was paid too much is given back, and what is
below nil goes to the next year, both as the tax office decides (lid 7 and 8).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.dutch_law import MARGIN_RATES, rate_on, standard_vat
from paraplu.base.metadata import VAT_MARGIN, VAT_MARGIN_YEAR
from paraplu.base.money import ROUNDING, ZERO, in_cents
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.assessment import Assessor
from paraplu.bookkeeping.vat.fitting import shared
from paraplu.bookkeeping.vat.margin_moves import booked_by, moves_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.vat.margin_moves import MarginMove
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


@dataclass(frozen=True)
class PeriodMargin:
    """The margin of a period at one rate; amounts have VAT in them.

    `carried` is what earlier periods of the year left below nil. `own` are the margins
    of each account's member, by whom the VAT is shared.
    """

    period: Period
    code: str
    sold: Decimal
    bought: Decimal
    carried: Decimal
    booked: Mapping[Account, Decimal]
    moves: tuple[MarginMove, ...]

    @property
    def rate(self) -> Decimal:
        """The rate of VAT on the last day of the period."""
        return rate_on(MARGIN_RATES[self.code], self.period.last)

    @property
    def margin(self) -> Decimal:
        """What the period itself comes to."""
        return self.sold - self.bought

    @property
    def taxed(self) -> Decimal:
        """What VAT is on, where it is above nil; below it, what is carried on."""
        return self.margin + self.carried

    @property
    def tax(self) -> Decimal:
        """The VAT that is due."""
        return _in_price(self.taxed, self.rate)

    @property
    def already(self) -> Decimal:
        """The VAT that is booked."""
        return sum(self.booked.values(), ZERO)

    @property
    def missing(self) -> Decimal:
        """What is still to be booked; below nil, what is booked too much."""
        return self.tax - self.already

    @property
    def wrong(self) -> Decimal:
        """How much is booked too little, or on the wrong member; below nil too much.

        By cents a share may differ, as it was rounded.
        """
        if self.missing:
            return self.missing
        by_member: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for account, tax in self.shares().items():
            by_member[account.member] += tax
        apart = max(by_member.values(), default=ZERO)
        return apart if apart > ROUNDING else ZERO

    def shares(self) -> dict[Account, Decimal]:
        """Return what is still to be booked on each account of sales.

        The members whose own margin is above nil bear the VAT, in proportion.
        """
        own: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for move in self.moves:
            own[move.account.member] += move.sold - move.bought
        accounts = _accounts(self.moves, self.booked)
        bearing = {m: n for m, n in own.items() if n > 0 and m in accounts}
        bearing = bearing or dict.fromkeys([*accounts][-1:], Decimal(1))
        due = dict(
            zip(bearing, shared(self.tax, list(bearing.values())), strict=True)
            if bearing
            else ()
        )
        shares = {accounts[member]: tax for member, tax in due.items()}
        for account, tax in self.booked.items():
            shares[account] = shares.get(account, ZERO) - tax
        return {account: tax for account, tax in shares.items() if tax}


@dataclass(frozen=True)
class YearMargin:
    """The margin of a calendar year at one rate, worked out again after it.

    `decided` is the margin below nil of the year before, as an amount above nil, that
    the tax office decided on. `paid` is the VAT that the periods came to, by account;
    `back` what is booked as coming back.
    """

    year: int
    code: str
    rate: Decimal
    sold: Decimal
    bought: Decimal
    decided: Decimal
    paid: Mapping[Account, Decimal]
    back: Decimal

    @property
    def balance(self) -> Decimal:
        """What the year comes to; below nil it can go to the next year."""
        return self.sold - self.bought - self.decided

    @property
    def refund(self) -> Decimal:
        """What comes back: what was paid above the VAT on the year."""
        paid = sum(self.paid.values(), ZERO)
        return max(paid - _in_price(self.balance, self.rate), ZERO)

    @property
    def missing(self) -> Decimal:
        """What of that is still to be booked."""
        return self.refund - self.back

    def shares(self) -> dict[Account, Decimal]:
        """Return what is still to be booked by account, as each paid."""
        paid = {account: tax for account, tax in self.paid.items() if tax > 0}
        parts = shared(self.missing, list(paid.values()))
        return {a: n for a, n in zip(paid, parts, strict=True) if n}


class Margins:
    """The margins of the books by period and year, and what is booked of them."""

    def __init__(self, books: Books, register: Register) -> None:
        self._register = register
        assessor = Assessor(books, register)
        self.moves = tuple(moves_of(books, register, assessor))
        self.booked = tuple(booked_by(books, assessor, VAT_MARGIN))
        self.settled = tuple(booked_by(books, assessor, VAT_MARGIN_YEAR))

    @property
    def years(self) -> list[int]:
        """The calendar years in which anything was sold or bought."""
        return sorted({move.date.year for move in self.moves})

    def periods_of(self, year: int) -> list[Period]:
        """Return the periods of a year, by the register."""
        periods, period = [], self._period(year, 1)
        while period.year == year:
            periods.append(period)
            if period.last.month == 12:  # noqa: PLR2004 - the last of the year
                break
            period = self._period(year, period.last.month + 1)
        return periods

    def _period(self, year: int, month: int) -> Period:
        first = dt.date(year, month, 1)
        return Period.of(first, self._register.vat_on(first).span)

    def of_year(self, year: int) -> list[PeriodMargin]:
        """Return the margins of all periods of a year, in order, by rate."""
        left: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        found = []
        for period in self.periods_of(year):
            for code in MARGIN_RATES:
                one = self._of_period(period, code, left[code])
                left[code] = min(one.taxed, ZERO)
                found.append(one)
        return found

    def of_period(self, period: Period) -> list[PeriodMargin]:
        """Return the margins of a period by rate; none where it is of another length.

        Rates at which nothing happened are left out.
        """
        return [
            one
            for one in self.of_year(period.year)
            if one.period == period and (one.moves or one.carried or one.booked)
        ]

    def _of_period(self, period: Period, code: str, carried: Decimal) -> PeriodMargin:
        moves = [
            move for move in self.moves if move.code == code and move.date in period
        ]
        booked: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
        for one in self.booked:
            if one.code == code and one.of == str(period):
                booked[one.account] += one.tax
        return PeriodMargin(
            period,
            code,
            sum((move.sold for move in moves), ZERO),
            sum((move.bought for move in moves), ZERO),
            carried,
            booked,
            tuple(moves),
        )

    def whole_year(self, year: int) -> list[YearMargin]:
        """Return the margins of a year as a whole, by rate, where anything happened."""
        found = []
        periods = self.of_year(year)
        for code in MARGIN_RATES:
            mine = [one for one in periods if one.code == code]
            paid: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
            for one in mine:
                for account, tax in one.booked.items():
                    paid[account] += tax
            rate = mine[-1].rate
            whole = YearMargin(
                year,
                code,
                rate,
                sum((one.sold for one in mine), ZERO),
                sum((one.bought for one in mine), ZERO),
                self._decided(year - 1, rate, mine[-1].period.last),
                paid,
                sum(
                    (
                        one.tax
                        for one in self.settled
                        if one.code == code and one.of == str(year)
                    ),
                    ZERO,
                ),
            )
            if whole.sold or whole.bought or whole.decided or whole.back:
                found.append(whole)
        return found

    def _decided(self, year: int, rate: Decimal, day: dt.date) -> Decimal:
        level = "high" if rate == standard_vat(day) else "low"
        return sum(
            (
                terms.margin_decided.get(str(year), {}).get(level, ZERO)
                for terms in self._register.vat
            ),
            ZERO,
        )


def _in_price(amount: Decimal, rate: Decimal) -> Decimal:
    """Return the VAT in a margin, nil where that is below it."""
    return max(in_cents(amount * rate / (1 + rate)), ZERO)


def _accounts(
    moves: tuple[MarginMove, ...], booked: Mapping[Account, Decimal]
) -> dict[str, Account]:
    """Return by member the account of sales that the VAT comes off: the largest."""
    sums: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    for account in booked:
        sums[account] += ZERO
    for move in moves:
        if move.sold:
            sums[move.account] += move.sold
    found: dict[str, Account] = {}
    for account, _ in sorted(sums.items(), key=lambda pair: (pair[1], pair[0].name)):
        found[account.member] = account
    return found
