"""Books transactions as Beancount does: what is plain here, and the rest by Beancount.

Most transactions are plain: in one currency, nothing held at cost or with a price, and
the amounts come to nil, or one is left out that makes them so.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from beancount.core import data
from beancount.core.amount import Amount
from beancount.core.interpolate import AUTOMATIC_META
from beancount.core.number import MISSING
from beancount.parser import booking as beancount_booking
from beancount.parser import booking_full as beancount_booking_full

from paraplu.base.money import CENT, ZERO
from paraplu.ledger.glance import Glance
from paraplu.ledger.source.options import HALF_A_DIGIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Beancount's booking carries no types.
booking: Any = beancount_booking
booking_full: Any = beancount_booking_full


class Booked(NamedTuple):
    """The booked entries, with Beancount's errors.

    `plain` are the plain transactions by their id, and `others` what is none. `sound`
    and `held` are as a `Glance` at the entries has them.
    """

    entries: list[Any]
    errors: list[Any]
    others: Sequence[Any]
    plain: Mapping[int, Any]
    sound: bool = False
    held: bool = False


def book(entries: Sequence[Any], options: dict[str, Any]) -> Booked:
    """Return entries in the order of the ledger, booked.

    Where something is held at cost, or only part of an amount is left out, booking one
    transaction may depend on those before it; then Beancount books them all.
    """
    if not has_own_tolerance(options):
        try:
            return _book_each(entries, options)
        except NeedsBalances:
            pass
    booked, errors = booking.book(entries, options)
    others = [entry for entry in booked if type(entry) is not data.Transaction]
    return Booked(booked, errors, others, {})


class NeedsBalances(Exception):  # noqa: N818 - no error: Beancount has to book it
    """A transaction whose booking may depend on those before it."""


def _book_each(entries: Sequence[Any], options: dict[str, Any]) -> Booked:
    """Book each transaction by itself; NeedsBalances where that can't be done."""
    methods: defaultdict[str, Any] = defaultdict(lambda: options["booking_method"])
    booked: list[Any] = []
    others: list[Any] = []
    unplain: list[Any] = []
    errors: list[Any] = []
    plain: dict[int, Any] = {}
    glance = Glance(options)
    # An account may be opened after it is used.
    methods |= {
        entry.account: entry.booking
        for entry in entries
        if type(entry) is data.Open and entry.booking
    }
    for entry in entries:
        if type(entry) is not data.Transaction:
            booked.append(entry)
            others.append(entry)
            glance.take_other(entry)
            continue
        complete = plainly(entry)
        if complete is not None:
            booked.append(complete)
            plain[id(complete)] = complete
            glance.take(complete)
        else:
            done, more = booking_full.book([entry], options, methods)
            booked += done
            unplain += done
            errors += more
            for one in done:
                glance.take(one)
    errors += booking.validate_missing_eliminated(unplain, options)
    return Booked(booked, errors, others, plain, glance.sound, glance.held)


def has_own_tolerance(options: dict[str, Any]) -> bool:
    """Tell whether an option changes how Beancount rounds what is left out."""
    return bool(
        options["inferred_tolerance_default"]
        or options["tolerance_multiplier"] != HALF_A_DIGIT
        # Not every Beancount 3.2 has this option.
        or options.get("use_precise_interpolation")
    )


def plainly(transaction: data.Transaction) -> data.Transaction | None:
    """Return a plain transaction with all its amounts, None where it is not plain.

    An amount that is left out is only filled in where all others are in whole cents:
    else Beancount rounds it by rules of its own. As every posting passes here, the loop
    looks at each of its fields once.
    """
    plain = True
    currency = empty = None
    total = ZERO
    posting: Any
    for posting in transaction.postings:
        _account, units, cost, price, _flag, _meta = posting
        if cost is not None or units is None:
            raise NeedsBalances
        if units is MISSING:
            plain = plain and empty is None
            empty = posting
        else:
            number, commodity = units
            if number is MISSING or commodity is MISSING:
                raise NeedsBalances
            total += number
            if currency is None:
                currency = commodity
            plain = plain and commodity == currency
        plain = plain and price is None
    if not plain or currency is None:
        return None
    if empty is None:
        return None if total else transaction
    return _filled_in(transaction, empty, Amount(-total, currency))


def _filled_in(
    transaction: data.Transaction, empty: data.Posting, left: Amount
) -> data.Transaction | None:
    """Return a transaction with what one posting leaves out, where it may be so."""
    others: Any = [one.units for one in transaction.postings if one is not empty]
    numbers = [units.number for units in others]
    if (
        not left.number
        or empty.meta is None
        or not all(map(CENT.same_quantum, numbers))
    ):
        return None
    filled = empty._replace(units=left)
    empty.meta[AUTOMATIC_META] = True
    return transaction._replace(
        postings=[filled if one is empty else one for one in transaction.postings]
    )
