"""The contributions that the books hold: which month each is for, and which purpose."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.metadata import CONTRIBUTION
from paraplu.ledger.closings import closing_rows
from paraplu.ledger.transaction_types import opens

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.register.model import Register

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Contributed(NamedTuple):
    """One posting of a contribution; what was given back is below zero."""

    batch: Batch
    row: int
    leg: int
    amount: Decimal

    @property
    def entry(self) -> Entry:
        """The entry that it stands in."""
        return self.batch.entry(self.row)

    @property
    def day(self) -> dt.date:
        """The day on which it was booked."""
        return self.batch.dates[self.row]

    @property
    def number(self) -> int:
        """Where in the ledger its entry stands."""
        return self.batch.numbers[self.row]

    @property
    def said(self) -> object:
        """What the books write about its month: on the posting, else on the entry."""
        return _said(self.batch, self.row, self.leg)


Key = tuple[str, Month, str]


def contributed(books: Books, register: Register) -> dict[Key, list[Contributed]]:
    """Return the postings of contributions by member, month and purpose, in order.

    Those of a code that the register does not have are left out (MB01 tells), and so
    is what the opening of the books brings in of days on which nothing was agreed.
    """
    purposes = _purposes(register)
    found: defaultdict[Key, list[Contributed]] = defaultdict(list)
    for batch in books.batches:
        if Kind.CONTRIBUTION not in batch.pattern.kinds:
            continue
        closing = closing_rows(books, batch)
        for leg in batch.pattern.where(lambda leg: leg.kind is Kind.CONTRIBUTION):
            months = _months(batch, leg)
            for row, (account, day, amount) in enumerate(batch.booked(leg)):
                member = account.member
                if row in closing or member not in register.members:
                    continue
                if opens(books, batch, row, (leg,)) and not (
                    register.policy(day, member).contribution
                ):
                    continue
                purpose = account.detail[0] if account.detail else ""
                own = purpose if purpose in purposes else ""
                one = Contributed(batch, row, leg, amount)
                found[member, months[row], own].append(one)
    for postings in found.values():
        postings.sort(key=lambda one: (one.number, one.leg))
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


def _months(batch: Batch, leg: int) -> list[Month]:
    """Return the month that each posting says it is for, else the month it is in."""
    months = list(map(Month.of, batch.dates))
    for row in {*batch.rows_with(CONTRIBUTION), *batch.remarked}:
        months[row] = read_month(_said(batch, row, leg)) or months[row]
    return months


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


def _said(batch: Batch, row: int, leg: int) -> object:
    written = batch.written[row]
    own = written.postings[leg].meta or {}
    return own[CONTRIBUTION] if CONTRIBUTION in own else written.meta.get(CONTRIBUTION)
