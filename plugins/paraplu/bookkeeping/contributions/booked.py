"""The contributions that the books hold: which month each is for, and which purpose."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.metadata import CONTRIBUTION
from paraplu.ledger.closings import not_closing
from paraplu.ledger.transaction_types import opens

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Contributed(NamedTuple):
    """One posting of a contribution; what was given back is below zero."""

    transaction: Transaction
    position: int
    amount: Decimal

    @property
    def day(self) -> dt.date:
        """The day on which it was booked."""
        return self.transaction.date

    @property
    def number(self) -> int:
        """Where in the ledger its transaction stands."""
        return self.transaction.number

    @property
    def said(self) -> object:
        """What the books write about its month, on the posting or the transaction."""
        return self.transaction.said(CONTRIBUTION, self.position)


Key = tuple[str, Month, str]


def contributed(books: Books, register: Register) -> dict[Key, list[Contributed]]:
    """Return the postings of contributions by member, month and purpose, in order.

    Those of a code that the register does not have are left out (MB01 tells), and so
    is what the opening of the books brings in of days on which nothing was agreed.
    """
    purposes = _purposes(register)
    found: defaultdict[Key, list[Contributed]] = defaultdict(list)
    for transaction, n in not_closing(
        books, lambda role: role.kind is Kind.CONTRIBUTION
    ):
        account, day = transaction.account_at(n), transaction.date
        member = account.member
        if member not in register.members:
            continue
        if opens(books, transaction, (n,)) and not (
            register.policy(day, member).contribution
        ):
            continue
        purpose = account.detail[0] if account.detail else ""
        one = Contributed(transaction, n, transaction.amounts[n])
        month = read_month(one.said) or Month.of(day)
        found[member, month, purpose if purpose in purposes else ""].append(one)
    for postings in found.values():
        postings.sort(key=lambda one: (one.number, one.position))
    return found


def _purposes(register: Register) -> set[str]:
    """Return every purpose that the register names.

    On another account below Contribution stands the share without a purpose: books may
    divide it as they like.
    """
    policies = [policy.contribution for policy in register.policies]
    own = [
        member.policy.get("contribution", ()) for member in register.members.values()
    ]
    return {share.purpose for shares in (*policies, *own) for share in shares}


def read_month(said: object) -> Month | None:
    """Return the month that metadata says; a day is in one, other values name none.

    A day may be in quotes.
    """
    if isinstance(said, dt.date):
        return Month.of(said)
    if not isinstance(said, str):
        return None
    text = said.strip()
    return Month.of(day) if (day := _day(text)) else Month.read(text)


def _day(text: str) -> dt.date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
