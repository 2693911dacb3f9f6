"""EV03 and EV04: growth, training and equipment are approved before, by another."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.conduct import Legs, closes, debits, opens
from paraplu.evidence import Approval, approval_of
from paraplu.findings import Finding, Severity
from paraplu.language import Message, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.register.model import Register

EV03 = Rule("EV03", Severity.ERROR, say("No earlier approval"), waivable=True)
EV04 = Rule("EV04", Severity.ERROR, say("Approved by the member who spends"))

_APPROVED = frozenset({Kind.GROWTH, Kind.TRAINING, Kind.EQUIPMENT})


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield growth, training and equipment without a valid earlier approval."""
    for batch in books.batches:
        for ring in batch.pattern.rings:
            legs = debits(batch.pattern, ring, _APPROVED)
            for row, spent in enumerate(batch.summed(legs) if legs else ()):
                member = batch.member(ring, row)
                limit = register.policy(batch.dates[row], member).approval_from
                enough = limit is None or spent < limit
                if not enough and not opens(books, batch, row, legs):
                    entry = batch.entry(row)
                    yield from _unapproved(books, register, entry, member, legs)


def _unapproved(
    books: Books, register: Register, entry: Entry, member: str, legs: Legs
) -> Iterator[Finding]:
    """Yield what a member spends in one entry without an approval that counts.

    An approval on a posting is about that posting, one on the transaction about all.
    """
    limit = register.policy(entry.date, member).approval_from
    spent = _spent(entry, member, legs)
    if limit is None or spent < limit:
        return
    own: list[int] = []
    without: list[int] = []
    for leg in legs:
        approval = approval_of(entry, leg)
        if approval and approval.own(member, register):
            own.append(leg)
        elif not (approval and approval.day and approval.day <= entry.date):
            without.append(leg)
    for code, found in (("EV04", own), ("EV03", without)):
        if found:
            leg = max(found, key=lambda n: entry.amounts[n])
            amount = min(spent, sum((entry.amounts[n] for n in found), ZERO))
            message = (
                _approved_it_themselves(member, amount)
                if found is own
                else _why_not(approval_of(entry, leg), amount, entry)
            )
            yield Finding(
                code,
                Severity.ERROR,
                message,
                entry.leg_source(leg),
                hint=_approval_hint(entry, limit, own=found is own),
                member=member,
                amount=amount,
                currency=books.currency,
                date=entry.date,
            )


def _spent(entry: Entry, member: str, legs: Legs) -> Decimal:
    """Return what a member spends on growth, training and equipment in one entry.

    Depreciation is no spending: the money left when the equipment was bought. Nor is a
    correction within the same result.
    """
    credited: defaultdict[Kind, Decimal] = defaultdict(Decimal)
    for account, amount in entry.legs():
        if account.member == member and amount < 0:
            credited[account.kind] -= amount
    spent = sum((entry.amounts[n] for n in legs), ZERO)
    if closes(entry.shape.pattern):
        return spent - credited[Kind.GROWTH] - credited[Kind.TRAINING]
    grown = sum(
        (entry.amounts[n] for n in legs if entry.shape.accounts[n].kind is Kind.GROWTH),
        ZERO,
    )
    return spent - min(credited[Kind.EQUIPMENT], grown)


def _approved_it_themselves(member: str, amount: Decimal) -> Message:
    return say(
        "{member} approved {amount} of {member}'s own spending. Somebody else has to.",
        member=member,
        amount=amount,
    )


def _approval_hint(entry: Entry, limit: Decimal, *, own: bool) -> Message:
    if own:
        return say("Have the board or the coach approve it before it is paid.")
    return say(
        'Write who approved it and when: `approved: "board {day}"`. Growth, training '
        "and equipment from {limit} on are approved before they are paid.",
        day=entry.date,
        limit=limit,
    )


def _why_not(approval: Approval | None, amount: Decimal, entry: Entry) -> Message:
    if approval is None:
        return say("There is no approval for spending {amount}.", amount=amount)
    if approval.day is None:
        return say(
            "The approval “{text}” of {amount} does not say who approved it and on "
            "which day.",
            text=approval.who,
            amount=amount,
        )
    return say(
        "{amount} was approved on {approved}, after it was paid on {day}.",
        amount=amount,
        approved=approval.day,
        day=entry.date,
    )


FAMILY = Family((EV03, EV04), judge)
