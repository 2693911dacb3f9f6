"""The entry that a waiting line may be: what somebody booked before the bank told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.metadata import BANK_REF
from paraplu.bookkeeping.bank_import.line import Allocation, NewPosting
from paraplu.bookkeeping.bank_import.twins import both_of_bank

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from paraplu.bookkeeping.waiting.model import WaitingLine
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

# A bank books within so many days of what somebody wrote down.
_NEAR = dt.timedelta(days=3)


def booked_already(
    one: WaitingLine, books: Books, gone: Container[int]
) -> Iterator[Allocation]:
    """Yield the entries that a line may be, the nearest day first.

    That is one of the same amount on the account: without a key of it, within three
    days; or of the day itself with a key that the bank may have changed. `gone` are the
    numbers of entries that are no longer in the books, or have their line by now.
    """
    near = books.transactions_within(one.date - _NEAR, one.date + _NEAR)
    for booked in sorted(near, key=lambda other: abs(other.date - one.date)):
        if booked.number in gone or booked.number == one.transaction.number:
            continue
        position = position_of(one, booked)
        if position is not None and _may_be(one, booked, position):
            others = [leg for n, leg in enumerate(booked.postings) if n != position]
            text = ", ".join(filter(None, (booked.payee, booked.narration)))
            yield Allocation(
                tuple(NewPosting(leg.account.name, leg.amount) for leg in others),
                say(
                    "it is booked already, on {date}: {text}. That entry gets the "
                    "bank-ref, and this one is taken out",
                    date=booked.date,
                    text=text,
                ),
                entry=booked,
                same=True,
            )


def position_of(one: WaitingLine, booked: Transaction) -> int | None:
    """Return which posting of an entry is as much as a line on its account."""
    return next(
        (
            n
            for n, posting in enumerate(booked.postings)
            if posting.account.name == one.line.account
            and posting.amount == one.line.moved
        ),
        None,
    )


def key_of(booked: Transaction, position: int) -> str:
    """Return the key that a posting has: its own, or its entry's where that is its."""
    own = booked.postings[position].meta.get(BANK_REF)
    money = sum(one.account.kind in MONEY for one in booked.postings)
    return str(own or (booked.meta.get(BANK_REF) if money == 1 else "") or "")


def _may_be(one: WaitingLine, booked: Transaction, position: int) -> bool:
    key = key_of(booked, position)
    if not key:
        return booked.flag != "P"
    same = both_of_bank(one.line.key, key)
    return booked.date == one.date and key != one.line.key and not same
