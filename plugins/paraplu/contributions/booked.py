"""The contributions that the books hold: which month each is for, and which purpose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.closings import closing_rows
from paraplu.months import Month

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.batches import Batch
    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.register.model import Register

# Says which month a contribution is for that was booked in another.
MONTH_KEY = "contribution"


class Contributed(NamedTuple):
    """One posting of a contribution; what was given back is below nil."""

    batch: Batch
    row: int
    leg: int
    amount: Decimal

    @property
    def entry(self) -> Entry:
        """The entry that it stands in."""
        return self.batch.entry(self.row)


Key = tuple[str, Month, str]


def contributed(books: Books, register: Register) -> dict[Key, list[Contributed]]:
    """Return the postings of contributions by member, month and purpose."""
    purposes = _purposes(register)
    found: defaultdict[Key, list[Contributed]] = defaultdict(list)
    for batch in books.batches:
        if Kind.CONTRIBUTION not in batch.pattern.kinds:
            continue
        closing, months = closing_rows(books, batch), _months(batch)
        for leg in batch.pattern.where(lambda leg: leg.kind is Kind.CONTRIBUTION):
            for row, (account, _day, amount) in enumerate(batch.booked(leg)):
                if row not in closing:
                    purpose = account.detail[0] if account.detail else ""
                    own = purpose if purpose in purposes else ""
                    one = Contributed(batch, row, leg, amount)
                    found[account.member, months[row], own].append(one)
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


def _months(batch: Batch) -> list[Month]:
    """Return the month that each entry says it is for, else the month it is in."""
    months = list(map(Month.of, batch.dates))
    for row in batch.rows_with(MONTH_KEY):
        said = batch.written[row].meta[MONTH_KEY]
        months[row] = (isinstance(said, str) and Month.read(said)) or months[row]
    return months
