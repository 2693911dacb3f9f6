"""PF01 on what can't be added up: cents that are nowhere, and other commodities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.episodes import HALF_A_CENT
from paraplu.findings import Finding, Severity, in_cents
from paraplu.flows.ways import ROUNDING
from paraplu.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.books import Books
    from paraplu.entries import Entry


def uneven(books: Books) -> Iterator[Finding]:
    """Yield the entries of a ring that Beancount takes for balanced, and that are not.

    One amount with a single decimal makes it let five cents pass. What is more than
    that, it reports itself.
    """
    for entry, total in _unbalanced(books):
        amount = abs(total)
        if HALF_A_CENT <= amount <= ROUNDING:
            yield Finding(
                "PF01",
                Severity.ERROR,
                say(
                    "The amounts of this entry differ by {amount}. Beancount lets that "
                    "pass, but every cent of a member must go somewhere.",
                    amount=amount,
                ),
                entry.source,
                hint=say(
                    "Correct the amounts, or book the cents on the cooperative's "
                    "account for rounding, five at most."
                ),
                member=min(entry.shape.members),
                amount=in_cents(amount),
                currency=books.currency,
                date=entry.date,
            )


def _unbalanced(books: Books) -> Iterator[tuple[Entry, Decimal]]:
    """Yield the entries of a ring that do not come to nil, with what they come to."""
    for batch in books.batches:
        if batch.pattern.rings:
            for row, total in batch.uneven.items():
                yield batch.entry(row), total


def foreign(books: Books) -> Iterator[Finding]:
    """Yield what is in a ring in another commodity than the operating currency."""
    for batch in books.batches:
        for leg in batch.pattern.foreign:
            if batch.pattern.legs[leg].ring:
                for entry in batch.entries:
                    yield _in_other_commodity(books, entry, leg)


def _in_other_commodity(books: Books, entry: Entry, leg: int) -> Finding:
    account = entry.shape.accounts[leg]
    return Finding(
        "PF01",
        Severity.ERROR,
        say(
            "{account} is booked in another commodity than {currency}. A member's ring "
            "is kept in {currency} alone, so that it can be added up.",
            account=account.name,
            currency=books.currency,
        ),
        entry.leg_source(leg),
        hint=say(
            "Book the amount in {currency} at the rate of the day.",
            currency=books.currency,
        ),
        member=account.member,
        amount=in_cents(abs(entry.amounts[leg])) or None,
        currency=books.currency,
        date=entry.date,
    )
