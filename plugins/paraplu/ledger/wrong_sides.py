"""By how much an account stands on the wrong side: a debt as a debit, say.

What a credit note puts there is not wrong: it is paid back, or taken off what comes
next, and until then the account shows who has to pay it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind
from paraplu.base.kinds import MONEY
from paraplu.base.money import ROUNDING, ZERO
from paraplu.ledger.day_sums import Days, no_days

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Signature

_CLAIMS = frozenset({Kind.RECEIVABLE, Kind.COOP_RECEIVABLE})
_BILLS = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})
_SOLD = frozenset({Kind.SALES, Kind.COOP_INCOME})
_BOUGHT = frozenset(
    {
        *(Kind.COSTS, Kind.GROWTH, Kind.TRAINING),
        *(Kind.EQUIPMENT, Kind.STOCK, Kind.PREPAID),
        *(Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES),
    }
)


def credit_notes(books: Books) -> Mapping[Account, Days]:
    """Return what credit notes put on receivables and payables, by day, above nil.

    They are transactions without money in which a sale or a purchase is taken back. A
    set-off that is taken back is like it: the municipality has to pay it back.
    """
    noted: defaultdict[Account, Days] = defaultdict(no_days)
    for signature, transactions in books.by_signature.items():
        for n in () if signature.kinds & MONEY else _noted(signature):
            for transaction in transactions:
                posting = transaction.postings[n]
                noted[posting.account][transaction.date] += abs(posting.amount)
    return noted


def _noted(signature: Signature) -> Positions:
    """Return the postings by which others owe us, or we owe others, less."""
    roles = signature.roles
    sold = any(role.kind in _SOLD and not role.credit for role in roles)
    bought = any(role.kind in _BOUGHT and role.credit for role in roles)
    undone = any(role.kind is Kind.SET_OFF and role.credit for role in roles)
    return signature.where(
        lambda role: (
            (sold and role.kind in _CLAIMS and role.credit)
            or (bought and role.kind in _BILLS and not role.credit)
            or (undone and role.kind is Kind.MUNICIPALITY and not role.credit)
        )
    )


def by_day(
    booked: Days, noted: Mapping[dt.date, Decimal], sign: int
) -> Iterator[tuple[dt.date, Decimal, Decimal]]:
    """Yield what an account comes to after each day, and how much of it is wrong.

    Above nil it is on the wrong side; `sign` is 1 where that is a debit, -1 where it
    is a credit. Some cents are rounding, and nil.
    """
    level = by_note = ZERO
    for day in sorted(booked):
        level += sign * booked[day]
        by_note += noted.get(day, ZERO)
        if by_note:  # on most accounts there never is
            by_note = max(min(by_note, level), ZERO)
        wrong = level - by_note
        yield day, level, wrong if wrong > ROUNDING else ZERO
