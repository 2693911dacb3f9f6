"""BK04: a debt that is a claim, or a holding of less than nothing.

A payable is a credit and a receivable a debit. On the other side, something is missing
or booked on the wrong account: a bill that was paid and never came, an invoice that
was paid twice, more written off than there was. VAT may be a claim, and a bank may be
overdrawn.

    2025-03-01 * "Means of the cooperative"
      Assets:Bank           1000.00 EUR
      Equity:Coop          -1000.00 EUR

    2025-03-03 * "Printing office" "Posters, and no bill"
      Liabilities:Payable    121.00 EUR  ; BK04 121.00
      Assets:Bank           -121.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.intervals import Episode, episodes
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.ledger.cover import OWED
from paraplu.ledger.day_sums import Days, no_days
from paraplu.ledger.wrong_sides import by_day, credit_notes
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

BK04 = Rule(
    "BK04",
    Severity.WARNING,
    say("An account on the wrong side"),
    reads=("policies.approval_from",),
)

_EQUIPMENT = frozenset({Kind.EQUIPMENT, Kind.COOP_EQUIPMENT})
_HELD = _EQUIPMENT | {
    Kind.RECEIVABLE,
    Kind.COOP_RECEIVABLE,
    Kind.STOCK,
    Kind.PREPAID,
}


class _Beyond(NamedTuple):
    """By how much an account is on the wrong side after each day.

    `sign` is 1 where a debit is wrong, -1 where a credit is. `accounts` is one, or
    those on which equipment is written off: then `equipment` is all that it is held
    against.
    """

    accounts: list[Account]
    sign: int
    levels: list[tuple[dt.date, Decimal]]
    equipment: tuple[Account, ...] = ()


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield each stretch of days at whose ends an account is on the wrong side.

    A few cents are rounding, and within a day nobody knows what came first.
    """
    for beyond in _accounts(books.booked(OWED | _HELD), credit_notes(books)):
        for episode in episodes(beyond.levels):
            yield _finding(books, register, beyond, episode)


def _accounts(
    booked: Mapping[Account, Days], noted: Mapping[Account, Days]
) -> Iterator[_Beyond]:
    """Yield every account that has a side.

    What is written off of equipment may stand on an account of its own, that never was
    on the debit side: then it is held against all equipment of the same owner.
    """
    owners: defaultdict[tuple[Kind, str], list[Account]] = defaultdict(list)
    for account, days in booked.items():
        if account.kind in OWED:
            yield _Beyond([account], 1, _wrong(days, noted.get(account, {}), 1))
        elif account.kind in _EQUIPMENT:
            owners[account.kind, account.member].append(account)
        elif account.kind in _HELD:
            yield _Beyond([account], -1, _wrong(days, noted.get(account, {}), -1))
    for accounts in owners.values():
        levels = {account: _levels(booked[account], -1) for account in accounts}
        written_off = [
            account
            for account, beyond in levels.items()
            if all(level >= 0 for _day, level in beyond)
        ]
        for account in accounts:
            if account not in written_off:
                yield _Beyond([account], -1, _wrong(booked[account], {}, -1))
        if written_off:
            together = _together(levels, written_off)
            yield _Beyond(written_off, -1, _wrong(together, {}, 1), (*accounts,))


def _wrong(
    days: Days, noted: Mapping[dt.date, Decimal], sign: int
) -> list[tuple[dt.date, Decimal]]:
    """Return how much is wrong after each day."""
    return [(day, wrong) for day, _level, wrong in by_day(days, noted, sign)]


def _levels(days: Days, sign: int) -> list[tuple[dt.date, Decimal]]:
    """Return what an account comes to after each day, with this sign."""
    dates = sorted(days)
    return list(zip(dates, accumulate(sign * days[day] for day in dates), strict=True))


def _together(
    levels: Mapping[Account, list[tuple[dt.date, Decimal]]], written_off: list[Account]
) -> Days:
    """Return, by day, by how much more was written off than all equipment there is."""
    moves = no_days()
    for account, after_days in levels.items():
        before = ZERO
        for day, level in after_days:
            # An account that is below nil by itself is told by itself.
            after = level if account in written_off else min(level, ZERO)
            moves[day] += after - before
            before = after
    return moves


