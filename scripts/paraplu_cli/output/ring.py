"""The entries of one member, leg by leg, in the order of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.findings import Source
from paraplu_cli.places import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books


class RingLine(NamedTuple):
    """What one entry booked on one account of a member, with Beancount's sign."""

    date: dt.date
    payee: str
    narration: str
    account: Account
    amount: Decimal
    source: Source


def lines_of(books: Books, member: str, year: int | None = None) -> Iterator[RingLine]:
    """Yield every line until today, or those of one year."""
    for transaction in books.transactions_of(member):
        if transaction.date > books.today:
            break
        if year and transaction.date.year != year:
            continue
        for position, posting in enumerate(transaction.postings):
            if posting.account.member == member:
                file, number = transaction.source_at(position)
                yield RingLine(
                    transaction.date,
                    transaction.payee,
                    transaction.narration,
                    posting.account,
                    posting.amount,
                    Source(shown(file), number),
                )
