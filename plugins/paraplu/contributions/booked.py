"""The contributions that the books hold: which month each is for, and which purpose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.figures import closes, closes_all
from paraplu.flows.table import RESULT
from paraplu.months import Month

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.register.model import Register

# Says which month a contribution is for that was booked in another.
MONTH_KEY = "contribution"


class Contributed(NamedTuple):
    """One posting of a contribution; what was given back is below nil."""

    entry: Entry
    leg: int
    amount: Decimal


Key = tuple[str, Month, str]


def contributed(books: Books, register: Register) -> dict[Key, list[Contributed]]:
    """Return the postings of contributions by member, month and purpose."""
    purposes = _purposes(register)
    found: defaultdict[Key, list[Contributed]] = defaultdict(list)
    for entry, leg in _legs(books):
        account = entry.shape.accounts[leg]
        purpose = account.detail[0] if account.detail else ""
        key = account.member, _month(entry), purpose if purpose in purposes else ""
        found[key].append(Contributed(entry, leg, entry.amounts[leg]))
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


def _legs(books: Books) -> Iterator[tuple[Entry, int]]:
    for batch in books.batches:
        pattern = batch.pattern
        if Kind.CONTRIBUTION in pattern.kinds and not closes_all(pattern):
            legs = pattern.where(lambda leg: leg.kind is Kind.CONTRIBUTION)
            closing = pattern.kinds <= RESULT
            for entry in batch.entries:
                if not (closing and closes(books, entry)):
                    for leg in legs:
                        yield entry, leg


def _month(entry: Entry) -> Month:
    """Return the month that an entry says it is for, else the month it is in."""
    said = entry.meta.get(MONTH_KEY)
    return (isinstance(said, str) and Month.read(said)) or Month.of(entry.date)
