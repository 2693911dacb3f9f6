"""VAT goes with what it is on: an entry with its VAT added to the amounts under it.

A shop's bill of 121.00 is one thing that is paid, whether its VAT is deducted or not.
So where somebody else's money pays a part of a transaction, that part counts with its
VAT.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dutch_law import REDUCED_VAT, rate_on, standard_vat
from paraplu.base.kinds import GOODS, USE, VAT
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.fitting import shared, slack
from paraplu.rules.flows.table import SOLD
from paraplu.rules.flows.ways import most_vat

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction

# What VAT can be on: what is sold or goes back, and what is bought.
_CREDITED = SOLD | USE | GOODS
_DEBITED = USE | GOODS
# What debited VAT may be on as well; then it can't be told what is on what.
_RETURNED = frozenset({Kind.SALES, Kind.DEPOSIT})
# More lines than this are not tried with each rate of their own.
_MOST_LINES = 6


def with_vat(transaction: Transaction) -> list[Decimal] | None:
    """Return the amounts of the postings, each with its VAT, and VAT itself zero.

    None where there is VAT without anything that it can be on, or more than it can be,
    or a purchase and a return of which the VAT can't be told apart.
    """
    day, roles = transaction.date, transaction.signature.roles
    amounts = [posting.amount for posting in transaction.postings]
    for credit, kinds in ((True, _CREDITED), (False, _DEBITED)):
        side = [n for n, role in enumerate(roles) if role.credit is credit]
        tax = [n for n in side if roles[n].kind in VAT]
        base = [n for n in side if roles[n].kind in kinds]
        total = transaction.total(tax)
        returned = any(roles[n].kind in _RETURNED for n in side)
        most = most_vat(day, transaction.total(base))
        if abs(total) > most or (tax and returned and not credit):
            return None
        shares = _shares(day, [amounts[n] for n in base], total)
        for n, share in zip(base, shares, strict=True):
            amounts[n] += share
        for n in tax:
            amounts[n] = ZERO
    return amounts


def _shares(day: dt.date, base: Sequence[Decimal], tax: Decimal) -> list[Decimal]:
    """Return what VAT there is on each amount: by the rates that fit, else in parts."""
    rates = [standard_vat(day), rate_on(REDUCED_VAT, day), ZERO]
    same = [[rate] * len(base) for rate in rates]
    mixed = product(rates, repeat=len(base)) if len(base) <= _MOST_LINES else ()
    for tried in (same, mixed):
        fits = [each for each in tried if _fits(base, each, tax)]
        if len(fits) == 1:
            parts = [n * rate for n, rate in zip(base, fits[0], strict=True)]
            return shared(tax, parts)
    return shared(tax, base)


def _fits(base: Sequence[Decimal], rates: Sequence[Decimal], tax: Decimal) -> bool:
    expected = sum((n * rate for n, rate in zip(base, rates, strict=True)), ZERO)
    return abs(tax - expected) <= sum(map(slack, rates), ZERO)