def _finding(
    books: Books, register: Register, beyond: _Beyond, episode: Episode
) -> Finding:
    account, place, stayed = _last_beyond(books, beyond, episode.start)
    policy = register.policy(episode.start, account.member)
    heavy = policy.approval_from is not None and episode.deepest >= policy.approval_from
    taken = (
        say(
            "At the end of {day}, {amount} more was taken off {account} than was owed "
            "there{until}.",
            day=episode.start,
            amount=episode.amount,
            account=account.name,
            until=_until(episode),
        )
        if beyond.sign > 0
        else say(
            "At the end of {day}, {amount} more was taken off {account} than there "
            "was{until}.",
            day=episode.start,
            amount=episode.amount,
            account=account.name,
            until=_until(episode),
        )
    )
    return BK04.found(
        taken,
        place,
        hint=_stayed(account) if stayed else _hint(account.kind),
        member=account.member or None,
        amount=episode.amount,
        currency=books.currency,
        date=episode.start,
        severity=Severity.ERROR if heavy else Severity.WARNING,
    )


def _last_beyond(
    books: Books, beyond: _Beyond, day: dt.date
) -> tuple[Account, Source, bool]:
    """Return what is on the wrong side, the last posting that put it there, and how.

    The third is whether that posting took off equipment of which the write-off stayed.
    """
    credited = [
        (posting.account, transaction.source_at(n))
        for transaction in books.transactions_on(day)
        for n, posting in enumerate(transaction.postings)
        if posting.account in (*beyond.accounts, *beyond.equipment)
        and posting.amount * beyond.sign > 0
    ]
    own = [one for one in credited if one[0] in beyond.accounts]
    if own:
        return *own[-1], False
    # The equipment is gone, and what was written off of it stays.
    booked = books.booked(_EQUIPMENT)
    levels = {
        account: sum(
            (amount for at, amount in booked[account].items() if at <= day), ZERO
        )
        for account in beyond.accounts
    }
    return min(levels, key=levels.__getitem__), credited[-1][1], True


def _until(episode: Episode) -> Message | str:
    worse = episode.deepest > episode.amount
    if episode.end and worse:
        return say(
            " (until {end}, at most {deepest})",
            end=episode.end,
            deepest=episode.deepest,
        )
    if episode.end:
        return say(" (until {end})", end=episode.end)
    if worse:
        return say(" (later {deepest} at most)", deepest=episode.deepest)
    return ""


def _stayed(account: Account) -> Message:
    return say(
        "When equipment goes, so does what was written off of it: book that back on "
        "{account}, on the same day. If a purchase is missing, book it.",
        account=account.name,
    )


def _hint(kind: Kind) -> Message:
    match kind:
        case Kind.PAYABLE | Kind.COOP_PAYABLE:
            return say(
                "Book the bill that was paid, on the date of the bill. If there is no "
                "bill, or less was due, have the supplier pay it back."
            )
        case Kind.RECEIVABLE | Kind.COOP_RECEIVABLE:
            return say(
                "Book the invoice that was paid, on the date of the invoice. If a "
                "customer paid too much, pay it back, or keep it as a down payment."
            )
        case Kind.DEPOSIT:
            return say(
                "Book the down payment that is missing, or correct what was taken off "
                "it."
            )
        case Kind.MUNICIPALITY | Kind.FUND_LIABILITIES:
            return say(
                "First book what is owed: a set-off to the municipality, or what goes "
                "back to a fund. Then book the payment, up to that amount."
            )
        case Kind.EQUIPMENT | Kind.COOP_EQUIPMENT:
            return say(
                "Write off no more than the equipment cost. Correct the amount, or "
                "book the purchase that is missing."
            )
        case _:
            return say("Book the purchase that is missing, or correct what was used.")


FAMILY = Family((BK04,), judge)
