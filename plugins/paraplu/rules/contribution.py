"""PF07: the contribution is what was agreed, and is booked in time.

Agreed is what the policy says (contract, section 3): here 30% of turnover less costs.

    2025-03-10 * "Market" "Two tables"
      Assets:Cash                       100.00 EUR
      Income:Members:L01:Sales         -100.00 EUR

    2025-04-01 * "Contribution of March"
      contribution: "2025-03"
      Expenses:Members:L01:Contribution  40.00 EUR  ; PF07 L01 10.00
      Income:Coop:Contribution          -40.00 EUR
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import Month, shifted
from paraplu.base.findings import Cause, Finding, Severity
from paraplu.base.language import in_days, say
from paraplu.base.money import CENT, ZERO
from paraplu.bookkeeping.contributions.booked import contributed, read_month
from paraplu.bookkeeping.contributions.daily import Daily
from paraplu.bookkeeping.contributions.due import Due
from paraplu.bookkeeping.contributions.dues import dues
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.bookkeeping.contributions.booked import Contributed
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

PF07 = Rule(
    "PF07",
    Severity.ERROR,
    say("A contribution that was not agreed"),
    reads=("policies.contribution",),
)

# A member must know soon what is left; the VAT of a quarter is filed within a month.
_DAYS_TO_BOOK = 45


class _BookedShare(NamedTuple):
    """What is booked of a share over a month, and the last posting of it.

    `given_back` is how much of it went back, above zero.
    """

    due: Due
    amount: Decimal
    last: Contributed
    given_back: Decimal


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the contributions that differ from the policy, or were not booked.

    One cent more or less is rounding. A month that has not come has no share yet, and
    in the month of today no more can be taken than is due so far, which is a warning:
    what comes in later may make it right.
    """
    booked = contributed(books, register)
    daily = Daily(books, register)
    every = {
        (due.member, due.month, due.purpose): due
        for found in dues(books, register, booked).values()
        for due in found
    }
    for key in [*every, *(key for key in booked if key not in every)]:
        due = every.get(key) or Due(*key, ZERO, ZERO, ZERO, ZERO)
        postings = booked.get(key)
        running = due.month.last > books.today
        if not postings:
            if not running:
                yield from _missing(books, register, due)
            continue
        amount = sum((posting.amount for posting in postings), ZERO)
        back = -sum((min(posting.amount, ZERO) for posting in postings), ZERO)
        share = _BookedShare(due, amount, postings[-1], back)
        if not _agreed(register, due):
            if abs(amount) > CENT:
                yield _not_agreed(books, share)
        elif due.month > Month.of(max(books.today, share.last.day)):
            if abs(amount) > CENT:
                yield _to_come(books, share)
        elif running:
            yield from _too_early(books, daily, share)
        elif abs(amount - due.amount) > CENT:
            yield _differs(books, share)


def _agreed(register: Register, due: Due) -> bool:
    """Tell whether a share was agreed, on some day of its month or as it was taken."""
    return bool(due.rates or due.returned) or any(
        register.policy(day, due.member).contribution
        for day in (due.month.first, due.month.last)
    )


def _differs(books: Books, share: _BookedShare) -> Finding:
    due = share.due
    if CENT < due.amount - share.amount <= share.given_back:
        message = say(
            "{given} of {member}'s contributions was given back for {month}, which is "
            "{difference} too much.",
            given=share.given_back,
            member=due.member,
            month=due.month,
            difference=due.amount - share.amount,
        )
    elif due.amount < 0 or share.amount < 0:
        message = say(
            "{member}'s contributions for {month} come to {amount}, but {due} was "
            "agreed: {difference} {direction}.",
            member=due.member,
            month=due.month,
            amount=share.amount,
            due=due.amount,
            difference=abs(share.amount - due.amount),
            direction=_direction(share),
        )
    else:
        message = say(
            "{amount} is booked as {member}'s contribution for {month}, but {due} was "
            "agreed: {difference} {direction}.",
            amount=share.amount,
            member=due.member,
            month=due.month,
            due=due.amount,
            difference=abs(share.amount - due.amount),
            direction=_direction(share),
        )
    hint = say(
        "Run paraplu contribution {month} to see how it is computed, and book the "
        "difference.",
        month=str(due.month),
    )
    hint, difference = _month_first(share, hint), abs(share.amount - due.amount)
    found = _finding(books, share, message, hint, difference)
    over = share.amount > due.amount
    return replace(found, cause=Cause.TOO_MUCH if over else Cause.TOO_LITTLE)


def _direction(share: _BookedShare) -> Message:
    return say("too much") if share.amount > share.due.amount else say("too little")


