"""BK03: a cash box holds what it holds, and never less than nothing.

It is the first thing that an inspector of the tax office looks for: a sale was not
booked, or not on its day.

    2025-03-03 * "Brought to the bank"
      Assets:Bank               40.00 EUR
      Assets:Members:L01:Cash  -40.00 EUR  ; BK03 L01 40.00
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.intervals import Episode, episodes
from paraplu.base.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.base.findings import Source
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

BK03 = Rule("BK03", Severity.WARNING, say("A cash box below zero"))

_BOXES = frozenset({Kind.CASH, Kind.COOP_CASH})


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield each time that more went out of a cash box than there was in it.

    Within a day nobody knows what came first, so the end of the day counts.
    """
    for account, moves in books.booked(_BOXES).items():
        days = sorted(moves)
        levels = accumulate(-moves[day] for day in days)
        for episode in episodes(zip(days, levels, strict=True)):
            yield _below(books, account, episode)


def _below(books: Books, account: Account, episode: Episode) -> Finding:
    return BK03.found(
        say(
            "{account} is {amount} below zero at the end of {day}, which is impossible "
            "for a cash box. Something was not booked, or was booked with a wrong date "
            "or amount.",
            account=account.name,
            amount=episode.amount,
            day=episode.start,
        ),
        _last_out(books, account, episode.start),
        hint=say(
            "Count what is in it. Book the sale or the money that was put in on the "
            "day it happened, or correct what went out."
        ),
        member=account.member or None,
        amount=episode.amount,
        currency=books.currency,
        date=episode.start,
    )


def _last_out(books: Books, account: Account, day: dt.date) -> Source:
    """Return the last posting of a day that took money out of a cash box."""
    return [
        transaction.source_at(n)
        for transaction in books.transactions_on(day)
        for n, posting in enumerate(transaction.postings)
        if posting.account is account and posting.amount < 0
    ][-1]


FAMILY = Family((BK03,), judge)
