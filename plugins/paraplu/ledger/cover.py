"""Cover: is the money that is earmarked really there?

Earmarked are the positive thermometers, what funds gave and was not spent, VAT that
is owed and what the municipality is owed. There are money, receivables, stock and
prepayments, less payables and deposits (contract, section 5, PF05). A claim on the
tax office counts as the negative of a debt to it. Any other debt that stands on the
wrong side (BK04) counts for nothing: nobody knows that it comes back. By a credit note
of a supplier it does.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.chart import Kind
from paraplu.base.money import ROUNDING, ZERO
from paraplu.ledger.day_sums import no_days
from paraplu.ledger.wrong_sides import by_day, credit_notes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.day_sums import Days


class CoverPart(Enum):
    """What an account is to the cover."""

    MONEY = auto()
    CLAIM = auto()
    DEBT = auto()
    VAT = auto()
    MUNICIPALITY = auto()
    FUND = auto()


PARTS: dict[Kind, CoverPart] = {
    Kind.BANK: CoverPart.MONEY,
    Kind.COOP_CASH: CoverPart.MONEY,
    Kind.CLEARING: CoverPart.MONEY,
    Kind.CASH: CoverPart.MONEY,
    Kind.RECEIVABLE: CoverPart.CLAIM,
    Kind.COOP_RECEIVABLE: CoverPart.CLAIM,
    Kind.STOCK: CoverPart.CLAIM,
    Kind.PREPAID: CoverPart.CLAIM,
    Kind.PAYABLE: CoverPart.DEBT,
    Kind.COOP_PAYABLE: CoverPart.DEBT,
    Kind.DEPOSIT: CoverPart.DEBT,
    Kind.VAT_CLAIM: CoverPart.VAT,
    Kind.VAT_DUE: CoverPart.VAT,
    Kind.MUNICIPALITY: CoverPart.MUNICIPALITY,
    Kind.FUND_INCOME: CoverPart.FUND,
    Kind.FUND_EXPENSES: CoverPart.FUND,
    Kind.FUND_LIABILITIES: CoverPart.FUND,
    Kind.FUND_EQUITY: CoverPart.FUND,
}

# Debts, each account of which counts where it is one, and for nothing where it is not.
OWED = frozenset(
    {
        Kind.PAYABLE,
        Kind.COOP_PAYABLE,
        Kind.DEPOSIT,
        Kind.MUNICIPALITY,
        Kind.FUND_LIABILITIES,
    }
)


class Cover(Struct, frozen=True):
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


def cover_by_day(books: Books) -> list[Cover]:
    """Return the cover at the end of every day on which it changed, in order."""
    sums, funds = _moved(books)
    thermometers = no_days()
    for ring in books.rings.values():
        _add_positive(thermometers, ring.thermometer)
    unspent = no_days()
    for moves in funds.values():
        _add_positive(unspent, _levels(moves))
    columns = (
        thermometers,
        unspent,
        sums[CoverPart.VAT],
        sums[CoverPart.MUNICIPALITY],
        sums[CoverPart.MONEY],
        sums[CoverPart.CLAIM],
        sums[CoverPart.DEBT],
    )
    # What is owed stands as a credit in the books, and as an amount here.
    signs = (1, 1, -1, -1, 1, 1, -1)
    levels = [ZERO] * len(columns)
    covers = []
    for day in sorted(set().union(*columns)):
        for n, (column, sign) in enumerate(zip(columns, signs, strict=True)):
            if day in column:
                levels[n] += sign * column[day]
        covers.append(Cover(day, *levels))
    return covers


def unspent_by_day(books: Books, fund: str) -> list[tuple[dt.date, Decimal]]:
    """Return what a fund has unspent at the end of each day on which that changed."""
    return list(_levels(_moved(books)[1].get(fund, no_days())))


def _moved(books: Books) -> tuple[dict[CoverPart, Days], Mapping[str, Days]]:
    """Return what each day did to every part of the cover, and to every fund."""
    sums: dict[CoverPart, Days] = {part: no_days() for part in CoverPart}
    funds: defaultdict[str, Days] = defaultdict(no_days)
    noted = credit_notes(books)
    for account, days in books.booked(PARTS).items():
        into = funds[account.fund] if account.fund else sums[PARTS[account.kind]]
        if account.kind in OWED:
            _add_owed(into, days, noted.get(account, {}))
            continue
        for day, amount in days.items():
            into[day] += amount
    return sums, funds


def _add_owed(moves: Days, booked: Days, noted: Mapping[dt.date, Decimal]) -> None:
    """Add to the moves of each day by how much a debt fell or rose."""
    before = ZERO
    for day, level, wrong in by_day(booked, noted, 1):
        after = level - wrong
        if after != before:
            moves[day] += after - before
            before = after


def owes_nothing(booked: Days, day: dt.date) -> bool:
    """Tell whether an account of a debt stands on the wrong side after a day."""
    return sum((n for on, n in booked.items() if on <= day), ZERO) > ROUNDING


def _levels(moves: Days) -> Iterator[tuple[dt.date, Decimal]]:
    """Yield what a fund has unspent at the end of each day."""
    level = ZERO
    for day in sorted(moves):
        level -= moves[day]
        yield day, level


def _add_positive(moves: Days, levels: Iterable[tuple[dt.date, Decimal]]) -> None:
    """Add to the moves of each day by how much a level rose or fell above nil."""
    before = ZERO
    for day, level in levels:
        after = level if level > 0 else ZERO
        if after != before:
            moves[day] += after - before
            before = after
