"""MB02, MB03 and MB04: transactions outside the permission or the membership.

The benefits agency decided that a member may trade, from one day to another; the
cooperative answers for it from joining to leaving (contract, sections 3 and 5).

    members:
      L01:
        joined: 2025-03-01
        permission: [{from: 2025-01-01, until: 2025-03-31}]  # MB04 L01

    2025-02-28 * "Market" "Bookcase"
      Assets:Bank                80.00 EUR
      Income:Members:L01:Sales  -80.00 EUR  ; MB03 L01 80.00

    2025-04-02 * "Market" "Chair"
      Assets:Bank                50.00 EUR
      Income:Members:L01:Sales  -50.00 EUR  ; MB02 L01 50.00
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import in_days, say
from paraplu.base.money import ZERO
from paraplu.ledger.closings import only_closes
from paraplu.ledger.transaction_types import opens, trades
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Transaction
    from paraplu.register.membership import Member
    from paraplu.register.model import Register

MB02 = Rule(
    "MB02",
    Severity.ERROR,
    say("A member's entry outside the permission"),
    reads=("members.joined", "members.left", "members.permission"),
)
MB03 = Rule(
    "MB03",
    Severity.ERROR,
    say("A member's entry before joining or after leaving"),
    reads=("members.joined", "members.left"),
)
MB04 = Rule(
    "MB04",
    Severity.WARNING,
    say("A permission ends soon"),
    reads=("members.left", "members.permission", "policies.warn_before_days"),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what happened when a member may not trade, and what ends soon."""
    doubtful = {
        code: member
        for code, member in register.members.items()
        if code in books.rings and not _quiet(member, *books.rings[code].span)
    }
    for signature, transactions in books.by_signature.items() if doubtful else ():
        for ring in signature.rings:
            trading = trades(signature, ring)
            for transaction in transactions:
                member = doubtful.get(transaction.member(ring))
                if member and not opens(books, transaction, trading):
                    yield from _judged(books, member, transaction, trading)
    for member in register.members.values():
        yield from _ending(books, register, member)


def _quiet(member: Member, first: dt.date, last: dt.date) -> bool:
    """Tell at a glance that a member may trade from the first day to the last."""
    permission = member.permission_on(first)
    inside = permission is not None and last in permission.period
    time = member.time_by(first)
    return inside and time is not None and last in time


def _judged(
    books: Books, member: Member, transaction: Transaction, trading: Positions
) -> Iterator[Finding]:
    day = transaction.date
    if day < member.joined:
        yield _before_joining(books, member, transaction)
    elif not trading or only_closes(books, transaction):
        return
    elif (left := member.left_by(day)) and day > left:
        yield _after_leaving(books, member, left, transaction, trading)
    elif member.permission_on(day) is None:
        yield _outside(books, member, transaction, trading)


def _outside(
    books: Books, member: Member, transaction: Transaction, trading: Positions
) -> Finding:
    account = transaction.accounts[trading[0]]
    return MB02.found(
        say(
            "{member} had no permission on {day}, but {amount} is booked on {account}. "
            "Only what was already owed may then be settled.",
            member=member.code,
            day=transaction.date,
            amount=_traded(transaction, trading),
            account=account.name,
        ),
        transaction.source_at(trading[0]),
        hint=say(
            "Ask the client manager for the decision, and put it in members.yaml under "
            "`permission:`. Without it this may not be booked."
        ),
        member=member.code,
        amount=_traded(transaction, trading),
        currency=books.currency,
        date=transaction.date,
    )


def _traded(transaction: Transaction, trading: Positions) -> Decimal:
    """Return what is traded; what is earned and spent at once counts once."""
    amounts = [transaction.postings[n].amount for n in trading]
    spent = sum((n for n in amounts if n > 0), ZERO)
    return max(spent, spent - sum(amounts, ZERO))


def _before_joining(books: Books, member: Member, transaction: Transaction) -> Finding:
    position = next(
        n for n, a in enumerate(transaction.accounts) if a.member == member.code
    )
    return MB03.found(
        say(
            "{member} joined on {joined}; this entry is dated {day}.",
            member=member.code,
            joined=member.joined,
            day=transaction.date,
        ),
        transaction.source_at(position),
        hint=say("Correct the date, or `joined:` in members.yaml."),
        member=member.code,
        amount=abs(transaction.postings[position].amount),
        currency=books.currency,
        date=transaction.date,
    )


def _after_leaving(
    books: Books,
    member: Member,
    left: dt.date,
    transaction: Transaction,
    trading: Positions,
) -> Finding:
    account = transaction.accounts[trading[0]]
    return MB03.found(
        say(
            "{member} left on {left}, but {amount} is booked on {account} on {day}. "
            "After that, only what was already owed may be settled.",
            member=member.code,
            left=left,
            day=transaction.date,
            amount=_traded(transaction, trading),
            account=account.name,
        ),
        transaction.source_at(trading[0]),
        hint=say("Correct the date or the member, or `left:` in members.yaml."),
        member=member.code,
        amount=_traded(transaction, trading),
        currency=books.currency,
        date=transaction.date,
    )


def _ending(books: Books, register: Register, member: Member) -> Iterator[Finding]:
    """Yield a warning where the permission of a member who stays ends, or has ended."""
    last = member.permitted_until(books.today)
    if last is None or last.period.end is None:
        return
    end = last.period.end
    if member.left and member.left <= max(end, books.today):
        return
    days = (end - books.today).days
    if days > register.policy(books.today, member.code).warn_before_days:
        return
    if days >= 0:
        message = say(
            "The permission of {member} ends on {end}, {when}.",
            member=member.code,
            end=end,
            when=say("in {days}", days=in_days(days)) if days else say("today"),
        )
    else:
        message = say(
            "The permission of {member} ended on {end}, {days} ago.",
            member=member.code,
            end=end,
            days=in_days(-days),
        )
    yield MB04.found(
        message,
        last.source,
        hint=say(
            "Ask the client manager to renew it: paraplu report renewal {member} makes "
            "the letter. Without it no sale may be booked.",
            member=member.code,
        ),
        member=member.code,
        date=end,
    )


FAMILY = Family((MB02, MB03, MB04), judge)
