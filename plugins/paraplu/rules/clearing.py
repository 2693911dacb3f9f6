"""PF06: money that stands on a clearing account for too long.

Such an account is for money on its way. What stays there nobody found a place for, and
most often it is a member's; how long it may stay is agreed: `clearing_days`.

    2025-03-01 * "Market" "Paid by card"
      Assets:Clearing:Cards      60.00 EUR  ; PF06 L01 1.80
      Income:Members:L01:Sales  -60.00 EUR

    2025-03-03 * "Paid out, less a fee that nobody booked"
      Assets:Bank                58.20 EUR
      Assets:Clearing:Cards     -58.20 EUR

    2025-04-05 * "Market" "Chairs sold"
      Assets:Bank                40.00 EUR
      Income:Members:L01:Sales  -40.00 EUR
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import shifted
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.kinds import MONEY
from paraplu.base.language import in_days, say
from paraplu.base.money import HALF_A_CENT, ZERO, in_cents
from paraplu.rules.bank import last_assertion, of_provider, opened_at
from paraplu.rules.clearing_lots import Lot, standing
from paraplu.rules.rule import Family, Rule
from paraplu.rules.two_sides import Side, unmet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.day_sums import Days
    from paraplu.register.model import Register

PF06 = Rule(
    "PF06",
    Severity.ERROR,
    say("Money has been on a clearing account for too long"),
    reads=("policies.clearing_days", "policies.reconcile_days", "cooperative.banks"),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what stands longer than `clearing_days`, seen from today.

    Where nothing does, yet some amount was there all those days, that is a signal: so
    looks a busy account from which a little is missing each time.
    """
    policy = register.policy(books.today)
    booked = books.booked(frozenset({Kind.CLEARING}))
    start = shifted(books.today, -policy.clearing_days - 1)
    standing_lots = standing(books)
    for earlier, later, reference in unmet(books, standing_lots):
        yield _unmet(books, earlier, later, reference)
    for account, lots in standing_lots.items():
        found = False
        for lot in lots:
            days = (books.today - lot.transaction.date).days
            if days > policy.clearing_days and abs(lot.amount) >= HALF_A_CENT:
                found = True
                yield _too_long(books, account, lot, days, policy.clearing_days)
        if not found and not _compared(books, register, account):
            least = _least(booked[account], start, books.today)
            if abs(least) >= HALF_A_CENT:
                days, held = policy.clearing_days, of_provider(account, register)
                yield _always_there(books, account, least, days, held=held)


def _unmet(books: Books, earlier: Side, later: Side, reference: str) -> Finding:
    """Return that two sides of one payment stand on different accounts."""
    transaction, position = later.transaction, later.position
    amount = in_cents(transaction.postings[position].amount)
    return PF06.found(
        say(
            "The two sides of {reference} do not meet: {amount} was booked on "
            "{account} on {day}, and the opposite on {other} on {since}.",
            reference=reference,
            amount=amount,
            account=later.account.name,
            day=transaction.date,
            other=earlier.account.name,
            since=earlier.transaction.date,
        ),
        transaction.source_at(position),
        hint=say("Book both on the same clearing account."),
        amount=abs(amount),
        currency=books.currency,
        date=transaction.date,
        severity=Severity.SIGNAL,
    )


def _compared(books: Books, register: Register, account: Account) -> bool:
    """Tell whether what a payment provider holds was lately compared with its report.

    A clearing account that nobody else keeps cannot be compared with anything.
    """
    last = last_assertion(books, account.name)
    limit = register.policy(books.today).reconcile_days
    return (
        last is not None
        and of_provider(account, register)
        and (books.today - last.date).days <= limit
    )


def _always_there(
    books: Books, account: Account, least: Decimal, limit: int, *, held: bool
) -> Finding:
    return PF06.found(
        say(
            "At least {amount} has stood on {account} on each of the last {days}. A "
            "little may be missing each time, such as a fee that is not booked.",
            amount=in_cents(least),
            account=account.name,
            days=in_days(limit),
        )
        if least > 0
        else say(
            "{account} has been at least {amount} below zero on each of the last "
            "{days}. Something that came in may not be booked.",
            amount=in_cents(-least),
            account=account.name,
            days=in_days(limit),
        ),
        _opened_at(books, account),
        hint=say(
            "Compare it with the payment provider's own report, and add a `balance` "
            "line with what the report says."
        )
        if held
        else say(
            "Find out what this amount is made of, and book what is missing. If a "
            "payment provider keeps this account, name it under `banks:` in the "
            "register, and compare it with the provider's report (BK02)."
        ),
        amount=in_cents(abs(least)),
        currency=books.currency,
        date=books.today,
        severity=Severity.SIGNAL,
    )


def _least(moves: Days, start: dt.date, end: dt.date) -> Decimal:
    """Return the least that stood there at the end of each day, `start` to `end`.

    Where it was below nil on each of them, it is the least by which it was, negative.
    Nil where it was neither.
    """
    before = sum((amount for day, amount in moves.items() if day <= start), ZERO)
    within = sorted(day for day in moves if start < day <= end)
    levels = list(accumulate(map(moves.__getitem__, within), initial=before))
    low, high = min(levels), max(levels)
    return low if low > 0 else min(high, ZERO)


def _opened_at(books: Books, account: Account) -> Source:
    """Return where an account is opened, or first used where a plugin opened it."""
    opened = books.opened.get(account.name)
    if opened:
        return opened_at(books, opened, min(books.days[account]))
    return Source(str(books.main), 0)


def _too_long(
    books: Books, account: Account, lot: Lot, days: int, limit: int
) -> Finding:
    moved = lot.transaction.postings[lot.position].account is not account
    if lot.amount > 0 and moved:
        message = say(
            "{amount} has stood on clearing accounts for {days}, now on {account}; "
            "{limit} is the most.",
            amount=lot.amount,
            account=account.name,
            days=in_days(days),
            limit=in_days(limit),
        )
    elif lot.amount > 0:
        message = say(
            "{amount} has been on {account} for {days}; at most {limit} is allowed.",
            amount=lot.amount,
            account=account.name,
            days=in_days(days),
            limit=in_days(limit),
        )
    elif _came_in(lot):
        message = say(
            "{amount} came in through {account} {days} ago, and its purpose has not "
            "been booked; at most {limit} is allowed.",
            amount=-lot.amount,
            account=account.name,
            days=in_days(days),
            limit=in_days(limit),
        )
    else:
        message = say(
            "{amount} left {account} {days} ago and never came in; at most {limit} is "
            "allowed.",
            amount=-lot.amount,
            account=account.name,
            days=in_days(days),
            limit=in_days(limit),
        )
    return PF06.found(
        message,
        lot.transaction.source_at(lot.position),
        hint=say(
            "Find out where it belongs and book it there: on the bank, or on the "
            "member who sold or bought something."
        ),
        member=min(lot.transaction.members, default=None),
        amount=in_cents(abs(lot.amount)),
        currency=books.currency,
        date=lot.transaction.date,
    )


def _came_in(lot: Lot) -> bool:
    """Tell whether a credit stands against money that came in beside it."""
    return any(
        posting.amount > 0
        and posting.account.kind in MONEY
        and posting.account.kind is not Kind.CLEARING
        for posting in lot.transaction.postings
    )


FAMILY = Family((PF06,), judge)