def _not_agreed(books: Books, share: _BookedShare) -> Finding:
    message = say(
        "{amount} is booked as {member}'s contribution for {month}, but no "
        "contribution was agreed for that month.",
        amount=share.amount,
        member=share.due.member,
        month=share.due.month,
    )
    hint = say(
        "If one was agreed, write it in the register, under policies: contribution: "
        "{example}. If not, give it back.",
        example="{base: net_turnover, rate: 30%}",
    )
    hint = _month_first(share, hint)
    found = _finding(books, share, message, hint, abs(share.amount))
    return replace(found, cause=Cause.NOT_AGREED)


def _to_come(books: Books, share: _BookedShare) -> Finding:
    message = say(
        "{amount} is booked as {member}'s contribution for {month}, a month that is "
        "still to come.",
        amount=share.amount,
        member=share.due.member,
        month=share.due.month,
    )
    hint = say(
        "Correct the month in `contribution:`, or give it back and book it when that "
        "month is over."
    )
    found = _finding(books, share, message, hint, abs(share.amount))
    return replace(found, cause=Cause.TO_COME)


def _too_early(books: Books, daily: Daily, share: _BookedShare) -> Iterator[Finding]:
    """Yield what was taken of a month that is not over, beyond what is due so far.

    What was due when it was taken may be taken, also where costs came after it.
    """
    due = share.due
    day = share.last.day
    then = ZERO
    if Month.of(day) == due.month:
        then = due.carried + daily.exact(due.member, due.purpose, day)
    so_far = max(due.amount, then, ZERO)
    if share.amount - so_far <= CENT:
        return
    message = say(
        "{amount} is booked as {member}'s contribution for {month}, which is not over "
        "yet, but {due} is due so far: {difference} too much.",
        amount=share.amount,
        member=due.member,
        month=due.month,
        due=so_far,
        difference=share.amount - so_far,
    )
    hint = say(
        "If it is for the month before, write {example} on the entry. If not, give "
        "back what is too much, or wait and see what is due when the month is over.",
        example=f'contribution: "{Month.of(shifted(due.month.first, -1))}"',
    )
    finding = _finding(books, share, message, hint, share.amount - so_far)
    yield replace(finding, severity=Severity.WARNING, cause=Cause.TOO_EARLY)


def _month_first(share: _BookedShare, hint: Message) -> Message:
    """Return the hint, or one on the month where what was written names none."""
    said = share.last.said
    if said is None or read_month(said):
        return hint
    if not str(said).strip():
        return say(
            "`contribution:` is empty, so the month of the entry's date counts. Write "
            "it as {example}.",
            example=f'contribution: "{share.due.month}"',
        )
    return say(
        "“{text}” is not a month, so the month of the entry's date counts. Write it as "
        "{example}.",
        text=str(said),
        example=f'contribution: "{share.due.month}"',
    )


def _of_purpose(due: Due, message: Message) -> Message:
    """Return a message with the purpose before it, where the share has one."""
    if not due.purpose:
        return message
    return say("{where}: {what}", where=due.purpose, what=message)


def _finding(
    books: Books, share: _BookedShare, message: Message, hint: Message, amount: Decimal
) -> Finding:
    transaction = share.last.transaction
    return PF07.found(
        _of_purpose(share.due, message),
        transaction.source_at(share.last.position),
        hint=hint,
        member=share.due.member,
        amount=amount,
        currency=books.currency,
        date=transaction.date,
    )


def _missing(books: Books, register: Register, due: Due) -> Iterator[Finding]:
    """Yield a share that should have been booked, or given back, by now."""
    days = (books.today - due.month.last).days
    if abs(due.amount) <= CENT or days <= _DAYS_TO_BOOK:
        return
    if due.amount > 0:
        message = say(
            "{member}'s contribution for {month}, {due}, is not booked, and the month "
            "ended {days} ago.",
            member=due.member,
            month=due.month,
            due=due.amount,
            days=in_days(days),
        )
    else:
        message = say(
            "{due} of {member}'s contributions has to be given back for {month}. That "
            "is not booked, and the month ended {days} ago.",
            member=due.member,
            month=due.month,
            due=-due.amount,
            days=in_days(days),
        )
    yield PF07.found(
        _of_purpose(due, message),
        register.members[due.member].source,
        hint=say("Book it with paraplu contribution {month}.", month=str(due.month)),
        member=due.member,
        amount=abs(due.amount),
        currency=books.currency,
        date=due.month.last,
        severity=Severity.WARNING,
        cause=Cause.NOT_BOOKED if due.amount > 0 else Cause.NOT_GIVEN_BACK,
    )


FAMILY = Family((PF07,), judge)
"""The contribution: what each member pays to the cooperative, month by month."""
